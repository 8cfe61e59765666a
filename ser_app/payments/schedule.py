"""When the job asks the gateway again (the *sonda*): pure arithmetic of instants.

First some minutes after creation; then, for an hour, at waits that grow from the shortest to the
longest; then hourly, until 48 hours after the expiration; then Tesorería is told.

A session that ended is asked about some more times, ever more seldom: banks approve after an
expiration, and give back what they approved, without telling anybody.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from ser_app.payments.transitions import AttemptState
from ser_app.settings import Settings

_BUSY: Final = timedelta(hours=1)
_CALM: Final = timedelta(hours=1)
_PATIENCE: Final = timedelta(hours=48)
_GROWTH: Final = timedelta(minutes=1)
_LATE_ANSWERS: Final = tuple(timedelta(hours=hours) for hours in (1, 6, 24, 48))
_GIVEN_BACK: Final = tuple(timedelta(days=days) for days in (1, 2, 5, 10, 30))
_LOOKED_AFTER: Final = {
    AttemptState.APPROVED: _GIVEN_BACK,
    AttemptState.RESOLVED: _GIVEN_BACK,
    AttemptState.REVIEW: (*_LATE_ANSWERS, *_GIVEN_BACK[2:]),
    AttemptState.REJECTED: _LATE_ANSWERS,
    AttemptState.EXPIRED: _LATE_ANSWERS,
    AttemptState.CANCELLED: _LATE_ANSWERS,
    AttemptState.DISMISSED: _LATE_ANSWERS,
}
"""How long after its end an attempt is asked about again."""
OPENING_LIMIT: Final = timedelta(minutes=2)
"""An attempt without an answer to its creation after this time was interrupted."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The waits of an installation.

    Attributes:
        first: From creation to the first question.
        shortest: First wait of the busy hour.
        longest: Last one.
    """

    first: timedelta
    shortest: timedelta
    longest: timedelta

    def first_poll(self, created_at: datetime) -> datetime:
        """When to ask for the first time."""
        return created_at + self.first

    def next_poll(self, created_at: datetime, polls: int, now: datetime) -> datetime:
        """When to ask again.

        Args:
            created_at: Instant of the session's creation.
            polls: How many times the job has asked, this one included.
            now: The present instant.
        """
        if now >= created_at + self.first + _BUSY:
            return now + max(_CALM, self.longest)
        return now + min(self.longest, self.shortest + (polls - 1) * _GROWTH)

    @staticmethod
    def gives_up_at(expires_at: datetime) -> datetime:
        """After this instant an attempt without a final answer goes to Tesorería."""
        return expires_at + _PATIENCE


def look_again(state: AttemptState, finished_at: datetime, now: datetime) -> datetime | None:
    """When to ask about an attempt that has ended; None when nothing can come of it any more.

    Args:
        state: Where it stands.
        finished_at: When it came there.
        now: The present instant.
    """
    waits = _LOOKED_AFTER.get(state, ())
    return next((finished_at + wait for wait in waits if finished_at + wait > now), None)


def schedule_of(settings: Settings) -> Schedule:
    """The waits that the settings choose."""
    return Schedule(
        timedelta(seconds=settings.poll_first_seconds),
        timedelta(seconds=settings.poll_shortest_seconds),
        timedelta(seconds=settings.poll_longest_seconds),
    )
