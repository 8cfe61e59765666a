"""Reads `matrix.yaml`, the table of roles and permissions, and refuses anything that is not clear.

An unknown role, permission or field, a permission without a row or with two, a role that is named
twice in a row or that may do nothing: each is an error with its line, and nothing starts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from ser_app.law.parameters.yaml_source import Node, Source
from ser_app.people.permissions.names import Permission, Role

FILE: Final = Path(__file__).with_name("matrix.yaml")
Name = TypeVar("Name", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Row:
    """One permission.

    Attributes:
        permission: Its name.
        words: What it lets a person do, in plain Spanish.
        roles: Who has it.
    """

    permission: Permission
    words: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Room:
    """The permissions of one part of the work, under a Spanish title."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Roles × permissions, by rooms, in the order of the file."""

    rooms: tuple[Room, ...]

    def by_role(self) -> Mapping[Role, frozenset[Permission]]:
        """What each role may do."""
        rows = [row for room in self.rooms for row in room.rows]
        return MappingProxyType(
            {role: frozenset(row.permission for row in rows if role in row.roles) for role in Role}
        )

    def words_of(self, permission: Permission) -> str:
        """What a permission lets a person do."""
        found = (
            row.words for room in self.rooms for row in room.rows if row.permission is permission
        )
        return next(found)


def packaged_matrix() -> Matrix:
    """The table that this version of the program holds itself to.

    Raises:
        InvalidParameters: The file is not clear; the message names the line.
    """
    return read_matrix(FILE.read_text(encoding="utf-8"), FILE.name)


def read_matrix(text: str, file: str) -> Matrix:
    """Read a table from the text of a file.

    Args:
        text: YAML.
        file: Its name, for messages.

    Raises:
        InvalidParameters: The file is not clear; the message names the line.
    """
    source = Source(file, text)
    root = source.root()
    top = source.mapping(root, required=["rooms"])
    seen: set[Permission] = set()
    rooms = tuple(_room(source, node, seen) for node in source.items(top["rooms"]))
    _refuse_gaps(source, root, rooms, seen)
    return Matrix(rooms)


def _room(source: Source, node: Node, seen: set[Permission]) -> Room:
    fields = source.mapping(node, required=["room", "permissions"])
    nodes = source.items(fields["permissions"])
    return Room(_words(source, fields["room"]), tuple(_row(source, each, seen) for each in nodes))


def _row(source: Source, node: Node, seen: set[Permission]) -> Row:
    fields = source.mapping(node, required=["permission", "words", "roles"])
    permission = _named(source, fields["permission"], Permission)
    if permission in seen:
        problem = f"el permiso «{permission}» está repetido"
        raise source.refuse(fields["permission"], problem, "cada permiso una vez")
    seen.add(permission)
    roles: set[Role] = set()
    for each in source.items(fields["roles"]):
        role = _named(source, each, Role)
        if role in roles:
            problem = f"el rol «{role}» está repetido"
            raise source.refuse(each, problem, "cada rol una vez en cada permiso")
        roles.add(role)
    return Row(permission, _words(source, fields["words"]), frozenset(roles))


def _named(source: Source, node: Node, kind: type[Name]) -> Name:
    return source.read(node, kind, "alguno de: " + ", ".join(kind))


def _words(source: Source, node: Node) -> str:
    words = source.text(node).strip()
    if not words:
        raise source.refuse(node, "no dice nada", "unas palabras en español")
    return words


def _refuse_gaps(
    source: Source, root: Node, rooms: tuple[Room, ...], seen: set[Permission]
) -> None:
    if missing := [permission for permission in Permission if permission not in seen]:
        problem = f"faltan permisos: {', '.join(missing)}"
        raise source.refuse(root, problem, "una fila por cada permiso")
    named = {role for room in rooms for row in room.rows for role in row.roles}
    if idle := [role for role in Role if role not in named]:
        problem = f"hay roles que no pueden nada: {', '.join(idle)}"
        raise source.refuse(root, problem, "al menos un permiso por cada rol")
