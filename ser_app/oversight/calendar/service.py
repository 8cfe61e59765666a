"""The due days of a person's operator: what is near or late, and those of a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ser_app.base.resources import Resources
from ser_app.law.months import months_later
from ser_app.ledger.statement.folding import Open
from ser_app.oversight.calendar import repository
from ser_app.oversight.calendar.due_days import Terms, due_between
from ser_app.oversight.calendar.standing import Stand, Standing, other_debts, stands
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

FIRST_MONTH: Final = date(2010, 1, 1)
"""Nothing before the regime of Ley 1341/2009 is declared here."""
MONTHS_AHEAD: Final = 24
NEAR: Final = timedelta(days=190)
"""How far ahead is near."""
_LATE: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class DueCalendar:
    """What the page shows.

    Attributes:
        month: The first day of the month that is looked at.
        near: What is late and not settled, of the last twelve months, and what falls due within
            half a year; the earliest first.
        in_month: What falls due in the month.
        debts: Open debts of acts and agreements, whenever they fall due; none for a person who may
            not see the operator's statement.
        expedientes: How many expedientes the person sees.
    """

    today: date
    month: date
    near: Sequence[Stand]
    in_month: Sequence[Stand]
    expedientes: int
    debts: Sequence[Open] = ()


def calendar_for(res: Resources, actor: Actor, month: date | None = None) -> DueCalendar:
    """The due days that a person may see.

    Args:
        res: The resources of the process.
        actor: Somebody of an operator.
        month: Any day of the month to look at; None for the present one.

    Raises:
        NotAllowed: The person has no due days.
    """
    actor.require(Permission.CALENDAR_VIEW)
    today, scope, terms = res.clock.today(), actor.scope, Terms(res.rules)
    first = shown_month(month or today, today)
    after = months_later(first, 1)
    with res.database.reading() as unit:
        permits = repository.permits_of(unit, scope)
        near = due_between(permits, today - _LATE, today + NEAR, terms)
        in_month = due_between(permits, first, after - timedelta(days=1), terms)
        found = stands(unit, res, scope, [*near, *in_month], today)
        whole = actor.operator_id if actor.may(Permission.STATEMENT_VIEW) else None
        debts = other_debts(unit, res, whole, today) if whole is not None else []
    return DueCalendar(
        today,
        first,
        [each for each in found[: len(near)] if _matters(each, today)],
        found[len(near) :],
        len(permits),
        debts,
    )


def shown_month(day: date, today: date) -> date:
    """The first day of a day's month, or of the nearest month that is shown."""
    last = months_later(today.replace(day=1), MONTHS_AHEAD)
    return min(max(day.replace(day=1), FIRST_MONTH), last)


def _matters(stand: Stand, today: date) -> bool:
    late = stand.due.due_on < today
    return not late or not (stand.settled or stand.standing is Standing.PAYING)
