"""What waiting costs: the total of a case on each day of the next twelve months, in two ways.

«Presente hoy y pague después» stops the penalty and not the interest; «todo ese día» stops nothing.
Each point is a liquidation of its own, so the curves cannot drift from what will be charged.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from ser_app.law.case import Case
from ser_app.law.errors import UnknownParameter
from ser_app.law.interest import arrears_table
from ser_app.law.liquidation import Liquidation, liquidate
from ser_app.law.money import Pesos, format_percent
from ser_app.law.parameters import RuleBook
from ser_app.law.terms import Terms, terms_for
from ser_app.law.texts import long_day

DAYS = 365
"""How far both curves go: twelve months."""

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Point:
    """What is owed on a day, whole pesos; provisional when it rests on uncertified values."""

    day: date
    total: Pesos
    provisional: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """The total by day.

    Attributes:
        points: One for each day from today on, without gaps.
        ends_because: Why it ends before twelve months, in Spanish; empty when it does not.
    """

    points: tuple[Point, ...]
    ends_because: str = ""

    def on(self, day: date) -> Point | None:
        """The point of a day, or none beyond its end."""
        position = (day - self.points[0].day).days if self.points else -1
        return self.points[position] if 0 <= position < len(self.points) else None


class Reason(StrEnum):
    """Why a curve jumps or bends on a day."""

    DUE = "due"
    MONTH = "month"
    WAGE = "wage"
    RATE = "rate"
    UNCERTIFIED = "uncertified"


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on which something changes.

    Attributes:
        day: The first day on which it holds.
        reason: What changes.
        sentence: The same in Spanish.
        jump: By how much filing and paying that day costs more than the day before because of it,
            in whole pesos; zero where only the slope changes.
    """

    day: date
    reason: Reason
    sentence: str
    jump: Pesos


