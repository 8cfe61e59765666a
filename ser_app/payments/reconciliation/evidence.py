"""Documents that a claim rests on: checked by their bytes, kept private, never changed."""

import hashlib
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.file_names import kept_name
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.payments.reconciliation import repository
from ser_app.payments.reconciliation.models import BankException, ClaimEvidence
from ser_app.payments.reconciliation.texts import EVIDENCE_TOO_LARGE, NO_EVIDENCE
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

MOST_BYTES: Final = 5 * 1024 * 1024
_LONGEST_NAME: Final = 120
_TAIL: Final = 2048
_SHAPES: Final = (
    ("application/pdf", b"%PDF-", b"%%EOF"),
    ("image/png", b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    ("image/jpeg", b"\xff\xd8\xff", b"\xff\xd9"),
)
"""What each kind of document begins with, and what stands near its end."""


def media_of(content: bytes) -> str:
    """What a document is by its bytes; empty for anything that we do not keep."""
    for media, start, end in _SHAPES:
        if content.startswith(start) and end in content[-_TAIL:]:
            return media
    return ""


def shown_name(name: str, media: str) -> str:
    """The name under which a document is kept."""
    return kept_name(name, media, otherwise="soporte", longest=_LONGEST_NAME)


def store_evidence(res: Resources, actor: Actor, exception: str, name: str, content: bytes) -> str:
    """Keep a document with an exception.

    Args:
        res: Resources.
        actor: Somebody of Tesorería.
        exception: Public id of the exception.
        name: As the person's computer calls it.
        content: Its bytes.

    Returns:
        Public id of the document.

    Raises:
        NotAllowed: The person may not.
        NotFound: No such exception.
        Refused: Too large, or neither PDF, PNG nor JPEG.
    """
    actor.require(Permission.RECONCILIATION_RESOLVE)
    with res.database.unit() as unit:
        row = repository.exception_by_public_id(unit, exception)
        return keep_evidence(unit, res, actor, row, name, content)


def keep_evidence(
    unit: Unit, res: Resources, actor: Actor, row: BankException, name: str, content: bytes
) -> str:
    """The same in a transaction that does more; whoever calls has checked the permission."""
    if len(content) > MOST_BYTES:
        raise Refused("too_large", EVIDENCE_TOO_LARGE, field="evidence")
    media = media_of(content)
    if not media:
        raise Refused("no_document", NO_EVIDENCE, field="evidence")
    evidence = ClaimEvidence(
        public_id=public_id(),
        exception_id=row.id or 0,
        sha256=hashlib.sha256(content).hexdigest(),
        media=media,
        name=shown_name(name, media),
        content=content,
        stored_by_id=actor.user_id,
        at=res.clock.now(),
    )
    repository.add_evidence(unit, evidence)
    audit.record(
        unit,
        at=evidence.at,
        subject=f"bank_exception:{row.public_id}",
        action="bank_exception.evidence",
        author=actor,
        detail={"name": evidence.name, "media": media, "sha256": evidence.sha256},
    )
    return evidence.public_id


def read_evidence(res: Resources, actor: Actor, evidence: str) -> ClaimEvidence:
    """A document, for whoever may see the desk.

    Raises:
        NotAllowed: The person may not.
        NotFound: There is none.
    """
    actor.require(Permission.RECONCILIATION_VIEW)
    with res.database.reading() as unit:
        return repository.evidence_by_public_id(unit, evidence)
