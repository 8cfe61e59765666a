"""What waiting costs: both curves, the days on which they jump, and what acting in time saves."""

from datetime import date, timedelta
from typing import Any

import pytest

from ser_app.base.demo import demo_rules
from ser_app.law.liquidation import liquidate
from ser_app.law.parameters import packaged_rules
from ser_app.law.what_if import Mark, Reason, WhatIf, what_if
from ser_app.law.wire import case_from_json

RULES = packaged_rules()
PRST = {
    "regime": "PRST",
    "period": "2013-Q1",
    "gross_income": 950_000_000,
    "filed_on": "2013-06-10",
}


def curves(today: date, **changes: Any) -> WhatIf:
    return what_if(case_from_json({**PRST, **changes}), RULES, today=today)


def marks(found: WhatIf, reason: Reason) -> list[Mark]:
    return [mark for mark in found.marks if mark.reason is reason]


def test_the_next_month_of_penalty_begins_on_the_sixteenth() -> None:
    # 20 900 000 × 1.5 % = 313 500 a month: two months are 627 000, three 940 500 → 941 000
    found = curves(date(2013, 6, 10))
    first = marks(found, Reason.MONTH)[0]
    assert (first.day, first.jump) == (date(2013, 6, 16), 314_000)
    assert "mes 3" in first.sentence


def test_acting_before_it_is_said_with_what_it_saves() -> None:
    saving = curves(date(2013, 6, 10)).saving
    assert saving is not None
    assert (saving.last_day, saving.amount) == (date(2013, 6, 15), 314_000)
    assert saving.sentence == "Si presenta y paga antes del 16 de junio de 2013"


def test_each_point_is_what_would_be_charged_that_day() -> None:
    today = date(2013, 6, 10)
    found = curves(today)
    for offset in (0, 10, 100, 365):
        day = today + timedelta(days=offset)
        both = case_from_json({**PRST, "filed_on": day.isoformat()})
        paid = case_from_json({**PRST, "paid_on": day.isoformat()})
        point, later = found.all_that_day.on(day), found.filed_today.on(day)
        assert point is not None
        assert later is not None
        assert point.total == liquidate(both, RULES).total
        assert later.total == liquidate(paid, RULES).total
        assert later.total <= point.total
    assert found.all_that_day.on(today + timedelta(days=366)) is None


def test_a_change_of_rate_is_marked_with_both_rates() -> None:
    first = marks(curves(date(2013, 6, 10)), Reason.RATE)[0]
    assert first.day == date(2013, 7, 1)
    assert first.sentence == "La tasa de mora pasa del 31,25 % al 30,51 %."


def test_the_due_day_is_marked_with_the_holiday_that_moved_it() -> None:
    # 15 April 2012 is a Sunday
    (due,) = marks(curves(date(2012, 4, 10), period="2012-Q1"), Reason.DUE)
    assert due.day == date(2012, 4, 17)
    assert "16 de abril de 2012, trasladado del 15 de abril de 2012, domingo" in due.sentence
    assert due.jump == 314_000  # one month or fraction: 313 500


def test_another_minimum_wage_is_marked_when_it_moves_the_penalty() -> None:
    # ½ SMLMV: 294 750 → 295 000 in 2013, 308 000 in 2014
    (wage,) = marks(curves(date(2013, 12, 20), gross_income=0, period="2013-Q3"), Reason.WAGE)
    assert (wage.day, wage.jump) == (date(2014, 1, 1), 13_000)


def test_interest_by_month_jumps_with_the_month() -> None:
    found = curves(date(2013, 4, 30), regime="D1972", levy_rate="0.05", gross_income=100_000_000)
    # 5 000 000: the least penalty, ½ × 589 500 → 295 000, and a month of interest at
    # 31.25 % ÷ 12 = 130 208 → 130 000
    assert found.saving is not None
    assert (found.saving.before, found.saving.amount) == (date(2013, 5, 1), 425_000)
    assert [mark.reason for mark in found.marks[:2]] == [Reason.DUE, Reason.MONTH]


def test_another_usury_rate_within_a_month_is_named_as_such() -> None:
    found = curves(date(2013, 12, 20), regime="D1972", levy_rate="0.05", gross_income=100_000_000)
    (rate,) = [mark for mark in found.marks if mark.day == date(2014, 1, 1)]
    # Nine months begun (31 December): 5 000 000 × (29.48 % − 29.78 %) ÷ 12 × 9 = −11 250,
    # 1 117 000 → 1 106 000 rounded (1 116 750 and 1 105 500, half upwards)
    assert (rate.reason, rate.jump) == (Reason.RATE, -11_000)
    assert "tasa de usura" in rate.sentence
    months = {mark.sentence for mark in marks(found, Reason.MONTH)}
    assert "Empieza el mes 17 de retardo: suben la sanción y los intereses." in months
    # 3 % × 17 is more than half of the levy, so that the penalty rises no more
    assert "Empieza el mes 18 de retardo: suben los intereses." in months


def test_without_a_penalty_no_month_of_penalty_is_marked() -> None:
    found = curves(date(2013, 6, 10), regime="POSTAL")
    assert {mark.reason for mark in found.marks} == {Reason.RATE}
    assert found.saving is None


def test_uncertified_days_are_provisional_and_said() -> None:
    found = curves(date(2026, 10, 10), period="2026-Q3")
    (mark,) = marks(found, Reason.UNCERTIFIED)
    assert mark.day == date(2026, 10, 16)
    point = found.all_that_day.on(mark.day)
    assert point is not None
    assert point.provisional


def test_a_curve_ends_where_nothing_is_known_and_says_why() -> None:
    found = curves(date(2026, 12, 1), period="2026-Q3")
    last = found.all_that_day.points[-1].day
    assert last == date(2027, 10, 1)  # 366 days after 30 September 2026
    assert "tasa de interés de mora" in found.all_that_day.ends_because


def test_in_time_with_nothing_to_pay_there_is_still_the_nil_penalty_ahead() -> None:
    found = curves(date(2013, 4, 1), gross_income=0)
    assert found.saving is not None
    assert found.saving.amount == 295_000
    assert found.filed_today.points[-1].total == 0


@pytest.mark.parametrize("regime", ["POSTAL", "RADIO"])
def test_other_regimes_have_their_curves_too(regime: str) -> None:
    facts: dict[str, Any] = {"regime": regime}
    if regime == "RADIO":
        facts |= {"period": "2013", "gross_income": None, "levy_amount": 10_000_000}
    found = what_if(case_from_json({**PRST, **facts}), demo_rules(RULES), today=date(2013, 3, 1))
    assert len(found.all_that_day.points) == 366
    assert found.all_that_day.points[-1].total > found.all_that_day.points[0].total
