"""How each due day stands: not declared, begun, filed and unpaid, settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.models import Declaration
from ser_app.declarations.states import Channel, DeclarationState
from ser_app.furs.debts.repository import declarations_paid_by
from ser_app.ledger.journal import ObligationKind
from ser_app.ledger.statement.folding import Open
from ser_app.ledger.statement.service import debts_on
from ser_app.oversight.calendar import repository
from ser_app.oversight.calendar.due_days import Due
from ser_app.oversight.repository import waiting_payments
from ser_app.people.actor import Scope


class Standing(StrEnum):
    """What a due day still needs."""

    COMING = "coming"
    UNDECLARED = "undeclared"
    DRAFT = "draft"
    SIGNING = "signing"
    PAPER = "paper"
    UNPAID = "unpaid"
    PAYING = "paying"
    COVERED = "covered"
    SETTLED = "settled"


UNFILED: Final = frozenset(
    {Standing.COMING, Standing.UNDECLARED, Standing.DRAFT, Standing.SIGNING, Standing.PAPER}
)
"""Nothing was filed: a penalty may run."""
WAITING: Final = UNFILED | {Standing.UNPAID}
"""Somebody still has to do something; what a bank is deciding is not reminded of."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A due day and how it stands.

    Attributes:
        declaration: Public id of the draft or filing; empty while nobody began.
        owed: What the books say that day of what was filed and not paid; None otherwise.
    """

    due: Due
    standing: Standing
    declaration: str = ""
    owed: Open | None = None

    @property
    def settled(self) -> bool:
        """Filed and paid, nothing owed, or owed by other debts than that of this filing."""
        return self.standing in (Standing.SETTLED, Standing.COVERED)


def stands(
    unit: Unit, res: Resources, scope: Scope, dues: Sequence[Due], today: date
) -> list[Stand]:
    """How due days stand on a day, in their order; the caller has checked the scope."""
    declared = repository.declarations_of(unit, scope, {due.period.text for due in dues}, today)
    unpaid = {key for key, each in declared.items() if _unpaid(each, today)} & {
        due.key for due in dues
    }
    paying = _being_paid(unit, scope, today) if unpaid else set()
    operators = {due.permit.operator_id for due in dues if due.key in unpaid}
    owed = {key: each for operator in sorted(operators) for key, each in
            _owed(unit, res, operator, today).items()}  # fmt: skip
    return [_stand(due, declared.get(due.key), paying, owed, today) for due in dues]


def owed_on(
    unit: Unit, res: Resources, operator_id: int, day: date
) -> Mapping[tuple[str, str], Open]:
    """The open debts of filings on a day, also one ahead, by expediente's number and period."""
    return _owed(unit, res, operator_id, day)


def other_debts(unit: Unit, res: Resources, operator_id: int, today: date) -> list[Open]:
    """The open debts of an operator that no filing made: of acts, and instalments of agreements.

    They are of the whole operator: the caller has checked that the person may see its statement.
    """
    found = debts_on(unit, res, operator_id, today)
    return [each for each in found if each.debt.kind is not ObligationKind.DECLARATION]


def _stand(
    due: Due,
    declaration: Declaration | None,
    paying: set[int],
    owed: Mapping[tuple[str, str], Open],
    today: date,
) -> Stand:
    if declaration is None:
        coming = due.opens_on > today
        return Stand(due, Standing.COMING if coming else Standing.UNDECLARED)
    key = declaration.public_id
    if declaration.state == DeclarationState.DRAFT:
        return Stand(due, Standing.DRAFT, key)
    if declaration.state != DeclarationState.FILED:
        paper = declaration.channel == Channel.PAPER
        return Stand(due, Standing.PAPER if paper else Standing.SIGNING, key)
    if not _unpaid(declaration, today):
        return Stand(due, Standing.SETTLED, key)
    debt = owed.get((due.permit.number, due.period.text))
    if debt is None:
        # Its debt was settled otherwise, or the instalments of an agreement took it over.
        return Stand(due, Standing.COVERED, key)
    paid_now = declaration.id in paying
    return Stand(due, Standing.PAYING if paid_now else Standing.UNPAID, key, debt)


def _unpaid(declaration: Declaration, today: date) -> bool:
    paid = declaration.paid_on is not None and declaration.paid_on <= today
    filed = declaration.state == DeclarationState.FILED
    return filed and not paid and declaration.total > 0


def _being_paid(unit: Unit, scope: Scope, today: date) -> set[int]:
    found = waiting_payments(unit, scope, today)
    return declarations_paid_by(unit, [each.attempt.fur_id for each in found])


def _owed(unit: Unit, res: Resources, operator_id: int, day: date) -> dict[tuple[str, str], Open]:
    return {
        (each.debt.expediente, each.debt.period): each
        for each in debts_on(unit, res, operator_id, day)
        if each.debt.kind is ObligationKind.DECLARATION
    }
