from urllib.parse import parse_qs, urlsplit

from ser_app.law.money import format_pesos
from ser_app.law.periods import Regime
from ser_app.oversight.dashboard import Age, Dashboard, dashboard
from ser_app.oversight.filters import DashboardFilter
from ser_app.oversight.rows import Kind, RowsPage, rows_page
from ser_app.oversight.trail.texts import ACTION_WORDS
from ser_app.oversight.views.dashboard import (
    age_stacks,
    ages_sentence,
    month_stacks,
    months_sentence,
    row_view,
    rows_address,
    top_of_months,
)
from ser_app.oversight.views.tiles import tile_views
from ser_app.payments.filters import PaymentFilter
from ser_app.payments.service import payments_page
from ser_app.payments.transitions import AttemptEvent
from tests.unit.oversight.conftest import Demo


def board(demo: Demo, year: int = 2026, regime: Regime | None = None) -> Dashboard:
    return dashboard(demo.res, demo.actor("supervisor@demo.ser"), DashboardFilter(year, regime))


def query(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_there_are_six_tiles_and_each_leads_somewhere(demo: Demo) -> None:
    tiles = tile_views(board(demo))
    assert len(tiles) == 6
    assert all(tile.href.startswith(("/pagos?", "/tablero/detalle?")) for tile in tiles)


def test_the_tiles_of_payments_open_exactly_the_payments_that_they_count(demo: Demo) -> None:
    collected, pending = tile_views(board(demo))[:2]
    treasury = demo.actor("tesoreria@demo.ser")
    for tile in (collected, pending):
        wanted = PaymentFilter.parse(query(tile.href))
        found = payments_page(demo.res, treasury, wanted, 1)
        assert tile.note.startswith(f"{found.count} pago")


def test_the_tiles_of_rows_open_the_rows_that_they_count(demo: Demo) -> None:
    supervisor, found = demo.actor("supervisor@demo.ser"), board(demo)
    unpaid, missing = tile_views(found)[3:5]

    def opened(address: str) -> RowsPage:
        asked = query(address)
        wanted = DashboardFilter.read(asked, found.today)
        return rows_page(demo.res, supervisor, wanted, Kind(asked["ver"]), 1)

    assert missing.number == str(opened(missing.href).count)
    assert unpaid.number.replace("\N{NO-BREAK SPACE}", " ") == format_pesos(
        opened(unpaid.href).amount
    )
    assert (
        unpaid.note
        == f"{opened(unpaid.href).count} declaraciones; valor al presentar, sin intereses a hoy"
    )


SERIES = ["PRST", "Postal", "Radio", "Decreto 1972", "Varios o ninguno"]


def test_the_chart_of_months_has_twelve_bars_and_a_part_for_each_regime(demo: Demo) -> None:
    stacks = month_stacks(board(demo))
    assert [stack.label for stack in stacks][:3] == ["ene", "feb", "mar"]
    assert len(stacks) == 12
    assert all([part.label for part in stack.parts] == SERIES for stack in stacks)
    assert max(part.base + part.height for stack in stacks for part in stack.parts) <= 1000
    february = query(stacks[1].href)
    assert (february["desde"], february["hasta"]) == ("2026-02-01", "2026-02-28")


def test_with_one_regime_the_other_series_stays_and_is_empty(demo: Demo) -> None:
    stacks = month_stacks(board(demo, regime=Regime.POSTAL))
    heights = dict.fromkeys(SERIES, 0)
    for part in (part for stack in stacks for part in stack.parts):
        heights[part.label] += part.height
    assert heights["PRST"] == 0 < heights["Postal"]


def test_a_year_without_collections_says_so(demo: Demo) -> None:
    empty = board(demo, year=2018)
    assert months_sentence(empty) == "En 2018 no hay recaudo."
    assert top_of_months(empty) == ""
    assert all(stack.total == "$ 0" for stack in month_stacks(empty))


def test_the_ages_lead_to_their_rows_and_the_sentence_counts_them(demo: Demo) -> None:
    found = board(demo)
    stacks = age_stacks(found)
    assert [query(stack.href)["antiguedad"] for stack in stacks] == list(Age)
    total = sum(int(stack.total) for stack in stacks)
    assert ages_sentence(found).startswith(f"Hay {total} obligaciones vencidas")


def test_a_row_that_nobody_filed_has_no_amount_and_no_link(demo: Demo) -> None:
    page = rows_page(
        demo.res, demo.actor("supervisor@demo.ser"), DashboardFilter(2026), Kind.OVERDUE, 1
    )
    first = row_view(page.rows[0], page.today)
    assert (first.total, first.filed, first.href, first.word) == ("—", "—", "", "Sin presentar")


def test_the_address_of_rows_keeps_year_regime_age_and_page() -> None:
    address = rows_address(
        DashboardFilter(2025, Regime.PRST), Kind.OVERDUE, age=Age.YEAR.value, page=2
    )
    assert query(address) == {
        "ver": "vencidas",
        "anio": "2025",
        "regimen": "PRST",
        "antiguedad": "91-365",
        "pagina": "2",
    }


def test_every_step_of_a_payment_has_words_in_the_trail() -> None:
    assert {f"payment.{event}" for event in AttemptEvent} <= set(ACTION_WORDS)
