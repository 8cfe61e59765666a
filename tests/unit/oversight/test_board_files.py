"""Each chart and table as picture and spreadsheet, with the figures of the board."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from PIL import Image

from ser_app.base.errors import NotAllowed
from ser_app.law.periods import Regime
from ser_app.oversight.board.drawing import chart_png, table_png
from ser_app.oversight.board.exporting import FileKind, board_file
from ser_app.oversight.board.sheets import Chart, Line, Sheet, Table, tables
from ser_app.oversight.dashboard import dashboard
from ser_app.oversight.filters import DashboardFilter
from tests.unit.oversight.conftest import Demo

WANTED = DashboardFilter(2026, Regime.PRST)


def made(demo: Demo, key: Sheet, kind: FileKind) -> bytes:
    return board_file(demo.res, demo.actor("supervisor@demo.ser"), WANTED, key, kind).content


def expected(demo: Demo, key: Sheet) -> Table:
    return tables(dashboard(demo.res, demo.actor("supervisor@demo.ser"), WANTED))[key]


@pytest.mark.parametrize("key", Sheet)
def test_csv_and_xlsx_hold_the_figures_of_the_board_as_numbers(demo: Demo, key: Sheet) -> None:
    table = expected(demo, key)
    rows = [list(row) for row in (*table.rows, table.foot)]
    text = made(demo, key, FileKind.CSV).decode("utf-8-sig")
    heads, *lines = csv.reader(StringIO(text), delimiter=";")
    assert heads == [name for name, _ in table.heads]
    assert lines == [[str(value) for value in row] for row in rows]
    book = load_workbook(BytesIO(made(demo, key, FileKind.XLSX)))
    found = [[value or "" if value != 0 else 0 for value in row] for row in book.active.values]
    assert found[0][0] == table.title
    assert found[1][0] == "2026, PRST, a 20 nov 2026"
    assert found[4:] == rows


@pytest.mark.parametrize("key", Sheet)
def test_each_is_a_picture_that_is_not_blank(demo: Demo, key: Sheet) -> None:
    picture = Image.open(BytesIO(made(demo, key, FileKind.PNG)))
    assert (picture.format, picture.width) == ("PNG", 1600)
    colours = picture.getcolors(2**20)
    assert colours is not None
    assert len(colours) > 2


def bars(*values: tuple[int, int]) -> bytes:
    lines = [Line("x", each) for each in values]
    chart = Chart(Sheet.MONTHS, "x", "x", "x", ["a", "b"], lines, "pesos")
    return chart_png(chart, "x")


def test_another_figure_is_another_picture_and_below_zero_is_drawn_too() -> None:
    assert bars((5, 1), (3, 2)) != bars((5, 1), (3, 3))
    assert bars((-5, 0)) != bars((5, 0))
    assert blue(bars((-5, 0))) > 100 * blue(bars((0, 0)))


@pytest.mark.parametrize("place", range(5))
def test_a_pattern_leaves_its_colour_to_be_seen(place: int) -> None:
    """The crossed one too, on a bar as narrow as those of a year's twelve months."""
    values = tuple(10 if each == place else 0 for each in range(5))
    lines = [Line(str(month), values) for month in range(12)]
    chart = Chart(Sheet.MONTHS, "x", "x", "x", ["a", "b", "c", "d", "e"], lines, "count")
    bar = Image.open(BytesIO(chart_png(chart, "x"))).crop((75, 300, 145, 640))
    count, colour = max(bar.getcolors(1 << 24) or [])
    assert colour not in {(255, 255, 255), (0, 0, 0)}
    assert count > 0.7 * bar.width * bar.height


def blue(png: bytes) -> int:
    """How many points have the colour of the first series."""
    points = Image.open(BytesIO(png)).getcolors(1 << 24) or []
    return sum(count for count, colour in points if colour == (0x1B, 0x4B, 0x9B))


def test_a_name_that_a_spreadsheet_would_run_is_harmless() -> None:
    from ser_app.oversight.board.files import to_csv, to_xlsx

    table = Table(Sheet.DEBTORS, "x", [("Operador", "text")], [["=1+1"]])
    assert b"'=1+1" in to_csv(table)
    assert load_workbook(BytesIO(to_xlsx(table, "x"))).active["A5"].value == "'=1+1"
    assert table_png(table, "x").startswith(b"\x89PNG")


def test_operators_get_no_file(demo: Demo) -> None:
    outsider = demo.actor("declarante@demo.ser")
    with pytest.raises(NotAllowed):
        board_file(demo.res, outsider, WANTED, Sheet.MONTHS, FileKind.CSV)


@pytest.mark.parametrize("mark", ["\0", "\x0b", "\x1b", "\ufffe", "\uffff"])
def test_what_no_workbook_can_hold_keeps_nothing_else_from_being_read(mark: str) -> None:
    from ser_app.oversight.board.files import to_xlsx

    table = Table(Sheet.DEBTORS, "x", [("Operador", "text")], [[f"a{mark}b"], ["Andina"]])
    sheet = load_workbook(BytesIO(to_xlsx(table, "x"))).active
    assert [sheet["A5"].value, sheet["A6"].value] == ["a\N{REPLACEMENT CHARACTER}b", "Andina"]
