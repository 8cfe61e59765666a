"""What waiting costs each due day: from the books where they know it, else estimated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.ledger.statement.folding import Open
from ser_app.oversight.calendar import repository
from ser_app.oversight.calendar.estimating import Estimate, estimate, late_days
from ser_app.oversight.calendar.standing import UNFILED, Stand, owed_on


@dataclass(frozen=True, slots=True)
class Price:
    """What waiting costs.

    Attributes:
        estimate: Of what was not filed; None of what was.
        debts: What the books say would have to be paid on each of some days, for what was filed
            and not paid; empty otherwise.
    """

    estimate: Estimate | None = None
    debts: tuple[tuple[date, Open], ...] = ()


def prices(
    unit: Unit, res: Resources, operator_id: int, found: Sequence[Stand], today: date
) -> Iterator[tuple[Stand, Price]]:
    """Price what is open of an operator, in the order given.

    Before and on the due day it is said for one day, one month and three months after it; later,
    for today and tomorrow, and a month on.
    """
    keys = {each.due.permit.key for each in found if each.standing in UNFILED}
    last = repository.last_filed(unit, keys, today) if keys else {}
    books: dict[date, dict[tuple[str, str], Open]] = {}
    for stand in found:
        days = priced_days(stand.due.due_on, today)
        if stand.standing in UNFILED:
            filed = last.get(stand.due.permit.key)
            yield stand, Price(estimate(stand.due, filed, res.rules, days))
            continue
        debts = []
        for day in (today, *days) if today not in days else days:
            if day not in books:
                books[day] = dict(owed_on(unit, res, operator_id, day))
            debt = books[day].get((stand.due.permit.number, stand.due.period.text))
            debts += [(day, debt)] if debt is not None else []
        yield stand, Price(debts=tuple(debts))


def priced_days(due_on: date, today: date) -> tuple[date, ...]:
    """The days for which waiting is priced."""
    if today <= due_on:
        return late_days(due_on)
    return today, today + timedelta(days=1), today + timedelta(days=30)
