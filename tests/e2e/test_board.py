"""A supervisor's hour at the board: filters, rows, comparison, tables by keyboard, and files."""

import csv
import re
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from ser_app.oversight.board.drawing import chart_png
from ser_app.oversight.board.sheets import Chart, Line, Sheet
from tests.e2e import steps
from tests.e2e.test_widths import CUT, too_wide
from tests.support.server import Server

pytestmark = pytest.mark.browser

SUPERVISOR = "supervisor@demo.ser"
TILES = (
    ("Recaudado en", "Recaudo", "amount"),
    ("Pagos pendientes", "Pagos pendientes", "amount"),
    ("Pagos fallidos en", "Pagos fallidos", "count"),
    ("Cartera vencida", "Cartera vencida", "amount"),
    ("Vencidas sin presentar", "Períodos vencidos sin presentar", "count"),
    ("Presentadas a tiempo en", "Declaraciones presentadas tarde", "late"),
)
MONEY_COLUMN = 4
CLIPPED = """
    () => ['.tile', '.panel', '.table-frame']
        .flatMap(name => [...document.querySelectorAll(`main ${name}, main ${name} *`)])
        .filter(each => each.checkVisibility() && !each.closest('.sr-only, thead, svg'))
        .filter(each => {
            const box = each.getBoundingClientRect();
            return box.width && (box.right > document.documentElement.clientWidth + 1
                || box.left < -1
                || each.clientWidth && each.scrollWidth > each.clientWidth + 1);
        })
        .map(each => `${each.className || each.tagName}: ${each.innerText.slice(0, 60)}`)
"""
"""What stands out of the window, or out of its own box."""


def pesos(text: str) -> int:
    """The whole number in a figure as people read it."""
    digits = re.sub(r"[^0-9]", "", text)
    return int(digits or 0) * (-1 if re.search(r"[-\u2212]\s*\$?\s*\d", text) else 1)


def ready(page: Page, title: str = "Tablero") -> None:
    expect(page.get_by_role("heading", level=1, name=title, exact=True)).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".skeleton").filter(visible=True)).to_have_count(0)


def open_board(page: Page, address: str) -> None:
    """Open the board, and wait until its figures are there."""
    page.goto(address)
    ready(page)
    expect(tile(page, "Recaudado en")).to_be_visible()


def tile(page: Page, label: str) -> Locator:
    return page.locator(".tile").filter(has_text=label)


def number(page: Page, label: str) -> int:
    return pesos(tile(page, label).locator(".tile-number").inner_text())


def chart(page: Page, title: str) -> Locator:
    return page.locator("figure.chart").filter(has=page.locator(".chart-title", has_text=title))


def cells(table: Locator) -> list[list[str]]:
    """The text of a table, its heads first."""
    rows: list[list[str]] = table.evaluate(
        "each => [...each.querySelectorAll('tr')].map("
        "row => [...row.children].map(cell => cell.innerText.trim()))"
    )
    return rows


def shown(page: Page) -> tuple[list[str], str]:
    """What a board tells: its tiles, and how its filter stands."""
    filters = [
        page.get_by_label(each, exact=True).input_value() for each in ("Año", "Período", "Régimen")
    ]
    return page.locator(".tile").all_inner_texts(), " ".join(filters)


def test_a_filter_outlives_a_reload_and_a_shared_link(server: Server, sign_in: steps.Enter) -> None:
    page = sign_in(SUPERVISOR)
    open_board(page, f"{server.url}/tablero")
    plain, _ = shown(page)
    page.get_by_label("Año", exact=True).select_option("2025")
    page.get_by_label("Período", exact=True).select_option("3")
    page.get_by_label("Régimen", exact=True).select_option("PRST")
    page.get_by_role("button", name="Filtrar").click()
    page.wait_for_url(re.compile(r"anio=2025&trimestre=3&regimen=PRST"))
    ready(page)
    expect(tile(page, "Recaudado en T3 2025")).to_be_visible()
    filtered = shown(page)
    assert filtered[0] != plain
    assert filtered[1] == "2025 3 PRST"
    page.reload()
    ready(page)
    expect(tile(page, "Recaudado en T3 2025")).to_be_visible()
    assert shown(page) == filtered

    other = sign_in("auditor@demo.ser", width=390)
    open_board(other, page.url)
    expect(tile(other, "Recaudado en T3 2025")).to_be_visible()
    assert shown(other) == filtered
    # From a figure's rows back to the board: the same filter.
    tile(other, "Cartera vencida").click()
    ready(other, "Cartera vencida")
    other.get_by_role("link", name="Volver al tablero").click()
    ready(other)
    expect(tile(other, "Recaudado en T3 2025")).to_be_visible()
    assert shown(other) == filtered


def test_each_tile_opens_exactly_its_rows(server: Server, sign_in: steps.Enter) -> None:
    page = sign_in(SUPERVISOR)
    board = f"{server.url}/tablero?anio=2026"
    for label, title, what in TILES:
        open_board(page, board)
        promised = number(page, label)
        if what == "late":
            note = tile(page, label).locator(".tile-note").inner_text()
            promised = int(re.findall(r"(\d+) tarde", note)[0])
        tile(page, label).click()
        ready(page, title)
        count, amount, total = every_row(page)
        assert (amount if what == "amount" else count) == promised, label
        assert amount == total, label
        assert count > 0 or promised == 0


