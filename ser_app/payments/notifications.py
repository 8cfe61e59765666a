"""What a gateway tells us by itself: only ever a hint to ask it."""

import logging
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Final
from weakref import WeakKeyDictionary

from ser_app.base.database import Database, Unit
from ser_app.base.resources import Resources
from ser_app.payments import repository
from ser_app.payments.asking import answered, ask_quietly, in_unit, reading
from ser_app.payments.gateways.port import Notification, PaymentGateway

_log = logging.getLogger(__name__)
_SOON: Final = timedelta(seconds=30)
_REPLAYED: Final = timedelta(seconds=10)
_MOST_KEPT: Final = 4096
_HEARD: Final[WeakKeyDictionary[Database, OrderedDict[tuple[str, str], datetime]]] = (
    WeakKeyDictionary()
)
"""When this process last acted on a notification, the newest last."""


async def receive_notification(res: Resources, gateway: PaymentGateway, body: bytes) -> None:
    """Check a notification and act on it; the door may do the two parts one after the other.

    Raises:
        NotificationRefused: Malformed, or not signed by the gateway.
    """
    await act_on_notification(res, gateway, gateway.read_notification(body))


async def act_on_notification(
    res: Resources, gateway: PaymentGateway, notification: Notification
) -> None:
    """Ask the gateway about the session that it names; twice the same does nothing twice.

    The same one again within some seconds asks nothing: the job does, soon. Another one waits for
    the answer to a question that is under way, which may have been asked before what it tells.
    Neither reference nor amount of a notification is signed, so nothing of it is used but the
    session's number. When the gateway does not answer, the job asks soon.
    """
    attempt = await reading(
        res,
        lambda unit: repository.attempt_by_request_id(unit, gateway.name, notification.request_id),
    )
    if attempt is None:
        _log.warning("Notification of an unknown session %s", notification.request_id)
        return
    if _is_new(res, gateway, notification):
        await answered(res, attempt)
        if await ask_quietly(res, gateway, attempt, source="api"):
            return
    attempt_id = attempt.id or 0

    def hurry(unit: Unit) -> None:
        current = repository.attempt_by_id(unit, attempt_id)
        if current.next_poll_at is not None:
            current.next_poll_at = min(current.next_poll_at, res.clock.now() + _SOON)

    await in_unit(res, hurry)


def _is_new(res: Resources, gateway: PaymentGateway, notification: Notification) -> bool:
    if not notification.signature:
        return True
    kept = _HEARD.setdefault(res.database, OrderedDict())
    key = (gateway.name, notification.signature)
    now, heard = res.clock.now(), kept.get(key)
    if heard is not None and timedelta() <= now - heard < _REPLAYED:
        return False
    kept[key] = now
    kept.move_to_end(key)
    if len(kept) > _MOST_KEPT:
        kept.popitem(last=False)
    return True
