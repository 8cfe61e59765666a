"""What people type: read whole, or refused with what was expected in which column."""

from datetime import date

import pytest

from ser_app.law.rights import Right
from ser_app.ledger.journal import ObligationKind
from ser_app.ledger.obligations.reading import Typed, read, read_day
from tests.unit.ledger.obligations.support import TODAY

FINE = {
    "nit": "899.999.053-1",
    "kind": "Multa",
    "amount": "$ 1.500.000",
    "act": "Resolución 45",
    "act_day": "01/03/2013",
    "due_on": "2013-04-15",
    "norm": "Ley 1341 de 2009",
    "description": "Incumplimiento",
}
RIGHT = FINE | {
    "kind": "derecho",
    "expediente": "52000871",
    "right": "Concesión",
    "amount": "",
    "final_on": "2013-03-20",
    "due_on": "",
}


def problems(raw: dict[str, str]) -> dict[str, str]:
    found = read(raw, TODAY)
    return {} if isinstance(found, Typed) else {each.field: each.sentence for each in found}


def test_a_fine_is_read_as_people_write_it() -> None:
    found = read(FINE, TODAY)
    assert isinstance(found, Typed)
    assert (found.nit, found.kind, found.amount) == ("899999053", ObligationKind.FINE, 1_500_000)
    assert (found.act_day, found.due_on) == (date(2013, 3, 1), date(2013, 4, 15))


def test_a_right_may_leave_amount_and_due_day_to_the_law() -> None:
    found = read(RIGHT | {"units": "3"}, TODAY)
    assert isinstance(found, Typed)
    assert (found.right, found.units, found.amount) == (Right.CONCESSION, 3, None)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("nit", "899999053-2"),
        ("nit", ""),
        ("kind", "embargo"),
        ("amount", "1,5"),
        ("amount", "1.50"),
        ("amount", "0"),
        ("amount", "-5"),
        ("amount", "１２"),
        ("amount", "9" * 17),
        ("amount", ""),
        ("act", ""),
        ("act", "x" * 61),
        ("act_day", "2013-02-30"),
        ("act_day", ""),
        ("due_on", ""),
        ("due_on", "2013-02-28"),
        ("final_on", "2013-02-28"),
        ("norm", "a\u200bb"),
        ("description", ""),
        ("units", "2"),
        ("year", "2013"),
        ("right", "espectro"),
        ("debts", "96000123/2013-Q1"),
    ],
)
def test_what_does_not_fit_a_fine_is_told_with_its_column(field: str, text: str) -> None:
    found = problems(FINE | {field: text})
    assert list(found) == [field]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"expediente": ""}, "expediente"),
        ({"right": "uso"}, "right"),
        ({"final_on": ""}, "final_on"),
        ({"right": "espectro"}, "amount"),
        ({"year": "2013"}, "year"),
        ({"right": "espectro", "amount": "1", "year": "13"}, "year"),
        ({"right": "registro postal", "units": "2"}, "units"),
        ({"units": "10001"}, "units"),
    ],
)
def test_what_a_right_needs(changed: dict[str, str], field: str) -> None:
    assert list(problems(RIGHT | changed)) == [field]


def test_an_act_of_tomorrow_is_refused() -> None:
    assert list(problems(FINE | {"act_day": "2013-06-21", "due_on": "2013-07-30"})) == ["act_day"]


def test_everything_wrong_is_told_at_once_in_the_order_of_the_columns() -> None:
    assert list(problems({})) == ["nit", "kind", "act", "act_day", "norm", "description"]
    assert problems(FINE | {"amount": "1,5"})["amount"] == (
        "«1,5» no sirve: se espera un valor en pesos enteros, mayor que cero, como 1500000."
    )


def test_days_are_read_in_two_ways_and_no_other() -> None:
    assert read_day("2013-3-1") == read_day("1/3/2013") == date(2013, 3, 1)
    assert [read_day(text) for text in ("2013-13-01", "1989-01-01", "hoy", "3/1/13")] == [None] * 4
