"""Which periods an operator has to file, worked out from its expedientes; pure."""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from ser_app.declarations.service.choosing import DECLARED_HERE, open_periods
from ser_app.law.periods import Period, Regime


@dataclass(frozen=True, slots=True)
class Authorisation:
    """What an obligation springs from: an expediente, its regime and the days of its validity.

    Attributes:
        key: Database id of the expediente.
        number: What people call it.
        valid_to: Last day; None while nobody has ended it.
    """

    key: int
    public_id: str
    number: str
    operator: str
    regime: Regime
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Obligation:
    """A period that was not filed, with the last day to do it in time."""

    authorisation: Authorisation
    period: Period
    due_on: date

    def overdue(self, today: date) -> bool:
        """Whether the due day has passed; on the due day itself it has not."""
        return self.due_on < today


def unfiled(
    authorisations: Iterable[Authorisation],
    filed: AbstractSet[tuple[int, str]],
    due_day: Callable[[Regime, Period], date],
    *,
    today: date,
) -> list[Obligation]:
    """Periods that could be filed by `today` and were not, the earliest due day first.

    A quarter is owed when the expediente was valid on any day of it; the current quarter is
    not: its income is not known yet. A year of RADIO is owed in advance.

    Args:
        authorisations: The expedientes to look at; regimes not declared here are left out.
        filed: Pairs of an expediente's `key` and a period's text.
        due_day: The law's due day of a period.
        today: The business day.
    """
    found = [
        Obligation(authorisation, period, due_day(authorisation.regime, period))
        for authorisation in authorisations
        for period in _periods(authorisation, today)
        if (authorisation.key, period.text) not in filed
    ]
    return sorted(found, key=lambda item: (item.due_on, item.authorisation.number))


def _periods(authorisation: Authorisation, today: date) -> Iterator[Period]:
    if authorisation.regime in DECLARED_HERE:
        yield from open_periods(
            authorisation.regime, authorisation.valid_from, authorisation.valid_to, today
        )
