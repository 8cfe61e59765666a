"""Closing a day, and reopening it by two people.

Only a day that is over can be closed. From then on nothing is posted in it: what happens later and
would belong there is posted in the next open day with its own value day, and the database refuses
whatever does not go that way.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.ledger.closed_days import repository as closes
from ser_app.ledger.closed_days.models import DayClose, DayReopening, DayReopeningRequest
from ser_app.ledger.closed_days.repository import Sum
from ser_app.oversight.closing.checking import Difference, differences
from ser_app.oversight.closing.texts import (
    ALREADY_ASKED,
    ALREADY_CLOSED,
    ALREADY_DECIDED,
    DIFFERENCES_LEFT,
    NOT_CLOSED,
    NOT_OVER,
    REASON_NEEDED,
    SECOND_PERSON,
)
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.proof.recent import require_recent_proof
from ser_app.people.repository import same_person
from ser_app.people.service import prove_identity

_SHORTEST_REASON: Final = 10
_LONGEST: Final = 500
Asked = tuple[DayReopeningRequest, DayReopening | None]


@dataclass(frozen=True, slots=True)
class Day:
    """A day as the close sees it.

    Attributes:
        over: Whether it can be closed at all.
        closed: Whether it is closed now.
        differences: What keeps it from being closed; empty for a day that is closed.
        sums: What was posted in it, by account and concept.
        closes: Every close of it, with what was asked about each.
    """

    day: date
    over: bool
    closed: bool
    differences: Sequence[Difference]
    sums: Sequence[Sum]
    closes: Sequence[tuple[DayClose, Sequence[Asked]]]

    @property
    def pending(self) -> DayReopeningRequest | None:
        """The request that waits for another person."""
        for _, asked in self.closes:
            for request, decision in asked:
                if decision is None:
                    return request
        return None


def day_of(res: Resources, actor: Actor, day: date) -> Day:
    """What is missing of a day, or how it was closed.

    Raises:
        NotAllowed: The person may not see the desk.
    """
    actor.require(Permission.RECONCILIATION_VIEW)
    with res.database.reading() as unit:
        signed = closes.closes_of(unit, day)
        asked = closes.requests_of(unit, [each.id or 0 for each in signed])
        closed = bool(closes.closed_between(unit, day, day))
        return Day(
            day=day,
            over=day < res.clock.today(),
            closed=closed,
            differences=[] if closed else differences(unit, res, day),
            sums=closes.sums(unit, day),
            closes=[
                (each, [pair for pair in asked if pair[0].close_id == each.id]) for each in signed
            ],
        )


def close(res: Resources, actor: Actor, day: date, password: str) -> str:
    """Close a day that has no difference; the person signs with the password again.

    Args:
        res: Resources.
        actor: Somebody of Tesorería.
        day: A day that is over.
        password: The person's password.

    Returns:
        The SHA-256 of the closing record.

    Raises:
        NotAllowed: The person may not.
        Refused: The day is not over, or something is left to resolve.
        WrongPassword: The password is not the person's; the failure counts towards the lock.
        LockedOut: Too many failures.
        Conflict: It is closed already.
    """
    actor.require(Permission.DAY_CLOSE)
    if day >= res.clock.today():
        raise Refused("not_over", NOT_OVER, field="password")
    prove_identity(res, actor, password)
    with res.database.unit() as unit:
        # Nobody posts while it is looked at and signed, so that the record tells all of the day.
        closes.lock_books(unit)
        if closes.closed_between(unit, day, day):
            raise Conflict("already_closed", ALREADY_CLOSED)
        left = differences(unit, res, day)
        if left:
            raise Refused("differences_left", DIFFERENCES_LEFT.format(count=len(left)))
        row = _record(unit, res, actor, day)
        closes.add(unit, row)
        _tell(unit, res, actor, row, "closed", {"sha256": row.sha256})
        return row.sha256


def _record(unit: Unit, res: Resources, actor: Actor, day: date) -> DayClose:
    before, newest = closes.closes_of(unit, day), closes.newest_close(unit)
    content = record_text(
        day,
        len(before) + 1,
        closes.count_journals(unit, day),
        closes.sums(unit, day),
        newest.sha256 if newest else "",
    )
    return DayClose(
        public_id=public_id(),
        day=day,
        number=len(before) + 1,
        content=content,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        signed_by_id=actor.user_id,
        signed_by=actor.label,
        signed_at=res.clock.now(),
    )


def record_text(day: date, number: int, journals: int, sums: Sequence[Sum], previous: str) -> str:
    """The closing record as text, always the same for the same books. Pure.

    Args:
        day: The posting day.
        number: Which close of the day.
        journals: How many were posted in it.
        sums: By account and concept.
        previous: Hash of the close that was signed before, of whatever day.
    """
    return json.dumps(
        {
            "day": day.isoformat(),
            "number": number,
            "journals": journals,
            "sums": [
                {
                    "account": each.account,
                    "concept": each.concept,
                    "debit": each.debit,
                    "credit": each.credit,
                }
                for each in sums
            ],
            "previous": previous,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def ask_reopening(res: Resources, actor: Actor, day: date, reason: str) -> None:
    """Ask to reopen a closed day; another person decides.

    Raises:
        NotAllowed: The person may not.
        Refused: No reason, or the day is not closed.
        Conflict: Somebody asked already.
    """
    actor.require(Permission.DAY_REOPEN)
    words = reason.strip()[:_LONGEST]
    if len(words) < _SHORTEST_REASON:
        raise Refused("reason_needed", REASON_NEEDED, field="reason")
    with res.database.unit() as unit:
        closes.lock_books(unit)
        row = _closed(unit, day)
        if any(each is None for _, each in closes.requests_of(unit, [row.id or 0])):
            raise Conflict("already_asked", ALREADY_ASKED)
        request = DayReopeningRequest(
            public_id=public_id(),
            close_id=row.id or 0,
            reason=words,
            asked_by_id=actor.user_id,
            asked_by=actor.label,
            asked_at=res.clock.now(),
        )
        closes.add(unit, request)
        _tell(unit, res, actor, row, "reopening_asked", {"reason": words})


def decide_reopening(
    res: Resources, actor: Actor, day: date, *, approve: bool, note: str = ""
) -> None:
    """Reopen a closed day that somebody else asked to reopen, or leave it closed.

    Raises:
        NotAllowed: The person may not.
        ProofNeeded: Identity was not proved within the last minutes.
        NotFound: Nobody asked.
        Refused: The same person asked, with this or another account, or a refusal has no reason.
        Conflict: Somebody decided before.
    """
    actor.require(Permission.DAY_REOPEN)
    require_recent_proof(res, actor)
    words = note.strip()[:_LONGEST]
    if not approve and len(words) < _SHORTEST_REASON:
        raise Refused("reason_needed", REASON_NEEDED, field="note")
    with res.database.unit() as unit:
        closes.lock_books(unit)
        row = _closed(unit, day)
        asked = closes.requests_of(unit, [row.id or 0])
        if not asked:
            raise NotFound
        request, decision = asked[-1]
        if decision is not None:
            raise Conflict("already_decided", ALREADY_DECIDED)
        if same_person(unit, request.asked_by_id, actor.user_id):
            raise Refused("own_request", SECOND_PERSON)
        closes.add(
            unit,
            DayReopening(
                request_id=request.id or 0,
                close_id=row.id or 0,
                approved=approve,
                note=words,
                asked_by_id=request.asked_by_id,
                decided_by_id=actor.user_id,
                decided_by=actor.label,
                decided_at=res.clock.now(),
            ),
        )
        what = "reopened" if approve else "reopening_refused"
        _tell(unit, res, actor, row, what, {"reason": request.reason, "note": words})


def _closed(unit: Unit, day: date) -> DayClose:
    if not closes.closed_between(unit, day, day):
        raise Refused("not_closed", NOT_CLOSED)
    return closes.closes_of(unit, day)[-1]


def _tell(
    unit: Unit, res: Resources, actor: Actor, row: DayClose, what: str, detail: dict[str, str]
) -> None:
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"day_close:{row.public_id}",
        action=f"day.{what}",
        author=actor,
        detail={"day": row.day.isoformat(), "number": row.number, **detail},
    )
