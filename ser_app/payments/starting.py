"""Beginning a payment by PSE, or going on in the one that was left unfinished."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from textwrap import shorten
from typing import Final

from ser_app.base.clock import end_of_business_day
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused, Unavailable
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.furs import settlement
from ser_app.furs.debts.naming import own_words
from ser_app.furs.debts.repository import debts_of
from ser_app.furs.models import Fur
from ser_app.furs.texts import period_words
from ser_app.ledger.journal import ObligationKind
from ser_app.ledger.models import Obligation
from ser_app.payments import repository
from ser_app.payments.asking import ask, close_interrupted, in_unit, reading
from ser_app.payments.gateways.port import (
    CircuitOpen,
    CreatedSession,
    GatewayError,
    Payer,
    PaymentGateway,
    SessionOrder,
)
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.recording import walk
from ser_app.payments.schedule import OPENING_LIMIT, schedule_of
from ser_app.payments.texts import (
    ANOTHER_ATTEMPT,
    BANK_MISSING,
    GATEWAY_DOWN,
    IN_REVIEW,
    NO_ANSWER_NOW,
    NOT_CREATED,
    TOO_LATE_TODAY,
    approved_text,
    pending_text,
)
from ser_app.payments.transitions import AttemptEvent, AttemptState
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.repository import operator_by_id

LAST_MINUTES: Final = timedelta(minutes=10)
"""So long before the end of a FUR's day no payment of it begins any more."""
_LONGEST_NAME: Final = 200
"""Letters of a debt's name: gateways take 250 of the whole description."""
_LAST_SECONDS: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Started:
    """Where to send the person.

    Attributes:
        attempt_public_id: The attempt; its result page is `/pagos/<id>`.
        process_url: The gateway's page.
        resumed: True when it is the session that was left unfinished.
    """

    attempt_public_id: str
    process_url: str
    resumed: bool = False


async def start(
    res: Resources,
    gateway: PaymentGateway,
    actor: Actor,
    number: str,
    *,
    address: str,
    user_agent: str,
    bank: str = "",
) -> Started:
    """Open a payment session for a FUR, or go on in the unfinished one.

    The attempt is stored before the gateway is called, and the gateway's session before anybody
    is sent there. A lost answer leaves a failed attempt and lets the person try again.

    Args:
        res: Resources.
        gateway: The gateway.
        actor: Who pays.
        number: The FUR's number.
        address: IP address of the person.
        user_agent: Browser of the person.
        bank: Code of the bank that the person chose, where the gateway asks for one.

    Raises:
        NotAllowed: The person may not pay.
        NotFound: No such FUR is visible.
        Refused: The FUR cannot be paid, its day is about to end, or no bank was chosen
            (`bank_missing`).
        Conflict: A payment of it is under way, or done.
        Unavailable: The gateway does not answer or refuses.
    """
    actor.require(Permission.PAYMENT_START)
    resumed = await _resume(res, gateway, actor, number)
    if resumed is not None:
        return resumed
    if gateway.asks_for_bank and not bank:
        raise Refused("bank_missing", BANK_MISSING, field="bank")
    attempt, order = await in_unit(
        res,
        lambda unit: _begin(
            unit, res, gateway.name, actor, number, address=address, user_agent=user_agent
        ),
    )
    try:
        session = await gateway.create_session(replace(order, bank=bank))
    except CircuitOpen as error:
        await in_unit(res, lambda unit: _not_opened(unit, res, attempt, actor, "circuit open"))
        raise Unavailable("gateway_down", GATEWAY_DOWN) from error
    except GatewayError as error:
        reason = f"{type(error).__name__}: {error}"
        await in_unit(res, lambda unit: _not_opened(unit, res, attempt, actor, reason))
        raise Unavailable("payment_not_created", NOT_CREATED) from error
    opened = await in_unit(res, lambda unit: _opened(unit, res, attempt, actor, session))
    if not opened:
        raise Unavailable("payment_not_created", NOT_CREATED)
    return Started(attempt.public_id, session.process_url)


async def _resume(
    res: Resources, gateway: PaymentGateway, actor: Actor, number: str
) -> Started | None:
    """The unfinished session of the FUR, if the person may go on in it."""
    attempts = await reading(
        res, lambda unit: repository.attempts_of_fur(unit, actor.scope, number)
    )
    for attempt in attempts:
        if attempt.state == AttemptState.APPROVED:
            raise _approved(res, attempt)
    live = next((attempt for attempt in attempts if attempt.live), None)
    if live is None:
        return None
    if live.state == AttemptState.CREATED:
        await _give_up_interrupted(res, live)
        return None
    try:
        current = await ask(res, gateway, live, source="web")
    except GatewayError as error:
        raise Unavailable("gateway_silent", NO_ANSWER_NOW) from error
    return _go_on(res, current)


def _go_on(res: Resources, attempt: PaymentAttempt) -> Started | None:
    expires_at = attempt.expires_at
    match attempt.state:
        case AttemptState.APPROVED:
            raise _approved(res, attempt)
        case AttemptState.REVIEW if attempt.live:
            raise Refused("payment_in_review", IN_REVIEW)
        case AttemptState.PENDING if (
            expires_at is not None and res.clock.now() < expires_at - _LAST_SECONDS
        ):
            return Started(attempt.public_id, attempt.process_url, resumed=True)
        case AttemptState.PENDING | AttemptState.PROCESSING:
            settings = res.settings
            text = pending_text(
                attempt.reference, attempt.cus, settings.contact_phone, settings.contact_email
            )
            raise Conflict("payment_pending", text)
        case _:
            return None


