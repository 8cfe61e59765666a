"""Periods that nobody filed, of all operators, without looking at those who filed everything.

Of each expediente the database says how many periods were filed, the first and the last of them.
Where they are as many as it owed, within those that it owed, none is missing: a period is filed
once. Only the others' periods are read and compared.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.repository import unfiled_periods
from ser_app.declarations.service.choosing import DECLARED_HERE, open_periods
from ser_app.declarations.unfiled import Authorisation, Obligation
from ser_app.law.liquidation import due_day
from ser_app.law.periods import Period, Regime
from ser_app.oversight.board.filings.repository import filed_extent
from ser_app.oversight.repository import authorisations
from ser_app.people.actor import Scope


def missing_periods(
    unit: Unit, res: Resources, regime: Regime | None, today: date
) -> tuple[list[Obligation], frozenset[Regime]]:
    """What was not filed by today, the earliest due day first; and the regimes with expedientes."""
    everybody = authorisations(unit, Scope(None), regime)
    extents = filed_extent(unit)
    some = {
        each.key: (each, owed)
        for each in everybody
        if not _is_whole(owed := _owed_by(each, today), extents.get(each.key))
    }
    asked = {text for _, owed in some.values() for text in owed}
    due = _DueDays(res)
    found = [
        Obligation(some[key][0], some[key][1][text], due.of(some[key][0].regime, text))
        for key, text in unfiled_periods(unit, list(some), sorted(asked))
        if text in some[key][1]
    ]
    found.sort(key=lambda item: (item.due_on, item.authorisation.number, item.period))
    return found, frozenset(each.regime for each in everybody)


class _DueDays:
    """Due days, each worked out once."""

    def __init__(self, res: Resources) -> None:
        self.rules = res.rules
        self.known: dict[tuple[Regime, str], date] = {}

    def of(self, regime: Regime, text: str) -> date:
        """The due day of a period."""
        key = (regime, text)
        if key not in self.known:
            self.known[key] = due_day(regime, Period.parse(text), self.rules)
        return self.known[key]


def _is_whole(owed: Mapping[str, Period], extent: tuple[int, str, str] | None) -> bool:
    if extent is None:
        return not owed
    count, low, high = extent
    return count == len(owed) and low in owed and high in owed


def _owed_by(permit: Authorisation, today: date) -> Mapping[str, Period]:
    return _owed(permit.regime, permit.valid_from, permit.valid_to, today)


@lru_cache(maxsize=4096)
def _owed(
    regime: Regime, valid_from: date, valid_to: date | None, today: date
) -> Mapping[str, Period]:
    """The periods that are owed, by their texts."""
    if regime not in DECLARED_HERE:
        return {}
    return {each.text: each for each in open_periods(regime, valid_from, valid_to, today)}
