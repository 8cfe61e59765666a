"""The board of banks × days: what each bank sent of each day, and what is missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.ledger.closed_days.repository import closed_between
from ser_app.payments.bank_files import repository as files
from ser_app.payments.bank_files.models import BankAgreement, BankFile
from ser_app.payments.reconciliation.repository import waiting_of
from ser_app.payments.reconciliation.shown import Waiting
from ser_app.payments.treasury import repository
from ser_app.payments.treasury.models import BankSilence
from ser_app.payments.treasury.texts import (
    NOT_AWAITED,
    REASON_NEEDED,
    SILENCE_BEFORE_FILE,
    SILENCE_KNOWN,
    SILENCE_TOO_EARLY,
)
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

DAYS: Final = 14
SHORTEST_REASON: Final = 10
LONGEST: Final = 500


class Standing(StrEnum):
    """How a bank stands for a day."""

    AWAITED = "awaited"
    """A working day that is over, and no file."""
    TODAY = "today"
    """The day is not over: the file comes with the night."""
    POSTING = "posting"
    LOADED = "loaded"
    EXCEPTIONS = "exceptions"
    """Loaded, and some payments wait for a person."""
    SILENT = "silent"
    """The bank said that it collected nothing."""
    HOLIDAY = "holiday"
    NOT_YET = "not_yet"
    """Before the agreement began, or a day to come."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A bank and a day.

    Attributes:
        payments: Of all its files of that day; `cents` their sum in hundredths of a peso.
        waiting: Exceptions that somebody of Tesorería has to resolve.
        to_claim: Exceptions that were published and wait for their owner.
        note: Why no file is expected.
    """

    agreement: BankAgreement
    day: date
    standing: Standing
    payments: int = 0
    cents: int = 0
    waiting: int = 0
    to_claim: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """Days with the cells of every bank, the newest day first; and which days are closed."""

    agreements: Sequence[BankAgreement]
    days: Sequence[tuple[date, Sequence[Cell]]]
    closed: frozenset[date]


def cell(
    agreement: BankAgreement,
    day: date,
    found: Sequence[BankFile],
    waiting: Mapping[int, Waiting],
    silence: BankSilence | None,
    *,
    today: date,
    working: bool,
) -> Cell:
    """How a bank stands for a day. Pure.

    Args:
        agreement: The bank.
        day: Collection day.
        found: Its accepted files of that day.
        waiting: Exceptions that are not resolved, by file id.
        silence: What the bank said of a day without movement.
        today: The present business day.
        working: Whether the day is a working day by law.
    """
    if found:
        own = [waiting.get(file.id or 0, Waiting()) for file in found]
        left = sum(each.to_resolve for each in own)
        posting = any(file.state == files.POSTING for file in found)
        standing = Standing.EXCEPTIONS if left else Standing.LOADED
        return Cell(
            agreement,
            day,
            Standing.POSTING if posting else standing,
            payments=sum(file.payments for file in found),
            cents=sum(file.cents for file in found),
            waiting=left,
            to_claim=sum(each.to_claim for each in own),
        )
    if silence is not None:
        return Cell(agreement, day, Standing.SILENT, note=silence.reason)
    if day > today or (agreement.since is not None and day < agreement.since):
        return Cell(agreement, day, Standing.NOT_YET)
    if not working:
        return Cell(agreement, day, Standing.HOLIDAY)
    return Cell(agreement, day, Standing.TODAY if day == today else Standing.AWAITED)


def cells_between(unit: Unit, res: Resources, first: date, last: date) -> dict[date, list[Cell]]:
    """Every bank's standing for each day of a span."""
    agreements = files.agreements(unit)
    found = repository.files_between(unit, first, last)
    waiting = waiting_of(unit, [file.id or 0 for file in found])
    silences = {
        (each.agreement_id, each.day): each
        for each in repository.silences_between(unit, first, last)
    }
    today, is_working = res.clock.today(), res.rules.calendar.is_working_day
    return {
        day: [
            cell(
                each,
                day,
                [
                    file
                    for file in found
                    if (file.agreement_id, file.collected_on) == (each.id, day)
                ],
                waiting,
                silences.get((each.id or 0, day)),
                today=today,
                working=is_working(day),
            )
            for each in agreements
        ]
        for day in days_between(first, last)
    }


def days_between(first: date, last: date) -> list[date]:
    """The days of a span, the newest first."""
    return [last - timedelta(days=back) for back in range((last - first).days + 1)]


def board(res: Resources, actor: Actor, last: date | None = None) -> Board:
    """Fourteen days, ending with the one asked for, or today.

    Raises:
        NotAllowed: The person may not see the desk.
    """
    actor.require(Permission.RECONCILIATION_VIEW)
    until = min(last or res.clock.today(), res.clock.today())
    first = until - timedelta(days=DAYS - 1)
    with res.database.reading() as unit:
        found = cells_between(unit, res, first, until)
        return Board(
            files.agreements(unit),
            list(found.items()),
            frozenset(closed_between(unit, first, until)),
        )


def record_silence(res: Resources, actor: Actor, agreement: str, day: date, reason: str) -> None:
    """Note that a bank said that it collected nothing on a day, so that no file is awaited.

    Args:
        res: Resources.
        actor: Somebody of Tesorería.
        agreement: Public id of the bank's agreement.
        day: Collection day, today or before.
        reason: How the bank said it.

    Raises:
        NotAllowed: The person may not.
        NotFound: No such agreement.
        Refused: No reason, a day to come, or one of which no file is awaited anyway.
        Conflict: There is a file of that day, or somebody noted it before.
    """
    actor.require(Permission.BANK_SILENCE_RECORD)
    words = reason.strip()[:LONGEST]
    if len(words) < SHORTEST_REASON:
        raise Refused("reason_needed", REASON_NEEDED, field="reason")
    if day > res.clock.today():
        raise Refused("day_to_come", SILENCE_TOO_EARLY, field="reason")
    with res.database.unit() as unit:
        bank = repository.agreement_by_public_id(unit, agreement)
        standing = _standing(unit, res, bank, day)
        if standing in {Standing.LOADED, Standing.EXCEPTIONS, Standing.POSTING}:
            raise Conflict("file_is_there", SILENCE_BEFORE_FILE)
        if standing is Standing.SILENT:
            raise Conflict("silence_known", SILENCE_KNOWN)
        if standing not in {Standing.AWAITED, Standing.TODAY}:
            raise Refused("not_awaited", NOT_AWAITED, field="reason")
        silence = BankSilence(
            agreement_id=bank.id or 0,
            day=day,
            reason=words,
            recorded_by_id=actor.user_id,
            recorded_by=actor.label,
            at=res.clock.now(),
        )
        if not repository.add_silence(unit, silence):
            raise Conflict("silence_known", SILENCE_KNOWN)
        audit.record(
            unit,
            at=silence.at,
            subject=f"bank_agreement:{agreement}",
            action="bank_agreement.silence",
            author=actor,
            detail={"day": day.isoformat(), "reason": words},
        )


def _standing(unit: Unit, res: Resources, bank: BankAgreement, day: date) -> Standing:
    is_bank: Callable[[Cell], bool] = lambda each: each.agreement.id == bank.id  # noqa: E731
    return next(
        (each.standing for each in cells_between(unit, res, day, day)[day] if is_bank(each)),
        Standing.NOT_YET,
    )
