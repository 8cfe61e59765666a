"""The job that asks the gateway about attempts without a final answer (the *sonda*)."""

import asyncio
import logging
from datetime import timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.jobs.job import Job
from ser_app.base.resources import Resources
from ser_app.payments import repository
from ser_app.payments.asking import ask_quietly, in_unit, reading
from ser_app.payments.gateways import gateway_of
from ser_app.payments.gateways.port import PaymentGateway
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.recording import walk
from ser_app.payments.schedule import look_again, schedule_of
from ser_app.payments.texts import ODD_SILENCE
from ser_app.payments.transitions import OPEN_STATES, AttemptEvent, AttemptState, can
from ser_app.settings import Settings

_log = logging.getLogger(__name__)
_BATCH: Final = 50
_AT_ONCE: Final = 8
_LEASE: Final = timedelta(minutes=2)
_SLOWEST_TICK: Final = timedelta(seconds=15)
_AFTER_SILENCE: Final = timedelta(hours=1)
_FASTEST_TICK: Final = timedelta(seconds=1)


async def poll_due(res: Resources, gateway: PaymentGateway) -> int:
    """Ask about every attempt whose time has come, once.

    Work is claimed in the database, so that several workers share it and a crashed one's part
    is taken up again; applying an answer twice does nothing.

    Returns:
        How many attempts were taken up.
    """
    claimed = await in_unit(
        res, lambda unit: repository.claim_due(unit, res.clock.now(), _LEASE, _BATCH)
    )
    gate = asyncio.Semaphore(_AT_ONCE)

    async def one(attempt_id: int) -> None:
        async with gate:
            try:
                await _poll(res, gateway, attempt_id)
            except Exception:  # noqa: BLE001  one attempt's fault must not stop the others
                _log.exception("Polling attempt %s failed; its lease brings it back", attempt_id)

    await asyncio.gather(*(one(attempt_id) for attempt_id in claimed))
    return len(claimed)


async def work_once(res: Resources) -> int:
    """One round with the gateway of the settings; gives how many attempts were taken up."""
    return await poll_due(res, gateway_of(res.settings, res.clock))


async def _poll(res: Resources, gateway: PaymentGateway, attempt_id: int) -> None:
    attempt = await reading(
        res, lambda unit: repository.attempt_by_id(unit, attempt_id, for_update=False)
    )
    told = await ask_quietly(res, gateway, attempt, source="job")
    await in_unit(res, lambda unit: _plan(unit, res, attempt_id, told=told))


def _plan(unit: Unit, res: Resources, attempt_id: int, *, told: bool) -> PaymentAttempt:
    """Set the next time, or hand a silent one over to Tesorería."""
    attempt = repository.attempt_by_id(unit, attempt_id)
    now = res.clock.now()
    attempt.polls += 1
    state = AttemptState(attempt.state)
    if state not in OPEN_STATES:
        ended = attempt.finished_at or now
        attempt.next_poll_at = look_again(state, ended, now) if told else now + _AFTER_SILENCE
        return attempt
    schedule = schedule_of(res.settings)
    attempt.next_poll_at = schedule.next_poll(attempt.created_at, attempt.polls, now)
    silent = attempt.expires_at is not None and now >= schedule.gives_up_at(attempt.expires_at)
    if silent and can(state, AttemptEvent.NO_ANSWER):
        detail = ODD_SILENCE.format(polls=attempt.polls)
        walk(unit, attempt, AttemptEvent.NO_ANSWER, at=now, detail=detail)
    return attempt


def _tick(settings: Settings) -> timedelta:
    shortest = timedelta(seconds=settings.poll_shortest_seconds)
    return min(_SLOWEST_TICK, max(_FASTEST_TICK, shortest / 2))


POLLING_JOB: Final = Job(
    name="payments.poll",
    words="Preguntar a la pasarela por los pagos sin respuesta",
    every=_tick,
    work=work_once,
)
