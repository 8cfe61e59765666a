"""Periods as bits of their decades, as `ser_app.base.filing_sums` keeps them; pure.

A year has five bits of its decade: the whole year, then its four quarters.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ser_app.law.periods import Period

_YEARS: Final = 10
_OF_A_YEAR: Final = 5
Decades = tuple[tuple[int, int], ...]
"""Decades (201 is that of 2013), each with the bits of some of its periods."""


def decade_of(period: Period) -> int:
    """The decade of a period: 201 is that of 2013."""
    return period.year // _YEARS


@lru_cache(maxsize=1 << 14)
def bits_between(first: Period, last: Period) -> Decades:
    """Both periods and those between them, of the same length."""
    found: dict[int, int] = {}
    period = first
    while period <= last:
        decade, place = divmod(period.year, _YEARS)
        bit = 1 << (_OF_A_YEAR * place + period.quarter)
        found[decade] = found.get(decade, 0) | bit
        period = period.next()
    return tuple(found.items())


def periods_of_bits(decade: int, bits: int) -> Iterator[Period]:
    """The periods of some bits, the earliest first."""
    while bits:
        lowest = bits & -bits
        place, quarter = divmod(lowest.bit_length() - 1, _OF_A_YEAR)
        yield Period(_YEARS * decade + place, quarter)
        bits ^= lowest
