"""The use cases of digital signature: take a signed FUR, say who is missing, judge a copy."""

from collections.abc import Iterable
from datetime import datetime

from ser_app.base.resources import Resources
from ser_app.base.tokens import sha256_hex
from ser_app.furs import repository as furs
from ser_app.furs.service import FurFile
from ser_app.furs.service.signing_digitally import renew_to_sign
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.signing import repository
from ser_app.signing.accepting import accept, issued_of
from ser_app.signing.advancing import progress_of
from ser_app.signing.issued import Issued, Question, Trust
from ser_app.signing.limited import judge_limited
from ser_app.signing.report import Progress, Report, from_json
from ser_app.signing.trust import current_trust

__all__ = [
    "accept_upload",
    "issued_fur",
    "known_copy",
    "progress",
    "renew_to_sign",
    "signed_copy",
    "to_sign",
    "validate_copy",
]


def accept_upload(
    res: Resources, actor: Actor, fur_number: str, chunks: Iterable[bytes], *, address: str = ""
) -> Report:
    """Take a FUR that somebody signed with an own program; file it with the last signature.

    The copy is measured while it is read, judged in the limited worker, kept when it is accepted,
    and each upload goes into the audit with hash, size and verdict. Uploading the same bytes again
    changes nothing. Slow (up to 10 s): call it off the event loop.

    Args:
        res: The resources of the process.
        actor: Somebody of the operator who prepares or signs; the signature itself proves whose
            it is, so that it may be another person than the signer.
        fur_number: The FUR that it is a copy of.
        chunks: The file's bytes, in order.
        address: Network address from which it came.

    Returns:
        What was found; only `valid` was accepted. `progress` tells whether it is filed.

    Raises:
        NotAllowed: The person may not upload.
        NotFound: No such FUR inside the person's scope.
        Refused: The FUR takes no digital signature (any more), with what to do.
        Conflict: The figures or the signers changed since it was issued.
        Unavailable: The validator cannot work at the moment.
    """
    actor.require(Permission.FUR_ISSUE)
    return accept(res, actor, fur_number, chunks, address)


def progress(res: Resources, actor: Actor, fur_number: str) -> Progress:
    """Who has signed a FUR, who is missing, until when, and what was uploaded.

    Raises:
        NotAllowed: The person may not see FURs.
        NotFound: No such FUR inside the person's scope.
    """
    actor.require(Permission.FUR_VIEW)
    return progress_of(res, actor, fur_number)


def validate_copy(
    res: Resources,
    pdf_bytes: bytes,
    issued: Issued,
    *,
    trust: Trust | None = None,
    received_at: datetime | None = None,
) -> Report:
    """Judge a copy of a FUR without changing anything, in the limited worker.

    Args:
        res: Clock and settings; the database is asked for the revocation lists when `trust` is
    None, and for nothing otherwise.
        pdf_bytes: The copy.
        issued: The FUR with which it has to agree.
        trust: Whom to believe; by default the configured trust list with the cached lists.
        received_at: Real instant for which signatures without a timestamp are judged; now when
            it is not known.

    Returns:
        What was found. Nothing that is in the copy makes it raise.
    """
    return judge_limited(
        Question(
            copy=pdf_bytes,
            issued=issued,
            trust=trust or current_trust(res),
            received_at=received_at or res.clock.now(),
        )
    )


def to_sign(res: Resources, actor: Actor, fur_number: str) -> FurFile:
    """The PDF that the next signer signs: the newest accepted copy, or the issued bytes.

    Raises:
        NotAllowed: The person may not see FURs.
        NotFound: No such FUR inside the person's scope.
    """
    actor.require(Permission.FUR_VIEW)
    with res.database.reading() as unit:
        fur = furs.fur_by_number(unit, actor.scope, fur_number)
        copy = repository.latest_accepted(unit, fur.id or 0)
        content = copy.content if copy is not None else None
        return _as_file(fur.number, content or furs.content_of(unit, fur))


def signed_copy(res: Resources, actor: Actor, public_id: str) -> FurFile:
    """An accepted copy, byte for byte as it was uploaded.

    Raises:
        NotAllowed: The person may not see FURs.
        NotFound: No such copy inside the person's scope.
    """
    actor.require(Permission.FUR_VIEW)
    with res.database.reading() as unit:
        copy = repository.copy_by_public_id(unit, public_id)
        fur = furs.fur_by_id(unit, copy.fur_id)
        furs.fur_by_number(unit, actor.scope, fur.number)  # whether the person may see it
        return _as_file(fur.number, copy.content or b"")


def known_copy(res: Resources, fur_number: str, sha256: str) -> Report | None:
    """The report with which a copy was accepted, for the public page; None for an unknown one.

    The caller has checked number and code.
    """
    with res.database.reading() as unit:
        fur = furs.fur_by_any_number(unit, fur_number)
        copy = repository.accepted_with(unit, fur.id or 0, sha256) if fur is not None else None
        return from_json(copy.report) if copy is not None else None


def issued_fur(res: Resources, fur_number: str) -> Issued | None:
    """A FUR as `validate_copy` wants it, for the public page; None for an unknown one.

    The caller has checked number and code.
    """
    with res.database.reading() as unit:
        fur = furs.fur_by_any_number(unit, fur_number)
        return issued_of(unit, fur) if fur is not None else None


def _as_file(number: str, content: bytes) -> FurFile:
    return FurFile(f"{number}.pdf", content, sha256_hex(content))
