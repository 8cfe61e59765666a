"""The stops of the service as people see them, and as a file."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from ser_app.base.clock import business_day_of
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.base.uptime import repository
from ser_app.base.uptime.models import ServiceStop
from ser_app.law.due_days import find_due_day
from ser_app.law.errors import LawError
from ser_app.law.parameters import ExceptionKind, RuleBook
from ser_app.law.periods import Period, Regime
from ser_app.oversight.texts import REGIME_SHORT
from ser_app.oversight.views.words import short_period
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day, moment

SHOWN: Final = 200
_QUARTERS: Final = (1, 2, 3, 4)
_SECOND: Final = timedelta(seconds=1)
_NUMBER: Final = re.compile("[0-9]{1,9}")
_HEADING: Final = (
    "numero",
    "inicio_utc",
    "fin_utc",
    "segundos",
    "clase",
    "dia_inicio",
    "dia_fin",
    "vencimientos",
)


@dataclass(frozen=True)
class StopView:
    """A stop to read.

    Attributes:
        number: How it is cited: `3`.
        touched: The periods that were due on its days; empty when none was.
    """

    number: str
    began: str
    ended: str
    lasted: str
    kind_word: str
    kind: str
    touched: str


def stop_views(res: Resources, actor: Actor) -> list[StopView]:
    """The newest stops.

    Raises:
        NotAllowed: The person may not see the parameters, to whose contingencies they belong.
    """
    actor.require(Permission.PARAMETERS_VIEW)
    with res.database.reading() as unit:
        found = repository.stops(unit, limit=SHOWN)
    return [stop_view(stop, res) for stop in found]


def stop_view(stop: ServiceStop, res: Resources) -> StopView:
    """One stop with the due days that it touched."""
    return StopView(
        number=str(stop.id),
        began=_business_moment(stop.began_at, stop.began_on, res),
        ended=_business_moment(stop.ended_at, stop.ended_on, res),
        lasted=span_words(stop.ended_at - stop.began_at),
        kind_word="Programada" if stop.planned else "No programada",
        kind="neutral" if stop.planned else "failed",
        touched="; ".join(_touched_words(res.rules, stop.began_on, stop.ended_on)),
    )


def _business_moment(instant: datetime, on: date, res: Resources) -> str:
    """The instant in Bogotá; with the business day where a demonstration had moved it."""
    words = moment(instant)
    moved = on != business_day_of(instant, res.clock) and not words.startswith(day(on))
    return f"{words} (día de la demostración: {day(on)})" if moved else words


def touched(rules: RuleBook, first: date, last: date) -> list[str]:
    """The periods whose due day lies between two days, for files: «PRST 2013-Q1 (15 abr 2013)»."""
    return [
        f"{regime} {period} ({day(due)})" for due, regime, period in _touched(rules, first, last)
    ]


def _touched_words(rules: RuleBook, first: date, last: date) -> list[str]:
    """The same to read: «Postal, T3 2026 (15 oct 2026)»."""
    return [
        f"{REGIME_SHORT[Regime(regime)]}, {short_period(Period.parse(period))} ({day(due)})"
        for due, regime, period in _touched(rules, first, last)
    ]


def _touched(rules: RuleBook, first: date, last: date) -> list[tuple[date, str, str]]:
    """Day, regime and period, as they were when the service was down.

    A contingency declared for it moved that day since.
    """
    kept = (each for each in rules.due_exceptions if each.kind is not ExceptionKind.CONTINGENCY)
    rules = replace(rules, due_exceptions=tuple(kept))
    found = sorted(_due_days(rules, first.year, last.year))
    return [each for each in found if first <= each[0] <= last]


def _due_days(rules: RuleBook, first: int, last: int) -> Iterator[tuple[date, str, str]]:
    for year in range(first - 1, last + 1):
        for regime in Regime:
            for period in _periods(regime, year):
                try:
                    due = find_due_day(regime, period, rules).day
                except LawError:
                    continue
                yield due, regime.value, period.text


def _periods(regime: Regime, year: int) -> list[Period]:
    if regime is Regime.RADIO:
        return [Period(year)]
    return [Period(year, quarter) for quarter in _QUARTERS]


def stop_words(stop: ServiceStop, res: Resources) -> str:
    """A stop as an act cites it: «interrupción n.º 2, 15 oct 2026, 21:40:12, de 2 h 18 min»."""
    began = _business_moment(stop.began_at, stop.began_on, res)
    return f"interrupción n.º {stop.id}, {began}, de {span_words(stop.ended_at - stop.began_at)}"


def stop_choices(res: Resources, actor: Actor) -> list[tuple[str, str]]:
    """The newest stops to cite, and none of them.

    Raises:
        NotAllowed: The person may not see the parameters.
    """
    actor.require(Permission.PARAMETERS_VIEW)
    with res.database.reading() as unit:
        found = repository.stops(unit, limit=SHOWN)
    return [("", "Ninguna"), *((str(stop.id), stop_words(stop, res)) for stop in found)]


def cited(res: Resources, stop: str) -> str:
    """The words of a cited stop; empty when none is.

    Raises:
        Refused: There is no such stop.
    """
    if not stop:
        return ""
    with res.database.reading() as unit:
        found = repository.stop_by_id(unit, int(stop)) if _NUMBER.fullmatch(stop) else None
    if found is None:
        raise Refused("unknown_stop", "Elija una interrupción de la lista.", field="stop")
    return stop_words(found, res)


def span_words(span: timedelta) -> str:
    """How long something lasted: «2 h 18 min», «45 s»."""
    seconds = span // _SECOND
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    if hours:
        return f"{hours} h {minutes} min"
    if minutes:
        return f"{minutes} min {left} s" if left else f"{minutes} min"
    return f"{left} s"


def stops_csv(res: Resources, actor: Actor) -> bytes:
    """All stops as CSV, the newest first; instants in UTC, days of business.

    Raises:
        NotAllowed: The person may not see the parameters.
    """
    actor.require(Permission.PARAMETERS_VIEW)
    with res.database.reading() as unit:
        found = repository.stops(unit)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADING)
    writer.writerows(_rows(found, res.rules))
    return text.getvalue().encode("utf-8-sig")


def _rows(stops: Iterable[ServiceStop], rules: RuleBook) -> Iterator[list[str]]:
    for stop in stops:
        yield [
            str(stop.id),
            stop.began_at.isoformat(),
            stop.ended_at.isoformat(),
            str((stop.ended_at - stop.began_at) // _SECOND),
            "programada" if stop.planned else "no programada",
            stop.began_on.isoformat(),
            stop.ended_on.isoformat(),
            "; ".join(touched(rules, stop.began_on, stop.ended_on)),
        ]
