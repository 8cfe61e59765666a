"""Asking the gateway about an attempt and applying what it says.

Every door comes through here: the person who comes back, the notification and the job. The
gateway is called outside of any transaction and never blocks the event loop; the database is
touched in threads.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Final, TypeVar

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.payments import repository
from ser_app.payments.crediting import apply_report
from ser_app.payments.gateways import gateway_named
from ser_app.payments.gateways.port import FinalFailure, GatewayError, PaymentGateway
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.recording import walk
from ser_app.payments.schedule import OPENING_LIMIT
from ser_app.payments.texts import INTERRUPTED
from ser_app.payments.transitions import AttemptEvent, AttemptState

_log = logging.getLogger(__name__)
Result = TypeVar("Result")

ASKABLE = frozenset({AttemptState.PENDING, AttemptState.PROCESSING, AttemptState.REVIEW})
"""States that the gateway's answer may change."""


_UNDER_WAY: Final[dict[tuple[int, int], "asyncio.Future[PaymentAttempt]"]] = {}
"""Questions of this process without an answer yet, by database and attempt."""


async def in_unit(res: Resources, work: Callable[[Unit], Result]) -> Result:
    """Run `work` in a write transaction of its own, in a thread."""

    def run() -> Result:
        with res.database.unit() as unit:
            return work(unit)

    return await asyncio.to_thread(run)


async def reading(res: Resources, work: Callable[[Unit], Result]) -> Result:
    """Run `work` over a unit that never writes, in a thread."""

    def run() -> Result:
        with res.database.reading() as unit:
            return work(unit)

    return await asyncio.to_thread(run)


async def ask(
    res: Resources,
    gateway: PaymentGateway,
    attempt: PaymentAttempt,
    *,
    source: str,
    worth: Callable[[PaymentAttempt], bool] = lambda _: True,
) -> PaymentAttempt:
    """Ask where the attempt's session stands and apply the answer.

    One question at a time: whoever asks meanwhile gets the answer, or the failure, of the first.

    Args:
        res: Resources.
        gateway: The gateway of new payments; one that began in another is asked about there.
        attempt: A PSE attempt, as read a moment ago.
        source: The door, for the audit trail.
        worth: Whether the attempt, read again, is worth a question: somebody else's may have had
            its answer since.

    Returns:
        The attempt as it is afterwards.

    Raises:
        TemporaryFailure: No answer now; the attempt is as it was.
        FinalFailure: The gateway does not know the session, or refuses us; likewise.
    """
    key = (id(res.database), attempt.id or 0)
    running = _UNDER_WAY.get(key)
    if running is None or running.get_loop() is not asyncio.get_running_loop():
        running = asyncio.ensure_future(_ask(res, gateway, attempt, source, worth))
        _UNDER_WAY[key] = running
        running.add_done_callback(lambda done: _forget(key, done))
    return await asyncio.shield(running)


async def answered(res: Resources, attempt: PaymentAttempt) -> None:
    """Wait until a question about the attempt that is under way has its answer, if one is."""
    running = _UNDER_WAY.get((id(res.database), attempt.id or 0))
    if running is not None and running.get_loop() is asyncio.get_running_loop():
        await asyncio.wait([running])


def _forget(key: tuple[int, int], done: "asyncio.Future[PaymentAttempt]") -> None:
    if _UNDER_WAY.get(key) is done:
        del _UNDER_WAY[key]
    if not done.cancelled():
        done.exception()  # whoever asked has it; nobody may be left to read it


async def _ask(
    res: Resources,
    gateway: PaymentGateway,
    attempt: PaymentAttempt,
    source: str,
    worth: Callable[[PaymentAttempt], bool],
) -> PaymentAttempt:
    attempt_id = attempt.id or 0
    if source == "web":
        attempt = await reading(
            res, lambda unit: repository.attempt_by_id(unit, attempt_id, for_update=False)
        )
        if not worth(attempt):
            return attempt
    if attempt.request_id is None:
        return await in_unit(res, lambda unit: close_interrupted(unit, res, attempt_id, source))
    report = await begun_in(res, gateway, attempt).query(attempt.request_id)

    def work(unit: Unit) -> PaymentAttempt:
        current = repository.attempt_by_id(unit, attempt_id)
        apply_report(unit, res, current, report, source=source)
        return current

    return await in_unit(res, work)


def begun_in(res: Resources, gateway: PaymentGateway, attempt: PaymentAttempt) -> PaymentGateway:
    """The gateway in which an attempt began.

    Raises:
        FinalFailure: This installation does not have it any more.
    """
    if attempt.gateway == gateway.name:
        return gateway
    other = gateway_named(attempt.gateway, res.settings, res.clock)
    if other is None:
        raise FinalFailure(f"No settings for the gateway {attempt.gateway}")
    return other


def close_interrupted(unit: Unit, res: Resources, attempt_id: int, source: str) -> PaymentAttempt:
    """Fail an attempt whose creation was cut off: its session, if any, is known to nobody.

    One that was begun a moment ago is left alone: the gateway may still be answering.
    """
    attempt = repository.attempt_by_id(unit, attempt_id)
    now = res.clock.now()
    lost = attempt.state == AttemptState.CREATED and attempt.request_id is None
    if lost and now - attempt.created_at >= OPENING_LIMIT:
        attempt.message = INTERRUPTED
        detail = "no answer to its creation was stored"
        walk(unit, attempt, AttemptEvent.NOT_OPENED, at=now, detail=detail, source=source)
    return attempt


async def ask_quietly(
    res: Resources, gateway: PaymentGateway, attempt: PaymentAttempt, *, source: str
) -> bool:
    """As `ask`, for jobs: False, and a line in the log, when the gateway does not answer."""
    try:
        await ask(res, gateway, attempt, source=source)
    except GatewayError as error:
        _log.warning("Payment %s: %s: %s", attempt.public_id, type(error).__name__, error)
        return False
    return True
