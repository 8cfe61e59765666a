"""Queries over the terms of signers."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.people.models import User
from ser_app.people.signers.models import SignerTerm


def add(unit: Unit, term: SignerTerm) -> None:
    """Store a change."""
    unit.session.add(term)
    unit.flush()


def current(unit: Unit, operator_id: int, role: str, day: date) -> SignerTerm | None:
    """The term that holds on a business day; None before the first one."""
    query = (
        select(SignerTerm)
        .where(
            SignerTerm.operator_id == operator_id,
            SignerTerm.role == role,
            col(SignerTerm.from_day) <= day,
        )
        .order_by(col(SignerTerm.from_day).desc(), col(SignerTerm.id).desc())
    )
    return unit.session.exec(query.limit(1)).first()


def terms_of(unit: Unit, operator_id: int) -> Sequence[tuple[SignerTerm, User]]:
    """Every change of an operator with its person, the newest first."""
    query = (
        select(SignerTerm, User)
        .join(User, col(User.id) == col(SignerTerm.user_id))
        .where(SignerTerm.operator_id == operator_id)
        .order_by(col(SignerTerm.from_day).desc(), col(SignerTerm.id).desc())
    )
    return list(unit.session.exec(query))


def operators_changed_between(unit: Unit, first: date, last: date) -> list[int]:
    """Operators of which a term began between two business days, both included."""
    query = (
        select(SignerTerm.operator_id)
        .where(col(SignerTerm.from_day) >= first, col(SignerTerm.from_day) <= last)
        .distinct()
        .order_by(col(SignerTerm.operator_id))
    )
    return list(unit.session.exec(query))
