"""`accrue` and `impute` as other programs use them: as a process."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
LEVY = {
    "id": "a",
    "concept": "levy",
    "regime": "PRST",
    "principal": 20_900_000,
    "due_on": "2013-04-15",
    "to": "2013-08-20",
}


def run(command: str, items: list[Any]) -> tuple[int, list[dict[str, Any]]]:
    lines = "".join(json.dumps(item) + "\n" for item in items)
    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "ser_app", command, "--batch", "-"],
        cwd=ROOT,
        input=lines.encode(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_accrue_answers_with_days_interest_and_the_exact_amount() -> None:
    fine = {**LEVY, "id": "b", "concept": "fine", "principal": 1_000_000, "to": "2014-04-15"}
    monthly = {**LEVY, "id": "c", "regime": "D1972", "principal": 5_000_000, "to": "2013-10-01"}
    status, found = run("accrue", [LEVY, fine, monthly])
    assert status == 0
    assert found[0] == {
        "id": "a",
        "days": 127,
        "interest": 2_245_000,
        "exact": "2244757.076503",
        "provisional": False,
    }
    assert found[1]["interest"] == 120_000  # 12 % of a million in 365 days
    # 6 months or fraction at 29.78 % ÷ 12, the usury rate of October 2013
    assert found[2]["exact"] == "744500.000000"


def test_a_bad_debt_answers_with_its_error_and_the_others_go_on() -> None:
    bad = [
        {**LEVY, "principal": -1},
        {**LEVY, "concept": "other"},
        {**LEVY, "to": "mañana"},
        {**LEVY, "regime": None},
        {**LEVY, "day": 1},
    ]
    status, found = run("accrue", [*bad, LEVY])
    assert status == 1
    assert [answer["error"]["field"] for answer in found[:-1]] == [
        "principal",
        "concept",
        "to",
        "regime",
        "day",
    ]
    assert found[-1]["interest"] == 2_245_000


def test_impute_shares_out_in_the_order_asked_for() -> None:
    debt = {"id": 7, "due_on": "2013-04-15", "penalty": 300, "interest": 200, "principal": 1_000}
    item = {"id": "p", "order": "interest_first", "payment": 2_000, "debts": [debt]}
    status, found = run("impute", [item])
    assert status == 0
    assert found == [
        {
            "id": "p",
            "applied": [{"id": 7, "penalty": 300, "interest": 200, "principal": 1_000}],
            "balance_in_favour": 500,
        }
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"order": "random"}, "order"),
        ({"payment": 1.5}, "payment"),
        ({"debts": {}}, "debts"),
        ({"debts": [{"id": 1}]}, "penalty"),
    ],
)
def test_a_bad_payment_names_its_field(changes: dict[str, Any], field: str) -> None:
    status, found = run("impute", [{"order": "penalty_first", "payment": 1, "debts": []} | changes])
    assert status == 1
    assert found[0]["error"]["field"] == field
