"""A step of a request: its new state, the append-only row and the event, in one."""

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.people.actor import Actor
from ser_app.people.requests import repository
from ser_app.people.requests.models import AccessRequest, AccessRequestStep
from ser_app.people.requests.states import RequestState


def step(
    res: Resources,
    unit: Unit,
    request: AccessRequest,
    state: RequestState,
    actor: Actor | None,
    *,
    note: str = "",
    content: str = "",
) -> None:
    """Move a request on, and write down who did it."""
    now, request.state = res.clock.now(), state
    repository.add(
        unit,
        AccessRequestStep(
            request_id=request.id or 0,
            state=state,
            at=now,
            actor_id=actor.user_id if actor else None,
            actor=actor.label if actor else "",
            note=note,
            content=content,
        ),
    )
    audit.record(
        unit,
        at=now,
        subject=f"access_request:{request.public_id}",
        action=f"access_request.{state}",
        author=actor,
        detail={
            "number": request.number,
            "kind": request.kind,
            "nit": request.nit,
            "contact": request.contact_email,
            "note": note,
        },
    )
