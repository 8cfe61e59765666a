"""The moments at which a due day is told: some days before, on the day, and after it; pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from ser_app.settings import Settings

GRACE_DAYS: Final = 7
"""A moment that could not be told on its day is told up to so many days later, and then no more."""


class Kind(StrEnum):
    """What a person chooses between."""

    BEFORE = "before"
    DAY = "day"
    AFTER = "after"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a due day.

    Attributes:
        offset: Days from the due day, negative before it.
        kind: What it is called in the preferences; `LATER` stands for all that repeat.
    """

    offset: int
    kind: Kind

    @property
    def key(self) -> str:
        """How preferences name it: `before:10`, `day`, `after`, `later`."""
        return f"{self.kind}:{-self.offset}" if self.kind is Kind.BEFORE else str(self.kind)

    def of(self, due_on: date) -> date:
        """The day on which it comes for a due day."""
        return due_on + timedelta(days=self.offset)


@dataclass(frozen=True, slots=True)
class Plan:
    """All moments of a due day, in order; the same for every operator of an installation."""

    moments: tuple[Moment, ...]

    @property
    def first(self) -> int:
        """Days from the due day to the first moment."""
        return self.moments[0].offset

    @property
    def last(self) -> int:
        """Days from the due day to the last day on which something is still told."""
        return self.moments[-1].offset + GRACE_DAYS

    def on(self, due_on: date, today: date) -> Moment | None:
        """The moment that is to be told on a day: the last one that came, while it is fresh."""
        gone = (today - due_on).days
        come = [each for each in self.moments if each.offset <= gone]
        if not come or gone - come[-1].offset > GRACE_DAYS:
            return None
        return come[-1]

    def names(self) -> tuple[str, ...]:
        """What a person can choose or decline, in the order of time, each once."""
        return tuple(dict.fromkeys(each.key for each in self.moments))


def plan_of(settings: Settings) -> Plan:
    """The moments that the settings name."""
    before = sorted(settings.remind_days_before_due, reverse=True)
    first, every = settings.remind_days_after, settings.remind_every_days
    later = [first + every * number for number in range(1, settings.remind_most_after + 1)]
    return Plan(
        (
            *(Moment(-days, Kind.BEFORE) for days in before),
            Moment(0, Kind.DAY),
            Moment(first, Kind.AFTER),
            *(Moment(days, Kind.LATER) for days in later),
        )
    )


def wanted(moment: Moment, declined: Collection[str], *, none: bool) -> bool:
    """Whether a person wants to be told of a moment."""
    return not none and moment.key not in declined
