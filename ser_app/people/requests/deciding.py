"""Deciding: one Administrador SER compares with the registry, another one approves.

The first asks for more, rejects, or finds it right; the second is needed for whatever grants power
over an operator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import session_token
from ser_app.people import repository as people
from ser_app.people.actor import Actor
from ser_app.people.models import User
from ser_app.people.permissions import Permission
from ser_app.people.proof.recent import require_recent_proof
from ser_app.people.requests import form, mails, repository
from ser_app.people.requests.asking import link_hash
from ser_app.people.requests.comparing import Compared, Registered, compare, differs
from ser_app.people.requests.form import Asked
from ser_app.people.requests.granting import grant, require_possible
from ser_app.people.requests.models import AccessRequest, AccessRequestFile, AccessRequestStep
from ser_app.people.requests.recording import step
from ser_app.people.requests.states import WITH_MINISTRY, RequestKind, RequestState
from ser_app.people.requests.texts import (
    LONGEST,
    NO_ANNEX_CAME,
    NOT_IN_QUEUE,
    NOTE_NEEDED,
    REASON_NEEDED,
    SECOND_PERSON,
    SHORTEST,
)
from ser_app.people.sessions import CACHE

COMPLETE_WITHIN: Final = timedelta(days=15)
SHOWN: Final = 50
_OUTCOMES: Final = {
    RequestKind.CREATION: (
        "Enviamos una invitación al correo de la persona que será Administrador del Operador: con "
        "ella elige su contraseña, dentro de siete días."
    ),
    RequestKind.MODIFICATION: (
        "Los datos del administrador cambiaron. Si cambió el correo, enviamos una invitación al "
        "nuevo para que elija su contraseña."
    ),
    RequestKind.REMOVAL: "La cuenta quedó suspendida y sus sesiones se cerraron.",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A request with everything that whoever decides has to see.

    Attributes:
        own_review: The actor reviewed it, with this or another account: somebody else approves.
    """

    request: AccessRequest
    asked: Asked
    compared: Sequence[Compared]
    files: Sequence[AccessRequestFile]
    steps: Sequence[AccessRequestStep]
    own_review: bool


def queue(res: Resources, actor: Actor) -> Sequence[AccessRequest]:
    """What waits for the Ministry, the oldest first, then the newest of what does not.

    Raises:
        NotAllowed: The role does not decide on requests.
    """
    actor.require(Permission.REQUEST_REVIEW)
    others = set(RequestState) - WITH_MINISTRY - {RequestState.UNCONFIRMED}
    with res.database.reading() as unit:
        waits = repository.in_states(unit, WITH_MINISTRY, SHOWN)
        return [*waits, *repository.newest_in_states(unit, others, SHOWN - len(waits))]


def case_of(res: Resources, actor: Actor, request_id: str) -> Case:
    """A request beside the registry.

    Raises:
        NotAllowed: The role does not decide on requests.
        NotFound: There is none by that id.
    """
    actor.require(Permission.REQUEST_REVIEW)
    with res.database.reading() as unit:
        request = repository.by_public_id(unit, request_id)
        asked = form.from_text(request.content)
        reviewer = request.reviewed_by_id
        return Case(
            request,
            asked,
            compare(asked, _registered(unit, request, asked, res.clock.today())),
            repository.files_of(unit, request.id or 0),
            repository.steps_of(unit, request.id or 0),
            reviewer is not None and people.same_person(unit, reviewer, actor.user_id),
        )


def _registered(unit: Unit, request: AccessRequest, asked: Asked, today: date) -> Registered:
    operator = repository.operator_with(unit, asked.tax_number.number)
    owner = people.user_by_email(unit, asked.admin_email)
    taken = owner is not None and owner.id != request.user_id  # the approval's own account is none
    if operator is None:
        return Registered(None, None, None, taken)
    key = operator.id or 0
    found = [
        each
        for each in repository.administrators(unit, key)
        if each.document_number == asked.admin_document
    ]
    representative = people.signatories(unit, key, today).legal_representative
    return Registered(operator, representative, found[0] if found else None, taken)


def ask_for_more(res: Resources, actor: Actor, request_id: str, words: str) -> None:
    """Mail what is missing, with a link to complete the request.

    Raises:
        NotAllowed: The role does not decide on requests.
        Refused: Nothing was said.
        Conflict: It is no longer here.
    """
    actor.require(Permission.REQUEST_REVIEW)
    note, token = _words(words), session_token()
    with res.database.unit() as unit:
        # It may be asked for again: the earlier link stops to work.
        request = _waiting(unit, request_id, {*WITH_MINISTRY, RequestState.INCOMPLETE})
        request.note, request.link_hash = note, link_hash(token)
        request.link_expires_at = res.clock.now() + COMPLETE_WITHIN
        _forget_review(request)
        step(res, unit, request, RequestState.INCOMPLETE, actor, note=note)
        mails.ask_for_more(res, unit, request, token, COMPLETE_WITHIN.days)


