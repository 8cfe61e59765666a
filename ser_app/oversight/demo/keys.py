"""The keys of the demonstration's sandbox: published, and refused outside a demonstration."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id, sha256_hex
from ser_app.oversight.demo import cast
from ser_app.people import repository as people
from ser_app.people.actor import Scope
from ser_app.people.api_keys import repository
from ser_app.people.api_keys.models import ApiKey
from ser_app.people.api_keys.reach import KEY_PERMISSIONS, beyond_expedientes
from ser_app.people.models import User
from ser_app.people.permissions import Permission, Role
from ser_app.people.texts import DEMO_API_KEY, DEMO_LIMITED_API_KEY

_WHOLE: Final = "Contabilidad de Andina Conecta"
_LIMITED: Final = "Facturación de Internet, de un tercero"
_INTERNET: Final = "97000911"
_LASTS: Final = timedelta(days=3660)
_HINT: Final = 10


def add_demo_keys(res: Resources) -> None:
    """Give the demonstration's first operator its keys; one that is there stays as it is.

    One reaches the whole operator, the other one of its expedientes, as a third party's would.
    """
    within = [each for each in KEY_PERMISSIONS if each not in beyond_expedientes(KEY_PERMISSIONS)]
    with res.database.unit() as unit:
        admin = people.user_by_email(unit, cast.ANDINA.person(Role.OPERATOR_ADMIN).email)
        if admin is None or admin.operator_id is None:
            return
        _add(unit, res, admin, DEMO_API_KEY, _WHOLE, KEY_PERMISSIONS)
        _add(unit, res, admin, DEMO_LIMITED_API_KEY, _LIMITED, within, _INTERNET)


def _add(
    unit: Unit,
    res: Resources,
    admin: User,
    secret: str,
    name: str,
    permissions: Sequence[Permission],
    *numbers: str,
) -> None:
    """Store a key that is not there; with numbers of expedientes it is limited to those."""
    token_hash = sha256_hex(secret.encode())
    if repository.by_hash(unit, token_hash) is not None:
        return
    now = res.clock.now()
    mine = people.expedientes_of(unit, Scope(admin.operator_id))
    key = ApiKey(
        public_id=public_id(),
        operator_id=admin.operator_id or 0,
        name=name,
        token_hash=token_hash,
        hint=secret[:_HINT],
        permissions=sorted(permissions),
        limited=bool(numbers),
        created_by_id=admin.id or 0,
        created_by=f"{admin.full_name} ({Role(admin.role).label})",
        created_at=now,
        expires_at=now + _LASTS,
    )
    repository.add(unit, key, [each for each in mine if each.number in numbers])