def every_row(page: Page) -> tuple[int, int, int]:
    """Rows and pesos of all pages, one by one, and the sum that the last page tells."""
    count = amount = 0
    while True:
        _, *rows, foot = cells(page.get_by_role("table", name="Filas de la cifra del tablero"))
        summary = page.get_by_role("navigation", name="Páginas").locator("p")
        said = summary.inner_text()
        first, last, whole = (pesos(each) for each in re.split(r"–| de ", said))
        assert (first, last) == ((count + 1, count + len(rows)) if whole else (0, 0))
        count += len(rows)
        amount += sum(pesos(row[MONEY_COLUMN]) for row in rows)
        following = page.get_by_role("link", name="Siguiente")
        if not following.count():
            assert count == whole
            return count, amount, pesos(foot[MONEY_COLUMN])
        following.click()
        expect(summary).not_to_have_text(said)
        ready(page, page.get_by_role("heading", level=1).inner_text())


def test_the_time_before_stands_beside_and_its_table_opens_by_keyboard(
    server: Server, sign_in: steps.Enter
) -> None:
    page = sign_in(SUPERVISOR)
    title = "Recaudo por mes y régimen"
    open_board(page, f"{server.url}/tablero?anio=2025&trimestre=2")
    earlier = number(page, "Recaudado en T2 2025")
    open_board(page, f"{server.url}/tablero?anio=2025&trimestre=3")
    now = number(page, "Recaudado en T3 2025")
    assert earlier != now
    word = "más" if now > earlier else "menos"
    percent = (abs(now - earlier) * 200 + earlier) // (2 * earlier)
    note = tile(page, "Recaudado en T3 2025").locator(".tile-note")
    expect(note).to_contain_text(re.compile(rf"[▲▼] {percent} % {word} que en T2 2025"))
    figure = chart(page, title)
    expect(figure.locator(".chart-legend")).to_contain_text("T2 2025")
    assert figure.locator(".bar-before").count() == len(("jul", "ago", "sep"))

    summary = figure.locator("summary")
    figure.get_by_role("link").last.focus()  # the last month beneath the bars
    page.keyboard.press("Tab")
    expect(summary).to_be_focused()
    table = page.get_by_role("table", name=title)
    expect(table).to_have_count(0)
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    heads, *rows = cells(table)
    assert heads[-2:] == ["Total", "T2 2025"]
    assert sum(pesos(row[-2]) for row in rows) == now
    assert sum(pesos(row[-1]) for row in rows) == earlier
    page.keyboard.press("Enter")
    expect(table).to_have_count(0)


def test_the_files_tell_what_the_screen_tells(
    server: Server, sign_in: steps.Enter, tmp_path: Path
) -> None:
    page = sign_in(SUPERVISOR)
    open_board(page, f"{server.url}/tablero?anio=2025&trimestre=3")
    title = "Recaudo por mes y régimen"
    figure = chart(page, title)
    figure.locator("summary").click()
    heads, *rows = cells(page.get_by_role("table", name=title))
    screen = [[pesos(each) for each in row[1:]] for row in rows]
    sums = [sum(column) for column in zip(*screen, strict=True)]
    files = {kind: downloaded(page, figure, kind, tmp_path) for kind in ("CSV", "XLSX", "PNG")}

    text = files["CSV"].decode("utf-8-sig")
    names, *lines, foot = csv.reader(StringIO(text), delimiter=";")
    assert names == heads
    assert [[int(each) for each in line[1:]] for line in lines] == screen
    assert [int(each) for each in foot[1:]] == sums
    book = list(load_workbook(BytesIO(files["XLSX"])).active.values)
    assert book[0][0] == title
    assert list(book[3]) == heads
    assert [list(row[1:]) for row in book[4:]] == [*screen, sums]

    # The picture is, to the last point, the one that is drawn from what was read on the screen.
    drawn = Chart(
        key=Sheet.MONTHS,
        title=title,
        sentence=figure.locator(".hint p").first.inner_text(),
        heading=heads[0],
        series=heads[1:-2],
        lines=[
            Line(row[0], tuple(values[:-2]), values[-1], name=line[0])
            for row, values, line in zip(rows, screen, lines, strict=True)
        ],
        unit="pesos",
        before=heads[-1],
    )
    assert files["PNG"] == chart_png(drawn, str(book[1][0]))


def downloaded(page: Page, figure: Locator, kind: str, folder: Path) -> bytes:
    """What a link beneath a chart downloads."""
    panel = page.locator(".panel").filter(has=figure)
    with page.expect_download() as download:
        panel.get_by_role("link", name=kind).click()
    name = download.value.suggested_filename
    assert re.fullmatch(rf"recaudo-por-mes-t3-2025-\d{{4}}-\d\d-\d\d\.{kind.lower()}", name)
    file = folder / name
    download.value.save_as(file)
    return file.read_bytes()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_nothing_is_clipped_or_scrolls_sideways(
    server: Server, sign_in: steps.Enter, width: int, *, dark: bool
) -> None:
    page = sign_in(SUPERVISOR, width=width, dark=dark)
    for address in ("/tablero", "/tablero/detalle?ver=cartera", "/tablero/detalle?ver=recaudo"):
        assert too_wide(page, f"{server.url}{address}") == []
        for summary in page.locator("main summary").all():
            summary.click()
        assert page.evaluate(CUT) == []
        assert page.evaluate(CLIPPED) == []
