"""The table of permissions on the screen."""

from typing import Any

import reflex as rx

from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import MATRIX, Permission, Role
from ser_app.people.permissions.views import RoomTable, room_tables
from ser_app.web.fields import Option

EVERYBODY = "todos"


class PermissionsState(rx.State):
    """Who may do what. Everything here is formatted text."""

    rooms: list[RoomTable] = []
    roles: list[Option] = []
    role: str = EVERYBODY
    own: str = ""

    @rx.event
    @requires(Permission.ACCOUNT_OWN)
    def load(self) -> None:
        """Show the whole table."""
        every = Option(EVERYBODY, "Todos los roles")
        self.roles = [every, *(Option(role, role.label) for role in Role)]
        self.own = current_actor().role.label
        self._show(None)

    @rx.event
    @requires(Permission.ACCOUNT_OWN)
    def choose(self, role: Any = "") -> None:
        """Show what one role may do; anything that is no role shows the whole table."""
        known = isinstance(role, str) and role in set(Role)
        self._show(Role(role) if known else None)

    def _show(self, role: Role | None) -> None:
        self.role = EVERYBODY if role is None else role
        self.rooms = room_tables(MATRIX, role)
