"""Recording what the gateway deposited, and explaining what differs from the transactions."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.days import read_day
from ser_app.base.errors import Conflict, Refused, SerError
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.law.money import read_pesos
from ser_app.ledger.closed_days.repository import closed_between
from ser_app.payments.treasury import repository
from ser_app.payments.treasury.matching import CycleMatch, Match, match_cycles
from ser_app.payments.treasury.models import CycleResolution, PseDeposit
from ser_app.payments.treasury.texts import (
    CSV_EMPTY,
    CSV_HEADING,
    CSV_LINE,
    CSV_REFUSED,
    CSV_TOO_LONG,
    CSV_UNREADABLE,
    CYCLE_CHANGED,
    CYCLE_SETTLED,
    DAY_IS_CLOSED,
    DEPOSIT_AMOUNT,
    DEPOSIT_CYCLE,
    DEPOSIT_DAY,
    DEPOSIT_GONE,
    DEPOSIT_KNOWN,
    DEPOSIT_REFERENCE,
    REASON_NEEDED,
)
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day_long, plain

DAYS: Final = 14
MOST_LINES: Final = 500
MOST_BYTES: Final = 256 * 1024
_SHORTEST_REASON: Final = 10
_LONGEST: Final = 500
_LONGEST_REFERENCE: Final = 40
_TOLD_LINES: Final = 10
_HEADING: Final = ["dia", "ciclo", "valor", "referencia"]


@dataclass(frozen=True, slots=True)
class Given:
    """A deposit as somebody typed it or a file has it; everything is text."""

    day: str
    cycle: str
    amount: str
    reference: str


def cycles_between(unit: Unit, first: date, last: date) -> list[CycleMatch]:
    """Every cycle of a span, with both sides."""
    return match_cycles(
        repository.approved_cycles(unit, first, last),
        repository.deposits_between(unit, first, last),
        repository.resolutions_between(unit, first, last),
    )


def cycles(res: Resources, actor: Actor, last: date | None = None) -> list[CycleMatch]:
    """The cycles of fourteen days, ending with the one asked for, or today.

    Raises:
        NotAllowed: The person may not see the desk.
    """
    actor.require(Permission.RECONCILIATION_VIEW)
    until = min(last or res.clock.today(), res.clock.today())
    with res.database.reading() as unit:
        return cycles_between(unit, until - timedelta(days=DAYS - 1), until)


def record(res: Resources, actor: Actor, given: Given) -> None:
    """Record one deposit.

    Raises:
        NotAllowed: The person may not.
        Refused: A value is missing or cannot be, or its day is closed; `field` tells which.
        Conflict: The cycle has one with that reference.
    """
    actor.require(Permission.DEPOSIT_RECORD)
    with res.database.unit() as unit:
        _store(unit, res, actor, given)


def load(res: Resources, actor: Actor, content: bytes) -> int:
    """Record all deposits of a CSV file (`dia;ciclo;valor;referencia`), or none of them.

    Returns:
        How many were recorded.

    Raises:
        NotAllowed: The person may not.
        Refused: The file cannot be read, or some lines are wrong; the message tells which and why.
    """
    actor.require(Permission.DEPOSIT_RECORD)
    rows = read_csv(content)
    wrong: list[str] = []
    with res.database.unit() as unit:
        for number, given in rows:
            try:
                _store(unit, res, actor, given)
            except SerError as error:
                wrong.append(CSV_LINE.format(line=number, why=error.message))
        if wrong:
            raise Refused("lines_refused", CSV_REFUSED.format(lines=" ".join(wrong[:_TOLD_LINES])))
    return len(rows)


def read_csv(content: bytes) -> list[tuple[int, Given]]:
    """The lines of a file with their numbers. Pure.

    Raises:
        Refused: It is no such CSV, has no deposit, or too many.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("csv_unreadable", CSV_UNREADABLE) from error
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Refused("csv_unreadable", CSV_UNREADABLE) from error
    if not rows or [plain(each) for each in rows[0]] != _HEADING:
        raise Refused("csv_heading", CSV_HEADING)
    found = [
        (number, Given(*(each.strip() for each in (*row, "", "", "", "")[:4])))
        for number, row in enumerate(rows[1:], 2)
        if any(each.strip() for each in row)
    ]
    if not found:
        raise Refused("csv_empty", CSV_EMPTY)
    if len(found) > MOST_LINES:
        raise Refused("csv_too_long", CSV_TOO_LONG.format(most=MOST_LINES))
    return found


