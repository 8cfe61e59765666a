"""Reminds by mail those whose signature a FUR is waiting for; nobody twice in a day."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.mail.queueing import queue
from ser_app.base.mail.repository import queued_since
from ser_app.base.resources import Resources
from ser_app.declarations.filing import missing_signers
from ser_app.declarations.models import Declaration
from ser_app.declarations.repository import signatures_of
from ser_app.declarations.states import Channel, SignerRole
from ser_app.furs import repository
from ser_app.furs.models import Fur
from ser_app.furs.recording import record
from ser_app.furs.states import FurState
from ser_app.furs.texts import SIGNER_TITLES
from ser_app.law.money import format_pesos
from ser_app.people.actor import Actor, Scope
from ser_app.people.models import User
from ser_app.people.permissions import Permission
from ser_app.people.repository import operator_by_id, signatories
from ser_app.web.words import day, due_in

_EVERYBODY: Final = Scope(None)
_NEAR: Final = timedelta(days=3)
_AGAIN_AFTER: Final = timedelta(hours=20)
_NOT_WAITING: Final = (
    "Este FUR ya no espera firmas electrónicas ni digitales: no se recordó a nadie."
)
_REMINDED_ALREADY: Final = "Ya se les recordó hoy. Nadie recibe dos recordatorios en un día."


def remind(res: Resources, actor: Actor, number: str) -> tuple[str, ...]:
    """Send a mail to each whose signature is missing; gives their names.

    Args:
        res: The resources of the process.
        actor: Somebody of the operator who prepares or signs.
        number: The FUR that waits.

    Raises:
        NotAllowed: The person may not issue FURs.
        NotFound: No such FUR inside the person's scope.
        Refused: It waits for nobody, or they were reminded today.
    """
    actor.require(Permission.FUR_ISSUE)
    with res.database.unit() as unit:
        fur = repository.fur_by_number(unit, actor.scope, number, for_update=True)
        told = _remind(unit, res, fur, actor)
        if not told:
            raise Refused("reminded", _REMINDED_ALREADY)
    return tuple(told)


def remind_before_due(res: Resources) -> int:
    """Remind the signers of every FUR whose due day is at most three days away; for the job.

    Gives how many mails were written; who was reminded within the day gets none.
    """
    today = res.clock.today()
    with res.database.reading() as unit:
        waiting = repository.waiting_for_signatures(unit, _EVERYBODY)
        near = [each.id or 0 for each in waiting if today <= each.due_on <= today + _NEAR]
    written = 0
    for fur_id in near:
        with res.database.unit() as unit:
            fur = repository.fur_by_id(unit, fur_id, for_update=True)
            if fur.state == FurState.ISSUED:
                written += len(_remind(unit, res, fur, None))
    return written


def _remind(unit: Unit, res: Resources, fur: Fur, actor: Actor | None) -> list[str]:
    """Write to those who were not written to within the day; gives their names."""
    declaration = repository.its_declaration(unit, _EVERYBODY, fur)
    if fur.state != FurState.ISSUED or fur.channel != Channel.ELECTRONIC:
        raise Refused("not_waiting", _NOT_WAITING)
    now, subject, told = res.clock.now(), f"{fur.number} espera su firma", []
    for role, person in _missing(unit, res, declaration):
        if queued_since(unit, person.email, subject, now - _AGAIN_AFTER):
            continue
        operator = operator_by_id(unit, fur.operator_id).name
        text = _text(res, fur, role, person, operator, by=actor.name if actor else "")
        queue(unit, at=now, to=person.email, subject=subject, text=text)
        told.append(person.full_name)
    if told:
        record(unit, res, actor, fur, "fur.reminded", people=", ".join(told))
    return told


def _missing(
    unit: Unit, res: Resources, declaration: Declaration
) -> Iterator[tuple[SignerRole, User]]:
    found = signatories(unit, declaration.operator_id, res.clock.today())
    people = {
        SignerRole.LEGAL_REPRESENTATIVE: found.legal_representative,
        SignerRole.ACCOUNTANT: found.accountant,
    }
    for role in missing_signers(declaration, signatures_of(unit, declaration)):
        person = people[role]
        if person is not None:
            yield role, person


def _text(
    res: Resources, fur: Fur, role: SignerRole, person: User, operator: str, *, by: str
) -> str:
    address = f"{res.settings.base_url}/furs/{fur.number}"
    due = due_in(fur.due_on, res.clock.today())
    who = f"Se lo recuerda {by}. " if by else ""
    return (
        f"{person.full_name}:\n\n{fur.number} de {operator}, por {format_pesos(fur.total)}, "
        f"espera su firma como {SIGNER_TITLES[role].lower()}. Mientras falte, la declaración NO "
        f"está presentada; {due} ({day(fur.due_on)}).\n\n"
        f"Para firmar con su cuenta:\n{address}#firmar\n\n"
        f"Para firmar con su certificado digital:\n{address}/firma-digital\n\n"
        f"{who}Si ya firmó, no haga nada.\n\n"
        "SER, Sistema Electrónico de Recaudo\nEste correo se envía solo; no lo responda.\n"
    )
