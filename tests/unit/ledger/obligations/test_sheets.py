"""Files as spreadsheets write them, and as somebody mean would."""

import csv
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from ser_app.base.errors import Refused
from ser_app.base.spreadsheets import MOST_BYTES
from ser_app.ledger.obligations import sheets
from ser_app.ledger.obligations.columns import COLUMNS
from ser_app.ledger.obligations.sheets import lines_of

TITLES = [column.title for column in COLUMNS]


def row(**cells: object) -> Sequence[object]:
    return [cells.get(column.field, "") for column in COLUMNS]


def workbook(*rows: Sequence[object]) -> bytes:
    book = Workbook()
    for each in rows:
        book.active.append(each)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def text(*rows: Sequence[object], delimiter: str = ";") -> bytes:
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def refused(content: bytes) -> str:
    with pytest.raises(Refused) as refusal:
        lines_of(content)
    return refusal.value.code


def test_cells_of_a_workbook_become_the_text_that_people_see() -> None:
    content = workbook(
        TITLES,
        row(
            amount=1500000,
            act_day=datetime(2013, 3, 1),  # noqa: DTZ001  a spreadsheet knows no zone
            due_on=date(2013, 4, 15),
            act=45,
        ),
    )
    [line] = lines_of(content)
    raw = line.raw
    assert (line.number, raw["amount"], raw["act"]) == (2, "1500000", "45")
    assert (raw["act_day"], raw["due_on"]) == ("2013-03-01", "2013-04-15")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_text_file_is_read_whatever_separates_it(delimiter: str) -> None:
    content = text(TITLES, row(act="1"), row(), row(act="2"), delimiter=delimiter)
    assert [(line.number, line.raw["act"]) for line in lines_of(content)] == [(2, "1"), (4, "2")]


def test_the_letters_of_an_older_windows_are_read_too() -> None:
    content = text(TITLES, row(description="Año")).decode("utf-8-sig").encode("cp1252")
    assert lines_of(content)[0].raw["description"] == "Año"


def test_headings_may_stand_in_any_order_and_case() -> None:
    mixed = [title.upper() for title in reversed(TITLES)]
    [line] = lines_of(text(mixed, list(reversed(row(nit="1", debts="x")))))
    assert (line.raw["nit"], line.raw["debts"]) == ("1", "x")


def test_wrong_headings_are_named() -> None:
    with pytest.raises(Refused, match="«Valor»"):
        lines_of(text([each for each in TITLES if each != "Valor"], row()))
    assert refused(text([*TITLES, "Color"], row(act="1"))) == "headings_unknown"
    assert refused(text([*TITLES, "Acto"], row(act="1"))) == "headings_twice"


def test_a_file_without_lines_or_with_too_many_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(text(TITLES)) == "file_empty"
    monkeypatch.setattr(sheets, "MOST_LINES", 2)
    assert len(lines_of(text(TITLES, row(act="1"), row(act="2")))) == 2
    assert refused(text(TITLES, *[row(act=str(each)) for each in range(3)])) == "file_too_long"


@pytest.mark.parametrize(
    "content",
    [b"", b"\x89PNG\r\n\x1a\n\x00", b"PK\x03\x04 no book", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"],
)
def test_what_is_neither_a_workbook_nor_text_is_refused(content: bytes) -> None:
    assert refused(content) == "file_unknown"


def test_a_workbook_that_unpacks_to_a_mountain_is_not_unpacked() -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (65 * 1024 * 1024))
    assert len(file.getvalue()) < MOST_BYTES
    assert refused(file.getvalue()) == "file_too_long"


def test_a_workbook_of_another_kind_of_archive_is_refused() -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("hola.txt", b"hola")
    assert refused(file.getvalue()) == "file_unknown"
