"""The board's figures against sums made row by row, without its queries."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotAllowed
from ser_app.declarations.models import Declaration
from ser_app.furs.models import Fur
from ser_app.law.liquidation import due_day
from ser_app.law.periods import Period, Regime, quarter_of
from ser_app.oversight.dashboard import Age, Dashboard, Facts, dashboard, regime_rows
from ser_app.oversight.demo.cast import ALTIPLANO
from ser_app.oversight.filters import DashboardFilter
from ser_app.oversight.records import MonthSum, RegimeSum
from ser_app.oversight.rows import PAGE_SIZE, Kind, Row, rows_page
from ser_app.payments.models import PaymentAttempt
from ser_app.people.models import Expediente
from tests.unit.oversight.conftest import TODAY, Demo

FILTERS = [
    DashboardFilter(year, regime)
    for year in (2023, 2025, 2026)
    for regime in (None, Regime.PRST, Regime.POSTAL)
]


def board(demo: Demo, wanted: DashboardFilter) -> Dashboard:
    return dashboard(demo.res, demo.actor("supervisor@demo.ser"), wanted)


def declarations(demo: Demo, regime: Regime | None) -> list[Declaration]:
    with demo.res.database.reading() as unit:
        rows = list(unit.session.exec(select(Declaration)))
    return [row for row in rows if row.state == "filed" and regime in {None, row.regime}]


def payments(demo: Demo, regime: Regime | None) -> list[tuple[PaymentAttempt, str]]:
    with demo.res.database.reading() as unit:
        regimes = {fur.id: fur.regime for fur in unit.session.exec(select(Fur))}
        attempts = list(unit.session.exec(select(PaymentAttempt)))
    pairs = [(attempt, regimes[attempt.fur_id]) for attempt in attempts]
    return [pair for pair in pairs if regime in {None, pair[1]}]


def never_filed(demo: Demo, regime: Regime | None) -> Iterator[date]:
    """Due days of the periods that are owed and were not filed, counted by hand."""
    filed = {(row.expediente_id, row.period) for row in declarations(demo, None)}
    with demo.res.database.reading() as unit:
        expedientes = list(unit.session.exec(select(Expediente)))
    for each in expedientes:
        if regime not in {None, each.regime}:
            continue
        if each.regime == "RADIO":  # whole years, in advance
            for year in range(each.valid_from.year + 1, TODAY.year + 1):
                if (each.id, str(year)) not in filed:
                    yield due_day(Regime.RADIO, Period(year), demo.res.rules)
            continue
        day, end = each.valid_from, each.valid_to or TODAY
        owed = set()
        while day <= end:
            owed.add(quarter_of(day).text)
            day += timedelta(days=1)
        for text in owed:
            if (each.id, text) not in filed and Period.parse(text).last_day < TODAY:
                yield due_day(Regime(each.regime), Period.parse(text), demo.res.rules)


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_what_was_collected_is_the_sum_of_the_approved_payments_of_the_year(
    demo: Demo, wanted: DashboardFilter
) -> None:
    approved = [
        (attempt, regime)
        for attempt, regime in payments(demo, wanted.regime)
        if attempt.state == "approved"
        and attempt.value_day is not None
        and attempt.value_day.year == wanted.year
    ]
    found = board(demo, wanted)
    assert sum(row.collected for row in found.regimes) == sum(each.amount for each, _ in approved)
    assert sum(row.payments for row in found.regimes) == len(approved)
    for month in found.months:
        assert month.amount == sum(
            each.amount
            for each, regime in approved
            if each.value_day and (each.value_day.month, regime) == (month.month, month.regime)
        )


def test_what_is_paid_of_several_regimes_at_once_has_a_row_of_its_own() -> None:
    months = [MonthSum(11, "PRST", 1, 10), MonthSum(11, "", 2, 90), MonthSum(10, "RADIO", 1, 5)]
    facts = Facts(TODAY, months, [RegimeSum("", 1, 7)], [], [], [])
    prst, rest = regime_rows(facts, {Regime.PRST})
    assert (prst.regime, prst.collected, prst.pending_amount) == (Regime.PRST, 10, 0)
    assert (rest.regime, rest.collected, rest.payments, rest.pending_amount) == (None, 95, 3, 7)
    assert len(regime_rows(Facts(TODAY, months[:1], [], [], [], []), {Regime.PRST})) == 1


@pytest.mark.parametrize("regime", [None, Regime.PRST, Regime.POSTAL])
def test_pending_are_the_payments_that_a_bank_has_not_decided(
    demo: Demo, regime: Regime | None
) -> None:
    waiting = [each for each, _ in payments(demo, regime) if each.state == "processing"]
    rows = board(demo, DashboardFilter(2026, regime)).regimes
    assert sum(row.pending for row in rows) == len(waiting)
    assert sum(row.pending_amount for row in rows) == sum(each.amount for each in waiting)


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_filed_on_time_and_late(demo: Demo, wanted: DashboardFilter) -> None:
    # A correction is not a late filing: the first filing of the period counts, corrected or not.
    with demo.res.database.reading() as unit:
        found = list(unit.session.exec(select(Declaration)))
    of_year = [
        row
        for row in found
        if row.state in {"filed", "replaced"} and row.corrects_id is None
        if row.filed_on and row.filed_on.year == wanted.year
        if wanted.regime in {None, row.regime}
    ]
    late = [row for row in of_year if row.filed_on and row.filed_on > row.due_on]
    rows = board(demo, wanted).regimes
    assert sum(row.late for row in rows) == len(late)
    assert sum(row.on_time for row in rows) == len(of_year) - len(late)


@pytest.mark.parametrize("regime", [None, Regime.PRST, Regime.POSTAL])
def test_overdue_are_filed_ones_unpaid_and_periods_never_filed(
    demo: Demo, regime: Regime | None
) -> None:
    unpaid = [
        row
        for row in declarations(demo, regime)
        if row.paid_on is None and row.total > 0 and row.due_on < TODAY
    ]
    missing = [day for day in never_filed(demo, regime) if day < TODAY]
    found = board(demo, DashboardFilter(2026, regime))
    assert sum(row.overdue_not_paid for row in found.regimes) == len(unpaid) > 0
    assert sum(row.overdue_amount for row in found.regimes) == sum(row.total for row in unpaid)
    assert sum(row.overdue_not_filed for row in found.regimes) == len(missing) > 0
    assert sum(row.not_filed for row in found.ages) == len(missing)
    assert sum(row.not_paid for row in found.ages) == len(unpaid)
    assert sum(row.amount for row in found.ages) == sum(row.total for row in unpaid)


@pytest.mark.parametrize("kind", Kind)
def test_each_figure_opens_as_many_rows_as_it_counts(demo: Demo, kind: Kind) -> None:
    wanted = DashboardFilter(2026)
    rows = board(demo, wanted).regimes
    counts = {
        Kind.OVERDUE: sum(row.overdue_not_filed + row.overdue_not_paid for row in rows),
        Kind.NOT_FILED: sum(row.overdue_not_filed for row in rows),
        Kind.NOT_PAID: sum(row.overdue_not_paid for row in rows),
        Kind.SOON: sum(row.soon_not_filed + row.soon_not_paid for row in rows),
        Kind.ON_TIME: sum(row.on_time for row in rows),
        Kind.LATE: sum(row.late for row in rows),
    }
    page = rows_page(demo.res, demo.actor("auditor@demo.ser"), wanted, kind, 1)
    assert page.count == counts[kind]
    assert len(page.rows) == min(page.count, PAGE_SIZE)


def test_the_rows_of_the_ages_are_the_overdue_ones(demo: Demo) -> None:
    supervisor, wanted = demo.actor("supervisor@demo.ser"), DashboardFilter(2026)
    found = board(demo, wanted)
    seen: list[Row] = []
    for row in found.ages:
        page = rows_page(demo.res, supervisor, wanted, Kind.OVERDUE, 1, row.age)
        assert page.count == row.not_filed + row.not_paid
        seen += page.rows
    everything: list[Row] = []
    number, count = 1, 1
    while len(everything) < count:
        page = rows_page(demo.res, supervisor, wanted, Kind.OVERDUE, number)
        assert page.rows
        everything += page.rows
        number, count = number + 1, page.count
    assert sorted(map(str, seen)) == sorted(map(str, everything))


def test_fifteen_days_before_the_due_day_the_ended_quarter_is_about_to_fall_due(
    demo: Demo,
) -> None:
    res = replace(demo.res, clock=MovableClock(moved_to=date(2027, 1, 4)))
    found = dashboard(res, demo.actor("supervisor@demo.ser"), DashboardFilter(2027))
    assert found.next_due_on == due_day(Regime.PRST, Period(2026, 4), res.rules)
    valid = {"97000456", "97000911", "94000310", "96000742", "96001533", "94000718",
             "96000977", "94000641", "10000052", "96002201", "96002305", "96002317"}  # fmt: skip
    valid |= {permit.number for permit in ALTIPLANO.permits}
    assert sum(row.soon_not_filed for row in found.regimes) == len(valid)


def test_operators_do_not_see_the_board(demo: Demo) -> None:
    outsider = demo.actor("declarante@demo.ser")
    with pytest.raises(NotAllowed):
        dashboard(demo.res, outsider, DashboardFilter(2026))
    with pytest.raises(NotAllowed):
        rows_page(demo.res, outsider, DashboardFilter(2026), Kind.OVERDUE, 1)


@pytest.mark.parametrize(
    ("days", "age"),
    [(1, Age.MONTH), (30, Age.MONTH), (31, Age.QUARTER), (90, Age.QUARTER), (91, Age.YEAR),
     (365, Age.YEAR), (366, Age.OLDER), (5000, Age.OLDER)],
)  # fmt: skip
def test_the_bounds_of_the_ages(days: int, age: Age) -> None:
    assert Age.of(days) is age
