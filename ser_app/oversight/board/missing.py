"""Periods that nobody filed, of all operators, without reading what was filed.

The database keeps which periods an expediente has filed as bits (`ser_app.base.filing_sums`): what
it owes less those is what is missing. Most expedientes miss nothing, and many miss the same, so
they are counted by what they miss before the periods are told apart. A page of rows is sought in
the due days that it shows.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.filing_bits import Decades, bits_between, decade_of, periods_of_bits
from ser_app.declarations.service.choosing import DECLARED_HERE, FIRST_PERIOD, open_span
from ser_app.declarations.unfiled import Obligation
from ser_app.law.liquidation import due_day
from ser_app.law.periods import Period, Regime
from ser_app.oversight.board.filings.repository import Permits, alike_permits, permits
from ser_app.oversight.board.records import Count, Found, MissingSum
from ser_app.oversight.board.repository import PAGE_SIZE
from ser_app.oversight.repository import authorisations_by_key

_Lack = tuple[Permits, int, int]
"""Expedientes, a decade, and the bits of the periods that are missing in it."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What was not filed by a day.

    Attributes:
        sums: By regime and period, the earliest due day first.
        regimes: Those that have expedientes.
    """

    sums: Sequence[MissingSum]
    regimes: frozenset[Regime]


def missing_periods(unit: Unit, res: Resources, regime: Regime | None, today: date) -> Missing:
    """How many expedientes have not filed each period that they owe."""
    decades = _decades(today)
    everybody = alike_permits(unit, regime, decades)
    sums = _sums(res, _lacks(everybody, decades, today))
    return Missing(sums, frozenset(each.regime for each in everybody))


def missing_rows(
    unit: Unit,
    res: Resources,
    regime: Regime | None,
    today: date,
    *,
    due: Callable[[date], bool],
    page: int,
) -> Found[Obligation]:
    """The periods that `missing_periods` counts, by due day, expediente and period.

    Args:
        unit: The open unit.
        res: Rules.
        regime: None for all.
        today: The business day.
        due: Which due days are asked for.
        page: From 1.
    """
    decades = _decades(today)
    lacks = list(_lacks(permits(unit, regime, decades), decades, today))
    sums = [each for each in _sums(res, lacks) if due(each.due_on)]
    skipped, shown = _days_of_page(sums, page)
    wanted = {(each.regime, each.period): each.due_on for each in sums if each.due_on in shown}
    rows = sorted(_told_apart(lacks, wanted))[skipped : skipped + PAGE_SIZE]
    known = authorisations_by_key(unit, [key for *_, key in rows])
    return Found(
        [Obligation(known[key], period, due_on) for due_on, _, period, key in rows],
        Count(sum(each.count for each in sums)),
    )


def _days_of_page(sums: Sequence[MissingSum], page: int) -> tuple[int, frozenset[date]]:
    """The due days that a page shows, and how many rows of the first of them come before it."""
    first = (page - 1) * PAGE_SIZE
    by_day: Counter[date] = Counter()
    for each in sums:
        by_day[each.due_on] += each.count
    shown: set[date] = set()
    passed = skipped = 0
    for day, count in sorted(by_day.items()):
        if passed < first + PAGE_SIZE and passed + count > first:
            skipped = skipped if shown else first - passed
            shown.add(day)
        passed += count
    return skipped, frozenset(shown)


def _told_apart(
    lacks: Sequence[_Lack], wanted: dict[tuple[Regime, Period], date]
) -> Iterator[tuple[date, str, Period, int]]:
    masks: dict[tuple[Regime, int], int] = {}
    for regime, period in wanted:
        for decade, bit in bits_between(period, period):
            masks[regime, decade] = masks.get((regime, decade), 0) | bit
    for permit, decade, bits in lacks:
        for period in periods_of_bits(decade, bits & masks.get((permit.regime, decade), 0)):
            yield wanted[permit.regime, period], permit.number, period, permit.key


def _decades(today: date) -> range:
    """The decades in which something can be owed by a day."""
    return range(decade_of(FIRST_PERIOD), decade_of(Period(today.year)) + 1)


def _lacks(everybody: Sequence[Permits], decades: range, today: date) -> Iterator[_Lack]:
    """What expedientes owe and have not filed."""
    for permit in everybody:
        for decade, owed in _owed(permit.regime, permit.valid_from, permit.valid_to, today):
            bits = owed & ~permit.filed[decade - decades.start]
            if bits:
                yield permit, decade, bits


def _sums(res: Resources, lacks: Iterable[_Lack]) -> list[MissingSum]:
    alike: Counter[tuple[Regime, int, int]] = Counter()
    for permit, decade, bits in lacks:
        alike[permit.regime, decade, bits] += permit.count
    counts: Counter[tuple[Regime, Period]] = Counter()
    for (regime, decade, bits), count in alike.items():
        for period in periods_of_bits(decade, bits):
            counts[regime, period] += count
    found = [
        MissingSum(regime, period, due_day(regime, period, res.rules), count)
        for (regime, period), count in counts.items()
    ]
    return sorted(found, key=lambda each: (each.due_on, each.period, each.regime))


@lru_cache(maxsize=1 << 16)
def _owed(regime: Regime, valid_from: date, valid_to: date | None, today: date) -> Decades:
    """The periods that are owed."""
    if regime not in DECLARED_HERE:
        return ()
    span = open_span(regime, valid_from, valid_to, today)
    return bits_between(*span) if span else ()