def annul(res: Resources, actor: Actor, deposit_id: str, reason: str) -> None:
    """Take a mistyped deposit back; it stays readable with its reason in the trail.

    Raises:
        NotAllowed: The person may not.
        NotFound: No such deposit.
        Refused: No reason, or its day is closed.
        Conflict: It was annulled before.
    """
    actor.require(Permission.DEPOSIT_RECORD)
    words = _reason(reason)
    with res.database.unit() as unit:
        deposit = repository.deposit_by_public_id(unit, deposit_id)
        _refuse_closed(unit, deposit.day)
        if deposit.annulled_at is not None:
            raise Conflict("annulled", DEPOSIT_GONE)
        deposit.annulled_by_id, deposit.annulled_by = actor.user_id, actor.label
        deposit.annulled_because, deposit.annulled_at = words, res.clock.now()
        unit.session.add(deposit)
        _tell(unit, res, actor, deposit, "annulled", reason=words)


def explain(
    res: Resources, actor: Actor, cycle: tuple[date, str], shown: tuple[int, int], reason: str
) -> None:
    """Explain why transactions and deposits of a cycle differ; it holds for these two sums only.

    Args:
        res: Resources.
        actor: Somebody of Tesorería.
        cycle: Day and cycle.
        shown: Pesos approved and deposited, as the screen showed them.
        reason: Why they differ.

    Raises:
        NotAllowed: The person may not.
        Refused: No reason, nothing differs, or the day is closed.
        Conflict: One of the sums has changed since.
    """
    actor.require(Permission.DEPOSIT_RECORD)
    words = _reason(reason)
    day, name = cycle
    with res.database.unit() as unit:
        _refuse_closed(unit, day)
        found = next((each for each in cycles_between(unit, day, day) if each.cycle == name), None)
        if found is None or found.match is Match.MATCHED:
            raise Refused("nothing_differs", CYCLE_SETTLED)
        if (found.approved, found.deposited) != shown:
            raise Conflict("cycle_changed", CYCLE_CHANGED)
        resolution = CycleResolution(
            day=day,
            cycle=name,
            approved=found.approved,
            deposited=found.deposited,
            reason=words,
            resolved_by_id=actor.user_id,
            resolved_by=actor.label,
            at=res.clock.now(),
        )
        repository.add_resolution(unit, resolution)
        audit.record(
            unit,
            at=resolution.at,
            subject=f"pse_cycle:{day.isoformat()}/{name}",
            action="pse_cycle.explained",
            author=actor,
            detail={
                "approved": found.approved, "deposited": found.deposited, "reason": words,
            },
        )  # fmt: skip


def _store(unit: Unit, res: Resources, actor: Actor, given: Given) -> None:
    day = _day(given.day, res.clock.today())
    if not re.fullmatch(r"[0-9]{1,2}", given.cycle):
        raise Refused("cycle", DEPOSIT_CYCLE, field="cycle")
    amount = read_pesos(given.amount)
    if amount is None:
        raise Refused("amount", DEPOSIT_AMOUNT, field="amount")
    reference = given.reference.strip()
    if not reference or len(reference) > _LONGEST_REFERENCE:
        raise Refused("reference", DEPOSIT_REFERENCE, field="reference")
    _refuse_closed(unit, day)
    deposit = PseDeposit(
        public_id=public_id(),
        day=day,
        cycle=str(int(given.cycle)),
        amount=amount,
        reference=reference,
        recorded_by_id=actor.user_id,
        recorded_by=actor.label,
        recorded_at=res.clock.now(),
    )
    if not repository.add_deposit(unit, deposit):
        raise Conflict("deposit_known", DEPOSIT_KNOWN)
    _tell(unit, res, actor, deposit, "recorded")


def _day(text: str, today: date) -> date:
    day = read_day(text)
    if day is None or day > today:
        raise Refused("day", DEPOSIT_DAY, field="day")
    return day


def _refuse_closed(unit: Unit, day: date) -> None:
    if closed_between(unit, day, day):
        raise Refused("day_closed", DAY_IS_CLOSED.format(day=day_long(day)), field="day")


def _reason(text: str) -> str:
    words = text.strip()[:_LONGEST]
    if len(words) < _SHORTEST_REASON:
        raise Refused("reason_needed", REASON_NEEDED, field="reason")
    return words


def _tell(
    unit: Unit, res: Resources, actor: Actor, deposit: PseDeposit, what: str, reason: str = ""
) -> None:
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"pse_deposit:{deposit.public_id}",
        action=f"pse_deposit.{what}",
        author=actor,
        detail={
            "day": deposit.day.isoformat(),
            "cycle": deposit.cycle,
            "amount": deposit.amount,
            "reference": deposit.reference,
            "reason": reason,
        },
        of=deposit,
    )


def open_cycles(found: Sequence[CycleMatch]) -> list[CycleMatch]:
    """Those that somebody has to look at."""
    return [each for each in found if each.open]
