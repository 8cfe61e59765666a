"""What the sandbox does with sessions: pure steps over its own tables, no network.

A rejected try leaves its session pending, so that the person may go on in it; the tenth closes
it. A bank that has not decided keeps the session open even past its expiration. What is due by
the clock (a bank's late decision, an expiration) is done whenever somebody looks.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from ser_app.base.clock import BOGOTA
from ser_app.base.database import Unit
from ser_app.payments.gateways.sandbox.checks import Order
from ser_app.payments.gateways.sandbox.documents import session_document
from ser_app.payments.gateways.sandbox.models import SandboxSession, SandboxTransaction
from ser_app.payments.gateways.sandbox.repository import (
    add_session,
    add_transaction,
    session_by_id,
    transactions_of,
)
from ser_app.payments.gateways.sandbox.scenarios import Notices, Outcome

MOST_REJECTIONS: Final = 10
_REQUEST_FIELDS: Final = (
    "locale", "buyer", "payment", "expiration", "ipAddress", "userAgent", "returnUrl",
    "cancelUrl", "paymentMethod", "fields",
)  # fmt: skip
_LARGEST_ID: Final = 2**31 - 1
_FOREVER: Final = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Seen:
    """A session after everything due was done.

    Attributes:
        session: Its row.
        transactions: Its tries that are told, newest first.
        ended: True when it reached its final state just now, so that a notification is due.
        changes_later: Whether a bank will decide something by itself.
    """

    session: SandboxSession
    transactions: Sequence[SandboxTransaction]
    ended: bool
    changes_later: bool = False

    @property
    def open(self) -> bool:
        """Whether somebody may pay in it now."""
        return self.session.state == "PENDING" and not self.in_process

    @property
    def in_process(self) -> bool:
        """Whether a bank has not decided."""
        return any(item.state == "PENDING" for item in self.transactions)

    @property
    def document(self) -> dict[str, Any]:
        """The answer to a query."""
        return session_document(self.session, self.transactions)


def open_session(
    unit: Unit, order: Order, document: dict[str, Any], now: datetime
) -> SandboxSession:
    """Store a new session and give its row."""
    session = SandboxSession(
        token=secrets.token_hex(16),
        state="PENDING",
        reason="PC",
        message="La petición se encuentra pendiente",
        state_at=now,
        scenario=order.scenario,
        notices=order.notices,
        reference=order.reference,
        total=order.total,
        currency=order.currency,
        return_url=order.return_url,
        cancel_url=order.cancel_url,
        created_at=now,
        expires_at=order.expires_at,
        request={key: document[key] for key in _REQUEST_FIELDS if key in document},
    )
    add_session(unit, session)
    return session


def look(unit: Unit, session_id: int, now: datetime) -> Seen | None:
    """A session as it stands now; None when there is none by that number."""
    session = session_by_id(unit, session_id) if session_id <= _LARGEST_ID else None
    if session is None:
        return None
    transactions = transactions_of(unit, session_id)
    ended = _settle(session, transactions, now) or _expire(session, transactions, now)
    return _seen(session, transactions, ended=ended)


def _seen(
    session: SandboxSession, transactions: Sequence[SandboxTransaction], *, ended: bool
) -> Seen:
    later = any(item.settles_to for item in transactions)
    return Seen(session, [item for item in transactions if item.state != _UNSEEN], ended, later)


def visit_bank(
    unit: Unit, seen: Seen, outcome: Outcome, bank: str, now: datetime, settle_seconds: int
) -> Seen:
    """Do what the person (or the scenario) chose; nothing when the session is not open."""
    session = seen.session
    if not seen.open or session.id is None:
        return seen
    if outcome is Outcome.ABANDON:
        return seen
    if outcome is Outcome.CANCEL:
        _close(session, "REJECTED", "?C", "La petición ha sido cancelada por el usuario", now)
        return Seen(session, seen.transactions, ended=True)
    for _ in range(2 if outcome is Outcome.APPROVE_TWICE else 1):
        add_transaction(unit, _try(session, outcome, bank, now, settle_seconds))
    transactions = transactions_of(unit, session.id)
    if outcome is Outcome.APPROVE_TOO_LATE:
        _close(session, "REJECTED", "XN", _EXPIRED, now)
        return _seen(session, transactions, ended=True)
    return _seen(session, transactions, ended=_follow(session, transactions, now))


def cancel(seen: Seen, now: datetime) -> bool:
    """Close a session by the merchant; False when it has a payment or is closed."""
    if not seen.open:
        return False
    _close(seen.session, "REJECTED", "MC", "La petición ha sido cancelada por el comercio", now)
    return True


def choose_notices(session: SandboxSession, notices: Notices) -> None:
    """Let the person on the bank's page decide what becomes of the notification."""
    session.notices = notices


