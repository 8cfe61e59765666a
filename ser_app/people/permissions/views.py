"""What the screen shows of the table: formatted text only."""

from dataclasses import dataclass

from ser_app.people.permissions.matrix import Matrix
from ser_app.people.permissions.names import Role
from ser_app.web.words import plural


@dataclass(frozen=True)
class PermissionRow:
    """One permission: what it lets a person do, and for each role in order whether it does."""

    words: str
    granted: list[bool]


@dataclass(frozen=True)
class RoomTable:
    """The permissions of one part of the work."""

    title: str
    note: str
    rows: list[PermissionRow]


def room_tables(matrix: Matrix, role: Role | None = None) -> list[RoomTable]:
    """Show the table by rooms; with a role, what that role may do alone."""
    tables = []
    for room in matrix.rooms:
        rows = [
            PermissionRow(row.words, [each in row.roles for each in Role])
            for row in room.rows
            if role is None or role in row.roles
        ]
        if rows:
            tables.append(RoomTable(room.title, plural(len(rows), "permiso", "permisos"), rows))
    return tables