def reject(res: Resources, actor: Actor, request_id: str, reason: str) -> None:
    """Turn a request down.

    Raises:
        NotAllowed: The role does not decide on requests.
        Refused: No reason.
        Conflict: It is no longer here.
    """
    actor.require(Permission.REQUEST_REVIEW)
    note = _words(reason)
    with res.database.unit() as unit:
        request = _waiting(unit, request_id, {*WITH_MINISTRY, RequestState.INCOMPLETE})
        request.note, request.link_hash, request.link_expires_at = note, None, None
        step(res, unit, request, RequestState.REJECTED, actor, note=note)
        mails.tell_rejected(res, unit, request)


def review(res: Resources, actor: Actor, request_id: str, note: str = "") -> None:
    """Find a request right, as the first of two; what only takes power away is done at once.

    Raises:
        NotAllowed: The role does not decide on requests.
        ProofNeeded: Identity was not proved within the last minutes.
        Refused: It has no annex, it differs from the registry and nobody says why that is right,
            or it cannot be done.
        Conflict: It is no longer here.
    """
    actor.require(Permission.REQUEST_REVIEW)
    require_recent_proof(res, actor)
    with res.database.unit() as unit:
        request = _waiting(unit, request_id, {RequestState.SENT})
        _require_annex(unit, request)
        asked = form.from_text(request.content)
        require_possible(unit, asked)
        compared = compare(asked, _registered(unit, request, asked, res.clock.today()))
        words = _note(note, needed=differs(compared))
        request.reviewed_by_id, request.reviewed_by = actor.user_id, actor.label
        request.reviewed_at = res.clock.now()
        step(res, unit, request, RequestState.REVIEWED, actor, note=words)
        if asked.wanted is RequestKind.REMOVAL:
            changed = _finish(res, unit, actor, request, asked)
        else:
            changed = 0
            mails.tell_reviewed(res, unit, request)
    CACHE.forget_user(changed)


def approve(res: Resources, actor: Actor, request_id: str) -> None:
    """Approve as the second of two persons: the account is made and its owner invited.

    Raises:
        NotAllowed: The role does not decide on requests.
        ProofNeeded: Identity was not proved within the last minutes.
        Refused: It has no annex, the same person reviewed it, with this or another account, or it
            cannot be done.
        Conflict: It is no longer here, or the mail got an account meanwhile.
    """
    actor.require(Permission.REQUEST_APPROVE)
    require_recent_proof(res, actor)
    with res.database.unit() as unit:
        request = _waiting(unit, request_id, {RequestState.REVIEWED})
        _require_annex(unit, request)
        if people.same_person(unit, request.reviewed_by_id or 0, actor.user_id):
            raise Refused("own_review", SECOND_PERSON)
        request.approved_by_id, request.approved_by = actor.user_id, actor.label
        request.approved_at = res.clock.now()
        changed = _finish(res, unit, actor, request, form.from_text(request.content))
    CACHE.forget_user(changed)


def _finish(res: Resources, unit: Unit, actor: Actor, request: AccessRequest, asked: Asked) -> int:
    user = grant(res, unit, actor, asked)
    request.user_id = user.id
    invited = user.invited and asked.wanted is not RequestKind.REMOVAL
    state = RequestState.APPROVED if invited else RequestState.DONE
    step(res, unit, request, state, actor)
    mails.tell_approved(res, unit, request, _OUTCOMES[asked.wanted])
    return user.id or 0


def finish_accepted(res: Resources, unit: Unit, user: User) -> None:
    """End the request whose invitation a person accepted, in the same transaction."""
    request = repository.awaiting(unit, user.id or 0)
    if request is not None:
        step(res, unit, request, RequestState.DONE, None)
        mails.tell_done(res, unit, request)


def _waiting(unit: Unit, request_id: str, states: set[RequestState]) -> AccessRequest:
    request = repository.by_public_id(unit, request_id, for_update=True)
    if request.state not in states:
        raise Conflict("not_in_queue", NOT_IN_QUEUE)
    return request


def _require_annex(unit: Unit, request: AccessRequest) -> None:
    if not repository.files_of(unit, request.id or 0):
        raise Refused("no_annex", NO_ANNEX_CAME)


def _forget_review(request: AccessRequest) -> None:
    request.reviewed_by_id, request.reviewed_by, request.reviewed_at = None, "", None


def _words(text: str) -> str:
    words = text.strip()[:LONGEST]
    visible = all(each.isprintable() or each == "\n" for each in words)
    if len(words) < SHORTEST or not visible:
        raise Refused("reason_needed", REASON_NEEDED, field="words")
    return words


def _note(text: str, *, needed: bool) -> str:
    words = text.strip()[:LONGEST]
    if needed and len(words) < SHORTEST:
        raise Refused("note_needed", NOTE_NEEDED, field="note")
    return words
