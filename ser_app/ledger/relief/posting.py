"""Enter a re-liquidation in the books: less is owed, and what was paid in excess is in favour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.ledger import repository
from ser_app.ledger.journal import Account, Concept, Journal, Kind, Line, against
from ser_app.ledger.posting import open_debt, post
from ser_app.ledger.reimputing import Because, can_be_shared_again, journals_again
from ser_app.ledger.relief.computing import Relieved, relieve
from ser_app.ledger.relief.repository import debt_of
from ser_app.ledger.shares import OpenDebt
from ser_app.ledger.texts import excess_words, reliquidated_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The debt of a filing as the books have it, whole pesos.

    Attributes:
        debt: The debt with its movements.
        charged: Interest charged on it and not taken back.
        paid: What was paid of it.
        elsewhere: Whether an agreement took part of it over: another debt holds it now.
    """

    debt: OpenDebt
    charged: int
    paid: int
    elsewhere: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliquidated:
    """A filing whose due day moved, whole pesos.

    Attributes:
        declaration: Its public id.
        exception: The public id of the act that moved the due day.
        due_on: The moved due day.
        penalty: Penalty that is not owed any more.
        credited: Balance in favour beyond the debt's own, that a lower correction leaves more of.
        norm: The act, for the statement.
        reason: What else explains the amounts.
    """

    declaration: str
    exception: str
    operator_id: int
    period: str
    due_on: date
    penalty: int
    credited: int
    norm: str
    reason: Mapping[str, Any]


def standing(unit: Unit, declaration: str, *, for_update: bool = False) -> Standing | None:
    """The debt of a filing; None when it has none in the books."""
    debt = debt_of(unit, declaration, for_update=for_update)
    if debt is None or debt.id is None:
        return None
    movements = repository.movements_of(unit, debt.id)
    return Standing(
        debt=open_debt(debt, movements),
        charged=sum(each.amount for each in movements if each.charges),
        paid=-sum(each.amount for each in movements if each.kind.pays),
        elsewhere=not can_be_shared_again(movements),
    )


def expected(found: Standing | None, due_on: date, penalty: int, res: Resources) -> Relieved | None:
    """What entering a later due day would do to a debt; None without one.

    Raises:
        UnknownParameter: A day of the delay has no rate.
    """
    return None if found is None else relieve(found.debt, due_on, penalty, res.rules)


def post_relief(unit: Unit, res: Resources, what: Reliquidated) -> None:
    """Enter a re-liquidation; a source that was written already changes nothing.

    The debt's due day becomes the moved one: interest that runs is counted from it. The old one
    stays in the record of the re-liquidation.
    """
    found = standing(unit, what.declaration, for_update=True)
    relieved = expected(found, what.due_on, what.penalty, res)
    if found is not None and relieved is not None:
        _post_debt(unit, res, what, found.debt, relieved)
    credited = against(Account.REVENUE, Account.IN_FAVOUR, {Concept.LEVY: what.credited}, None)
    _post(unit, res, what, "credited", res.clock.today(), credited)


def _post_debt(
    unit: Unit, res: Resources, what: Reliquidated, debt: OpenDebt, relieved: Relieved
) -> None:
    obligation = debt_of(unit, what.declaration)
    if obligation is not None:
        obligation.due_on = what.due_on
        unit.session.add(obligation)
        unit.flush()
    fallen = {Concept.PENALTY: what.penalty}
    lines = against(Account.REVENUE, Account.DEBTOR, fallen, debt.id)
    _post(unit, res, what, "penalty", relieved.penalty_day, lines)
    because = Because(
        key=what.exception,
        operator_id=what.operator_id,
        posted_on=res.clock.today(),
        recharged=reliquidated_words(what.period, what.due_on, what.norm),
        reimputed=excess_words(what.period),
        reason=_reason(what),
        kinds=(Kind.RELIQUIDATION, Kind.EXCESS),
    )
    for journal in journals_again(relieved.changed, debt, because):
        post(unit, res, journal)


def _post(
    unit: Unit, res: Resources, what: Reliquidated, part: str, day: date, lines: list[Line]
) -> None:
    if not lines:
        return
    journal = Journal(
        source=f"reliquidation:{what.declaration}:{what.exception}:{part}",
        kind=Kind.RELIQUIDATION,
        operator_id=what.operator_id,
        posted_on=res.clock.today(),
        value_day=day,
        description=reliquidated_words(what.period, what.due_on, what.norm),
        lines=lines,
        reason=_reason(what),
    )
    post(unit, res, journal)


def _reason(what: Reliquidated) -> dict[str, Any]:
    return {**what.reason, "norm": what.norm, "due_on": what.due_on.isoformat()}
