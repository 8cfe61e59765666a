"""An upload on its way: measured while it is read, judged, recorded, and filed when it is right."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

from ser_app.base import audit
from ser_app.base.arrival import arrival, judged_at
from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.pace import Pace
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id, sha256_hex
from ser_app.declarations.states import SignerRole
from ser_app.furs import repository as furs
from ser_app.furs.drawing import FIELD_OF_ROLE
from ser_app.furs.form import from_json as form_of_json
from ser_app.furs.models import Fur
from ser_app.furs.service.signing_digitally import refuse_undigital, take_signatures
from ser_app.people.actor import Actor
from ser_app.signing import repository
from ser_app.signing.expecting import issued_as
from ser_app.signing.gate import MOST_ADDED, MOST_BYTES
from ser_app.signing.issued import Issued, Question
from ser_app.signing.limited import judge_limited
from ser_app.signing.models import SignedCopy
from ser_app.signing.report import Report, Verdict, from_json, to_json
from ser_app.signing.texts import NOT_PREPARED, SENTENCES, TOO_FAST
from ser_app.signing.timestamps import stamp
from ser_app.signing.trust import current_trust

_PACE: Final = Pace(rate=0.2, burst=20)
"""Uploads of one person: twenty at once, then one every five seconds."""


def accept(
    res: Resources, actor: Actor, number: str, chunks: Iterable[bytes], address: str
) -> Report:
    """See `service.accept_upload`."""
    reached_at = arrival(res.clock)
    judged = judged_at(res, reached_at)
    with judged.database.reading() as unit:
        issued = _issued_to_sign(unit, judged, actor, number)
    if not _PACE.allows(f"{res.settings.database_url}\x00{actor.user_id}"):
        raise Refused("too_fast", TOO_FAST)
    copy = read_limited(chunks, issued.content)
    known = _known(res, actor, number, copy)
    if known is not None:
        return known
    report = judge_limited(
        Question(copy=copy, issued=issued, trust=current_trust(res), received_at=reached_at)
    )
    if report.code == "issued":
        verdict, sentence = SENTENCES["unsigned"]
        report = replace(report, verdict=verdict, code="unsigned", sentence=sentence)
    row = _row(report, actor, reached_at, address)
    if report.verdict is not Verdict.VALID:
        _keep_refused(res, actor, number, row)
        return report
    row.content = copy
    row.timestamp_token = stamp(res.settings, copy)
    take_signatures(
        res,
        actor,
        number,
        [SignerRole(each.role) for each in report.signatures],
        reached_at=reached_at,
        keep=lambda unit, fur: _keep(unit, judged, actor, fur, row),
        address=address,
    )
    return report


def read_limited(chunks: Iterable[bytes], issued: bytes) -> bytes:
    """Read a copy, no further than the first byte too many.

    What is too long comes back cut, one byte longer than allowed, so that the gate says so.
    """
    most = min(MOST_BYTES, len(issued) + MOST_ADDED)
    read = bytearray()
    for chunk in chunks:
        read += chunk
        if len(read) > most:
            return bytes(read[: most + 1])
    return bytes(read)


def issued_of(unit: Unit, fur: Fur) -> Issued:
    """A FUR as it was issued, with the persons that it names as its signers."""
    return issued_as(form_of_json(furs.form_of(unit, fur)), furs.content_of(unit, fur))


def is_prepared(content: bytes) -> bool:
    """Whether issued bytes have the two fields; a FUR of before has none."""
    return all(f"({name})".encode() in content for name in FIELD_OF_ROLE.values())


def _issued_to_sign(unit: Unit, res: Resources, actor: Actor, number: str) -> Issued:
    fur, _ = refuse_undigital(unit, res, actor, number)
    issued = issued_of(unit, fur)
    if not is_prepared(issued.content):
        raise Refused("not_prepared_for_digital", NOT_PREPARED)
    return issued


def _known(res: Resources, actor: Actor, number: str, copy: bytes) -> Report | None:
    """The report of the same bytes accepted before: uploading twice changes nothing."""
    with res.database.reading() as unit:
        fur = furs.fur_by_number(unit, actor.scope, number)
        found = repository.accepted_with(unit, fur.id or 0, sha256_hex(copy))
        return from_json(found.report) if found is not None else None


def _row(report: Report, actor: Actor, received_at: datetime, address: str) -> SignedCopy:
    return SignedCopy(
        public_id=public_id(),
        fur_id=0,
        sha256=report.sha256,
        size=report.size,
        verdict=report.verdict,
        report=to_json(report),
        received_at=received_at,
        uploaded_by_id=actor.user_id,
        uploaded_by=actor.label,
        address=address[:64],
    )


def _keep_refused(res: Resources, actor: Actor, number: str, row: SignedCopy) -> None:
    with res.database.unit() as unit:
        _keep(unit, res, actor, furs.fur_by_number(unit, actor.scope, number), row)


def _keep(unit: Unit, res: Resources, actor: Actor, fur: Fur, row: SignedCopy) -> None:
    """Store an upload and tell the audit of it: hash, size and verdict, never its content."""
    row.fur_id = fur.id or 0
    repository.add(unit, row)
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"fur:{fur.number}",
        action="signed_copy.uploaded",
        author=actor,
        operator_id=fur.operator_id,
        detail={
            "sha256": row.sha256,
            "size": row.size,
            "verdict": row.verdict,
            "reason": row.report["code"],
        },
    )
