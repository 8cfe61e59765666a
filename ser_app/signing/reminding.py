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
from ser_app.people.actor import Actor
from ser_app.people.models import User
from ser_app.people.permissions import Permission
from ser_app.people.repository import signatories
from ser_app.web.words import before_stop, day, due_in

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
    now = res.clock.now()
    with res.database.unit() as unit:
        fur = repository.fur_by_number(unit, actor.scope, number, for_update=True)
        declaration = repository.its_declaration(unit, actor.scope, fur)
        if fur.state != FurState.ISSUED or fur.channel != Channel.ELECTRONIC:
            raise Refused("not_waiting", _NOT_WAITING)
        subject = f"{number} espera su firma"
        told = []
        for role, person in _missing(unit, res, declaration):
            if queued_since(unit, person.email, subject, now - _AGAIN_AFTER):
                continue
            text = _text(res, fur, role, person, actor)
            queue(unit, at=now, to=person.email, subject=subject, text=text)
            told.append(person.full_name)
        if not told:
            raise Refused("reminded", _REMINDED_ALREADY)
        record(unit, res, actor, fur, "fur.reminded", people=", ".join(told))
    return tuple(told)


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


def _text(res: Resources, fur: Fur, role: SignerRole, person: User, actor: Actor) -> str:
    address = f"{res.settings.base_url}/furs/{fur.number}"
    due = due_in(fur.due_on, res.clock.today())
    return (
        f"{person.full_name}:\n\n{fur.number} de {before_stop(actor.operator_name)} por "
        f"{format_pesos(fur.total)} espera su firma como {SIGNER_TITLES[role].lower()}. Mientras "
        f"falte, la declaración NO está presentada; {due} ({day(fur.due_on)}).\n\n"
        f"Para firmar con su cuenta:\n{address}#firmar\n\n"
        f"Para firmar con su certificado digital:\n{address}/firma-digital\n\n"
        f"Se lo recuerda {actor.name}. Si ya firmó, no haga nada.\n\n"
        "SER, Sistema Electrónico de Recaudo\nEste correo se envía solo; no lo responda.\n"
    )
