"""The FUR as a value: everything that is drawn, and nothing about how.

A `Form` is stored as JSON beside the drawn bytes, embedded in the PDF, and shown as accessible
HTML, so that paper and screen say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from pydantic import TypeAdapter

from ser_app.declarations.states import Channel, Use
from ser_app.law.explanation import Figure

BENEFICIARY: Final = "Fondo Único de Tecnologías de la Información y las Comunicaciones"
BENEFICIARY_NIT: Final = "800.131.648-6"
BENEFICIARY_DIGITS: Final = "8001316486"
"""The same as files of banks have it: digits only, the check digit last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligor:
    """The operator as the form names it; `nit` with points and check digit."""

    name: str
    nit: str
    address: str = ""
    municipality: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """A person who must sign.

    Attributes:
        role: `legal_representative` or `accountant`.
        title: In which quality, in Spanish.
        document: Kind and number, `CC 52.123.456`.
        professional_card: Card of the accountant; empty for others.
    """

    role: str
    title: str
    name: str
    document: str
    professional_card: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A service with its income, or a reason with its return; whole pesos."""

    kind: str
    description: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtLine:
    """A debt that a FUR pays, brought to its day; whole pesos.

    Attributes:
        name: The period of a declaration, or what else it is owed for.
        kind: What sort of debt.
        expediente: Its number; empty for a debt of none.
        penalty: All that is owed of the sanción; `interest` and `principal` likewise.
        pays_penalty: What this FUR pays of it; `pays_interest` and `pays_principal` likewise.
        rule: In which order its parts are paid, and the norm.
    """

    name: str
    kind: str
    expediente: str
    due_on: date
    penalty: int
    interest: int
    principal: int
    pays_penalty: int
    pays_interest: int
    pays_principal: int
    rule: str

    @property
    def owed(self) -> int:
        """All that settles it on the FUR's day."""
        return self.penalty + self.interest + self.principal

    @property
    def pays(self) -> int:
        """What this FUR pays of it."""
        return self.pays_penalty + self.pays_interest + self.pays_principal

    @property
    def rest(self) -> int:
        """What stays owed of it."""
        return self.owed - self.pays


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One FUR. Amounts are whole pesos.

    Attributes:
        number: `FUR-2013-000123`.
        issued_at: Instant of issue on the business clock.
        period: As people read it, `T1 ene–mar 2013`.
        concept: What is declared or paid.
        kind: *Inicial*, or which FUR it corrects or replaces.
        corrects: Number of the FUR whose declaration this one corrects; empty for an initial one.
        given_amount: Whether the levy is what an act or formula says (RADIO): no base, no rate.
        yearly_adjustment: The yearly adjustment, paid without surcharges (D1972).
        corrected_levy: The levy of what it corrects, when that was settled apart; None otherwise.
        balance_in_favour: What a correction downwards leaves in favour of the operator.
        rate: The levy's rate as people read it, `2,2 %`.
        filing_day: Day of filing with which the penalty was computed.
        payment_day: Day to which interest runs: *válido hasta*.
        reference: Payment reference; None when nothing can be paid with this form.
        gln: Collection agreement in the bar code.
        receipt: Number of the filing receipt, for a form of a declaration already filed.
        demo: Whether it must say that it is worth nothing.
        figures: The explained liquidation.
        debts: What a FUR of debts pays, the oldest first; empty for one of a declaration. Then
            `levy` is the capital that it pays, and `balance_in_favour` what exceeds the debts.
    """

    number: str
    use: Use
    channel: Channel
    issued_at: datetime
    obligor: Obligor
    expediente: str
    regime: str
    service: str
    concept: str
    period: str
    kind: str
    gross_income: int
    returns: int
    base: int
    rate: str
    levy: int
    balance_applied: int
    late_filing_penalty: int
    arrears_interest: int
    total: int
    due_on: date
    filing_day: date
    payment_day: date
    signatories: tuple[Signatory, ...]
    lines: tuple[Line, ...] = ()
    reference: str | None = None
    gln: str = ""
    rules_version: str = ""
    receipt: str = ""
    corrects: str = ""
    corrected_levy: int | None = None
    given_amount: bool = False
    yearly_adjustment: int = 0
    balance_in_favour: int = 0
    demo: bool = False
    figures: tuple[Figure, ...] = ()
    debts: tuple[DebtLine, ...] = ()

    @property
    def levy_owed(self) -> int:
        """What of the levy and its yearly adjustment is paid with this form, in pesos."""
        owed = max(0, self.levy - (self.corrected_levy or 0))
        return owed - self.balance_applied + self.yearly_adjustment

    @property
    def payable(self) -> bool:
        """Whether money can be paid with this form."""
        return self.reference is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """How anybody checks a printed form: the code on it and the address that takes it.

    Kept apart from `Form`, since the code is a secret of whoever holds the paper.
    """

    code: str
    address: str
    page: str


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Form]:
    return TypeAdapter(Form)


def to_json(form: Form) -> dict[str, Any]:
    """The form as JSON values: amounts stay integers, days are ISO texts."""
    stored: dict[str, Any] = _adapter().dump_python(form, mode="json")
    return stored


def from_json(stored: Mapping[str, Any]) -> Form:
    """The form that `to_json` wrote.

    Raises:
        pydantic.ValidationError: It is no such JSON.
    """
    return _adapter().validate_python(stored)
