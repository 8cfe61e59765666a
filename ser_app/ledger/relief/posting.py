"""Enter a re-liquidation in the books: less is owed, and what was paid in excess is in favour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.law.periods import Regime
from ser_app.ledger import repository
from ser_app.ledger.debt import Movement, remaining
from ser_app.ledger.journal import Account, Concept, Journal, Kind, Line, against
from ser_app.ledger.posting import post
from ser_app.ledger.relief.computing import Entered, charged, interest_relief, relieve
from ser_app.ledger.relief.repository import debt_of
from ser_app.ledger.texts import excess_words, reliquidated_words

_MOVED_ELSEWHERE: Final = frozenset({Kind.TRANSFER, Kind.REVERSAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The debt of a filing as the books have it, whole pesos.

    Attributes:
        movements: What happened to it, in order.
        charged: Interest charged on it and not taken back.
        paid: What was paid of it.
        elsewhere: Whether an agreement took part of it over: another debt holds it now.
    """

    id: int
    due_on: date
    movements: Sequence[Movement]
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
        interest: Interest charged that is not owed any more.
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
    interest: int
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
        id=debt.id,
        due_on=debt.due_on,
        movements=movements,
        charged=charged(movements),
        paid=-sum(each.amount for each in movements if each.kind.pays),
        elsewhere=any(each.kind in _MOVED_ELSEWHERE for each in movements),
    )


def relief_of_interest(found: Standing, regime: Regime, due_on: date, res: Resources) -> int:
    """Interest charged on a debt that a later due day takes away, in pesos."""
    return interest_relief(found.movements, regime, due_on, res.rules)


def expected(found: Standing | None, penalty: int, interest: int) -> Entered:
    """What entering a relief would do to a debt; nothing without one."""
    if found is None:
        return Entered([], [], 0, 0)
    return relieve(remaining(found.due_on, found.movements), penalty, interest, found.id)


def post_relief(unit: Unit, res: Resources, what: Reliquidated) -> Entered:
    """Enter a re-liquidation; a source that was written already changes nothing.

    The debt's due day becomes the moved one: interest that runs is counted from it. The old one
    stays in the record of the re-liquidation.
    """
    found = standing(unit, what.declaration, for_update=True)
    entered = expected(found, what.penalty, what.interest)
    if found is not None:
        debt = debt_of(unit, what.declaration)
        if debt is not None:
            debt.due_on = what.due_on
            unit.session.add(debt)
            unit.flush()
    credited = against(Account.REVENUE, Account.IN_FAVOUR, {Concept.LEVY: what.credited}, None)
    key = f"{what.declaration}:{what.exception}"
    journals = (
        ("reliquidation", Kind.RELIQUIDATION, [*entered.relief, *credited]),
        ("excess", Kind.EXCESS, entered.excess),
    )
    for prefix, kind, lines in journals:
        if lines:
            post(unit, res, _journal(res, what, f"{prefix}:{key}", kind, lines))
    return entered


def _journal(
    res: Resources, what: Reliquidated, source: str, kind: Kind, lines: list[Line]
) -> Journal:
    today = res.clock.today()
    relief = kind is Kind.RELIQUIDATION
    return Journal(
        source=source,
        kind=kind,
        operator_id=what.operator_id,
        posted_on=today,
        value_day=today,
        description=(
            reliquidated_words(what.period, what.due_on, what.norm)
            if relief
            else excess_words(what.period)
        ),
        lines=lines,
        reason={**what.reason, "norm": what.norm, "due_on": what.due_on.isoformat()},
    )
