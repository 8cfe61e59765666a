"""An operator proposes an agreement, attaches its documents, or takes the proposal back."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.ledger.agreements import repository
from ser_app.ledger.agreements.models import Agreement, AgreementDebt, AgreementFile
from ser_app.ledger.agreements.simulating import (
    operator_of,
    overdue,
    refuse_reported,
    simulation_of,
)
from ser_app.ledger.agreements.states import UNDECIDED, AgreementState, Guarantee
from ser_app.ledger.agreements.terms import Terms
from ser_app.ledger.agreements.texts import (
    ACCEPT_NEEDED,
    ALREADY_DECIDED,
    CONTENTS_CHANGED,
    DOCUMENTS_CLOSED,
    FORM_LOST,
    GUARANTEE_NEEDED,
    GUARANTEE_NOTE_NEEDED,
    NOT_OVERDUE,
    ONE_UNDECIDED,
    SAME_FILE,
    TOO_MANY_FILES,
)
from ser_app.ledger.in_favour.repository import next_number
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.requests.annexes import MOST_FILES, checked_media, shown_name

SERIES: Final = "AP"
LONGEST: Final = 500
_KEY: Final = re.compile(r"[0-9a-f]{24}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a form proposes.

    Attributes:
        key: What the form carries, from `base.tokens.public_id`: the same form proposes once.
        sources: The debts, by what created them.
        guarantee: A `Guarantee`; `note` describes it.
        accepted: The clause that makes the whole debt due was accepted.
        shown: The sum of all instalments that the person was shown, pesos.
    """

    key: str
    sources: tuple[str, ...]
    terms: Terms
    guarantee: str
    note: str
    accepted: bool
    shown: int


def propose(res: Resources, actor: Actor, wanted: Proposal) -> str:
    """Propose an agreement for the own operator; the same form again changes nothing.

    Returns:
        Its public id.

    Raises:
        NotAllowed: The person may not propose.
        Refused: Something is missing, the operator is reported as a defaulter, or what is owed
            is not what the person was shown; `field` names where.
        Conflict: Another proposal of the operator waits for a decision.
    """
    actor.require(Permission.AGREEMENT_PROPOSE)
    operator_id = operator_of(actor)
    note = " ".join(wanted.note.split())
    _refuse_incomplete(wanted)
    with res.database.unit() as unit:
        repository.lock_operator(unit, operator_id)
        there = repository.by_key(unit, actor.scope, wanted.key)
        if there is not None:
            return there.public_id
        if repository.key_taken(unit, wanted.key):
            raise Refused("form_lost", FORM_LOST)
        refuse_reported(unit, operator_id)
        waiting = repository.undecided_of(unit, operator_id)
        if waiting is not None:
            raise Conflict("one_undecided", ONE_UNDECIDED.format(number=waiting.number))
        today = res.clock.today()
        debts = overdue(unit, res, operator_id, today, wanted.sources)
        if len(debts) != len(set(wanted.sources)):
            raise Refused("not_overdue", NOT_OVERDUE, field="debts")
        found = simulation_of(res, debts, wanted.terms)
        if found.total != wanted.shown:
            raise Refused("contents_changed", CONTENTS_CHANGED)
        agreement = Agreement(
            public_id=public_id(),
            number=next_number(unit, SERIES, today.year),
            request_key=wanted.key,
            operator_id=operator_id,
            first_payment=wanted.terms.first_payment,
            instalments=wanted.terms.instalments,
            every_months=wanted.terms.every_months,
            guarantee=Guarantee(wanted.guarantee),
            guarantee_note=note,
            shown_total=found.total,
            proposed_on=today,
            proposed_by_id=actor.user_id,
            proposed_by=actor.name,
            proposed_at=res.clock.now(),
        )
        repository.add(unit, agreement)
        taken = (
            AgreementDebt(agreement_id=agreement.id or 0, obligation_id=each.debt.id)
            for each in debts
        )
        repository.add(unit, *taken)
        record(unit, res, actor, agreement, "proposed", total=found.total, debts=len(debts))
        return agreement.public_id


def incomplete(wanted: Proposal) -> dict[str, str]:
    """All that the form lacks, in its order: a sentence for each field."""
    return {field: sentence for field, _, sentence in _lacks(wanted)}


def _lacks(wanted: Proposal) -> Iterator[tuple[str, str, str]]:
    """Field, code and sentence of what is missing."""
    note = " ".join(wanted.note.split())
    if not wanted.sources:
        yield "debts", "not_overdue", NOT_OVERDUE
    if wanted.guarantee not in set(Guarantee):
        yield "guarantee", "guarantee", GUARANTEE_NEEDED
    if not 0 < len(note) <= LONGEST or not note.isprintable():
        yield "note", "guarantee_note", GUARANTEE_NOTE_NEEDED
    if not wanted.accepted:
        yield "accepted", "not_accepted", ACCEPT_NEEDED


