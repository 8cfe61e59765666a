"""The key of the demonstration's sandbox: published, and refused outside a demonstration."""

from datetime import timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id, sha256_hex
from ser_app.oversight.demo import cast
from ser_app.people import repository as people
from ser_app.people.api_keys import repository
from ser_app.people.api_keys.models import ApiKey
from ser_app.people.api_keys.reach import KEY_PERMISSIONS
from ser_app.people.permissions import Role
from ser_app.people.texts import DEMO_API_KEY

_NAME: Final = "Contabilidad de Andina Conecta"
_LASTS: Final = timedelta(days=3660)
_HINT: Final = 10


def add_demo_key(res: Resources) -> None:
    """Give the demonstration's first operator its key; one that is there stays as it is."""
    with res.database.unit() as unit:
        if repository.by_hash(unit, _hash()) is None:
            _add(unit, res)


def _add(unit: Unit, res: Resources) -> None:
    admin = people.user_by_email(unit, cast.ANDINA.person(Role.OPERATOR_ADMIN).email)
    if admin is None or admin.id is None or admin.operator_id is None:
        return
    now = res.clock.now()
    key = ApiKey(
        public_id=public_id(),
        operator_id=admin.operator_id,
        name=_NAME,
        token_hash=_hash(),
        hint=DEMO_API_KEY[:_HINT],
        permissions=sorted(KEY_PERMISSIONS),
        created_by_id=admin.id,
        created_by=f"{admin.full_name} ({Role(admin.role).label})",
        created_at=now,
        expires_at=now + _LASTS,
    )
    repository.add(unit, key)


def _hash() -> str:
    return sha256_hex(DEMO_API_KEY.encode())
