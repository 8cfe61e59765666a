"""Operators, their expedientes, the people who act for them, and the sessions of those people."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from ser_app.base.database import UtcInstant
from ser_app.people.nit import Nit


class Operator(SQLModel, table=True):
    """A company that owes contraprestaciones.

    Attributes:
        nit: Tax number, digits only, without the check digit.
        check_digit: The NIT's check digit, `0`-`9`.
    """

    __tablename__ = "operator"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    nit: str = Field(unique=True)
    check_digit: str
    name: str
    address: str = ""
    municipality: str = ""
    email: str = ""
    phone: str = ""

    @property
    def tax_number(self) -> str:
        """Its NIT as it is written everywhere: `899.999.053-1`."""
        return Nit(self.nit).text


class Expediente(SQLModel, table=True):
    """An authorised service of an operator, in one regime, between two days.

    Attributes:
        levy_rate: The rate of its title, a fraction as decimal text (D1972); empty elsewhere.
    """

    __tablename__ = "expediente"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    operator_id: int = Field(foreign_key="operator.id", index=True)
    number: str = Field(unique=True)
    regime: str
    service: str
    levy_rate: str = Field(default="", sa_column_kwargs={"server_default": ""})
    valid_from: date
    valid_to: date | None = None


class User(SQLModel, table=True):
    """A person with an account, acting for one operator or for the Ministry (`operator_id` None).

    Attributes:
        role: A `ser_app.people.permissions.Role`.
        professional_card: Card of the accountant or statutory auditor (Ley 43/1990).
        statutory_auditor: True when the accountant signs as *revisor fiscal*.
        must_change_password: True while the password is the one an administrator handed over.
        invited: True until the owner accepts the account; it is suspended as long.
        suspended_at: Set while the account is suspended.
        limited: Acts for the expedientes of its valid grants alone, not for the whole operator.
        access_version: Raised by whatever changes what the account may do beside this row, so that
            the next event of every process looks again.
        access_from: First real day on which the account works; an auditor's has both.
        access_to: Last one; None for no end.
    """

    __tablename__ = "app_user"

    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(unique=True)
    operator_id: int | None = Field(default=None, foreign_key="operator.id", index=True)
    email: str = Field(unique=True)
    full_name: str
    document_type: str = "CC"
    document_number: str
    role: str
    professional_card: str = ""
    statutory_auditor: bool = False
    password_hash: str
    must_change_password: bool = False
    invited: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    suspended_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    limited: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    access_version: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    access_from: date | None = None
    access_to: date | None = None
    created_at: datetime = Field(sa_type=UtcInstant)


class UserSession(SQLModel, table=True):
    """A signed-in browser. Only the SHA-256 of the cookie's token is kept.

    Attributes:
        proved_at: When the person last proved identity in it; signing in does.
    """

    __tablename__ = "user_session"
    __table_args__ = (
        Index("ix_user_session_live", "user_id", sqlite_where=text("ended_at IS NULL")),
        CheckConstraint("expires_at > created_at", name="ck_user_session_expires"),
    )

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    user_id: int = Field(foreign_key="app_user.id")
    created_at: datetime = Field(sa_type=UtcInstant)
    last_seen_at: datetime = Field(sa_type=UtcInstant)
    expires_at: datetime = Field(sa_type=UtcInstant)
    ended_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    proved_at: datetime | None = Field(default=None, sa_type=UtcInstant)
    address: str = ""
    user_agent: str = ""