def _refuse_incomplete(wanted: Proposal) -> None:
    if not _KEY.fullmatch(wanted.key):
        raise Refused("form_lost", FORM_LOST)
    for field, code, sentence in _lacks(wanted):
        raise Refused(code, sentence, field=field)


def withdraw(res: Resources, actor: Actor, agreement_id: str) -> None:
    """Take the own proposal back before it is approved; nothing changes in the books.

    Raises:
        NotAllowed: The person may not.
        NotFound: No such agreement inside the person's scope.
        Conflict: It was decided already.
    """
    actor.require(Permission.AGREEMENT_PROPOSE)
    with res.database.unit() as unit:
        agreement = repository.by_public_id(unit, actor.scope, agreement_id, for_update=True)
        if agreement.state == AgreementState.WITHDRAWN:
            return
        if agreement.state not in UNDECIDED:
            raise Conflict("already_decided", ALREADY_DECIDED)
        end(res, agreement, AgreementState.WITHDRAWN, actor, "")
        record(unit, res, actor, agreement, "withdrawn")


def attach(res: Resources, actor: Actor, agreement_id: str, name: str, content: bytes) -> str:
    """Add a document to a proposal that nobody has reviewed yet; gives its public id.

    Raises:
        NotAllowed: The person may not propose.
        NotFound: No such agreement inside the person's scope.
        Refused: Reviewed already, too large, too many, twice the same, neither PDF nor picture,
            or a PDF that acts by itself.
    """
    actor.require(Permission.AGREEMENT_PROPOSE)
    sha256 = hashlib.sha256(content).hexdigest()
    with res.database.reading() as unit:  # nothing is opened for who may not send it
        agreement = repository.by_public_id(unit, actor.scope, agreement_id)
        _refuse_more(unit, agreement, sha256)
    media = checked_media(content)
    with res.database.unit() as unit:
        agreement = repository.by_public_id(unit, actor.scope, agreement_id, for_update=True)
        kept = _refuse_more(unit, agreement, sha256)
        file = AgreementFile(
            public_id=public_id(),
            agreement_id=agreement.id or 0,
            name=_free_name(shown_name(name, media), [each.name for each in kept]),
            media=media,
            sha256=sha256,
            size=len(content),
            content=content,
            stored_by=actor.name,
            stored_at=res.clock.now(),
        )
        repository.add(unit, file)
        record(unit, res, actor, agreement, "document_added", name=file.name, sha256=sha256)
        return file.public_id


def _refuse_more(unit: Unit, agreement: Agreement, sha256: str) -> list[AgreementFile]:
    if agreement.state != AgreementState.PROPOSED:
        raise Refused("documents_closed", DOCUMENTS_CLOSED)
    kept = repository.files_of(unit, agreement.id or 0)
    if any(each.sha256 == sha256 for each in kept):
        raise Refused("twice", SAME_FILE)
    if len(kept) >= MOST_FILES:
        raise Refused("too_many", TOO_MANY_FILES)
    return kept


def _free_name(name: str, taken: list[str]) -> str:
    number, path = 2, PurePath(name)
    while name in taken:
        name, number = f"{path.stem} ({number}){path.suffix}", number + 1
    return name


def document(res: Resources, actor: Actor, agreement_id: str, file_id: str) -> AgreementFile:
    """A document of an agreement; the look of somebody of the Ministry is recorded.

    Raises:
        NotAllowed: The person may not see agreements.
        NotFound: No such document inside the person's scope.
    """
    actor.require(Permission.AGREEMENT_VIEW)
    with res.database.unit() as unit:
        agreement = repository.by_public_id(unit, actor.scope, agreement_id)
        file = repository.file_of(unit, agreement.id or 0, file_id)
        if not actor.role.of_operator:
            record(unit, res, actor, agreement, "document_seen", name=file.name)
        return file


def end(
    res: Resources, agreement: Agreement, state: AgreementState, actor: Actor | None, why: str
) -> None:
    """Put an agreement into its last state."""
    agreement.state = state
    agreement.ended_by_id = actor.user_id if actor else None
    agreement.ended_by = actor.name if actor else ""
    agreement.ended_at, agreement.ended_on = res.clock.now(), res.clock.today()
    agreement.ended_because = why


def resume(agreement: Agreement) -> None:
    """Put a fulfilled agreement back in force: the bank gave a payment of it back."""
    agreement.state = AgreementState.IN_FORCE
    agreement.ended_by_id, agreement.ended_by = None, ""
    agreement.ended_at = agreement.ended_on = None
    agreement.ended_because = ""


def record(
    unit: Unit,
    res: Resources,
    actor: Actor | None,
    agreement: Agreement,
    what: str,
    **detail: object,
) -> None:
    """Tell the trail what happened to an agreement."""
    unit.session.add(agreement)
    unit.flush()
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"agreement:{agreement.public_id}",
        action=f"agreement.{what}",
        author=actor,
        operator_id=agreement.operator_id,
        detail={"number": agreement.number, "state": agreement.state, **detail},
        source="web" if actor else "job",
    )
