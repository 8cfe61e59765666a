"""The graph of attempt states, and the verdict on each answer of a gateway."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ser_app.payments.collecting.judging import Odd
from ser_app.payments.gateways.port import (
    SessionReport,
    SessionState,
    Transaction,
    TransactionState,
)
from ser_app.payments.transitions import (
    EDGES,
    FINAL_STATES,
    OPEN_STATES,
    AttemptEvent,
    AttemptState,
    IllegalStep,
    follow,
)
from ser_app.payments.verdict import Expected, judge

AT = datetime(2013, 6, 20, 15, tzinfo=UTC)
EXPECTED = Expected("1122334455", 23_019_000)
PAID = Transaction(
    TransactionState.APPROVED, "1122334455", Decimal(23_019_000), "COP", AT, cus="999900"
)


def approved(*transactions: Transaction) -> SessionReport:
    return SessionReport("1", SessionState.APPROVED, "Aprobada", AT, transactions)


def test_every_state_has_its_edges_and_every_state_can_be_reached() -> None:
    assert set(EDGES) == set(AttemptState)
    reached = {target for edges in EDGES.values() for target in edges.values()}
    assert reached | {AttemptState.CREATED} == set(AttemptState)


def test_no_final_state_goes_back_to_an_open_one() -> None:
    for state in FINAL_STATES | {AttemptState.REVIEW}:
        assert not set(EDGES[state].values()) & OPEN_STATES


def test_an_approval_is_only_ever_undone_by_a_reversal() -> None:
    assert dict(EDGES[AttemptState.APPROVED]) == {AttemptEvent.REVERSED: AttemptState.REVERSED}


def test_a_step_outside_the_graph_is_refused() -> None:
    with pytest.raises(IllegalStep):
        follow(AttemptState.APPROVED, AttemptEvent.REJECTED)


def test_what_we_asked_for_is_credited() -> None:
    assert judge(AttemptState.PENDING, EXPECTED, approved(PAID)).event is AttemptEvent.APPROVED


@pytest.mark.parametrize(
    "odd",
    [
        approved(replace(PAID, amount=Decimal(23_018_000))),
        approved(replace(PAID, amount=Decimal("23019000.01"))),
        approved(replace(PAID, amount=None)),
        approved(replace(PAID, reference="9988776655")),
        approved(replace(PAID, currency="USD")),
        approved(replace(PAID, reference="1"), replace(PAID, reference="1")),
        approved(),
        replace(approved(PAID), state=SessionState.PARTIAL),
    ],
)
@pytest.mark.parametrize("state", [AttemptState.PENDING, AttemptState.PROCESSING])
def test_an_approval_that_is_not_ours_goes_to_review(
    state: AttemptState, odd: SessionReport
) -> None:
    verdict = judge(state, EXPECTED, odd)
    assert verdict.event is AttemptEvent.MISMATCH
    assert verdict.detail


@pytest.mark.parametrize(
    "state", [AttemptState.REJECTED, AttemptState.EXPIRED, AttemptState.CANCELLED]
)
def test_an_approval_after_an_ending_is_credited_late(state: AttemptState) -> None:
    verdict = judge(state, EXPECTED, approved(PAID))
    assert verdict.event is AttemptEvent.LATE_APPROVAL
    assert "cuando aquí ya estaba" in verdict.detail


def test_of_two_approvals_in_one_session_one_is_credited_and_the_other_is_told() -> None:
    verdict = judge(AttemptState.PENDING, EXPECTED, approved(PAID, PAID))
    assert verdict.event is AttemptEvent.APPROVED
    assert (verdict.odd, verdict.cents) == (Odd.SEVERAL, 2_301_900_000)


@pytest.mark.parametrize("state", [AttemptState.PENDING, AttemptState.EXPIRED])
def test_money_that_came_and_went_before_we_asked_is_a_reversal(state: AttemptState) -> None:
    answer = approved(replace(PAID, refunded=True))
    assert judge(state, EXPECTED, answer).event is AttemptEvent.REVERSED


def test_money_that_is_not_pesos_is_worth_nothing_until_somebody_knows() -> None:
    verdict = judge(AttemptState.PENDING, EXPECTED, approved(replace(PAID, currency="USD")))
    assert (verdict.odd, verdict.cents) == (Odd.OTHER_CURRENCY, 0)


@pytest.mark.parametrize("session", list(SessionState))
def test_nothing_but_a_refund_moves_an_approved_attempt(session: SessionState) -> None:
    answer = replace(approved(PAID), state=session)
    assert judge(AttemptState.APPROVED, EXPECTED, answer).event is None


def test_a_refund_after_the_approval_is_a_reversal() -> None:
    answer = approved(replace(PAID, refunded=True))
    assert judge(AttemptState.APPROVED, EXPECTED, answer).event is AttemptEvent.REVERSED


def test_a_rejected_try_leaves_the_attempt_pending() -> None:
    tried = replace(PAID, state=TransactionState.REJECTED)
    answer = SessionReport("1", SessionState.OPEN, "", AT, (tried,))
    assert judge(AttemptState.PROCESSING, EXPECTED, answer).event is AttemptEvent.TRY_REJECTED
    assert judge(AttemptState.PENDING, EXPECTED, answer).event is None
