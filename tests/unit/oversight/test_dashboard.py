"""The board's figures against sums over the raw rows of the books, in SQL of the tests' own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import count
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.database import Unit
from ser_app.base.errors import NotAllowed
from ser_app.declarations.models import Declaration
from ser_app.declarations.reliquidation.models import Reliquidation
from ser_app.declarations.repository import filed_periods
from ser_app.declarations.unfiled import Obligation, unfiled
from ser_app.law.liquidation import due_day
from ser_app.law.periods import Period, Regime, quarter_of
from ser_app.oversight.board.missing import missing_periods, missing_rows
from ser_app.oversight.board.records import Collected, Count, DebtSum
from ser_app.oversight.board.repository import PAGE_SIZE
from ser_app.oversight.dashboard import Dashboard, Facts, Happened, dashboard, regime_rows
from ser_app.oversight.demo.cast import ALTIPLANO
from ser_app.oversight.filters import DashboardFilter, Span
from ser_app.oversight.repository import authorisations
from ser_app.oversight.rows import Asked, Kind, RowsPage, rows_page
from ser_app.people.actor import Scope
from ser_app.people.models import Expediente
from tests.unit.oversight.conftest import TODAY, Demo

FILTERS = [
    DashboardFilter(year, regime, quarter)
    for year, quarter in ((2023, 0), (2025, 0), (2026, 0), (2026, 1), (2026, 4))
    for regime in (None, Regime.PRST, Regime.POSTAL)
]
REGIMES = [None, Regime.PRST, Regime.POSTAL]
# Months from the text of the day: no function that one engine has and the other has not.
_COLLECTED = """
    SELECT substr(CAST(e.value_day AS VARCHAR), 6, 2) AS month, COALESCE(o.regime, '') AS regime,
        CASE WHEN e.obligation_id IS NOT NULL THEN e.concept
             WHEN e.source LIKE 'unidentified:%' OR e.source LIKE 'identified:%'
             THEN 'unidentified' ELSE 'in_favour' END AS concept,
        j.channel AS channel, e.amount AS amount
    FROM ledger_entry e JOIN ledger_journal j ON j.source = e.source
    LEFT JOIN ledger_obligation o ON o.id = e.obligation_id
    WHERE e.account = 'collected' AND j.kind <> 'refund'
        AND e.value_day >= :first AND e.value_day <= :last
"""
_OWED = """
    SELECT o.due_on AS due_on, COALESCE(o.regime, '') AS regime, p.name AS operator,
        SUM(e.amount) AS amount
    FROM ledger_entry e JOIN ledger_obligation o ON o.id = e.obligation_id
    JOIN operator p ON p.id = o.operator_id
    WHERE e.account = 'debtor' GROUP BY o.id, o.due_on, o.regime, p.name HAVING SUM(e.amount) > 0
