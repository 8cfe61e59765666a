"""Who needs a second factor: the Ministry's people to come in, signers to sign."""

from typing import Final

from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.people.actor import Actor
from ser_app.people.permissions import MINISTRY_ROLES, PERMISSIONS_OF, Permission, Role
from ser_app.people.second_factor import repository

_NEEDED: Final = (
    "Para firmar necesita el segundo factor. Actívelo en Mi cuenta › Seguridad y vuelva: no se "
    "firmó nada y la declaración sigue esperando su firma."
)


def is_required(res: Resources, role: Role) -> bool:
    """Whether somebody with this role needs one, for signing in or for signing."""
    signs = Permission.DECLARATION_SIGN in PERMISSIONS_OF[role]
    return res.settings.second_factor_required and (role in MINISTRY_ROLES or signs)


def is_needed_to_enter(res: Resources, role: Role) -> bool:
    """Whether nothing is permitted to this role before one is enrolled."""
    return res.settings.second_factor_required and role in MINISTRY_ROLES


def require_to_sign(res: Resources, actor: Actor) -> None:
    """Refuse a signature of somebody without a second factor, where it is required.

    Raises:
        Refused: `second_factor_needed`; says where to get one.
    """
    if not res.settings.second_factor_required:
        return
    with res.database.reading() as unit:
        if not repository.has_factor(unit, actor.user_id):
            raise Refused("second_factor_needed", _NEEDED, field="password")
