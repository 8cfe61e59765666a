"""Until when a declaration may be corrected: afterwards it is final (en firme).

D1739 art. 2, D4350 art. 18, D1972 art. 59. The years run from the filing; a correction is a
filing of its own, so they begin again with it.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ser_app.law.explanation import Citation, Provenance, weakest
from ser_app.law.parameters import Dated, RuleBook
from ser_app.law.periods import Regime
from ser_app.law.texts import long_day, plural
from ser_app.law.wire import read_day, read_regime


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day on which a declaration may be corrected, with its reason.

    Attributes:
        day: The last day.
        sentence: Why that day, in Spanish, with the norm.
        citations: The norms.
        provenance: The weakest provenance of the rules that led to it.
    """

    day: date
    sentence: str
    citations: tuple[Citation, ...]
    provenance: Provenance

    @property
    def norm(self) -> str:
        """The norm that sets the term: `Decreto 1739 de 2010, art. 2`, or that none was read."""
        text = self.citations[0].text
        return f"supuesto, {text}" if self.provenance is Provenance.ASSUMED else text


def last_day_to_correct(regime: Regime, filed_on: date, rules: RuleBook) -> LastDay:
    """Find the last day on which a declaration may be corrected.

    Args:
        regime: Its regime.
        filed_on: The day on which it, or the correction that holds now, was filed.
        rules: The dated rules; those of the filing day apply.

    Raises:
        UnknownParameter: The regime has no term on that day.
    """
    years = rules.whole(f"firmness_years.{regime}", filed_on)
    nominal = _years_later(filed_on, years.value)
    why = (
        f"{plural(years.value, 'año', 'años')} desde que se presentó, el {long_day(filed_on)}"
        f"{_whose(years)}"
    )
    citations, provenance = years.citations, years.provenance
    day, reason = nominal, rules.calendar.why_not_working(nominal)
    moves = rules.flag("firmness_moves_to_working_day", filed_on)
    if reason is not None and moves.value:
        day = rules.calendar.next_working_day(nominal)
        norm = "; ".join(citation.text for citation in moves.citations)
        why += f", trasladado del {long_day(nominal)}, {reason} ({norm})"
        citations += moves.citations
        provenance = weakest((provenance, moves.provenance))
    return LastDay(
        day=day,
        sentence=f"Se puede corregir hasta el {long_day(day)}: {why}.{_supposed(years)}",
        citations=citations,
        provenance=provenance,
    )


def firmness_json(item: Mapping[str, Any], rules: RuleBook) -> dict[str, Any]:
    """Until when a filing may be corrected: `last_day_to_correct` and `provenance`.

    Args:
        item: `regime` and `filed_on`.
        rules: The dated rules.

    Raises:
        InvalidCase: A field is missing or not what it should be.
        UnknownParameter: The regime has no term on that day.
    """
    found = last_day_to_correct(read_regime(item), read_day("filed_on", item), rules)
    return {
        "last_day_to_correct": found.day.isoformat(),
        "provenance": found.provenance.value,
    }


def _norms(years: Dated[int]) -> str:
    return "; ".join(citation.text for citation in years.citations)


def _whose(years: Dated[int]) -> str:
    """Who sets the term, in brackets, with a space before them; empty when it is supposed."""
    norm = _norms(years)
    return f" ({norm})" if norm and years.provenance is not Provenance.ASSUMED else ""


def _supposed(years: Dated[int]) -> str:
    """That the term is supposed, and why, with a space before it; empty when it is not."""
    if years.provenance is not Provenance.ASSUMED:
        return ""
    return f" El término es un supuesto ({_norms(years)}). {years.note}".rstrip()


def _years_later(day: date, years: int) -> date:
    """The same day of a later year; 28 February for a 29th that the year does not have."""
    year = day.year + years
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))
