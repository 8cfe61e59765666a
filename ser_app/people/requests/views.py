"""What the screens show of requests: formatted text only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ser_app.people.nit import Nit
from ser_app.people.requests.comparing import Compared, Outcome
from ser_app.people.requests.deciding import Case
from ser_app.people.requests.models import AccessRequest, AccessRequestFile
from ser_app.people.requests.states import (
    KIND_WORDS,
    STATE_KINDS,
    STATE_WORDS,
    WITH_MINISTRY,
    RequestKind,
    RequestState,
)
from ser_app.people.requests.tracking import Tracked
from ser_app.web.words import ago, moment

_OUTCOMES = {
    Outcome.EQUAL: ("Igual", "paid"),
    Outcome.FREE: ("Disponible", "paid"),
    Outcome.DIFFERENT: ("Distinto", "failed"),
    Outcome.UNKNOWN: ("Sin comparar", "neutral"),
}
_OLD_DAYS = 5


@dataclass(frozen=True)
class RequestRow:
    """One line of the queue."""

    href: str
    number: str
    kind: str
    operator: str
    nit: str
    sent: str
    age: str
    old: bool
    state: str
    state_kind: str


@dataclass(frozen=True)
class ComparedRow:
    """A datum beside the registry's."""

    label: str
    asked: str
    registered: str
    word: str
    kind: str


@dataclass(frozen=True)
class FileRow:
    """An annex."""

    key: str
    name: str
    size: str
    href: str


@dataclass(frozen=True)
class StepRow:
    """Something that happened."""

    at: str
    word: str
    kind: str
    actor: str
    note: str


@dataclass(frozen=True)
class CaseView:
    """A request on the screen of whoever decides; empty `number` before it is loaded."""

    number: str = ""
    title: str = ""
    operator: str = ""
    nit: str = ""
    admin: str = ""
    position: str = ""
    admin_email: str = ""
    contact: str = ""
    remarks: str = ""
    sent: str = ""
    state: str = ""
    state_kind: str = "neutral"
    reviewed_by: str = ""
    differs: bool = False
    may_review: bool = False
    may_approve: bool = False
    may_turn_back: bool = False
    own_review: bool = False
    removal: bool = False
    paper: str = ""


def request_row(request: AccessRequest, now: datetime) -> RequestRow:
    """Show a request in the queue; what waits for days is marked."""
    sent = request.sent_at or request.created_at
    state = RequestState(request.state)
    return RequestRow(
        href=f"/usuarios/solicitudes/{request.public_id}",
        number=request.number,
        kind=KIND_WORDS[RequestKind(request.kind)],
        operator=request.operator_name,
        nit=Nit(request.nit).text,
        sent=moment(sent),
        age=ago(sent, now),
        old=state in WITH_MINISTRY and (now - sent).days >= _OLD_DAYS,
        state=STATE_WORDS[state],
        state_kind=STATE_KINDS[state],
    )


def compared_rows(rows: Sequence[Compared]) -> list[ComparedRow]:
    """Show the comparison."""
    return [
        ComparedRow(each.label, each.asked, each.registered, *_OUTCOMES[each.outcome])
        for each in rows
    ]


def file_rows(files: Sequence[AccessRequestFile], request_id: str = "") -> list[FileRow]:
    """Show annexes; with an address to download them where the request's id is given."""
    base = f"/documentos/solicitudes/{request_id}/anexos/" if request_id else ""
    return [
        FileRow(
            each.public_id,
            each.name,
            f"{max(1, round(each.size / 1024))} KB",
            f"{base}{each.public_id}" if base else "",
        )
        for each in files
    ]


def step_rows(case: Case) -> list[StepRow]:
    """Show what happened, in order."""
    return [
        StepRow(
            moment(each.at),
            STATE_WORDS[RequestState(each.state)],
            STATE_KINDS[RequestState(each.state)],
            each.actor or "Quien solicita",
            each.note,
        )
        for each in case.steps
    ]


def case_view(case: Case, differs: bool) -> CaseView:
    """Show a request to whoever decides."""
    request, asked = case.request, case.asked
    state = RequestState(request.state)
    return CaseView(
        number=request.number,
        title=f"{KIND_WORDS[asked.wanted]} · {asked.operator_name} · {request.number}",
        operator=asked.operator_name,
        nit=asked.nit,
        admin=f"{asked.admin_name} · C.C. {asked.admin_document}",
        position=asked.admin_position,
        admin_email=asked.admin_email,
        contact=asked.contact_email,
        remarks=asked.remarks or "Ninguna",
        sent=moment(request.sent_at or request.created_at),
        state=STATE_WORDS[state],
        state_kind=STATE_KINDS[state],
        reviewed_by=request.reviewed_by,
        differs=differs,
        may_review=state is RequestState.SENT,
        may_approve=state is RequestState.REVIEWED and not case.own_review,
        may_turn_back=state in {*WITH_MINISTRY, RequestState.INCOMPLETE},
        own_review=state is RequestState.REVIEWED and case.own_review,
        removal=asked.wanted is RequestKind.REMOVAL,
        paper=f"/documentos/solicitudes/{request.public_id}.pdf",
    )


@dataclass(frozen=True)
class TrackedView:
    """The public page of a request; empty `number` while nothing is shown."""

    number: str = ""
    state: str = ""
    state_kind: str = "neutral"
    sent: str = ""


def tracked_view(found: Tracked) -> tuple[TrackedView, list[StepRow]]:
    """Show where a request is, and since when, and nothing of what was typed."""
    view = TrackedView(
        found.number, STATE_WORDS[found.state], STATE_KINDS[found.state], moment(found.sent_at)
    )
    steps = [
        StepRow(moment(at), STATE_WORDS[state], STATE_KINDS[state], "", "")
        for state, at in found.steps
    ]
    return view, steps
