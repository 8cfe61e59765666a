"""Move what is owed from some debts to others: nothing is owed twice, and nothing is lost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.ledger import repository as books
from ser_app.ledger.agreements.owed import Brought
from ser_app.ledger.agreements.schedule import Group, Part
from ser_app.ledger.agreements.texts import moved_words
from ser_app.ledger.journal import Account, Concept, Journal, Kind, Line, ObligationKind, against
from ser_app.ledger.models import Obligation


@dataclass(frozen=True, slots=True)
class Target:
    """A debt that takes parts of others over.

    Attributes:
        description: What people call it.
    """

    group: Group
    due_on: date
    description: str
    parts: tuple[Part, ...]


def charge_interest(
    unit: Unit,
    res: Resources,
    debts: Sequence[Brought],
    key: str,
    words: Callable[[str], str],
) -> None:
    """Charge the interest that debts have borne until today, before they are moved.

    Args:
        unit: The caller's transaction, in which the debts are locked.
        res: Clock.
        debts: As they stand today.
        key: What it is for, uniquely for each debt: the public id of the agreement.
        words: What the statement says, from the debt's name.
    """
    today = res.clock.today()
    journals = [
        Journal(
            source=f"interest:{key}:{each.debt.id}",
            kind=Kind.INTEREST,
            operator_id=each.obligation.operator_id,
            posted_on=today,
            value_day=today,
            description=words(each.debt.name),
            lines=against(
                Account.DEBTOR, Account.REVENUE, {Concept.INTEREST: each.running}, each.debt.id
            ),
            reason={"rules_version": res.rules.version},
        )
        for each in debts
        if each.running
    ]
    if journals:
        books.add_journals(unit, journals, res.clock.now())


def move(
    unit: Unit,
    res: Resources,
    operator_id: int,
    targets: Sequence[Target],
    reason: Mapping[str, object],
) -> list[Obligation]:
    """Create debts and move parts of others to them today; gives the debts in their order.

    Each part keeps its concept, so what was earned stays what it was.
    """
    debts = [_obligation(operator_id, each) for each in targets]
    unit.session.add_all(debts)
    unit.flush()
    today = res.clock.today()
    journals = [
        Journal(
            source=debt.source,
            kind=Kind.TRANSFER,
            operator_id=operator_id,
            posted_on=today,
            value_day=today,
            description=moved_words(debt.description),
            lines=_lines(target.parts, debt.id or 0),
            reason=dict(reason),
        )
        for target, debt in zip(targets, debts, strict=True)
    ]
    books.add_journals(unit, journals, res.clock.now())
    return debts


def _obligation(operator_id: int, target: Target) -> Obligation:
    return Obligation(
        source=f"{ObligationKind.INSTALMENT.value}:{public_id()}",
        operator_id=operator_id,
        expediente_id=target.group.expediente_id,
        kind=ObligationKind.INSTALMENT,
        regime=target.group.regime,
        period=str(target.due_on.year),
        description=target.description,
        due_on=target.due_on,
    )


def _lines(parts: Sequence[Part], debt_id: int) -> list[Line]:
    return [
        line
        for part in parts
        for line in (
            Line(Account.DEBTOR, part.concept, -part.amount, part.debt_id),
            Line(Account.DEBTOR, part.concept, part.amount, debt_id),
        )
    ]
