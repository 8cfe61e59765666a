"""Asobancaria 2001: what is read, and what is told with line and position when it is wrong."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ser_app.cli.main import main
from ser_app.payments.bank_files.reading import read
from ser_app.payments.bank_files.records import Defect, Detail, Header, Totals
from ser_app.payments.bank_files.writing import Collected, write

DAY = date(2013, 6, 20)
PAYMENTS = [Collected("1000000016", 23_019_000), Collected("1000000024", 295_000, means="02")]


def lines(payments: list[Collected] = PAYMENTS) -> list[bytes]:
    return list(write(payments, nit="8001316486", collected_on=DAY, bank="007"))


def changed(line: int, first: int, text: str) -> list[bytes]:
    """The file with another text from a position of a line, both counted from 1."""
    found = lines()
    record = bytearray(found[line - 1])
    record[first - 1 : first - 1 + len(text)] = text.encode("latin-1")
    found[line - 1] = bytes(record)
    return found


def defects(found: list[bytes]) -> list[Defect]:
    return [each for each in read(found) if isinstance(each, Defect)]


def test_a_right_file_is_read_whole() -> None:
    header, first, second, totals = read(lines())
    assert isinstance(header, Header)
    assert (header.nit, header.collected_on, header.bank) == ("8001316486", DAY, "007")
    assert isinstance(first, Detail)
    assert (first.line, first.reference, first.cents) == (3, "1000000016", 2_301_900_000)
    assert isinstance(second, Detail)
    assert (second.means, second.sequence) == ("02", 3)
    assert totals == Totals(2, 2_331_400_000)


def test_a_record_has_each_field_where_the_standard_says() -> None:
    record = lines()[2].decode("latin-1")
    assert len(record.rstrip("\r\n")) == 162
    assert record[:2] == "06"
    assert record[2:50] == "1000000016".zfill(48)
    assert record[50:64] == "00002301900000"
    assert record[87:94] == "0000002"


@pytest.mark.parametrize(
    "as_written",
    [
        lambda line: line.rstrip(b"\r\n ") + b"\n",  # right-trimmed, only LF
        lambda line: line[:161] + b"\r\n",  # a writer that emits 161 characters
        lambda line: line.rstrip(b"\r\n") + b"   \r\n",  # a few blanks too many
    ],
)
def test_what_banks_really_write_is_accepted(as_written: Callable[[bytes], bytes]) -> None:
    assert list(read(map(as_written, lines()))) == list(read(lines()))


@pytest.mark.parametrize(
    ("line", "first", "text", "expected"),
    [
        (1, 1, "02", "un tipo de registro (01, 05, 06, 08 o 09)"),
        (1, 13, "20130231", "un día del calendario, AAAAMMDD"),
        (1, 49, "2460", "una hora, HHMM"),
        (1, 60, "X", "blancos hasta el final"),
        (3, 3, "A", "48 cifras"),
        (3, 51, " ", "14 cifras"),
        (5, 3, "000000009", "2 registros de detalle"),
        (5, 12, "000000000000000001", "la suma de los detalles, 23314000.00"),
        (5, 30, "0002", "el lote 0001"),
        (6, 12, "000000000000000001", "la suma de los detalles, 23314000.00"),
    ],
)
def test_each_defect_is_told_with_line_position_and_expectation(
    line: int, first: int, text: str, expected: str
) -> None:
    found = defects(changed(line, first, text))[0]
    assert (found.line, found.expected, found.tolerated) == (line, expected, False)
    assert found.first in {first, 56}  # the end of the header's fields is told from there


def test_counts_with_headers_and_controls_are_only_told() -> None:
    assert [each.tolerated for each in defects(changed(5, 3, "000000004"))] == [True]
    assert [each.tolerated for each in defects(changed(6, 3, "000000004"))] == [True]


def test_a_sequence_with_a_gap_is_only_told() -> None:
    found = defects(changed(4, 88, "0000009"))
    assert [(each.first, each.expected, each.tolerated) for each in found] == [
        (88, "la secuencia 3", True)
    ]


def test_a_file_that_was_cut_says_what_is_missing() -> None:
    found = defects(lines()[:4])
    assert found[-1].expected == "el registro 09 (control del archivo) al final"
    assert not found[-1].tolerated


def test_a_record_out_of_its_place_is_told() -> None:
    wrong = lines()
    wrong[1], wrong[2] = wrong[2], wrong[1]
    assert defects(wrong)[0].sentence == (
        "Línea 2, posición 1: se esperaba 05 (encabezado del lote) o 09 (control del archivo) "
        "y dice «06 (detalle)»."
    )


def test_nothing_may_follow_the_end_but_empty_lines() -> None:
    assert defects([*lines(), b"\r\n", b"\x1a"]) == []
    assert defects([*lines(), lines()[2]])[0].expected == "el fin del archivo"


@given(st.lists(st.binary(max_size=200), max_size=12))
def test_whatever_comes_is_reported_and_never_breaks(garbage: list[bytes]) -> None:
    found = list(read(garbage))
    assert isinstance(found[-1], Totals)
    assert any(isinstance(each, Defect) and not each.tolerated for each in found)


@given(st.lists(st.tuples(st.integers(1, 10**24), st.integers(1, 10**9)), max_size=20))
def test_what_is_written_is_read_back(payments: list[tuple[int, int]]) -> None:
    written = lines([Collected(str(reference), amount) for reference, amount in payments])
    found = list(read(written))
    assert not [each for each in found if isinstance(each, Defect)]
    details = [each for each in found if isinstance(each, Detail)]
    assert [(int(each.reference), each.cents) for each in details] == [
        (reference, amount * 100) for reference, amount in payments
    ]


def test_the_command_line_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right, wrong = tmp_path / "right.txt", tmp_path / "wrong.txt"
    right.write_bytes(b"".join(lines()))
    wrong.write_bytes(b"".join(changed(5, 12, "000000000000000001")))
    assert main(["bank-file", "check", str(right)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Banco 007, recaudo del 2013-06-20, NIT 8001316486.",
        "2 pagos por $ 23.314.000.",
        "El archivo cumple el estándar.",
    ]
    assert main(["bank-file", "check", str(wrong)]) == 1
    assert "Línea 5, posición 12" in capsys.readouterr().out
    assert main(["bank-file", "check", str(tmp_path / "none.txt")]) == 1
