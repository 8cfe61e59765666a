"""Counts of what waits, each with the instant since when the oldest one does."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.mail.models import MailState, OutgoingMail
from ser_app.base.models import AuditEvent, AuditSeal
from ser_app.ledger.agreements.models import Agreement
from ser_app.ledger.in_favour.models import Refund
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.treasury.models import MoneyClaim
from ser_app.people.models import User
from ser_app.people.permissions import Role
from ser_app.people.requests.models import AccessRequest

Waits = tuple[int, datetime | None]
"""How many, and since when the oldest one."""


def _waits(unit: Unit, since: Any, *conditions: ColumnElement[bool]) -> Waits:
    number, oldest = unit.session.execute(
        select(func.count(), func.min(since)).where(*conditions)
    ).one()
    return int(number), oldest


def requests(unit: Unit, state: str, *, besides: int = 0) -> Waits:
    """Requests of users in a state that somebody else than this user reviewed, if anybody did."""
    reviewer = func.coalesce(col(AccessRequest.reviewed_by_id), 0)
    return _waits(
        unit,
        col(AccessRequest.sent_at),
        col(AccessRequest.state) == state,
        (reviewer != besides) | (reviewer == 0),
    )


def refunds(unit: Unit, states: Collection[str], *, besides: int = 0) -> Waits:
    """Refunds in some states that somebody else than this user reviewed, if anybody did."""
    reviewer = func.coalesce(col(Refund.reviewed_by_id), 0)
    return _waits(
        unit,
        col(Refund.asked_at),
        col(Refund.state).in_(states),
        (reviewer != besides) | (reviewer == 0),
    )


def agreements(unit: Unit, state: str, *, besides: int = 0) -> Waits:
    """Agreements in a state that somebody else than this user reviewed, if anybody did."""
    reviewer = func.coalesce(col(Agreement.reviewed_by_id), 0)
    return _waits(
        unit,
        col(Agreement.proposed_at),
        col(Agreement.state) == state,
        (reviewer != besides) | (reviewer == 0),
    )


def claims(unit: Unit) -> Waits:
    """Claims of unidentified money that nobody has decided on."""
    return _waits(unit, col(MoneyClaim.asked_at), col(MoneyClaim.state) == "open")


def mails_lost(unit: Unit) -> Waits:
    """Mails that were given up."""
    return _waits(unit, col(OutgoingMail.queued_at), col(OutgoingMail.state) == MailState.GIVEN_UP)


def mails_late(unit: Unit, before: datetime) -> Waits:
    """Mails that wait since before an instant: the server of mail does not take them."""
    return _waits(
        unit,
        col(OutgoingMail.queued_at),
        col(OutgoingMail.state) == MailState.WAITING,
        col(OutgoingMail.queued_at) < before,
    )


def questions_late(unit: Unit, before: datetime) -> Waits:
    """Payments about which the bank should have been asked before an instant: a job stalls."""
    return _waits(
        unit,
        col(PaymentAttempt.next_poll_at),
        col(PaymentAttempt.live).is_(other=True),
        col(PaymentAttempt.next_poll_at) < before,
    )


def events_unsealed(unit: Unit, before: datetime) -> Waits:
    """Events that are older than an instant and not in the chain: the sealing stands still."""
    settled = select(func.coalesce(func.max(AuditSeal.settled), 0)).scalar_subquery()
    return _waits(
        unit, col(AuditEvent.at), col(AuditEvent.id) > settled, col(AuditEvent.at) < before
    )


def invited(unit: Unit, operator_id: int | None) -> Waits:
    """People of an operator, or of the Ministry, who have not accepted their account."""
    return _waits(
        unit,
        col(User.created_at),
        col(User.operator_id) == operator_id if operator_id else col(User.operator_id).is_(None),
        col(User.invited).is_(other=True),
    )


def auditors_undated(unit: Unit) -> Waits:
    """Auditors' accounts that do not work because they have no days."""
    return _waits(
        unit,
        col(User.created_at),
        col(User.role) == Role.AUDITOR,
        col(User.suspended_at).is_(None),
        col(User.access_from).is_(None) | col(User.access_to).is_(None),
    )
