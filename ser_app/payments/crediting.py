"""From a gateway's answer to the books, in one transaction.

The result is the same however often and in whatever order answers come.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from ser_app.base.clock import business_day_of
from ser_app.base.database import Unit
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources
from ser_app.furs import settlement
from ser_app.furs.models import Fur
from ser_app.furs.reversing import take_back
from ser_app.furs.states import FurState, ShownFurState
from ser_app.furs.texts import STATE_WORDS as FUR_STATE_WORDS
from ser_app.payments.collecting.judging import CENTS, Odd
from ser_app.payments.gateways.port import SessionReport, SessionState, Transaction
from ser_app.payments.holding import give_back, give_part_back, hold, in_books
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.reconciliation.given_back.telling import tell_missing
from ser_app.payments.reconciliation.models import BankException
from ser_app.payments.reconciliation.repository import exceptions_of_attempt
from ser_app.payments.recording import walk
from ser_app.payments.texts import ODD_FUR
from ser_app.payments.transitions import OPEN_STATES, AttemptEvent, AttemptState, can
from ser_app.payments.verdict import Expected, Verdict, judge, kept_of

_NOT_TAKEN: Final = {FurState.ANNULLED: Odd.ANNULLED, FurState.REPLACED: Odd.ALREADY_PAID}
_A_MOMENT: Final = timedelta(seconds=1)
_WITHOUT_BANK: Final = frozenset({SessionState.EXPIRED, SessionState.CANCELLED})
"""Endings that no bank decided: an earlier try's words would mislead."""
_WITH_MONEY: Final = frozenset({AttemptState.APPROVED, AttemptState.REVIEW, AttemptState.RESOLVED})
"""States in which the books have what the session brought."""


