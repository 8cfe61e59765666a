"""Payments: the address where somebody pays, and how each one stands."""

from datetime import date
from http import HTTPStatus
from typing import Final

from ser_app.api.v1 import schemas
from ser_app.api.v1.operation import Asked, Reply
from ser_app.api.v1.parts import cut, stretch_of
from ser_app.payments import service
from ser_app.payments.finding.repository import ListedPayment
from ser_app.payments.gateways import gateway_of
from ser_app.payments.transitions import AttemptState

_LONGEST_AGENT: Final = 200
_A_PROGRAM: Final = "API"


async def start(asked: Asked) -> Reply:
    """Open a session at the gateway, or go on in the one that is open."""
    res = asked.res
    started = await service.start(
        res,
        gateway_of(res.settings, res.clock),
        asked.actor,
        asked.body.fur,
        address=asked.address,
        user_agent=asked.agent[:_LONGEST_AGENT] or _A_PROGRAM,
        bank=asked.body.bank,
    )
    told = schemas.StartedPayment(
        id=started.attempt_public_id,
        process_url=started.process_url,
        resumed=started.resumed,
        page=_page(asked, started.attempt_public_id),
    )
    return Reply(told, HTTPStatus.OK if started.resumed else HTTPStatus.CREATED)


def payments(asked: Asked) -> schemas.Payments:
    """Some of the payments, the newest first."""
    rows = service.payments_along(asked.res, asked.actor, stretch_of(asked.query))
    kept, cursor = cut(rows, asked.query, _place)
    return schemas.Payments(items=[_told(asked, each) for each in kept], next_cursor=cursor)


def payment(asked: Asked) -> schemas.Payment:
    """One payment."""
    return _told(asked, service.payment_of(asked.res, asked.actor, asked.path["id"]))


def _place(listed: ListedPayment) -> tuple[date, int]:
    return listed.attempt.created_on, listed.attempt.id or 0


def _told(asked: Asked, listed: ListedPayment) -> schemas.Payment:
    attempt = listed.attempt
    return schemas.Payment(
        id=attempt.public_id,
        fur=listed.fur_number,
        state=AttemptState(attempt.state),
        channel=attempt.channel,
        reference=attempt.reference,
        amount=attempt.amount,
        description=attempt.description,
        bank=attempt.bank,
        cus=attempt.cus,
        receipt=attempt.receipt,
        message=attempt.message,
        created_on=attempt.created_on,
        created_at=attempt.created_at,
        expires_at=attempt.expires_at,
        value_day=attempt.value_day,
        page=_page(asked, attempt.public_id),
    )


def _page(asked: Asked, public_id: str) -> str:
    return f"{asked.res.settings.base_url}/pagos/{public_id}"
