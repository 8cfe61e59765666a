"""The public page of a request: its state, for whoever has number and secret code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ser_app.base.resources import Resources
from ser_app.base.tokens import same
from ser_app.people.requests import form, repository
from ser_app.people.requests.asking import code_hash
from ser_app.people.requests.form import Asked
from ser_app.people.requests.states import RequestState


@dataclass(frozen=True, slots=True)
class Tracked:
    """Where a request is, without anything that somebody typed."""

    number: str
    state: RequestState
    sent_at: datetime
    steps: Sequence[tuple[RequestState, datetime]]


def track(res: Resources, number: str, code: str) -> Tracked | None:
    """The state of a request; None alike for a wrong number and a wrong code."""
    with res.database.reading() as unit:
        request = repository.by_number(unit, number.strip().upper())
        given = code_hash(res, _typed(code))
        kept = request.code_hash if request is not None else code_hash(res, "")
        if not same(given, kept) or request is None or request.sent_at is None:
            return None
        steps = repository.steps_of(unit, request.id or 0)
        return Tracked(
            request.number,
            RequestState(request.state),
            request.sent_at,
            [(RequestState(each.state), each.at) for each in steps],
        )


def tracked_form(res: Resources, number: str, code: str) -> tuple[str, Asked, datetime] | None:
    """Number, form and instant of a request, for the same person, to print it."""
    if track(res, number, code) is None:
        return None
    with res.database.reading() as unit:
        request = repository.by_number(unit, number.strip().upper())
        if request is None or request.sent_at is None:
            return None
        return request.number, form.from_text(request.content), request.sent_at


def _typed(code: str) -> str:
    """A code as people type it: in groups, in small letters, with O and I for 0 and 1."""
    bare = "".join(each for each in code.upper() if each.isalnum())
    return bare.translate(str.maketrans("OIL", "011"))
