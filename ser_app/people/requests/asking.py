"""Asking: the form, the mailed link, the annexes, and sending it once the address is proved.

A request counts only when somebody who reads its mail sends it. Until then nobody sees it, and a
job forgets it when the link expires.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from ser_app.base.client_address import origin_of
from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import (
    crockford_code,
    grouped,
    keyed_hash,
    public_id,
    session_token,
    sha256_hex,
)
from ser_app.people.attempts import service as attempts
from ser_app.people.attempts.rules import Kind
from ser_app.people.requests import form, mails, repository
from ser_app.people.requests.form import Asked
from ser_app.people.requests.models import AccessRequest, AccessRequestFile
from ser_app.people.requests.recording import step
from ser_app.people.requests.states import WITH_APPLICANT, RequestState
from ser_app.people.requests.texts import LINK_EXPIRED, NO_ANNEX, NOT_DECLARED, TOO_MANY

LASTS: Final = timedelta(hours=24)
_LONGEST_TOKEN: Final = 100
_PURPOSE: Final = "access_request_code"


class RequestLinkExpired(Refused):
    """The link was used, is too old, or never was one: one answer for all."""

    def __init__(self) -> None:
        super().__init__("enlace-vencido", LINK_EXPIRED)


@dataclass(frozen=True, slots=True)
class Opened:
    """A request as whoever has its link sees it.

    Attributes:
        sent_before: It has a number already and is being completed.
        note: What the Ministry asked for.
    """

    asked: Asked
    sent_before: bool
    number: str
    note: str
    files: Sequence[AccessRequestFile]


def begin(res: Resources, asked: Asked, address: str) -> None:
    """Keep a form and mail the link to its contact address.

    Raises:
        Refused: The form is not right, or too many were asked for within the hour.
    """
    begin_with_token(res, asked, address)


def begin_with_token(res: Resources, asked: Asked, address: str) -> tuple[str, str]:
    """The same for who stands for the mail's reader; gives the request's id and the link's token.

    Raises:
        Refused: As `begin`.
    """
    form.require_right(asked)
    origin = origin_of(address)
    with res.database.unit() as unit:
        welcome = attempts.admitted_for_change(res, unit, Kind.REQUEST, asked.contact_email)
        welcome &= attempts.admitted_for_change(res, unit, Kind.REQUEST_ADDRESS, origin)
        attempts.failed(res, unit, Kind.REQUEST, asked.contact_email)
        attempts.failed(res, unit, Kind.REQUEST_ADDRESS, origin)
        kept = _keep(res, unit, asked) if welcome else None
    if kept is None:
        raise Refused("too_many", TOO_MANY)
    return kept


def _keep(res: Resources, unit: Unit, asked: Asked) -> tuple[str, str]:
    now, token = res.clock.now(), session_token()
    request = AccessRequest(
        public_id=public_id(),
        number=f"SU-{grouped(crockford_code(8)).replace(' ', '-')}",
        kind=asked.kind,
        nit=asked.tax_number.number,
        operator_name=asked.operator_name,
        contact_email=asked.contact_email,
        content=form.as_text(asked),
        state=RequestState.UNCONFIRMED,
        created_at=now,
        link_hash=link_hash(token),
        link_expires_at=now + LASTS,
    )
    repository.add(unit, request)
    mails.send_link(res, unit, request, token)
    return request.public_id, token


def link_hash(token: str) -> str:
    """What is kept of a link's token."""
    return sha256_hex(token[:_LONGEST_TOKEN].encode())


def code_hash(res: Resources, code: str) -> str:
    """What is kept of the secret code of the public page."""
    return keyed_hash(res.settings.secret_key.get_secret_value(), _PURPOSE, code)


def working(res: Resources, unit: Unit, token: str, *, for_update: bool = False) -> AccessRequest:
    """The request that a link lets its holder work on.

    Raises:
        RequestLinkExpired: The link does not work (any more).
    """
    request = repository.by_link(unit, link_hash(token), res.clock.now(), for_update=for_update)
    if request is None or request.state not in WITH_APPLICANT:
        raise RequestLinkExpired
    return request


def open_link(res: Resources, token: str) -> Opened:
    """What is behind a mailed link.

    Raises:
        RequestLinkExpired: The link does not work (any more).
    """
    with res.database.reading() as unit:
        request = working(res, unit, token)
        return Opened(
            form.from_text(request.content),
            request.sent_at is not None,
            request.number,
            request.note,
            repository.files_of(unit, request.id or 0),
        )


def send(res: Resources, token: str, asked: Asked, *, declared: bool) -> str:
    """Send the request with its annexes; the link has served.

    The address that was confirmed stays, whatever the form says.

    Returns:
        The number.

    Raises:
        RequestLinkExpired: The link does not work (any more).
        Refused: The form is not right, nobody declared that it is true, or it has no annex.
    """
    with res.database.unit() as unit:
        request = working(res, unit, token, for_update=True)
        asked = replace(asked, contact_email=request.contact_email)
        form.require_right(asked)
        if not declared:
            raise Refused("not_declared", NOT_DECLARED, field="declared")
        if not repository.files_of(unit, request.id or 0):
            raise Refused("no_annex", NO_ANNEX)
        _take_in(res, unit, request, asked)
        return request.number


def _take_in(res: Resources, unit: Unit, request: AccessRequest, asked: Asked) -> None:
    request.content, request.kind = form.as_text(asked), asked.kind
    request.nit, request.operator_name = asked.tax_number.number, asked.operator_name
    request.link_hash = request.link_expires_at = None
    request.note = ""
    annexes = {each.name: each.sha256 for each in repository.files_of(unit, request.id or 0)}
    content = json.dumps(
        {"form": json.loads(request.content), "annexes": annexes}, ensure_ascii=False
    )
    if request.sent_at is None:
        code = crockford_code()
        request.sent_at, request.code_hash = res.clock.now(), code_hash(res, code)
        mails.tell_number(res, unit, request, code)
    else:
        mails.tell_sent_again(res, unit, request)
    step(res, unit, request, RequestState.SENT, None, content=content)
