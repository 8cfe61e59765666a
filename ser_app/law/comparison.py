"""What changes in the rules between two days: values in force, rates, wages and due days."""

from dataclasses import dataclass
from datetime import date

from ser_app.law.errors import UnknownParameter
from ser_app.law.explanation import Citation
from ser_app.law.parameters import Dated, DueException, Parameter, RateRow, RuleBook, WageRow
from ser_app.law.parameters.values import Value
from ser_app.law.parameters.words import value_words


@dataclass(frozen=True, slots=True)
class ParameterChange:
    """A parameter that is worth something else on the later day.

    Attributes:
        name: The parameter.
        description: What it means, in Spanish.
        before: Its value on the earlier day, in words; empty when it had none yet.
        after: Its value on the later day, in words.
        since: The first day on which the later value holds.
        citations: The norms of the later value.
    """

    name: str
    description: str
    before: str
    after: str
    since: date
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rules of two days side by side.

    Attributes:
        changes: The parameters that differ, by name.
        rates: The arrears rates that begin after the earlier day, up to the later one.
        wages: The minimum wages of the years that begin between both.
        due_exceptions: Due days that a norm or a contingency moved to a day between both.
    """

    changes: tuple[ParameterChange, ...]
    rates: tuple[RateRow, ...]
    wages: tuple[WageRow, ...]
    due_exceptions: tuple[DueException, ...]


def compare_days(rules: RuleBook, earlier: date, later: date) -> Comparison:
    """Compare the rules in force on two days; they may be given in any order.

    Args:
        rules: The rules.
        earlier: One day.
        later: The other.
    """
    first, last = sorted((earlier, later))
    return compare_books(rules, first, rules, last)


def compare_books(before: RuleBook, first: date, after: RuleBook, last: date) -> Comparison:
    """Compare the rules of two books, each on its day.

    With the rules as they were known on each of both days, this tells what somebody who read
    them on the first one would find changed on the last one, also where it reaches back.

    Args:
        before: The rules as they were known on the first day.
        first: That day.
        after: The rules as they were known on the last day.
        last: That day, not before the first.
    """
    found = (
        _change(before.parameters.get(name), parameter, first, last)
        for name, parameter in sorted(after.parameters.items())
    )
    return Comparison(
        changes=tuple(change for change in found if change is not None),
        rates=tuple(
            row
            for row in after.rates
            if row.valid_from <= last and (row.valid_from > first or row not in before.rates)
        ),
        wages=tuple(
            row
            for row in after.wages
            if date(row.year, 1, 1) <= last
            and (date(row.year, 1, 1) > first or row not in before.wages)
        ),
        due_exceptions=tuple(
            each
            for each in after.due_exceptions
            if each not in before.due_exceptions or first < each.new_due_on <= last
        ),
    )


def _change(
    earlier: Parameter | None, parameter: Parameter, first: date, last: date
) -> ParameterChange | None:
    after = _on(parameter, last)
    if after is None:
        return None
    before = None if earlier is None else _on(earlier, first)
    if before is not None and before.value == after.value:
        return None
    words = "" if before is None else value_words(parameter.name, before.value)
    return ParameterChange(
        name=parameter.name,
        description=parameter.description,
        before=words,
        after=value_words(parameter.name, after.value),
        since=after.valid_from,
        citations=after.citations,
    )


def _on(parameter: Parameter, day: date) -> Dated[Value] | None:
    try:
        return parameter.on(day)
    except UnknownParameter:
        return None