@dataclass(frozen=True, slots=True)
class Saving:
    """What acting in time saves.

    Attributes:
        before: The day from which it costs more: act on an earlier one.
        amount: How much is saved, whole pesos.
        last_day: The last day on which it still costs less.
    """

    before: date
    last_day: date
    amount: Pesos

    @property
    def sentence(self) -> str:
        """`Si presenta y paga antes del 16 de junio de 2013…` up to the amount."""
        return f"Si presenta y paga antes del {long_day(self.before)}"


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Both curves of a case, and the days that matter.

    Attributes:
        today: The first day of both.
        filed_today: Filed today and paid on each day.
        all_that_day: Filed and paid on each day.
        marks: What changes on which day, in order.
        saving: What acting before the next jump saves, when one is ahead.
    """

    today: date
    filed_today: Curve
    all_that_day: Curve
    marks: tuple[Mark, ...]
    saving: Saving | None


def what_if(case: Case, rules: RuleBook, *, today: date, days: int = DAYS) -> WhatIf:
    """Liquidate a case on each of the next days, in both ways.

    Args:
        case: The facts; its own filing and payment days do not matter.
        rules: The dated rules.
        today: The first day.
        days: How many days more, at most.

    Raises:
        InvalidCase: The facts do not fit the regime.
        UnknownParameter: Not even today can be liquidated.
    """
    now = replace(case, filed_on=today, paid_on=today)
    liquidate(now, rules, explain=False)  # refuses what no day can mend
    later, _ = _curve(lambda day: replace(now, paid_on=day), rules, today, days)
    that_day, found = _curve(
        lambda day: replace(now, filed_on=day, paid_on=day), rules, today, days
    )
    marks = tuple(_marks(now, found, rules))
    return WhatIf(today, later, that_day, marks, _saving(marks))


def _curve(
    on: Callable[[date], Case], rules: RuleBook, today: date, days: int
) -> tuple[Curve, list[tuple[date, Liquidation]]]:
    found: list[tuple[date, Liquidation]] = []
    ends_because = ""
    for offset in range(days + 1):
        day = today + timedelta(days=offset)
        try:
            found.append((day, liquidate(on(day), rules, explain=False)))
        except UnknownParameter as error:
            ends_because = error.message
            break
    points = tuple(Point(day, each.total, each.provisional) for day, each in found)
    return Curve(points, ends_because), found


def _marks(case: Case, found: list[tuple[date, Liquidation]], rules: RuleBook) -> Iterator[Mark]:
    terms = terms_for(case, rules)
    by_month = terms.interest.value == "monthly_usury_rate"
    rates = _rate_changes(found, terms, rules)
    rising = True
    for (_, before), (day, after) in pairwise(found):
        penalty = after.late_filing_penalty - before.late_filing_penalty
        # Daily interest is a slope; interest by months is a jump.
        interest = after.arrears_interest - before.arrears_interest if by_month else 0
        if day == terms.due.day + _ONE_DAY:
            yield Mark(day, Reason.DUE, _due_sentence(terms), Pesos(penalty + interest))
        elif after.months_of_delay != before.months_of_delay:
            if penalty or interest or (rising and after.late_filing_penalty):
                yield _month_mark(day, after, penalty, interest)
            rising = penalty > 0
        else:
            yield from _other_marks(day, after, penalty, interest)
        if day in rates:
            yield Mark(day, Reason.RATE, rates[day], Pesos(0))
        if after.provisional and not before.provisional:
            sentence = "Desde este día faltan valores por certificar: las cifras son provisionales."
            yield Mark(day, Reason.UNCERTIFIED, sentence, Pesos(0))


def _month_mark(day: date, after: Liquidation, penalty: int, interest: int) -> Mark:
    """A new month of delay: what it raises, or that the penalty is at its limit already."""
    if penalty > 0:
        what = "suben la sanción y los intereses" if interest > 0 else "sube la sanción"
    elif interest > 0:
        what = "suben los intereses"
    else:
        what = "la sanción sigue en su límite"
    sentence = f"Empieza el mes {after.months_of_delay} de retardo: {what}."
    return Mark(day, Reason.MONTH, sentence, Pesos(penalty + interest))


def _other_marks(day: date, after: Liquidation, penalty: int, interest: int) -> Iterator[Mark]:
    """What moves within a month of delay: another wage, another rate of interest by months."""
    if penalty:
        sentence = f"Cambia el salario mínimo con el que se mide la sanción: {day.year}."
        yield Mark(day, Reason.WAGE, sentence, Pesos(penalty))
    if interest and after.months_of_delay:
        sentence = "Rige otra tasa de usura, con la que se liquidan todos los meses de interés."
        yield Mark(day, Reason.RATE, sentence, Pesos(interest))
    elif interest:
        # In a correction no month of penalty runs that would tell both reasons apart.
        sentence = "Empieza otro mes de interés o rige otra tasa de usura."
        yield Mark(day, Reason.MONTH, sentence, Pesos(interest))


def _due_sentence(terms: Terms) -> str:
    return f"El plazo venció el {terms.due.text}: desde hoy hay mora."


def _rate_changes(
    found: list[tuple[date, Liquidation]], terms: Terms, rules: RuleBook
) -> dict[date, str]:
    """The days on which another rate of arrears begins, when the case bears daily interest."""
    if not found or terms.interest.value != "daily_arrears_rate" or not found[-1][1].levy:
        return {}
    first = max(found[0][0], terms.due.day).toordinal() + 1
    last = found[-1][0].toordinal()
    if last < first:
        return {}
    changes = {}
    for before, after in pairwise(arrears_table(rules).between(first, last)):
        if after.rate != before.rate:
            changes[date.fromordinal(after.first)] = (
                f"La tasa de mora pasa del {before.rate_text} al {format_percent(after.rate)}."
            )
    return changes


def _saving(marks: tuple[Mark, ...]) -> Saving | None:
    for mark in marks:
        if mark.jump > 0:
            return Saving(mark.day, mark.day - _ONE_DAY, mark.jump)
    return None