def _approved(res: Resources, attempt: PaymentAttempt) -> Conflict:
    settings = res.settings
    text = approved_text(
        attempt.reference, attempt.cus, settings.contact_phone, settings.contact_email
    )
    return Conflict("payment_approved", text)


async def _give_up_interrupted(res: Resources, attempt: PaymentAttempt) -> None:
    if res.clock.now() - attempt.created_at < OPENING_LIMIT:
        raise Conflict("attempt_under_way", ANOTHER_ATTEMPT)
    await in_unit(res, lambda unit: close_interrupted(unit, res, attempt.id or 0, "web"))


def _begin(
    unit: Unit,
    res: Resources,
    gateway_name: str,
    actor: Actor,
    number: str,
    *,
    address: str,
    user_agent: str,
) -> tuple[PaymentAttempt, SessionOrder]:
    """Store the attempt and say what to ask of the gateway."""
    now = res.clock.now()
    fur = settlement.payable(unit, actor.scope, number, res.clock.today())
    expires_at = expiration(res, fur, now)
    attempt = repository.insert_attempt(
        unit,
        PaymentAttempt(
            public_id=public_id(),
            fur_id=fur.id or 0,
            operator_id=fur.operator_id,
            channel="pse",
            regime=fur.regime,
            gateway=gateway_name,
            state=AttemptState.CREATED,
            reference=fur.reference or "",
            amount=fur.total,
            description=description_of(unit, fur),
            created_at=now,
            created_on=res.clock.today(),
            created_by_id=actor.user_id,
            expires_at=expires_at,
            next_poll_at=now + OPENING_LIMIT,
        ),
    )
    settlement.set_pending(unit, fur, pending=True)
    operator = operator_by_id(unit, fur.operator_id)
    page = f"{res.settings.base_url}/pagos/{attempt.public_id}"
    return attempt, SessionOrder(
        reference=attempt.reference,
        amount=attempt.amount,
        description=attempt.description,
        payer=Payer(operator.nit, operator.name, operator.email, operator.phone),
        expires_at=expires_at,
        return_url=page,
        cancel_url=page,
        address=address,
        user_agent=user_agent,
        attempt=attempt.public_id,
    )


def expiration(res: Resources, fur: Fur, now: datetime) -> datetime:
    """Until when a session of this FUR may last: no session outlives the FUR's day.

    Raises:
        Refused: Less than ten minutes of the FUR's day are left.
    """
    end_of_day = end_of_business_day(fur.payment_day, res.clock)
    if end_of_day - now < LAST_MINUTES:
        raise Refused("too_late_today", TOO_LATE_TODAY)
    return min(now + timedelta(minutes=res.settings.payment_minutes), end_of_day)


def description_of(unit: Unit, fur: Fur) -> str:
    """What the person reads at the gateway and on the result."""
    if fur.declaration_id is not None:
        return describe(fur.regime, fur.period, fur.number)
    return describe_debts([debt for _, debt in debts_of(unit, fur)], fur.number)


def describe(regime: str, period: str, number: str) -> str:
    """The same of a declaration, from the words of its FUR."""
    return f"Contraprestación {regime}, {period_words(period)}, {number}"


def describe_debts(debts: Iterable[Obligation], number: str) -> str:
    """The same of debts: what the only one is called, or that they are several."""
    names = list(dict.fromkeys(_debt_words(each) for each in debts))
    name = names[0] if len(names) == 1 else period_words("")
    return f"{shorten(name, _LONGEST_NAME, placeholder='…')}, {number}"


def _debt_words(debt: Obligation) -> str:
    if debt.kind == ObligationKind.DECLARATION:
        return f"Contraprestación {debt.regime}, {period_words(debt.period)}"
    return own_words(debt)


def _not_opened(
    unit: Unit, res: Resources, attempt: PaymentAttempt, actor: Actor, reason: str
) -> None:
    current = repository.attempt_by_id(unit, attempt.id or 0)
    if current.state != AttemptState.CREATED:
        return
    current.message = NOT_CREATED
    walk(
        unit,
        current,
        AttemptEvent.NOT_OPENED,
        at=res.clock.now(),
        detail=reason,
        author=actor,
        source="web",
    )


def _opened(
    unit: Unit, res: Resources, attempt: PaymentAttempt, actor: Actor, session: CreatedSession
) -> bool:
    """Store the gateway's session; False when the attempt was given up meanwhile."""
    current = repository.attempt_by_id(unit, attempt.id or 0)
    if current.state != AttemptState.CREATED:
        return False
    current.request_id = session.request_id
    current.process_url = session.process_url
    current.next_poll_at = schedule_of(res.settings).first_poll(current.created_at)
    walk(
        unit,
        current,
        AttemptEvent.SESSION_OPENED,
        at=res.clock.now(),
        author=actor,
        source="web",
    )
    return True
