"""On which uncertain rules a total depends, and what it would be under their other readings.

A figure's provenance says how sure we are of its weakest input. This says which inputs those are:
each rule that a norm leaves open (a decision) or whose text was not at hand (an assumption), with
its citation, and the total that another reading of it would give.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ser_app.law.case import Case
from ser_app.law.consulted import rules_used
from ser_app.law.due_days import DueDay
from ser_app.law.errors import LawError
from ser_app.law.explanation import Citation, Provenance
from ser_app.law.liquidation import Liquidation, liquidate
from ser_app.law.money import Pesos
from ser_app.law.parameters import AnyDated, RuleBook
from ser_app.law.parameters.schema import SPECS
from ser_app.law.parameters.words import read_words, value_words
from ser_app.law.terms import terms_for

_SURE = frozenset({Provenance.CONFIRMED, Provenance.SINGLE})


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of a rule.

    Attributes:
        value: The value under it, in words.
        meaning: What it would mean, in Spanish.
        total: The total under it, whole pesos; none when it cannot be liquidated.
        difference: That total less the present one, whole pesos.
    """

    value: str
    meaning: str
    total: Pesos | None
    difference: Pesos


@dataclass(frozen=True, slots=True)
class Dependency:
    """A rule that is assumed or decided, and on which a total rests.

    Attributes:
        name: The parameter, or the kind of datum.
        description: What it means, in Spanish.
        value: The value applied, in words.
        valid_from: First day on which that value holds.
        provenance: How sure we are of it.
        citations: The norms.
        note: Why it was decided or assumed so.
        readings: The other readings.
    """

    name: str
    description: str
    value: str
    valid_from: date
    provenance: Provenance
    citations: tuple[Citation, ...]
    note: str
    readings: tuple[Reading, ...] = ()


def dependencies_of(case: Case, rules: RuleBook) -> tuple[Dependency, ...]:
    """The assumed and decided rules behind a total, each with its other readings.

    Args:
        case: The facts.
        rules: The rules applied.

    Raises:
        InvalidCase: The facts do not fit the regime.
        UnknownParameter: A rule has no value on a day that is needed.
    """
    found = liquidate(case, rules, explain=False)
    rested = {
        (dated.name, dated.valid_from): dated
        for dated in rules_used(case, found, rules)
        if dated.provenance not in _SURE
    }
    listed = [_dependency(dated, case, found, rules) for dated in rested.values()]
    return (*listed, *_exceptions(case, rules), *_data(case, found, rules))


def _dependency(dated: AnyDated, case: Case, found: Liquidation, rules: RuleBook) -> Dependency:
    return Dependency(
        name=dated.name,
        description=rules.parameters[dated.name].description,
        value=value_words(dated.name, dated.value),
        valid_from=dated.valid_from,
        provenance=dated.provenance,
        citations=dated.citations,
        note=dated.note,
        readings=tuple(
            _reading(other.value, other.meaning, dated, case=case, found=found, rules=rules)
            for other in dated.alternatives
        ),
    )


def _reading(
    text: str,
    meaning: str,
    dated: AnyDated,
    *,
    case: Case,
    found: Liquidation,
    rules: RuleBook,
) -> Reading:
    value = read_words(dated.name, text)
    try:
        other = liquidate(
            case, _read_otherwise(rules, dated.name, dated.valid_from, text), explain=False
        )
    except LawError:
        return Reading(value, meaning, None, Pesos(0))
    return Reading(value, meaning, other.total, Pesos(other.total - found.total))


@lru_cache(maxsize=64)
def _read_otherwise(rules: RuleBook, name: str, valid_from: date, text: str) -> RuleBook:
    """The same book with one value read otherwise; kept, since its tables cost to build."""
    parameter = rules.parameters[name]
    value = SPECS[name].read(text)
    values = tuple(
        replace(dated, value=value) if dated.valid_from == valid_from else dated
        for dated in parameter.values
    )
    parameters = {**rules.parameters, name: replace(parameter, values=values)}
    return replace(rules, parameters=parameters)


def _exceptions(case: Case, rules: RuleBook) -> Iterator[Dependency]:
    """The due day that a norm or a contingency set, when that was assumed."""
    due: DueDay = terms_for(case, rules).due
    exception = due.exception
    if exception is None or exception.provenance in _SURE:
        return
    yield Dependency(
        name="due_exception",
        description=f"El vencimiento cambió porque {exception.reason}.",
        value=due.text,
        valid_from=exception.new_due_on,
        provenance=exception.provenance,
        citations=(exception.citation,),
        note="",
    )


def _data(case: Case, found: Liquidation, rules: RuleBook) -> Iterator[Dependency]:
    """Rates that are not certified by two sources, told once for each provenance."""
    if not found.arrears_interest:
        return
    first, last = found.due_on.toordinal() + 1, case.paid_on.toordinal()
    seen: set[Provenance] = set()
    for row in rules.rates:
        touched = row.valid_from.toordinal() <= last and row.valid_to.toordinal() >= first
        if touched and row.provenance not in _SURE | seen:
            seen.add(row.provenance)
            yield Dependency(
                name="arrears_rate",
                description="Tasa de interés de mora de algunos de los días.",
                value=row.provenance.label,
                valid_from=row.valid_from,
                provenance=row.provenance,
                citations=(),
                note="",
            )
