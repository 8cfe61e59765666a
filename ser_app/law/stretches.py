"""Stretches of days that share rate, formula and divisor: what interest is made of."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from ser_app.law.explanation import Citation, Provenance, weakest
from ser_app.law.money import format_decimal, format_percent
from ser_app.law.parameters import Dated, RateRow, RuleBook

_ONE_DAY = timedelta(days=1)
_YEAR, _LEAP_YEAR = 365, 366


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stretch:
    """Some days in a row on which each day's interest is computed alike.

    Attributes:
        first: Ordinal of the first day.
        last: Ordinal of the last day.
        rate: Arrears rate, an effective fraction a year.
        compound: True when the rate compounds, false when it is simple.
        divisor: Days of the year by which the rate is divided.
        certified: False when the rate is the last known one standing in for a later month.
        provenance: The weakest of rate, formula and divisor.
        citations: The norms.
        rate_text: The rate as people read it.
        rate_source: From which other rate it comes, to be read after a comma; empty when it is
            the usury rate itself, certified.
    """

    first: int
    last: int
    rate: Decimal
    compound: bool
    divisor: int
    certified: bool
    provenance: Provenance
    citations: tuple[Citation, ...]
    rate_text: str
    rate_source: str = ""


@lru_cache(maxsize=32)
def stretches_of(rules: RuleBook) -> tuple[Stretch, ...]:
    """All stretches from the first certified day to the last day that may be simulated.

    Raises:
        UnknownParameter: A rate begins before the first formula.
    """
    found = [stretch for row in rules.rates for stretch in _cut(row, rules, certified=True)]
    found.extend(_cut(_extension(rules), rules, certified=False))
    return tuple(found)


def _extension(rules: RuleBook) -> RateRow:
    """The last known rate, for as many days more as the parameter allows."""
    last = rules.rates[-1]
    days = rules.whole("provisional_days", last.valid_to).value
    return replace(
        last,
        valid_from=last.valid_to + _ONE_DAY,
        valid_to=last.valid_to + timedelta(days=days),
    )


def _cut(row: RateRow, rules: RuleBook, *, certified: bool) -> Iterator[Stretch]:
    """Cut a row where the formula, the divisor or the year changes."""
    changes = {
        dated.valid_from
        for name in ("interest_formula", "interest_divisor", "arrears_rate_discount")
        for dated in rules.parameters[name].values
    } | {date(year, 1, 1) for year in range(row.valid_from.year + 1, row.valid_to.year + 1)}
    inside = sorted(day for day in changes if row.valid_from < day <= row.valid_to)
    starts = [row.valid_from, *inside]
    ends = [*(day - _ONE_DAY for day in inside), row.valid_to]
    for start, end in zip(starts, ends, strict=True):
        yield _stretch(row, start, end, rules, certified=certified)


def _stretch(row: RateRow, start: date, end: date, rules: RuleBook, *, certified: bool) -> Stretch:
    formula = rules.choice("interest_formula", start)
    divisor = rules.choice("interest_divisor", start)
    rate = row.arrears_rate_percent / 100
    discount = _discount(row, start, rules)
    return Stretch(
        first=start.toordinal(),
        last=end.toordinal(),
        rate=rate,
        compound=formula.value == "compound",
        divisor=_days_of_year(divisor.value, start),
        certified=certified,
        provenance=weakest((row.provenance, formula.provenance, divisor.provenance)),
        citations=_distinct(
            (
                *((certification(row),) if certified else ()),
                *(discount.citations if discount else ()),
                *formula.citations,
                *divisor.citations,
            )
        ),
        rate_text=format_percent(rate),
        rate_source=_source(row, discount),
    )


def _discount(row: RateRow, start: date, rules: RuleBook) -> Dated[Decimal] | None:
    """The points by which the rate of arrears is below the usury rate, when they explain it."""
    discount = rules.number("arrears_rate_discount", start)
    explained = row.usury_rate_percent - discount.value * 100 == row.arrears_rate_percent
    return discount if discount.value and explained else None


def _source(row: RateRow, discount: Dated[Decimal] | None) -> str:
    demo = row.provenance is Provenance.DEMO
    if discount is None:
        return "dato de demostración" if demo else ""
    whose = "de demostración" if demo else "certificada"
    usury, points = format_percent(row.usury_rate_percent / 100), discount.value * 100
    return f"que es la tasa de usura {whose}, {usury}, menos {format_decimal(points)} puntos"


def _days_of_year(divisor: str, day: date) -> int:
    if divisor != "calendar_year":
        return int(divisor)
    leap = day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0)
    return _LEAP_YEAR if leap else _YEAR


def _distinct(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """Name each norm once, with the first validity given."""
    by_text: dict[str, Citation] = {}
    for citation in citations:
        by_text.setdefault(citation.text, citation)
    return tuple(by_text.values())


def certification(row: RateRow) -> Citation:
    """The act of the Superintendencia Financiera that certified a row; a made-up row has none."""
    if row.provenance is Provenance.DEMO:
        return Citation(
            norm="Dato de demostración",
            article="tasa que nadie ha certificado",
            url="",
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
    return Citation(
        norm="Superintendencia Financiera de Colombia",
        article="certificación del interés bancario corriente, crédito de consumo",
        url="https://www.superfinanciera.gov.co/",
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
