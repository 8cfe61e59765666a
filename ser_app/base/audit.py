"""The audit trail: what people did, append-only from the first day."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from ser_app.base.bulk import insert_rows
from ser_app.base.database import Unit
from ser_app.base.models import AuditEvent


class Author(Protocol):
    """Who did it; an `Actor` is one."""

    @property
    def user_id(self) -> int:
        """Database id of the user."""
        ...

    @property
    def label(self) -> str:
        """Name and role."""
        ...

    @property
    def operator_id(self) -> int | None:
        """Operator that the person acts for."""
        ...


def record(
    unit: Unit,
    *,
    at: datetime,
    subject: str,
    action: str,
    author: Author | None,
    operator_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
    source: str = "web",
) -> None:
    """Write one event in the transaction of what it tells about.

    Args:
        unit: The open transaction.
        at: Real instant.
        subject: Kind and public identifier: `declaration:ab12`.
        action: `subject.verb`: `declaration.filed`.
        author: The person; None for a job or somebody who is not signed in.
        operator_id: Whose data; the author's operator when left out.
        detail: Values that matter later, JSON, without secrets.
        source: The door: `web`, `api`, `cli` or `job`.
    """
    unit.session.add(
        AuditEvent(
            **event(
                at=at,
                subject=subject,
                action=action,
                author=author,
                operator_id=operator_id,
                detail=detail,
                source=source,
            )
        )
    )


def event(
    *,
    at: datetime,
    subject: str,
    action: str,
    author: Author | None,
    operator_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
    source: str = "web",
) -> dict[str, Any]:
    """One event as a row for `record_all`; the arguments are those of `record`."""
    return {
        "at": at,
        "source": source,
        "subject": subject,
        "action": action,
        "actor_id": author.user_id if author else None,
        "actor": author.label if author else "",
        "operator_id": operator_id if operator_id or not author else author.operator_id,
        "detail": dict(detail or {}),
    }


def record_all(unit: Unit, events: Sequence[Mapping[str, Any]]) -> None:
    """Write many events at once, in the transaction of what they tell about."""
    insert_rows(unit, AuditEvent, events)
