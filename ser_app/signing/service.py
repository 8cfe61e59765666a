"""The use cases of digital signature: take a signed FUR, say who is missing, judge a copy."""

# ruff: noqa: ARG001  the bodies follow
from collections.abc import Iterable

from ser_app.base.errors import Unavailable
from ser_app.base.resources import Resources
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.signing.issued import Issued, Trust
from ser_app.signing.report import Progress, Report

__all__ = ["accept_upload", "progress", "validate_copy"]


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
    raise Unavailable("not_yet", f"La carga de {fur_number} aún no está disponible.")


def progress(res: Resources, actor: Actor, fur_number: str) -> Progress:
    """Who has signed a FUR, who is missing, until when, and what was uploaded.

    Raises:
        NotAllowed: The person may not see FURs.
        NotFound: No such FUR inside the person's scope.
    """
    actor.require(Permission.FUR_VIEW)
    raise Unavailable("not_yet", f"El avance de {fur_number} aún no está disponible.")


def validate_copy(
    res: Resources, pdf_bytes: bytes, issued: Issued, *, trust: Trust | None = None
) -> Report:
    """Judge a copy of a FUR without changing anything, in the limited worker.

    Args:
        res: Clock and settings; the database is asked for the revocation lists when `trust` is
            None, and for nothing otherwise.
        pdf_bytes: The copy.
        issued: The FUR with which it has to agree.
        trust: Whom to believe; by default the configured trust list with the cached lists.

    Returns:
        What was found. Nothing that is in the copy makes it raise.
    """
    raise Unavailable("not_yet", f"La validación de {issued.number} aún no está disponible.")
