"""The schedule of an agreement: worked out by hand, and what holds of every schedule."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ser_app.law.parameters import packaged_rules
from ser_app.law.periods import Regime
from ser_app.ledger.agreements.days import due_days, first_day, months_after
from ser_app.ledger.agreements.schedule import (
    Factor,
    Group,
    Part,
    TooManyInstalments,
    plan,
)
from ser_app.ledger.journal import Concept

START = date(2026, 1, 1)
NETWORKS = Group(1, Regime.PRST, fine=False)
FINES = Group(None, None, fine=True)


def levy(amount: int, debt: int = 1) -> Part:
    return Part(debt, NETWORKS, Concept.LEVY, amount)


def every(thousandth_a_day: int) -> Factor:
    """So many thousandths of the capital for each day."""

    def factor(group: Group, day: date) -> Fraction:
        assert group
        return Fraction(thousandth_a_day * (day - START).days, 1000)

    return factor


def after(*days: int) -> list[date]:
    return [START + timedelta(days=each) for each in days]


def test_without_interest_every_instalment_is_the_same() -> None:
    rows = plan([levy(12_000_000)], 1_200_000, after(10, *range(30, 390, 30)), every(0))
    # 12 000 000 − 1 200 000 = 10 800 000 ÷ 12
    assert [row.total for row in rows] == [1_200_000, *[900_000] * 12]
    assert [row.number for row in rows] == list(range(13))


def test_two_instalments_worked_out_by_hand() -> None:
    # At 3 % and 6 %: L/1.03 + L/1.06 = 1 000 000 → L = 522 393, to the thousand above 523 000.
    # First: 508 000 × 3 % = 15 240 → 15 000. Last: 492 000 × 6 % = 29 520 → 30 000.
    first, last = plan([levy(1_000_000)], 0, after(30, 60), every(1))
    assert (first.capital, first.term_interest, first.total) == (508_000, 15_000, 523_000)
    assert (last.capital, last.term_interest, last.total) == (492_000, 30_000, 522_000)


def test_what_bears_no_interest_is_paid_first_and_the_oldest_debt_before_the_next() -> None:
    parts = [
        Part(1, NETWORKS, Concept.PENALTY, 300_000),
        Part(1, NETWORKS, Concept.INTEREST, 200_000),
        levy(500_000),
        levy(1_000_000, debt=2),
    ]
    first, second, third = plan(parts, 400_000, after(10, 30, 60), every(0))
    assert (first.penalty, first.arrears, first.capital) == (300_000, 100_000, 0)
    assert [(part.debt_id, part.concept, part.amount) for part in second.parts] == [
        (1, Concept.INTEREST, 100_000), (1, Concept.LEVY, 500_000), (2, Concept.LEVY, 200_000),
    ]  # fmt: skip
    assert third.parts == (levy(800_000, debt=2),)


def test_each_group_bears_its_own_interest() -> None:
    def factor(group: Group, day: date) -> Fraction:
        return Fraction((day - START).days, 1000 if group is NETWORKS else 10_000)

    fine = Part(2, FINES, Concept.FINE, 1_000_000)
    (only,) = plan([levy(1_000_000), fine], 0, after(100), factor)
    # 10 % of the levy, 1 % of the fine
    assert dict(only.interest) == {NETWORKS: 100_000, FINES: 10_000}
    assert only.of_group(FINES) == ((fine,), 10_000)


def test_too_little_for_so_many_instalments_is_refused() -> None:
    with pytest.raises(TooManyInstalments):
        plan([levy(4)], 0, after(*range(30, 180, 30)), every(0))
    with pytest.raises(TooManyInstalments):
        plan([levy(7_000)], 7_000, after(10, 30), every(0))


PARTS = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.sampled_from([NETWORKS, FINES]),
        st.sampled_from([Concept.PENALTY, Concept.INTEREST, Concept.LEVY, Concept.FINE]),
        st.integers(1, 10**10),
    ).map(lambda each: Part(*each)),
    min_size=1,
    max_size=12,
)


@settings(deadline=None)
@given(PARTS, st.integers(1, 60), st.integers(0, 3), st.integers(0, 40))
def test_every_schedule_adds_up_to_the_peso_and_is_level(
    parts: list[Part], count: int, rate: int, share: int
) -> None:
    owed = sum(part.amount for part in parts)
    first = owed * share // 100
    days = after(*([10] if first else []), *(30 * number for number in range(1, count + 1)))
    try:
        rows = plan(parts, first, days, every(rate))
    except TooManyInstalments:
        assert owed - first < count * count + 1000 * rate * count
        return
    taken: Counter[tuple[int, Group, Concept]] = Counter()
    for row in rows:
        for part in row.parts:
            assert part.amount > 0
            taken[part.debt_id, part.group, part.concept] += part.amount
    wanted: Counter[tuple[int, Group, Concept]] = Counter()
    for part in parts:
        wanted[part.debt_id, part.group, part.concept] += part.amount
    assert taken == wanted
    assert [row.due_on for row in rows] == days
    level = [row.total for row in rows if row.number][:-1]
    if level:
        assert max(level) - min(level) <= 2000  # each group's interest is rounded to the thousand
        assert rows[-1].total <= max(level) + 2000
    if first:
        assert abs(rows[0].total - first) <= 1000


@settings(deadline=None)
@given(PARTS, st.integers(1, 24), st.integers(0, 3))
def test_the_parts_keep_their_order(parts: list[Part], count: int, rate: int) -> None:
    days = after(*(30 * number for number in range(1, count + 1)))
    try:
        rows = plan(parts, 0, days, every(rate))
    except TooManyInstalments:
        return
    flat = [part for row in rows for part in row.parts]
    places = iter(parts)
    place = next(places)
    left = place.amount
    for part in flat:
        while not left:
            place = next(places)
            left = place.amount
        assert (part.debt_id, part.group, part.concept) == (
            place.debt_id, place.group, place.concept,
        )  # fmt: skip
        left -= part.amount
    assert not left


def test_instalments_fall_due_each_month_on_a_working_day() -> None:
    calendar = packaged_rules().calendar
    # 31 January 2026: cut to 28 February (a Saturday → Monday 2 March), never chained
    assert due_days(date(2026, 1, 31), 3, 1, calendar) == [
        date(2026, 3, 2), date(2026, 3, 31), date(2026, 4, 30),
    ]  # fmt: skip
    assert due_days(date(2026, 1, 30), 2, 6, calendar) == [date(2026, 7, 30), date(2027, 2, 1)]
    # 20 + 10 days = Saturday 30 May 2026 → Monday 1 June
    assert first_day(date(2026, 5, 20), 10, calendar) == date(2026, 6, 1)
    assert months_after(date(2025, 12, 31), 2) == date(2026, 2, 28)
