"""The last day to file and pay in time: the norm's term, a working day, or an exception."""

from dataclasses import dataclass
from datetime import date, timedelta

from ser_app.law.explanation import Citation, Provenance, weakest
from ser_app.law.parameters import DueException, RuleBook
from ser_app.law.periods import Period, Regime
from ser_app.law.texts import long_day


@dataclass(frozen=True, slots=True)
class DueDay:
    """A due day with its reason.

    Attributes:
        day: The last day to file and pay in time.
        sentence: Why that day, in Spanish.
        citations: The norms.
        provenance: The weakest provenance of the rules that led to it.
    """

    day: date
    sentence: str
    citations: tuple[Citation, ...]
    provenance: Provenance


def find_due_day(regime: Regime, period: Period, rules: RuleBook) -> DueDay:
    """Find the due day of a period.

    Raises:
        UnknownParameter: The regime has no term on the first day of that period.
    """
    term = rules.whole(f"due_days_after_period_end.{regime}", period.first_day)
    nominal = period.last_day + timedelta(days=term.value)
    found = DueDay(
        day=nominal,
        sentence=f"Vence el {long_day(nominal)}: {term.value} días calendario después del fin "
        "del período.",
        citations=term.citations,
        provenance=term.provenance,
    )
    moved = _moved(found, regime, period, rules)
    for exception in rules.due_exceptions:
        if exception.reaches(regime, period, moved.day):
            return _excepted(moved, exception)
    return moved


def _moved(found: DueDay, regime: Regime, period: Period, rules: RuleBook) -> DueDay:
    """The next working day, when the rule says so and the day found is not one."""
    reason = rules.calendar.why_not_working(found.day)
    if reason is None:
        return found
    moves = rules.flag(f"due_moves_to_working_day.{regime}", period.first_day)
    if not moves.value:
        return found
    day = rules.calendar.next_working_day(found.day)
    return DueDay(
        day=day,
        sentence=f"Vence el {long_day(day)}, primer día hábil después del {long_day(found.day)}, "
        f"que es {reason}.",
        citations=found.citations + moves.citations,
        provenance=weakest((found.provenance, moves.provenance)),
    )


def _excepted(found: DueDay, exception: DueException) -> DueDay:
    return DueDay(
        day=exception.new_due_on,
        sentence=f"Vence el {long_day(exception.new_due_on)} y no el {long_day(found.day)}, porque "
        f"{exception.reason}.",
        citations=(*found.citations, exception.citation),
        provenance=weakest((found.provenance, exception.provenance)),
    )
