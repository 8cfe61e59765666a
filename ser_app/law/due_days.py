"""The last day to file and pay in time: the norm's term, a working day, or an exception."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ser_app.law.errors import InvalidCase
from ser_app.law.explanation import Citation, Provenance, weakest
from ser_app.law.parameters import AnyDated, Dated, DueException, RuleBook
from ser_app.law.periods import Period, Regime
from ser_app.law.rights import Right
from ser_app.law.texts import long_day


@dataclass(frozen=True, slots=True)
class DueDay:
    """A due day with its reason.

    Attributes:
        day: The last day to file and pay in time.
        sentence: Why that day, in Spanish.
        citations: The norms.
        provenance: The weakest provenance of the rules that led to it.
        rules: The dated rules that led to it.
        moved: From where and why it was moved, to be read in brackets; empty when it was not.
        exception: The norm or contingency that set it, when one did.
    """

    day: date
    sentence: str
    citations: tuple[Citation, ...]
    provenance: Provenance
    rules: tuple[AnyDated, ...] = ()
    moved: str = ""
    exception: DueException | None = None

    @property
    def text(self) -> str:
        """The day and, when it was moved, from where: `16 de abril de 2012, trasladado…`."""
        return f"{long_day(self.day)}, {self.moved}" if self.moved else long_day(self.day)


def find_due_day(regime: Regime, period: Period, rules: RuleBook) -> DueDay:
    """Find the due day of a period.

    Raises:
        UnknownParameter: The regime has no term on the first day of that period.
    """
    moved = _moved(_nominal(regime, period, rules), regime, rules)
    for exception in rules.due_exceptions:
        if exception.reaches(regime, period, moved.day):
            return _excepted(moved, exception)
    return moved


def find_right_due_day(
    right: Right, regime: Regime, year: int, final_on: date | None, rules: RuleBook
) -> DueDay:
    """Find the due day of a concession, registration or spectrum.

    Args:
        right: What is paid.
        regime: The regime.
        year: The year that is paid, or in which its act became final.
        final_on: The day on which the act that grants it became final; what is paid for each year
            in advance does not need it.
        rules: The rules.

    Raises:
        InvalidCase: The due day is counted from that day, and it is missing.
        UnknownParameter: The regime has no term on that day.
    """
    found = _right_nominal(right, regime, year, final_on, rules)
    for exception in rules.due_exceptions:
        if exception.reaches(regime, Period(year), found.day):
            return _excepted(found, exception)
    return found


def _right_nominal(
    right: Right, regime: Regime, year: int, final_on: date | None, rules: RuleBook
) -> DueDay:
    """The due day of a right on a working day, before any exception."""
    if not right.yearly_in(regime):
        return _moved(_after_act(regime, final_on, rules), regime, rules)
    begin = date(year, 1, 1)
    scheme = rules.choice(f"spectrum_term.{regime}", begin)
    if scheme.value == "after_act":
        found = _moved(_after_act(regime, final_on, rules), regime, rules)
    else:
        term = rules.whole(f"spectrum_due_months.{regime}", begin)
        found = _moved(_first_months_of(begin, term), regime, rules)
        if final_on is not None and final_on > found.day:
            # It was not owed yet when that term ended.
            found = _moved(_after_act(regime, final_on, rules), regime, rules)
    return replace(
        found,
        provenance=weakest((found.provenance, scheme.provenance)),
        rules=(scheme, *found.rules),
    )


def _after_act(regime: Regime, final_on: date | None, rules: RuleBook) -> DueDay:
    if final_on is None:
        raise InvalidCase(
            "Falta final_on: el día en que el acto quedó en firme.",
            field="final_on",
            code="missing_field",
        )
    term = rules.whole(f"right_due_days.{regime}", final_on)
    return _found(
        final_on + timedelta(days=term.value),
        f"{term.value} días calendario después de que el acto quedó en firme "
        f"({long_day(final_on)})",
        term,
    )


def _first_months_of(begin: date, term: Dated[int]) -> DueDay:
    """The end of the first months of a year that is paid in advance."""
    day = _end_of_month(begin, term.value - 1)
    return _found(day, f"último día de los primeros {term.value} meses del año", term)


def _nominal(regime: Regime, period: Period, rules: RuleBook) -> DueDay:
    """The due day before any move: in days or in months, as the regime's norm counts."""
    begin = period.first_day
    if regime is Regime.RADIO:
        return _first_months_of(
            begin, rules.whole(f"due_months_after_period_start.{regime}", begin)
        )
    if regime is Regime.D1972:
        term = rules.whole(f"due_months_after_period_end.{regime}", begin)
        months = "del mes siguiente" if term.value == 1 else f"de los {term.value} meses siguientes"
        return _found(_end_of_month(period.last_day, term.value), f"fin {months} al período", term)
    term = rules.whole(f"due_days_after_period_end.{regime}", begin)
    nominal = period.last_day + timedelta(days=term.value)
    return _found(nominal, f"{term.value} días calendario después del fin del período", term)


def _found(day: date, why: str, term: Dated[int]) -> DueDay:
    return DueDay(
        day=day,
        sentence=f"Vence el {long_day(day)}: {why}.",
        citations=term.citations,
        provenance=term.provenance,
        rules=(term,),
    )


def _end_of_month(day: date, months: int) -> date:
    """Last day of the month that comes some months after a day's."""
    year, month = divmod(12 * day.year + day.month - 1 + months + 1, 12)
    return date(year, month + 1, 1) - timedelta(days=1)


def _moved(found: DueDay, regime: Regime, rules: RuleBook) -> DueDay:
    """The next working day, when the rule says so and the day found is not one."""
    reason = rules.calendar.why_not_working(found.day)
    if reason is None:
        return found
    moves = rules.flag(f"due_moves_to_working_day.{regime}", found.day)
    if not moves.value:
        return replace(found, rules=(*found.rules, moves))
    day = rules.calendar.next_working_day(found.day)
    also = "".join(
        f", y el {long_day(each)} es {name}"
        for each, name in rules.calendar.holidays_between(found.day, day)
    )
    return DueDay(
        day=day,
        sentence=f"Vence el {long_day(day)}, primer día hábil después del {long_day(found.day)}, "
        f"que es {reason}{also}.",
        citations=found.citations + moves.citations,
        provenance=weakest((found.provenance, moves.provenance)),
        rules=(*found.rules, moves),
        moved=f"trasladado del {long_day(found.day)}, {reason}{also}",
    )


def _excepted(found: DueDay, exception: DueException) -> DueDay:
    return DueDay(
        day=exception.new_due_on,
        sentence=f"Vence el {long_day(exception.new_due_on)} y no el {long_day(found.day)}, porque "
        f"{exception.reason}.",
        citations=(*found.citations, exception.citation),
        provenance=weakest((found.provenance, exception.provenance)),
        rules=found.rules,
        moved=f"trasladado del {long_day(found.day)} por {exception.citation.norm}",
        exception=exception,
    )
