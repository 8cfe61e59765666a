"""The audit trail: what people did, append-only from the first day."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from ser_app.base.bulk import insert_rows
from ser_app.base.changes import changes_of
from ser_app.base.correlation import WEB, door, reference
from ser_app.base.database import Unit
from ser_app.base.masking import masked
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
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    of: object | None = None,
) -> None:
    """Write one event in the transaction of what it tells about.

    Args:
        unit: The open transaction.
        at: Real instant.
        subject: Kind and public identifier: `declaration:ab12`.
        action: `subject.verb`: `declaration.filed`.
        author: The person; None for a job or somebody who is not signed in.
        operator_id: Whose data; the author's operator when left out.
        detail: Values that matter later. Secrets are masked, here as in `before` and `after`.
        source: The door: `cli`, `job`, or `web` for whatever door of the server it came by: by
            the one for programs it is written down as `api`.
        before: What changed, as it was; None where nothing was.
        after: The same names as they are now; None where nothing is left.
        of: The row that it is about: before and after are what this transaction changed in it.
    """
    if of is not None:
        before, after = changes_of(unit, of)
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
                before=before,
                after=after,
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
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """One event as a row for `record_all`; the arguments are those of `record`."""
    return {
        "at": at,
        "source": door() if source == WEB else source,
        "subject": subject,
        "action": action,
        "actor_id": author.user_id if author else None,
        "actor": author.label if author else "",
        "operator_id": operator_id if operator_id or not author else author.operator_id,
        "detail": masked(detail or {}),
        "request": reference(),
        "before": None if before is None else masked(before),
        "after": None if after is None else masked(after),
    }


def record_all(unit: Unit, events: Sequence[Mapping[str, Any]]) -> None:
    """Write many events at once, in the transaction of what they tell about."""
    insert_rows(unit, AuditEvent, events)
