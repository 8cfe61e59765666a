"""The person behind a request, and the part of the data that this person may see."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from ser_app.base.errors import NotAllowed
from ser_app.people.limits import WITHIN_EXPEDIENTES
from ser_app.people.permissions import PERMISSIONS_OF, Permission, Role

_LIMITED: Final = (
    "Su acceso se limita a unos expedientes, y esto es de todo el operador. No se cambió nada; si "
    "lo necesita, pídalo al administrador de su operador."
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows a query may touch.

    Attributes:
        whose: The operator whose rows; None is all of them (the Ministry).
        expedientes: Only rows of these; None is all of the operator's.
    """

    whose: int | None
    expedientes: frozenset[int] | None = None

    @property
    def operator_id(self) -> int | None:
        """Whose rows, for queries that know no expediente.

        Raises:
            NotAllowed: The scope is limited to some: such a query would show too much.
        """
        if self.expedientes is not None:
            raise NotAllowed(_LIMITED)
        return self.whose

    def admits(self, operator_id: int, expediente_id: int | None = None) -> bool:
        """Whether rows of that operator, and of that expediente if they have one, are inside.

        What is of no single expediente is outside of a scope that is limited to some.
        """
        if self.expedientes is not None and expediente_id not in self.expedientes:
            return False
        return self.whose is None or self.whose == operator_id


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person, or a program that comes in with a key for which a person answers.

    Attributes:
        user_id: Database id of the user.
        public_id: Public id of the user.
        role: What the person may do.
        operator_id: The operator that the person acts for; None for the Ministry.
        name: Full name.
        operator_name: Name of the operator or of the Ministry's office.
        session_id: Database id of the session.
        must_change_password: Nothing is permitted until the handed-over password is changed.
        must_enrol: Nothing but the own account is permitted until a second factor is enrolled.
        expedientes: Database ids of those that the person is limited to today; None: no limit.
        proved_at: When identity was last proved in this session; None: not that we know.
        only: Of what the role may do, no more than this; None: no limit.
        key_id: Public id of the key with which a program came in; empty for a person.
        key_name: Its name.
    """

    user_id: int
    public_id: str
    role: Role
    operator_id: int | None
    name: str
    operator_name: str
    session_id: int
    must_change_password: bool = False
    must_enrol: bool = False
    proved_at: datetime | None = None
    expedientes: frozenset[int] | None = None
    only: frozenset[Permission] | None = None
    key_id: str = ""
    key_name: str = ""

    @property
    def scope(self) -> Scope:
        """The rows that this person may see.

        Raises:
            NotAllowed: An operator's role without an operator sees nothing.
        """
        if self.role.of_operator and self.operator_id is None:
            raise NotAllowed
        if not self.role.of_operator:
            return Scope(None)
        return Scope(self.operator_id, self.expedientes)

    @property
    def label(self) -> str:
        """Name and role, or name and key, as the audit keeps them."""
        if self.key_id:
            return f"{self.name} (clave de API «{self.key_name}» {self.key_id[:8]})"
        return f"{self.name} ({self.role.label})"

    @property
    def first_thing(self) -> str:
        """Address of what has to be done before anything else; empty where nothing has."""
        if self.must_change_password:
            return "/cambiar-clave"
        return "/mi-cuenta/seguridad" if self.must_enrol else ""

    def may(self, permission: Permission) -> bool:
        """Whether the role includes the permission, and nothing has to be done first."""
        if self.must_change_password:
            return False
        if self.expedientes is not None and permission not in WITHIN_EXPEDIENTES:
            return False
        if self.only is not None and permission not in self.only:
            return False
        if self.must_enrol and permission is not Permission.ACCOUNT_OWN:
            return False
        return permission in PERMISSIONS_OF[self.role]

    def require(self, permission: Permission) -> None:
        """Let the service check again what the door has checked.

        Raises:
            NotAllowed: The role does not include the permission.
        """
        if not self.may(permission):
            raise NotAllowed
