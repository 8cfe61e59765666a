"""Workbooks that would cost more than they say are refused, and none is cut in silence."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from ser_app.base.spreadsheets import MountainError, NoSpreadsheetError, looks_like_one, rows_of

_SHEET = "xl/worksheets/sheet1.xml"


def _book(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _with(content: bytes, name: str, text: str) -> bytes:
    """The same workbook with one of its parts replaced."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for each in old.infolist():
            if each.filename != name:
                new.writestr(each.filename, old.read(each.filename))
        new.writestr(name, text)
    return out.getvalue()


def test_a_workbook_gives_its_lines_as_text() -> None:
    assert [row[0] for row in rows_of(_book(["Valor"], [1500]))] == ["Valor", "1500"]


def test_a_table_of_texts_that_unpacks_to_a_mountain_is_refused_before_it_is_read() -> None:
    strings = f"<sst>{'<si><t>a</t></si>' * 200_000}</sst>"

    bomb = _with(_book(["Valor"]), "xl/sharedStrings.xml", strings)

    assert len(bomb) < 50_000
    with pytest.raises(MountainError):
        list(rows_of(bomb))


def test_a_line_that_says_it_is_the_millionth_is_refused_and_not_waited_for() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cell = '<c r="A1000000" t="inlineStr"><is><t>x</t></is></c>'
    sheet = (
        f'<worksheet xmlns="{main}"><sheetData><row r="1000000">{cell}</row></sheetData>'
        "</worksheet>"
    )

    with pytest.raises(MountainError):
        list(rows_of(_with(_book(["Valor"]), _SHEET, sheet)))


def test_a_damaged_workbook_is_none() -> None:
    content = bytearray(_book(["Valor"], [1500]))
    start = content.find(b"xl/worksheets/sheet1.xml") + len("xl/worksheets/sheet1.xml")
    content[start + 8 : start + 40] = b"\xff" * 32

    with pytest.raises(NoSpreadsheetError):
        list(rows_of(bytes(content)))


def test_the_first_bytes_of_a_workbook_make_none() -> None:
    assert not looks_like_one(b"PK\x03\x04")
    assert not looks_like_one(b"PK\x03\x04" + b"<script>" * 100)
