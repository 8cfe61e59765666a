"""The command line as other programs use it: as a process."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ser_app.law.explanation import figure_from_json

ROOT = Path(__file__).parents[3]
CASE = {
    "id": "a",
    "regime": "PRST",
    "period": "2013-Q1",
    "gross_income": 950_000_000,
    "filed_on": "2013-06-20",
}
OPTIONS = ["--regime", "PRST", "--period", "2013-Q1", "--gross-income", "950000000"]


def run(*arguments: str, stdin: str | bytes = "") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "ser_app", *arguments],
        cwd=ROOT,
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        check=False,
        timeout=60,
    )


def answers(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_a_batch_answers_in_order_and_goes_on_after_a_bad_line() -> None:
    lines = [
        json.dumps(CASE),
        "{no es json",
        json.dumps({**CASE, "id": {"any": "value"}, "gross_income": -5}),
        "",
        json.dumps([1, 2]),
        json.dumps({**CASE, "id": 4, "regime": "RADIO", "period": "2013", "levy_amount": 1}),
        json.dumps({**CASE, "id": None, "paid_on": "2013-08-20", "comment": "?"}),
        json.dumps({**CASE, "id": "último", "paid_on": "2013-08-20"}, ensure_ascii=False),
    ]
    done = run("liquidate", "--batch", "-", stdin="\n".join(lines) + "\n")
    assert done.returncode == 1
    assert done.stderr == b""
    found = answers(done)
    assert [answer["id"] for answer in found] == [
        "a",
        None,
        {"any": "value"},
        None,
        4,
        None,
        "último",
    ]
    assert [answer.get("error", {}).get("code") for answer in found] == [
        None,
        "invalid_json",
        "invalid_amount",
        "invalid_json",
        "field_not_applicable",
        "unknown_field",
        None,
    ]
    for answer in found:
        if "error" in answer:
            assert answer.keys() == {"id", "error"}
            assert answer["error"].keys() == {"code", "message", "field"}
    assert (found[0]["total"], found[-1]["total"]) == (23_019_000, 24_086_000)


def test_a_good_batch_ends_with_status_zero_and_its_figures_can_be_read_back(
    tmp_path: Path,
) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text("\ufeff" + json.dumps(CASE) + "\r\n" + json.dumps({**CASE, "id": "b"}), "utf-8")
    done = run("liquidate", "--batch", str(file))
    assert done.returncode == 0
    first, second = answers(done)
    assert [figure_from_json(figure).code for figure in first["figures"]] == [
        "levy",
        "late_filing_penalty",
        "arrears_interest",
        "total",
    ]
    assert (first["id"], second["id"]) == ("a", "b")


def test_no_figures_leaves_out_the_explanation_and_nothing_else() -> None:
    line = json.dumps(CASE)
    plain = answers(run("liquidate", "--batch", "-", "--no-figures", stdin=line))[0]
    explained = answers(run("liquidate", "--batch", "-", stdin=line))[0]
    del explained["figures"]
    assert plain == explained


def test_bytes_that_are_no_utf8_spoil_only_their_line() -> None:
    good = json.dumps(CASE).encode()
    bad = good.replace(b"2013-06-20", b"2013-06-2\xff")
    found = answers(run("liquidate", "--batch", "-", stdin=bad + b"\n" + good + b"\n"))
    assert found[0]["error"]["field"] == "filed_on"
    assert found[1]["total"] == 23_019_000


def test_deep_and_huge_json_spoils_only_its_line() -> None:
    huge = json.dumps(CASE).replace("950000000", "9" * 5000)
    deep = "[" * 100_000
    found = answers(run("liquidate", "--batch", "-", stdin=f"{huge}\n{deep}\n{json.dumps(CASE)}"))
    assert [answer.get("error", {}).get("code") for answer in found] == [
        "invalid_json",
        "invalid_json",
        None,
    ]


def test_numbers_that_json_does_not_have_spoil_only_their_line() -> None:
    lines = [json.dumps(CASE).replace('"a"', number) for number in ("NaN", "1e999", "1.5")]
    done = run("liquidate", "--batch", "-", stdin="\n".join(lines))
    codes = [answer.get("error", {}).get("code") for answer in answers(done)]
    assert codes == ["invalid_json", "invalid_json", None]
    assert b"NaN" not in done.stdout


def test_one_case_as_a_table() -> None:
    done = run("liquidate", *OPTIONS, "--filed-on", "2013-06-20")
    text = done.stdout.decode()
    assert done.returncode == 0
    assert "Total a pagar" in text
    assert "$ 23.019.000" in text
    assert "$ 20.900.000 × 31,25 % × 66 ÷ 366 = $ 1.177.766,39" in text


def test_one_case_as_json() -> None:
    done = run("liquidate", *OPTIONS, "--filed-on", "2013-06-20", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["total"] == 23_019_000


@pytest.mark.parametrize("as_json", [True, False])
def test_one_bad_case_says_why(as_json: bool) -> None:
    done = run("liquidate", *OPTIONS, "--filed-on", "ayer", *(["--json"] if as_json else []))
    assert done.returncode == 1
    text = (done.stdout if as_json else done.stderr).decode()
    assert "filed_on debe ser un día del calendario" in text
    if as_json:
        assert json.loads(text)["error"]["code"] == "invalid_date"


def test_a_file_that_does_not_exist_is_one_sentence() -> None:
    done = run("liquidate", "--batch", "no-existe.jsonl")
    assert done.returncode == 2
    assert done.stderr.decode() == "No existe el archivo «no-existe.jsonl».\n"


def test_wrong_arguments_are_explained_in_spanish() -> None:
    done = run("liquidate", "--gross-income", "3.5")
    assert done.returncode == 2
    assert "no es un número entero" in done.stderr.decode()
    unknown = run("liqidate")
    assert unknown.returncode == 2
    assert "¿Quiso decir «liquidate»?" in unknown.stderr.decode()


def test_a_table_comes_out_where_the_terminal_knows_no_accents() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ser_app", "--help"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    )
    assert "contraprestación" in done.stdout.decode()


@pytest.mark.parametrize(
    "arguments", [["nit", "899999053"], ["liquidate", *OPTIONS, "--filed-on", "2013-06-20"]]
)
def test_the_laws_commands_import_neither_web_nor_database_nor_settings(
    arguments: list[str],
) -> None:
    program = (
        "import sys\n"
        "from ser_app.cli.main import main\n"
        f"assert main({arguments!r}) == 0\n"
        "heavy = {'reflex', 'sqlmodel', 'sqlalchemy', 'pydantic', 'starlette', 'httpx', 'typer',"
        " 'ser_app.settings', 'ser_app.base.database', 'ser_app.base.resources'}"
        " & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
