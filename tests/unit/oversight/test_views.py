from urllib.parse import parse_qs, urlsplit

import pytest

from ser_app.law.money import format_pesos
from ser_app.law.periods import Regime
from ser_app.oversight.board.sheets import Sheet, charts, rows_address
from ser_app.oversight.dashboard import Dashboard, dashboard
from ser_app.oversight.filters import DashboardFilter
from ser_app.oversight.rows import Asked, Kind, RowsPage, rows_page
from ser_app.oversight.trail.texts import ACTION_WORDS
from ser_app.oversight.views.dashboard import (
    chart_view,
    debtor_views,
    filter_text,
    row_view,
    short_amount,
)
from ser_app.oversight.views.tiles import compared, share, tile_views
from ser_app.payments.transitions import AttemptEvent
from tests.unit.oversight.conftest import Demo

SERIES = ["PRST", "Postal", "Radio", "Decreto 1972", "Varios o ninguno"]


def board(
    demo: Demo, year: int = 2026, regime: Regime | None = None, quarter: int = 0
) -> Dashboard:
    wanted = DashboardFilter(year, regime, quarter)
    return dashboard(demo.res, demo.actor("supervisor@demo.ser"), wanted)


def query(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def opened(demo: Demo, found: Dashboard, address: str) -> RowsPage:
    assert address.startswith("/tablero/detalle?")
    asked = query(address)
    wanted = DashboardFilter.read(asked, found.today)
    assert wanted == found.wanted
    return rows_page(demo.res, demo.actor("supervisor@demo.ser"), wanted, Asked.read(asked))


@pytest.mark.parametrize(("regime", "quarter"), [(None, 0), (Regime.PRST, 3)])
def test_each_of_the_six_tiles_opens_the_rows_that_it_counts(
    demo: Demo, regime: Regime | None, quarter: int
) -> None:
    found = board(demo, regime=regime, quarter=quarter)
    tiles = tile_views(found)
    collected, pending, failed, overdue, missing, punctual = (
        opened(demo, found, tile.href) for tile in tiles
    )
    numbers = [tile.number.replace("\N{NO-BREAK SPACE}", " ") for tile in tiles]
    assert numbers[:2] == [format_pesos(collected.amount), format_pesos(pending.amount)]
    assert numbers[2:5] == [
        str(failed.count), format_pesos(overdue.amount), str(missing.count),
    ]  # fmt: skip
    assert f"{punctual.count} tarde" in tiles[5].note or f"{punctual.count} a" in tiles[5].note
    assert tiles[3].note.startswith(f"{overdue.count} deuda")


def test_the_chart_of_months_has_twelve_bars_and_a_part_for_each_regime(demo: Demo) -> None:
    found = board(demo)
    view = chart_view(charts(found)[Sheet.MONTHS])
    assert [stack.label for stack in view.stacks][:3] == ["ene", "feb", "mar"]
    assert len(view.stacks) == 12
    assert all([part.label for part in stack.parts] == SERIES for stack in view.stacks)
    assert max(part.base + part.height for stack in view.stacks for part in stack.parts) <= 1000
    assert all(0 <= stack.mark <= 1000 for stack in view.stacks)
    # A year that lasts is compared with the same days: the figure is not that of all 2025.
    assert view.before == "Mismos días de 2025"
    ended = charts(board(demo, year=2025))
    assert chart_view(ended[Sheet.MONTHS]).before == ended[Sheet.PUNCTUAL].before == "2024"


def test_each_bar_opens_rows_that_come_to_its_figure(demo: Demo) -> None:
    found = board(demo, regime=Regime.PRST)
    for key in (Sheet.MONTHS, Sheet.CONCEPTS, Sheet.AGES):
        chart = charts(found)[key]
        assert any(line.total for line in chart.lines)
        for line in chart.lines:
            assert opened(demo, found, line.href).amount == line.total
    for line in charts(found)[Sheet.PUNCTUAL].lines:
        assert opened(demo, found, line.href).count == line.values[1]


def test_a_quarter_has_three_months_beside_those_of_the_quarter_before(demo: Demo) -> None:
    found = board(demo, quarter=3)
    chart = charts(found)[Sheet.MONTHS]
    assert [line.label for line in chart.lines] == ["jul", "ago", "sep"]
    second = charts(board(demo, quarter=2))[Sheet.MONTHS]
    assert [line.before for line in chart.lines] == [line.total for line in second.lines]
    assert chart.before == "T2 2026"


def test_with_one_regime_the_other_series_stays_and_is_empty(demo: Demo) -> None:
    view = chart_view(charts(board(demo, regime=Regime.POSTAL))[Sheet.MONTHS])
    heights = dict.fromkeys(SERIES, 0)
    for part in (part for stack in view.stacks for part in stack.parts):
        heights[part.label] += part.height
    assert heights["PRST"] == 0 < heights["Postal"]


def test_a_year_without_collections_says_so(demo: Demo) -> None:
    found = board(demo, year=2018)
    chart = charts(found)[Sheet.MONTHS]
    assert chart.sentence == "En 2018 no hay recaudo."
    assert all(stack.total == "$ 0" for stack in chart_view(chart).stacks)


def test_the_debtors_lead_to_their_debts(demo: Demo) -> None:
    found = board(demo)
    views = debtor_views(found)
    assert views
    for view in views:
        assert format_pesos(opened(demo, found, view.href).amount) == view.amount


def test_every_sort_of_row_is_written_out(demo: Demo) -> None:
    found = board(demo)
    for kind in Kind:
        page = opened(demo, found, rows_address(found.wanted, Asked(kind)))
        for row in page.rows:
            view = row_view(row, page.today)
            assert all((view.operator, view.what, view.day, view.word))
    missing = opened(demo, found, rows_address(found.wanted, Asked(Kind.NOT_FILED)))
    first = row_view(missing.rows[0], missing.today)
    assert (first.amount, first.sort, first.href, first.word) == ("—", "—", "", "Sin presentar")


def test_an_address_keeps_all_that_the_rows_are_narrowed_to() -> None:
    wanted = DashboardFilter(2025, Regime.PRST, 2)
    asked = Asked(Kind.COLLECTED, month=5, concept="levy", channel="", page=2)
    address = rows_address(wanted, asked)
    assert query(address) == {
        "ver": "recaudo", "anio": "2025", "trimestre": "2", "regimen": "PRST", "mes": "5",
        "concepto": "levy", "medio": "otro", "pagina": "2",
    }  # fmt: skip
    assert Asked.read(query(address)) == asked
    assert filter_text(wanted, asked) == "PRST · mayo de 2025 · contraprestación · por otro medio"


@pytest.mark.parametrize("odd", ["0", "13", "x", "-1", "²", "9" * 4000])
def test_an_odd_month_narrows_nothing(odd: str) -> None:
    assert Asked.read({"ver": "recaudo", "mes": odd}).month == 0


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "0"), (40_000, "<0,1"), (160_000, "0,2"), (12_300_000, "12,3"), (450_400_000, "450"),
     (8_148_000_000, "8.148"), (-5_000_000, "−5,0")],
)  # fmt: skip
def test_millions_under_a_bar(amount: int, text: str) -> None:
    assert short_amount(amount) == text


def test_comparisons_are_arrow_and_words() -> None:
    assert compared(150, 100, "2025") == "▲ 50 % más que en 2025"
    assert compared(50, 100, "2025") == "▼ 50 % menos que en 2025"
    assert compared(100, 100, "2025") == "= igual que en 2025"
    assert compared(5, 0, "2025") == "en 2025 no hubo"
    assert (share(99, 1), share(1999, 1), share(3, 0), share(0, 0)) == (
        "99 %", "99 %", "100 %", "—",
    )  # fmt: skip


def test_every_step_of_a_payment_has_words_in_the_trail() -> None:
    assert {f"payment.{event}" for event in AttemptEvent} <= set(ACTION_WORDS)
