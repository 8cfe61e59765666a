"""The engine against an independent slow reference, on random cases."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ser_app.law.liquidation import Case, liquidate
from ser_app.law.parameters import packaged_rules
from ser_app.law.periods import Period, Regime
from tests.unit.law import reference

_LAST_DAY = date(2027, 9, 30)
AMOUNTS = st.one_of(
    st.integers(0, 10**7), st.integers(0, 10**10), st.integers(0, 10**13), st.just(0)
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    regime = draw(st.sampled_from([Regime.PRST, Regime.POSTAL]))
    first = 4 * 2010 + (0 if regime is Regime.PRST else 2)
    index = draw(st.integers(first, 4 * 2026 + 2))
    period = Period(index // 4, index % 4 + 1)
    due = reference.due_day(period.year, period.quarter)
    short = st.integers(-40, 130)
    delay = st.one_of(short, st.integers(0, 6000))
    filed_on = min(due + timedelta(days=draw(delay)), _LAST_DAY)
    paid_on = min(due + timedelta(days=draw(delay)), _LAST_DAY)
    gross_income, returns = draw(AMOUNTS), draw(AMOUNTS)
    rate = reference.levy_rate(regime, period.year, period.quarter)
    levy = reference.to_thousands(max(0, gross_income - returns) * rate)
    return Case(
        regime=regime,
        period=period,
        gross_income=gross_income,
        returns=returns,
        filed_on=filed_on,
        paid_on=paid_on,
        act_issued=draw(st.booleans()),
        balance_applied=draw(st.sampled_from([0, levy // 3, levy])),
    )


@given(cases())
@settings(max_examples=600, deadline=None)
def test_the_engine_agrees_with_the_slow_reference(case: Case) -> None:
    expected = reference.liquidate(
        case.regime,
        case.period.year,
        case.period.quarter,
        gross_income=case.gross_income,
        returns=case.returns,
        filed_on=case.filed_on,
        paid_on=case.paid_on,
        act_issued=case.act_issued,
        balance_applied=case.balance_applied,
    )
    found = liquidate(case, packaged_rules(), explain=False)
    assert expected == (
        found.due_on,
        found.base,
        found.levy,
        found.late_filing_penalty,
        found.arrears_interest,
        found.total,
    )


@given(cases())
@settings(max_examples=200, deadline=None)
def test_with_and_without_explanation_the_amounts_are_the_same(case: Case) -> None:
    plain = liquidate(case, packaged_rules(), explain=False)
    explained = liquidate(case, packaged_rules())
    assert [
        explained.figure("levy").amount,
        explained.figure("late_filing_penalty").amount,
        explained.figure("arrears_interest").amount,
        explained.figure("total").amount,
        explained.provisional,
    ] == [
        plain.levy,
        plain.late_filing_penalty,
        plain.arrears_interest,
        plain.total,
        plain.provisional,
    ]


@given(cases(), st.integers(1, 400))
@settings(max_examples=150, deadline=None)
def test_paying_or_filing_later_never_costs_less(case: Case, days: int) -> None:
    later_day = min(case.paid_on + timedelta(days=days), _LAST_DAY)
    now = liquidate(case, packaged_rules(), explain=False)
    later = liquidate(_with(case, paid_on=later_day), packaged_rules(), explain=False)
    assert later.arrears_interest >= now.arrears_interest
    assert later.late_filing_penalty == now.late_filing_penalty


def _with(case: Case, **changes: date) -> Case:
    fields = {name: getattr(case, name) for name in case.__dataclass_fields__}
    return Case(**{**fields, **changes})
