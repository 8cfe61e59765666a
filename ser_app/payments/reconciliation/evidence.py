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
from ser_app.people.requests import annexes

MOST_BYTES: Final = annexes.MOST_BYTES
_LONGEST_NAME: Final = 120
_WORDS: Final = {"too_large": EVIDENCE_TOO_LARGE, "no_document": NO_EVIDENCE}


def checked_media(content: bytes) -> str:
    """What a document is once it opened, by the check of everything that people attach.

    It may take seconds: never while a transaction is open.

    Raises:
        Refused: Too large, neither PDF, PNG nor JPEG, or a PDF that acts by itself or carries
            other files.
    """
    try:
        return annexes.checked_media(content)
    except Refused as error:
        words = _WORDS.get(error.code, error.message)
        raise Refused(error.code, words, field="evidence") from error


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
        Refused: As `checked_media`.
    """
    actor.require(Permission.RECONCILIATION_RESOLVE)
    media = checked_media(content)
    with res.database.unit() as unit:
        row = repository.exception_by_public_id(unit, exception)
        return keep_evidence(unit, res, actor, row, name, content, media=media)


def keep_evidence(
    unit: Unit,
    res: Resources,
    actor: Actor,
    row: BankException,
    name: str,
    content: bytes,
    *,
    media: str,
) -> str:
    """The same in a transaction that does more; whoever calls has checked permission and media."""
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
