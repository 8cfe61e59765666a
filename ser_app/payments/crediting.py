"""From a gateway's answer to the books, in one transaction.

The result is the same however often and in whatever order answers come.
"""

from datetime import date, datetime
from typing import Final

from ser_app.base.clock import business_day_of
from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.furs import settlement
from ser_app.furs.models import Fur
from ser_app.furs.states import FurState, ShownFurState
from ser_app.furs.texts import STATE_WORDS as FUR_STATE_WORDS
from ser_app.payments.gateways.port import SessionReport, SessionState, Transaction
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.recording import walk
from ser_app.payments.texts import ODD_FUR
from ser_app.payments.transitions import OPEN_STATES, AttemptEvent, AttemptState
from ser_app.payments.verdict import Expected, Verdict, judge

_WITHOUT_BANK: Final = frozenset({SessionState.EXPIRED, SessionState.CANCELLED})
"""Endings that no bank decided: an earlier try's words would mislead."""


def apply_report(
    unit: Unit, res: Resources, attempt: PaymentAttempt, report: SessionReport, *, source: str
) -> None:
    """Do what the gateway's answer means for an attempt, which the caller has locked.

    An approval pays the FUR in the same transaction. One that cannot be credited (another
    amount, a FUR already paid) goes to `review`.
    """
    now = res.clock.now()
    state = AttemptState(attempt.state)
    verdict = judge(state, Expected(attempt.reference, attempt.amount), report)
    if state in OPEN_STATES or verdict.event is not None:
        _remember(attempt, report, verdict.transaction)
    attempt.queried_at = now
    if verdict.event is AttemptEvent.APPROVED:
        _credit(unit, res, attempt, report, verdict, source)
    elif verdict.event is not None:
        walk(unit, attempt, verdict.event, at=now, detail=verdict.detail, source=source)
    unit.flush()


def _credit(
    unit: Unit,
    res: Resources,
    attempt: PaymentAttempt,
    report: SessionReport,
    verdict: Verdict,
    source: str,
) -> None:
    now = res.clock.now()
    fur = settlement.fur_by_id(unit, attempt.fur_id, for_update=True)
    # A FUR already paid by another attempt: this money is one too many.
    if fur.state == FurState.PAID or not settlement.takes_payment(unit, fur):
        if attempt.state != AttemptState.REVIEW:
            shown = FUR_STATE_WORDS[ShownFurState(fur.state)]
            detail = ODD_FUR.format(state=shown.lower())
            walk(unit, attempt, AttemptEvent.MISMATCH, at=now, detail=detail, source=source)
        return
    attempt.value_day = _value_day(res, verdict.transaction, report, now)
    settlement.mark_paid(unit, res, fur, attempt.value_day)
    walk(
        unit,
        attempt,
        AttemptEvent.APPROVED,
        at=now,
        source=source,
        facts=_credit_facts(fur, attempt.value_day),
    )


def _credit_facts(fur: Fur, value_day: date) -> dict[str, object]:
    facts: dict[str, object] = {"fur": fur.number, "value_day": value_day.isoformat()}
    if value_day > fur.payment_day:
        # Begun in time, decided by the bank after midnight: credited, and told to whoever looks.
        facts["after_payment_day"] = fur.payment_day.isoformat()
    return facts


def _value_day(
    res: Resources, transaction: Transaction | None, report: SessionReport, now: datetime
) -> date:
    at = (transaction.at if transaction else None) or report.at or now
    return business_day_of(at, res.clock)


def _remember(
    attempt: PaymentAttempt, report: SessionReport, transaction: Transaction | None
) -> None:
    attempt.seen = dict(report.raw)
    attempt.message = report.message
    if transaction is None:
        return
    if report.state not in _WITHOUT_BANK:
        attempt.message = transaction.message or report.message
    attempt.cus = transaction.cus or attempt.cus
    attempt.cycle = transaction.cycle or attempt.cycle
    attempt.bank = transaction.bank or attempt.bank
    attempt.receipt = transaction.receipt or attempt.receipt
    attempt.transacted_at = transaction.at or attempt.transacted_at