def apply_report(
    unit: Unit, res: Resources, attempt: PaymentAttempt, report: SessionReport, *, source: str
) -> None:
    """Do what the gateway's answer means for an attempt, which the caller has locked.

    An approval pays the FUR in the same transaction. Money that cannot be credited (another
    amount, a FUR already paid) is held for Tesorería; money that was given back leaves the books.
    """
    state = AttemptState(attempt.state)
    verdict = judge(state, Expected(attempt.reference, attempt.amount), report)
    if state in OPEN_STATES or verdict.event is not None:
        _remember(attempt, report, verdict.transaction)
    attempt.queried_at = res.clock.now()
    _Answer(unit, res, attempt, report, verdict, source).apply()
    unit.flush()


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer under way."""

    unit: Unit
    res: Resources
    attempt: PaymentAttempt
    report: SessionReport
    verdict: Verdict
    source: str

    def apply(self) -> None:
        """Walk the edge, with what it does to the books."""
        verdict = self.verdict
        match verdict.event:
            case AttemptEvent.APPROVED | AttemptEvent.LATE_APPROVAL:
                self._approve(verdict.event)
            case AttemptEvent.MISMATCH:
                self._hold(verdict.odd or Odd.UNREADABLE, verdict.cents)
                self._walk(AttemptEvent.MISMATCH)
                self._hold_what_is_more()
            case AttemptEvent.REVERSED:
                self._reverse()
            case None:
                self._hold_what_is_more()
            case event:
                self._walk(event)

    def _approve(self, event: AttemptEvent) -> None:
        attempt = self.attempt
        fur = settlement.fur_by_id(self.unit, attempt.fur_id, for_update=True)
        if attempt.state == AttemptState.REVIEW and self._is_held():
            self._hold_what_is_more()  # its money waits for a person, who alone says where it goes
            return
        if fur.state == FurState.PAID or not settlement.takes_payment(self.unit, fur):
            self._one_too_many(fur)
            return
        value_day = self._value_day()
        try:
            with self.unit.savepoint():
                settlement.mark_paid(self.unit, self.res, fur, value_day, channel="pse")
        except SerError:  # whatever the reason, the bank has the money: it is held, never dropped
            self._one_too_many(fur)
            return
        attempt.value_day = value_day
        self._walk(event, facts=_credit_facts(fur, value_day))
        self._hold_what_is_more()

    def _one_too_many(self, fur: Fur) -> None:
        """The FUR does not take the money any more: all of it is held."""
        attempt = self.attempt
        odd = _NOT_TAKEN.get(FurState(fur.state), Odd.ALREADY_PAID)
        self._hold(odd, attempt.amount * CENTS + self.verdict.cents)
        if can(AttemptState(attempt.state), AttemptEvent.MISMATCH):
            shown = FUR_STATE_WORDS[ShownFurState(fur.state)]
            self._walk(AttemptEvent.MISMATCH, detail=ODD_FUR.format(state=shown.lower()))

    def _reverse(self) -> None:
        """Take out of the books what the bank gave back, wherever it had gone."""
        attempt, missing = self.attempt, 0
        if attempt.state == AttemptState.APPROVED:
            fur = settlement.fur_by_id(self.unit, attempt.fur_id, for_update=True)
            if not take_back(self.unit, self.res, fur):
                missing = attempt.amount
        missing += give_back(self.unit, self.res, attempt, source=self.source)
        if missing:
            tell_missing(self.unit, self.res, self._hold(Odd.GIVEN_BACK, -missing * CENTS))
        self._walk(AttemptEvent.REVERSED)

    def _hold_what_is_more(self) -> None:
        """What the session has approved and is neither credited nor held yet, whenever it came.

        Gateways tell transactions by no number that is always there, so that sums are compared:
        the same answer again finds nothing more. What was held and went back leaves by itself.
        """
        told, attempt = kept_of(self.report), self.attempt
        if told is None or attempt.state not in _WITH_MONEY:
            return
        rows = in_books(self.unit, attempt)
        credited = attempt.amount * CENTS if attempt.state == AttemptState.APPROVED else 0
        more = told.cents - credited - sum(row.cents for row in rows)
        odd = Odd.SEVERAL if told.count > 1 or not rows else Odd(rows[0].kind)
        if more > 0:
            self._hold(odd, more)
        elif more < 0:
            give_part_back(self.unit, self.res, attempt, -more, source=self.source)
        for _ in range(told.unknown - sum(row.cents == 0 for row in rows)):
            self._hold(odd, 0)

    def _is_held(self) -> bool:
        return bool(exceptions_of_attempt(self.unit, self.attempt.id or 0))

    def _hold(self, odd: Odd, cents: int) -> BankException:
        return hold(
            self.unit,
            self.res,
            self.attempt,
            odd,
            cents=cents,
            value_day=self._value_day() if cents >= 0 else self.res.clock.today(),
            source=self.source,
        )

    def _walk(
        self, event: AttemptEvent, *, detail: str = "", facts: Mapping[str, Any] | None = None
    ) -> None:
        walk(
            self.unit,
            self.attempt,
            event,
            at=self.res.clock.now(),
            detail=detail or self.verdict.detail,
            source=self.source,
            facts=facts,
        )

    def _value_day(self) -> date:
        """The Bogotá day on which the transaction began: nobody begins one in an expired session.

        A bank that decides after midnight, or days later, tells the instant of its decision.
        """
        transaction, expires_at = self.verdict.transaction, self.attempt.expires_at
        at = (transaction.at if transaction else None) or self.report.at or self.res.clock.now()
        if expires_at is not None:
            at = min(at, expires_at - _A_MOMENT)
        return business_day_of(at, self.res.clock)


def _credit_facts(fur: Fur, value_day: date) -> dict[str, object]:
    facts: dict[str, object] = {"fur": fur.number, "value_day": value_day.isoformat()}
    if value_day > fur.payment_day:
        # Only where the gateway tells no expiration: credited, and told to whoever looks.
        facts["after_payment_day"] = fur.payment_day.isoformat()
    return facts


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
