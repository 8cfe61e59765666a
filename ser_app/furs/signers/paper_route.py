"""When who has to sign cannot, or is new, and the due day is near: the way over paper."""

from datetime import date, timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.models import Declaration
from ser_app.declarations.states import Channel, SignerRole
from ser_app.furs.models import Fur
from ser_app.furs.states import FurState
from ser_app.furs.texts import SIGNER_TITLES
from ser_app.people.models import User
from ser_app.people.permissions import Role
from ser_app.people.repository import signatories
from ser_app.people.second_factor.repository import has_factor
from ser_app.people.signers.repository import current
from ser_app.web.words import day_long, due_in

_NEAR: Final = timedelta(days=3)
_NEW_FOR: Final = timedelta(days=45)
_ROLE_OF: Final = {
    SignerRole.LEGAL_REPRESENTATIVE: Role.LEGAL_REPRESENTATIVE,
    SignerRole.ACCOUNTANT: Role.ACCOUNTANT,
}


def paper_route(
    unit: Unit, res: Resources, declaration: Declaration, fur: Fur, missing: tuple[SignerRole, ...]
) -> str:
    """What to do when a signature may not come in time; empty while nothing threatens.

    Args:
        unit: The open transaction.
        res: Clock and settings.
        declaration: What waits.
        fur: Its FUR.
        missing: Whose signatures are missing.
    """
    today = res.clock.today()
    waits = fur.state == FurState.ISSUED and fur.channel == Channel.ELECTRONIC
    if not waits or declaration.due_on - today > _NEAR:
        return ""
    for role in missing:
        why = _why(unit, res, declaration.operator_id, role, today)
        if why:
            return _words(why, declaration.due_on, today)
    return ""


def _why(unit: Unit, res: Resources, operator_id: int, role: SignerRole, today: date) -> str:
    found = signatories(unit, operator_id, today)
    person = (
        found.legal_representative if role is SignerRole.LEGAL_REPRESENTATIVE else found.accountant
    )
    title = SIGNER_TITLES[role].lower()
    if person is None:
        return f"no hay un {title} activo que firme"
    if _cannot_yet(unit, res, person):
        return f"{person.full_name}, {title}, todavía no puede firmar con su cuenta"
    term = current(unit, operator_id, _ROLE_OF[role], today)
    if term is not None and today - term.from_day <= _NEW_FOR:
        return f"{person.full_name} firma como {title} desde el {day_long(term.from_day)}"
    return ""


def _cannot_yet(unit: Unit, res: Resources, person: User) -> bool:
    if person.must_change_password:
        return True
    return res.settings.second_factor_required and not has_factor(unit, person.id or 0)


def _words(why: str, due_on: date, today: date) -> str:
    return (
        f"{due_in(due_on, today).capitalize()} y falta una firma: {why}. Si no alcanza, presente "
        "en papel: elija «Corregir la declaración», cambie la forma de presentar a «En papel, en "
        "un banco», imprima el FUR, fírmenlo las dos personas y llévelo a un banco autorizado. "
        "Cuenta el día en que el banco lo recibe."
    )