"""


def board(demo: Demo, wanted: DashboardFilter) -> Dashboard:
    return dashboard(demo.res, demo.actor("supervisor@demo.ser"), wanted)


def raw(demo: Demo, query: str, **values: Any) -> list[Any]:
    with demo.res.database.reading() as unit:
        return list(unit.session.execute(text(query), values))


def raw_collected(demo: Demo, span: Span, regime: Regime | None) -> list[Any]:
    days = {"first": span.first.isoformat(), "last": span.last.isoformat()}
    rows = raw(demo, _COLLECTED, **days)
    return [row for row in rows if regime in {None, row.regime}]


def raw_owed(demo: Demo, regime: Regime | None) -> list[tuple[date, str, str, int]]:
    return [
        (date.fromisoformat(str(row.due_on)[:10]), row.regime, row.operator, int(row.amount))
        for row in raw(demo, _OWED)
        if regime in {None, row.regime}
    ]


def sums(rows: Sequence[Any], *keys: str) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(f"{getattr(row, each)}".zfill(2) for each in keys)
        found[key] = found.get(key, 0) + int(row.amount)
    return {key: amount for key, amount in found.items() if amount}


def all_rows(demo: Demo, wanted: DashboardFilter, asked: Asked) -> tuple[list[Any], RowsPage]:
    """Every page of the rows behind a figure, and the last page."""
    supervisor, page = demo.actor("auditor@demo.ser"), 1
    found: list[Any] = []
    while True:
        shown = rows_page(demo.res, supervisor, wanted, replace(asked, page=page))
        assert len(shown.rows) <= PAGE_SIZE
        found += shown.rows
        if page >= shown.pages:
            return found, shown
        page += 1


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_what_was_collected_is_what_the_books_say(demo: Demo, wanted: DashboardFilter) -> None:
    found = board(demo, wanted)
    for happened, span in (
        (found.now, Span(wanted.first_day, min(wanted.last_day, TODAY))),
        (found.before, wanted.span_before(TODAY)),
    ):
        rows = raw_collected(demo, span, wanted.regime)
        assert happened.span == span
        assert happened.amount == sum(row.amount for row in rows)
        for keys in (("month", "regime"), ("concept", "channel"), ("regime", "channel")):
            assert sums(happened.collected, *keys) == sums(rows, *keys)
    assert sum(row.collected for row in found.regimes) == found.now.amount


def test_the_demonstration_has_money_of_each_channel_and_of_several_concepts(demo: Demo) -> None:
    found = board(demo, DashboardFilter(2026)).now.collected
    assert {each.channel for each in found if each.amount} >= {"pse", "bank"}
    assert {each.concept for each in found if each.amount} >= {"levy", "interest", "penalty"}


def test_money_that_was_given_back_to_an_operator_is_counted_apart(demo: Demo) -> None:
    query = (
        "SELECT -SUM(e.amount) FROM ledger_entry e JOIN ledger_journal j ON j.source = e.source "
        "WHERE j.kind = 'refund' AND e.account = 'collected' AND e.value_day >= '2026-01-01'"
    )
    [[given_back]] = raw(demo, query)
    assert board(demo, DashboardFilter(2026)).now.refunded == (given_back or 0)


@pytest.mark.parametrize("regime", REGIMES)
def test_the_portfolio_is_what_the_entries_leave_of_each_debt(
    demo: Demo, regime: Regime | None
) -> None:
    owed = raw_owed(demo, regime)
    found = board(demo, DashboardFilter(2026, regime))
    bands = {"90": (1, 90), "180": (91, 180), "360": (181, 360), "1800": (361, 1826)}
    for key, (least, most) in {**bands, "mas": (1827, 10**6)}.items():
        mine = [row for row in owed if least <= (TODAY - row[0]).days <= most]
        aged = [each for each in found.debts if each.age == key]
        assert sum(each.count for each in aged) == len(mine)
        assert sum(each.amount for each in aged) == sum(row[3] for row in mine)
    overdue = [row for row in owed if row[0] < TODAY]
    to_come = [row for row in owed if row[0] >= TODAY]
    assert sum(row.overdue.amount for row in found.regimes) == sum(row[3] for row in overdue) > 0
    assert sum(row.soon.amount for row in found.regimes) == sum(row[3] for row in to_come)
    assert sum(row.overdue.count for row in found.regimes) == len(overdue)


@pytest.mark.parametrize("regime", REGIMES)
def test_the_top_debtors_are_those_who_owe_most(demo: Demo, regime: Regime | None) -> None:
    by_operator: dict[str, int] = {}
    for due_on, _, operator, amount in raw_owed(demo, regime):
        if due_on < TODAY:
            by_operator[operator] = by_operator.get(operator, 0) + amount
    most = sorted(by_operator.items(), key=lambda pair: (-pair[1], pair[0]))[:10]
    found = board(demo, DashboardFilter(2026, regime)).debtors
    assert [(each.name, each.amount) for each in found] == most
    for each in found:
        asked = Asked(Kind.DEBTS, operator=each.operator)
        rows, page = all_rows(demo, DashboardFilter(2026, regime), asked)
        assert (len(rows), page.amount) == (each.count, each.amount)


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_failed_and_pending_payments(demo: Demo, wanted: DashboardFilter) -> None:
    rows = raw(
        demo,
        "SELECT a.state AS state, a.amount AS amount, a.created_on AS day, f.regime AS regime "
        "FROM payment_attempt a JOIN fur f ON f.id = a.fur_id",
    )
    mine = [row for row in rows if wanted.regime in {None, row.regime}]
    ended = [row for row in mine if row.state in {"rejected", "failed", "expired", "cancelled"}]
    found = board(demo, wanted)
    for happened in (found.now, found.before):
        first, last = (each.isoformat() for each in happened.span)
        failed = [row for row in ended if first <= str(row.day)[:10] <= last]
        assert happened.failed == Count(len(failed), sum(row.amount for row in failed))
    waiting = [row for row in mine if row.state == "processing"]
    assert sum(row.pending.count for row in found.regimes) == len(waiting)
    assert sum(row.pending.amount for row in found.regimes) == sum(row.amount for row in waiting)


def test_every_payment_has_the_regime_of_its_fur(demo: Demo) -> None:
    found = raw(
        demo,
        "SELECT a.regime AS kept, f.regime AS told FROM payment_attempt a "
        "JOIN fur f ON f.id = a.fur_id",
    )
    assert len({row.told for row in found}) > 2
    assert [row for row in found if row.kept != row.told] == []


@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_filed_on_time_and_late(demo: Demo, wanted: DashboardFilter) -> None:
    # A correction is not a late filing: the first filing of the period counts, corrected or not.
    with demo.res.database.reading() as unit:
        everything = list(unit.session.exec(select(Declaration)))
        moved = list(unit.session.exec(select(Reliquidation)))
    days = {row.declaration_id: row.new_due_on for row in moved}
    found = board(demo, wanted)
    for happened in (found.now, found.before):
        mine = [
            row
            for row in everything
            if row.state in {"filed", "replaced"} and row.corrects_id is None
            if row.filed_on and happened.span.first <= row.filed_on <= happened.span.last
            if wanted.regime in {None, row.regime}
        ]
        last_days = [days.get(row.id or 0, row.due_on) for row in mine]
        late = [
            row for row, last in zip(mine, last_days, strict=True) if (row.filed_on or last) > last
        ]
        assert happened.punctual == (len(mine) - len(late), len(late))


def test_who_filed_by_the_day_to_which_an_act_moved_the_term_was_not_late(demo: Demo) -> None:
    # The service fell on 15 April 2026, the Ministry moved the due day to the 23rd.
    wanted = DashboardFilter(2026, Regime.PRST, 2)
    rows, _ = all_rows(demo, wanted, Asked(Kind.ON_TIME, month=4))
    between = [row for row in rows if row.filed_on > date(2026, 4, 15)]
    assert [row.operator.split()[0] for row in between] == ["Red", "Sierra"]
    assert {row.due_on for row in rows} == {date(2026, 4, 23)}
    assert all_rows(demo, wanted, Asked(Kind.LATE, month=4))[0] == []
    late, _ = all_rows(demo, wanted, Asked(Kind.LATE, month=5))
    assert [(row.due_on, row.filed_on) for row in late] == [
        (date(2026, 4, 23), date(2026, 5, 1)),
        (date(2026, 4, 23), date(2026, 5, 10)),
    ]
    april, may = board(demo, wanted).now.filed
    assert ((april.on_time, april.late), (may.on_time, may.late)) == ((len(rows), 0), (0, 2))


def never_filed(demo: Demo, regime: Regime | None) -> Iterator[date]:
    """Due days of the periods that are owed and were not filed, counted by hand."""
    with demo.res.database.reading() as unit:
        declared = [row for row in unit.session.exec(select(Declaration)) if row.state == "filed"]
        expedientes = list(unit.session.exec(select(Expediente)))
    filed = {(row.expediente_id, row.period) for row in declared}
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
        for period in owed:
            if (each.id, period) not in filed and Period.parse(period).last_day < TODAY:
                yield due_day(Regime(each.regime), Period.parse(period), demo.res.rules)


@pytest.mark.parametrize("regime", REGIMES)
def test_periods_that_nobody_filed(demo: Demo, regime: Regime | None) -> None:
    missing = [day for day in never_filed(demo, regime) if day < TODAY]
    found = board(demo, DashboardFilter(2026, regime))
    assert sum(row.overdue_not_filed for row in found.regimes) == len(missing) > 0


def test_who_filed_everything_is_left_out_and_nobody_else(demo: Demo) -> None:
    for day in (TODAY, date(2024, 5, 2), date(2027, 1, 4)):
        with demo.res.database.reading() as unit:
            plain = unfiled(
                authorisations(unit, Scope(None)),
                filed_periods(unit, Scope(None)),
                partial(due_day, rules=demo.res.rules),
                today=day,
            )
            sums = missing_periods(unit, demo.res, None, day).sums
            assert sum(each.count for each in sums) == len(plain)
            assert every_row(unit, demo, day) == plain


def every_row(unit: Unit, demo: Demo, day: date) -> list[Obligation]:
    """The rows of all pages, until there are no more."""
    found: list[Obligation] = []
    for page in count(1):
        rows = missing_rows(unit, demo.res, None, day, due=bool, page=page).rows
        if not rows:
            return found
        found += rows
    return found


KINDS = [(wanted, kind) for wanted in FILTERS[6:] for kind in Kind]


@pytest.mark.parametrize(("wanted", "kind"), KINDS, ids=str)
def test_each_figure_opens_exactly_its_rows(
    demo: Demo, wanted: DashboardFilter, kind: Kind
) -> None:
    found = board(demo, wanted)
    regimes, now = found.regimes, found.now
    debts = [(each.overdue, each.soon) for each in regimes]
    figures = {
        Kind.COLLECTED: (sum(each.entries for each in now.collected), now.amount),
        Kind.PENDING: (
            sum(each.pending.count for each in regimes),
            sum(each.pending.amount for each in regimes),
        ),
        Kind.FAILED: (now.failed.count, now.failed.amount),
        Kind.DEBTS: (sum(each.count for each, _ in debts), sum(each.amount for each, _ in debts)),
        Kind.SOON: (sum(each.count for _, each in debts), sum(each.amount for _, each in debts)),
        Kind.NOT_FILED: (sum(each.overdue_not_filed for each in regimes), 0),
        Kind.TO_FILE: (sum(each.soon_not_filed for each in regimes), 0),
        Kind.ON_TIME: (now.punctual[0], None),
        Kind.LATE: (now.punctual[1], None),
    }
    rows, page = all_rows(demo, wanted, Asked(kind))
    count, amount = figures[kind]
    assert (len(rows), page.count) == (count, count)
    if amount is not None:
        assert page.amount == amount
    money = [getattr(row, "amount", getattr(row, "total", 0)) or 0 for row in rows]
    assert page.amount == sum(money)


def test_rows_are_narrowed_to_month_concept_channel_and_age(demo: Demo) -> None:
    wanted = DashboardFilter(2026)
    found = board(demo, wanted)
    for month in range(1, 13):
        rows, page = all_rows(demo, wanted, Asked(Kind.COLLECTED, month=month))
        of_month = [each for each in found.now.collected if each.month == month]
        assert (len(rows), page.amount) == (
            sum(each.entries for each in of_month),
            sum(each.amount for each in of_month),
        )
    rows, page = all_rows(demo, wanted, Asked(Kind.COLLECTED, concept="penalty", channel="pse"))
    assert {(row.concept, row.channel) for row in rows} == {("penalty", "pse")}
    assert page.amount == sum(row.amount for row in rows) > 0
    ages = {each.age for each in found.debts if each.age}
    assert len(ages) > 1
    for age in ages:
        rows, page = all_rows(demo, wanted, Asked(Kind.DEBTS, age=age))
        assert page.amount == sum(each.amount for each in found.debts if each.age == age)


def test_a_page_past_the_end_is_the_last_one(demo: Demo) -> None:
    actor = demo.actor("supervisor@demo.ser")
    page = rows_page(demo.res, actor, DashboardFilter(2026), Asked(Kind.NOT_FILED, page=999))
    assert page.page == page.pages
    assert page.rows


def test_what_is_of_no_regime_has_a_row_of_its_own() -> None:
    span = Span(TODAY, TODAY)
    money = [Collected(11, "PRST", "levy", "pse", 1, 10), Collected(11, "", "fine", "bank", 1, 90)]
    now, before = (Happened(span, each, 0, Count(), []) for each in (money, []))
    debts = [DebtSum("90", "", 2, 7), DebtSum("", "PRST", 1, 5)]
    facts = Facts(TODAY, now, before, {"": Count(1, 3)}, debts, [])
    prst, rest = regime_rows(facts, {Regime.PRST})
    assert (prst.regime, prst.collected, prst.soon, prst.overdue) == (
        Regime.PRST, 10, Count(1, 5), Count(),
    )  # fmt: skip
    assert (rest.regime, rest.collected, rest.pending, rest.overdue) == (
        None, 90, Count(1, 3), Count(2, 7),
    )  # fmt: skip
    alone = Facts(TODAY, replace(now, collected=money[:1]), before, {}, debts[1:], [])
    assert len(regime_rows(alone, {Regime.PRST})) == 1


def test_fifteen_days_before_the_due_day_the_ended_quarter_is_to_be_filed(demo: Demo) -> None:
    res = replace(demo.res, clock=MovableClock(moved_to=date(2027, 1, 4)))
    found = dashboard(res, demo.actor("supervisor@demo.ser"), DashboardFilter(2027))
    assert found.next_due_on == due_day(Regime.PRST, Period(2026, 4), res.rules)
    valid = {"97000456", "97000911", "94000310", "96000742", "96001533", "94000718",
             "96000977", "94000641", "10000052", "96002201", "96002305", "96002317",
             "96002401", "96002402", "96002403"}  # fmt: skip
    valid |= {permit.number for permit in ALTIPLANO.permits}
    assert sum(row.soon_not_filed for row in found.regimes) == len(valid)


def test_operators_do_not_see_the_board(demo: Demo) -> None:
    outsider = demo.actor("declarante@demo.ser")
    with pytest.raises(NotAllowed):
        dashboard(demo.res, outsider, DashboardFilter(2026))
    with pytest.raises(NotAllowed):
        rows_page(demo.res, outsider, DashboardFilter(2026), Asked(Kind.DEBTS))