def _try(
    session: SandboxSession, outcome: Outcome, bank: str, now: datetime, settle_seconds: int
) -> SandboxTransaction:
    state, reason, message, settles_to = _TRIES[outcome]
    settles_in = timedelta(seconds=settle_seconds) if settles_to else _FOREVER
    return SandboxTransaction(
        session_id=session.id or 0,
        state=state,
        reason=reason,
        message=message,
        state_at=now,
        bank=bank,
        cus=str(secrets.randbelow(900_000_000) + 100_000_000),
        cycle=str(1 + now.astimezone(BOGOTA).hour // 5),
        total=session.total + _DIFFERENCES.get(outcome, 0),
        currency="USD" if outcome is Outcome.OTHER_CURRENCY else session.currency,
        settles_to=settles_to,
        settles_at=now + settles_in if settles_to or state == "PENDING" else None,
    )


_UNSEEN: Final = "UNSEEN"
_GIVEN_BACK: Final = "REFUNDED"
_EXPIRED: Final = "La petición ha expirado"
_DIFFERENCES: Final = {Outcome.OTHER_AMOUNT: -1000, Outcome.TOO_MUCH: 1000}
"""Pesos by which a bank is told to be wrong."""
_APPROVED: Final = ("APPROVED", "00", "Aprobada")
_REJECTED: Final = ("REJECTED", "05", "Rechazada: fondos insuficientes (prueba)")
_PENDING: Final = ("PENDING", "PT", "El banco tiene la transacción en proceso")
_TRIES: Final = {
    Outcome.APPROVE: (*_APPROVED, ""),
    Outcome.OTHER_AMOUNT: (*_APPROVED, ""),
    Outcome.TOO_MUCH: (*_APPROVED, ""),
    Outcome.OTHER_CURRENCY: (*_APPROVED, ""),
    Outcome.APPROVE_TWICE: (*_APPROVED, ""),
    Outcome.APPROVE_AND_GIVE_BACK: (*_APPROVED, _GIVEN_BACK),
    Outcome.APPROVE_TOO_LATE: (_UNSEEN, "", "", "APPROVED"),
    Outcome.REJECT: (*_REJECTED, ""),
    Outcome.APPROVE_LATER: (*_PENDING, "APPROVED"),
    Outcome.REJECT_LATER: (*_PENDING, "REJECTED"),
    Outcome.STAY_PENDING: (*_PENDING, ""),
}


def _settle(
    session: SandboxSession, transactions: Sequence[SandboxTransaction], now: datetime
) -> bool:
    due = [
        item
        for item in transactions
        if item.settles_to and item.settles_at and item.settles_at <= now
    ]
    # What is given back changes no state, and nobody is notified of it: whoever asks sees it.
    told = [item for item in due if item.settles_to != _GIVEN_BACK]
    for item in due:
        _decide(item, now)
    return bool(told) and _follow(session, transactions, now)


def _decide(item: SandboxTransaction, now: datetime) -> None:
    """Let a bank do with a try what it was going to do."""
    decision, item.settles_to = item.settles_to, ""
    if decision == _GIVEN_BACK:
        item.refunded = True
        return
    item.state, item.reason, item.message = _APPROVED if decision == "APPROVED" else _REJECTED
    item.state_at = item.settles_at or now


def _follow(
    session: SandboxSession, transactions: Sequence[SandboxTransaction], now: datetime
) -> bool:
    """Let the session follow its tries; True when that ends it."""
    newest = transactions[0]
    if any(item.state == "APPROVED" for item in transactions):
        _close(session, "APPROVED", "00", "La petición ha sido aprobada exitosamente", now)
        return True
    if newest.state == "PENDING":
        session.reason, session.message, session.state_at = "PT", newest.message, now
        return False
    rejections = sum(item.state == "REJECTED" for item in transactions)
    if rejections >= MOST_REJECTIONS:
        _close(session, "REJECTED", "XN", "Se alcanzó el límite de intentos", now)
        return True
    session.reason, session.message = "PC", "La petición se encuentra pendiente"
    session.state_at = now
    return False


def _expire(
    session: SandboxSession, transactions: Sequence[SandboxTransaction], now: datetime
) -> bool:
    waiting = any(item.state == "PENDING" for item in transactions)
    if session.state != "PENDING" or waiting or now < session.expires_at:
        return False
    _close(session, "REJECTED", "XN", _EXPIRED, now)
    return True


def _close(session: SandboxSession, state: str, reason: str, message: str, at: datetime) -> None:
    session.state, session.reason, session.message, session.state_at = state, reason, message, at
