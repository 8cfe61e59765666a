"""Time: real instants and the business day of Bogotá, passed in wherever they matter."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

BOGOTA: Final = ZoneInfo("America/Bogota")


class Clock(Protocol):
    """What the application asks of time."""

    def now(self) -> datetime:
        """The real instant, in UTC: sessions, seeds, expirations, audit."""
        ...

    def today(self) -> date:
        """The business day in Bogotá: filing and payment days. A demo may move it."""
        ...


class SystemClock:
    """Real time."""

    def now(self) -> datetime:
        """The real instant, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The day in Bogotá."""
        return self.now().astimezone(BOGOTA).date()


@dataclass
class MovableClock:
    """Real instants with a business day that the demonstration (or a test) can move.

    Attributes:
        moved_to: The business day shown, or None for the real one.
        instant: A fixed instant for tests, or None for real time.
    """

    moved_to: date | None = None
    instant: datetime | None = None

    @property
    def stands_still(self) -> bool:
        """Whether the business day stays where it was put while real time goes on."""
        return self.moved_to is not None and self.instant is None

    def now(self) -> datetime:
        """The real instant, in UTC, or the fixed one of a test."""
        return self.instant or datetime.now(UTC)

    def today(self) -> date:
        """The moved business day, or the day in Bogotá."""
        return self.moved_to or bogota_day(self.now())


@dataclass(frozen=True, slots=True)
class ArrivalClock:
    """A clock that stands at the instant at which an act reached the server.

    What is judged by it does not depend on how long the act waited for a lock: a filing that
    reached the server before midnight counts for that day, however late it is committed.

    Attributes:
        clock: The clock that goes on.
        instant: When the act arrived, a real instant.
    """

    clock: Clock
    instant: datetime

    def now(self) -> datetime:
        """The real instant of the arrival, in UTC."""
        return self.instant

    def today(self) -> date:
        """The business day of the arrival; the demonstration's, where somebody moved it."""
        if isinstance(self.clock, MovableClock) and self.clock.moved_to is not None:
            return self.clock.moved_to
        return bogota_day(self.instant)

    def present(self) -> datetime:
        """The real instant now, when the act is written down."""
        return self.clock.now()


def present_instant(clock: Clock) -> datetime:
    """The real instant now, also where acts are judged by their arrival."""
    return clock.present() if isinstance(clock, ArrivalClock) else clock.now()


def bogota_day(instant: datetime) -> date:
    """The calendar day in Bogotá of an instant."""
    return instant.astimezone(BOGOTA).date()


def shift_days(clock: Clock) -> int:
    """Days by which the business day is moved from the real one; 0 outside a demonstration."""
    return (clock.today() - bogota_day(clock.now())).days


def business_instant(clock: Clock) -> datetime:
    """The instant that goes on a receipt: the business day at the real time of day, in UTC."""
    return clock.now() + timedelta(days=shift_days(clock))


def business_day_of(instant: datetime, clock: Clock) -> date:
    """The business day on which a real instant falls.

    Args:
        instant: A real instant, for example the one that a gateway reports.
        clock: Tells by how many days the business day is moved.
    """
    return bogota_day(instant) + timedelta(days=shift_days(clock))


def end_of_business_day(day: date, clock: Clock) -> datetime:
    """The real instant at which a business day ends: its midnight in Bogotá, in UTC.

    A day to which somebody has moved a demonstration does not end by itself at midnight: a whole
    day is left of it whenever one asks.
    """
    if isinstance(clock, MovableClock) and clock.stands_still:
        return clock.now() + timedelta(days=(day - clock.today()).days + 1)
    real_day = day - timedelta(days=shift_days(clock))
    return datetime.combine(real_day + timedelta(days=1), time.min, BOGOTA).astimezone(UTC)
