"""What the file of permissions gives a role, and whether a service held itself to it."""

from functools import cache
from typing import Any

import pytest
import yaml
from sqlalchemy import event

from ser_app.base.resources import Resources
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission, Role
from ser_app.people.permissions.matrix import FILE
from tests.factories import enter, make_operator, make_user

NOBODY = "nobody"
_WHO = "FROM user_session JOIN app_user"
"""The door asks at every event whether who comes in still may, also while a handler works."""


@cache
def _rows() -> list[dict[str, Any]]:
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return [row for room in content["rooms"] for row in room["permissions"]]


@cache
def granted(role: str) -> frozenset[str]:
    """What the file gives a role, read without our reader."""
    return frozenset(row["permission"] for row in _rows() if role in row["roles"])


def cookie_of(res: Resources, role: str) -> str:
    """The session cookie of a new person with the role; empty for nobody."""
    if role == NOBODY:
        return ""
    operator = make_operator(res) if Role(role).of_operator else None
    return enter(res, make_user(res, Role(role), operator).email)


class Watch:
    """What a handler does: whether it asks about a permission before its SQL.

    Args:
        begun: Filled as soon as the handler runs; what happens before is the door's own.
    """

    def __init__(self, res: Resources, monkeypatch: pytest.MonkeyPatch, begun: list[str]) -> None:
        self.asked = False
        self.unasked: list[str] = []
        self.statements: list[str] = []
        real = Actor.may

        def may(actor: Actor, permission: Permission) -> bool:
            self.asked = True
            return real(actor, permission)

        def saw(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if begun and not statement.startswith("BEGIN") and _WHO not in statement:
                self.statements.append(statement)
                self.unasked += [] if self.asked else [statement]

        monkeypatch.setattr(Actor, "may", may)
        event.listen(res.database.engine, "before_cursor_execute", saw)

    def clear(self) -> None:
        """Forget what was seen."""
        self.asked = False
        self.unasked.clear()
        self.statements.clear()

    @property
    def let_through(self) -> bool:
        """Whether something was written, or read without asking who reads."""
        wrote = any(not each.lstrip().upper().startswith("SELECT") for each in self.statements)
        return wrote or bool(self.unasked)
