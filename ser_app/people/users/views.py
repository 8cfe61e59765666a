"""What the screen shows of a person: formatted text only."""

from dataclasses import dataclass

from ser_app.people.models import User
from ser_app.people.permissions import Role
from ser_app.web.words import identity_document, moment


@dataclass(frozen=True)
class UserRow:
    """One line of the list of users; an auditor's (`dated`) with the days of the access."""

    public_id: str
    name: str
    email: str
    document: str
    role: str
    role_label: str
    state: str
    state_kind: str
    suspended: bool
    invited: bool
    locked: bool
    factor: bool
    own: bool
    since: str
    dated: bool
    access_from: str
    access_to: str
    reach: str
    limits: str


def _state(user: User, *, locked: bool) -> tuple[str, str]:
    if user.invited:
        return "Invitado, sin aceptar", "pending"
    if user.suspended_at is not None:
        return "Suspendido", "failed"
    if locked:
        return "Bloqueado por intentos", "overdue"
    if user.role == Role.AUDITOR and not (user.access_from and user.access_to):
        return "Sin fechas de acceso", "pending"
    if user.must_change_password:
        return "Sin estrenar", "pending"
    return "Activo", "paid"


def _limits(user: User, own_public_id: str) -> str:
    """Where an operator's person is limited to expedientes; empty for who cannot be."""
    fixed = user.operator_id is None or user.role == Role.OPERATOR_ADMIN
    return "" if fixed or user.public_id == own_public_id else f"/usuarios/{user.public_id}"


def user_row(
    user: User, own_public_id: str, *, locked: bool = False, factor: bool = False
) -> UserRow:
    """Show a user in the list."""
    suspended = user.suspended_at is not None
    state, kind = _state(user, locked=locked)
    return UserRow(
        public_id=user.public_id,
        name=user.full_name,
        email=user.email,
        document=identity_document(f"{user.document_type} {user.document_number}"),
        role=user.role,
        role_label=Role(user.role).label,
        state=state,
        state_kind=kind,
        suspended=suspended,
        invited=user.invited,
        locked=locked and not suspended,
        factor=factor,
        own=user.public_id == own_public_id,
        since=moment(user.created_at),
        dated=user.role == Role.AUDITOR and user.public_id != own_public_id,
        access_from=user.access_from.isoformat() if user.access_from else "",
        access_to=user.access_to.isoformat() if user.access_to else "",
        reach="Limitado a expedientes" if user.limited else "Todo el operador",
        limits=_limits(user, own_public_id),
    )
