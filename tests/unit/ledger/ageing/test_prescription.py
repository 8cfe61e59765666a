"""Ages, prescription and stages, by hand."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from ser_app.ledger.ageing.prescription import (
    BUCKETS,
    Stage,
    latest_start,
    prescribes_on,
    stage_of,
)

TODAY = date(2026, 11, 20)


def test_ages_follow_each_other_without_gap_or_overlap() -> None:
    for one, other in pairwise(BUCKETS):
        earliest, _ = one.due_between(TODAY)
        _, latest = other.due_between(TODAY)
        assert earliest is not None
        assert latest == earliest - timedelta(days=1)
    first, *_, last = BUCKETS
    assert first.due_between(TODAY) == (date(2026, 8, 22), date(2026, 11, 19))
    assert last.due_between(TODAY) == (None, date(2021, 11, 19))


@pytest.mark.parametrize(
    ("due_on", "last_day"),
    [
        (date(2024, 1, 15), date(2029, 1, 15)),  # 1 827 days: two leap years in them
        (date(2021, 7, 15), date(2026, 7, 15)),  # 1 826 days
        (date(2024, 2, 29), date(2029, 2, 28)),
        (date(2023, 2, 28), date(2028, 2, 28)),
    ],
)
def test_more_than_five_years_begin_when_a_debt_that_was_filed_in_time_prescribes(
    due_on: date, last_day: date
) -> None:
    *_, last = BUCKETS
    assert prescribes_on(due_on, due_on, 5) == last_day
    for today, older in ((last_day, False), (last_day + timedelta(days=1), True)):
        _, latest = last.due_between(today)
        assert (due_on <= latest) is older


def test_five_years_run_from_the_due_day_or_from_a_later_filing() -> None:
    assert prescribes_on(date(2021, 7, 15), date(2021, 7, 10), 5) == date(2026, 7, 15)
    assert prescribes_on(date(2021, 7, 15), date(2023, 2, 28), 5) == date(2028, 2, 28)
    # what prescribes within a year runs since 20 November 2022 or longer
    assert latest_start(TODAY, 5, 12) == date(2022, 11, 20)


@pytest.mark.parametrize(
    ("due_on", "referred", "stage"),
    [
        (date(2026, 11, 1), False, Stage.PERSUASIVE),
        (date(2026, 8, 23), False, Stage.PERSUASIVE),  # 89 days
        (date(2026, 8, 22), False, Stage.TO_REFER),  # 90 days
        (date(2026, 8, 22), True, Stage.REFERRED),
        (date(2022, 11, 21), False, Stage.TO_REFER),
        (date(2022, 11, 20), False, Stage.PRESCRIBING),
        (date(2021, 11, 20), False, Stage.PRESCRIBING),  # today is the last day
        (date(2021, 11, 19), False, Stage.PRESCRIBED),
        (date(2021, 11, 19), True, Stage.PRESCRIBED),
    ],
)
def test_what_has_to_be_done_about_a_debt(due_on: date, *, referred: bool, stage: Stage) -> None:
    prescribes = prescribes_on(due_on, due_on, 5)
    assert stage_of(due_on, prescribes, TODAY, referred=referred, referral_days=90) is stage
