"""What changes in the rules between two days: values in force, rates, wages and due days."""

from dataclasses import dataclass
from datetime import date

from ser_app.law.errors import UnknownParameter
from ser_app.law.explanation import Citation
from ser_app.law.parameters import DueException, Parameter, RateRow, RuleBook, WageRow
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
    found = (_change(parameter, first, last) for _, parameter in sorted(rules.parameters.items()))
    return Comparison(
        changes=tuple(change for change in found if change is not None),
        rates=tuple(row for row in rules.rates if first < row.valid_from <= last),
        wages=tuple(row for row in rules.wages if first < date(row.year, 1, 1) <= last),
        due_exceptions=tuple(
            each for each in rules.due_exceptions if first < each.new_due_on <= last
        ),
    )


def _change(parameter: Parameter, first: date, last: date) -> ParameterChange | None:
    try:
        after = parameter.on(last)
    except UnknownParameter:
        return None
    try:
        before = parameter.on(first)
    except UnknownParameter:
        words = ""
    else:
        if before.value == after.value:
            return None
        words = value_words(parameter.name, before.value)
    return ParameterChange(
        name=parameter.name,
        description=parameter.description,
        before=words,
        after=value_words(parameter.name, after.value),
        since=after.valid_from,
        citations=after.citations,
    )
