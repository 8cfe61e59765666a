"""The person behind a request, and the part of the data that this person may see."""

from dataclasses import dataclass

from ser_app.base.errors import NotAllowed
from ser_app.people.permissions import PERMISSIONS_OF, Permission, Role


@dataclass(frozen=True, slots=True)
class Scope:
    """Which operator's rows a query may touch; `operator_id` None is all of them (the Ministry)."""

    operator_id: int | None

    def admits(self, operator_id: int) -> bool:
        """Whether rows of that operator are inside."""
        return self.operator_id is None or self.operator_id == operator_id


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person.

    Attributes:
        user_id: Database id of the user.
        public_id: Public id of the user.
        role: What the person may do.
        operator_id: The operator that the person acts for; None for the Ministry.
        name: Full name.
        operator_name: Name of the operator or of the Ministry's office.
        session_id: Database id of the session.
        must_change_password: Nothing is permitted until the handed-over password is changed.
    """

    user_id: int
    public_id: str
    role: Role
    operator_id: int | None
    name: str
    operator_name: str
    session_id: int
    must_change_password: bool = False

    @property
    def scope(self) -> Scope:
        """The rows that this person may see.

        Raises:
            NotAllowed: An operator's role without an operator sees nothing.
        """
        if self.role.of_operator and self.operator_id is None:
            raise NotAllowed
        return Scope(self.operator_id if self.role.of_operator else None)

    @property
    def label(self) -> str:
        """Name and role, as the audit keeps them."""
        return f"{self.name} ({self.role.label})"

    def may(self, permission: Permission) -> bool:
        """Whether the role includes the permission, and the person's password is the own one."""
        return not self.must_change_password and permission in PERMISSIONS_OF[self.role]

    def require(self, permission: Permission) -> None:
        """Let the service check again what the door has checked.

        Raises:
            NotAllowed: The role does not include the permission.
        """
        if not self.may(permission):
            raise NotAllowed
