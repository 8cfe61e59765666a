"""How old a debt is, until when it can be collected, and what has to be done about it. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from ser_app.ledger.agreements.days import months_after

PRESCRIPTION_YEARS: Final = "collection_prescription_years"
REFERRAL_DAYS: Final = "coercive_referral_days"
_MONTHS: Final = 12
WARNED: Final = 12
"""Months before prescription in which a debt is pointed out."""


@dataclass(frozen=True, slots=True)
class Age:
    """How old a debt may be: so many days, or years of the calendar as prescription counts them."""

    days: int = 0
    years: int = 0

    def earliest_due(self, today: date) -> date:
        """The earliest due day of what is not older."""
        if not self.years:
            return today - timedelta(days=self.days)
        found = months_after(today, -self.years * _MONTHS)
        # On 29 February what was due on the 28th is older: its years ended the day before.
        older = months_after(found, self.years * _MONTHS) < today
        return found + timedelta(days=1) if older else found


@dataclass(frozen=True, slots=True)
class Bucket:
    """Debts of some age after their due day.

    Attributes:
        key: Its place in an address.
        over: They are older than this.
        up_to: They are not older than this; None without end.
    """

    key: str
    label: str
    over: Age
    up_to: Age | None

    def due_between(self, today: date) -> tuple[date | None, date]:
        """The earliest and the latest due day of its debts; None without an earliest."""
        earliest = None if self.up_to is None else self.up_to.earliest_due(today)
        return earliest, self.over.earliest_due(today) - timedelta(days=1)


BUCKETS: Final = (
    Bucket("90", "1 a 90 días", Age(), Age(90)),
    Bucket("180", "91 a 180 días", Age(90), Age(180)),
    Bucket("360", "181 a 360 días", Age(180), Age(360)),
    Bucket("1800", "361 días a 5 años", Age(360), Age(years=5)),
    Bucket("mas", "Más de 5 años", Age(years=5), None),
)


class Stage(StrEnum):
    """What has to be done about an overdue debt, the gravest first."""

    PRESCRIBED = "prescribed"
    PRESCRIBING = "prescribing"
    REFERRED = "referred"
    TO_REFER = "to_refer"
    PERSUASIVE = "persuasive"


def prescribes_on(due_on: date, entered_on: date, years: int) -> date:
    """The last day on which a debt can be collected (E.T. arts. 817 and 818).

    Args:
        due_on: The due day; of an instalment its own, since the agreement interrupted what ran.
        entered_on: Day of the late filing or of the act, where it is later.
        years: How many.
    """
    return months_after(max(due_on, entered_on), years * _MONTHS)


def latest_start(today: date, years: int, months: int) -> date:
    """The latest day from which prescription runs for what prescribes within so many months."""
    return months_after(today, months - years * _MONTHS)


def stage_of(
    due_on: date, prescribes: date, today: date, *, referred: bool, referral_days: int
) -> Stage:
    """What has to be done about a debt.

    Args:
        due_on: Its due day.
        prescribes: The last day on which it can be collected.
        today: The day asked for.
        referred: It was referred to coercive collection.
        referral_days: Days of delay from which it is.
    """
    if today > prescribes:
        return Stage.PRESCRIBED
    if referred:
        return Stage.REFERRED
    if prescribes <= months_after(today, WARNED):
        return Stage.PRESCRIBING
    late = (today - due_on).days
    return Stage.TO_REFER if late >= referral_days else Stage.PERSUASIVE
