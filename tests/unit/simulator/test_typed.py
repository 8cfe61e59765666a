"""What is typed into the simulator: texts kept as they are, and the case that they mean."""

from datetime import date
from decimal import Decimal

import pytest

from ser_app.base.errors import Refused
from ser_app.law.periods import Period, Regime
from ser_app.simulator.typed import Typed, read

PRST = Typed(anio="2013", trimestre="1", ingresos="950000000", presenta="2013-06-20")


def test_a_quarter_is_read_with_the_filing_day_as_payment_day() -> None:
    case = read(PRST).case
    assert case is not None
    assert (case.regime, case.period) == (Regime.PRST, Period(2013, 1))
    assert (case.gross_income, case.filed_on, case.paid_on) == (
        950_000_000,
        date(2013, 6, 20),
        date(2013, 6, 20),
    )


def test_radio_takes_a_year_and_the_amount_of_the_act() -> None:
    case = read(Typed(regimen="RADIO", anio="2013", valor="5000000", presenta="2013-03-01")).case
    assert case is not None
    assert (case.period, case.levy_amount, case.gross_income) == (Period(2013), 5_000_000, 0)


@pytest.mark.parametrize("text", ["3,5", "3.5 %", " 3,5% "])
def test_the_titles_rate_is_read_in_percent(text: str) -> None:
    case = read(Typed(**{**_fields(PRST), "regimen": "D1972", "tarifa": text})).case
    assert case is not None
    assert case.levy_rate == Decimal("0.035")


def _fields(typed: Typed) -> dict[str, str]:
    return {name: getattr(typed, name) for name in Typed.__dataclass_fields__}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("regimen", "OTRO"),
        ("anio", "trece"),
        ("anio", "99999"),
        ("trimestre", "7"),
        ("ingresos", "-5"),
        ("ingresos", "9" * 30),
        ("presenta", "mañana"),
        ("paga", "2013-02-30"),
    ],
)
def test_what_cannot_be_read_gets_its_message_and_stays_as_it_was(name: str, text: str) -> None:
    typed = PRST.with_field(name, text)
    found = read(typed)
    assert found.case is None
    assert list(found.errors) == ["anio" if name == "trimestre" else name]
    assert getattr(typed, name) == text


@pytest.mark.parametrize(("name", "text"), [("otro", "1"), ("anio", "x" * 41)])
def test_an_unknown_field_or_a_long_text_is_refused(name: str, text: str) -> None:
    with pytest.raises(Refused):
        PRST.with_field(name, text)


def test_the_address_brings_the_same_case_back() -> None:
    assert PRST.address == (
        "/simulador?regimen=PRST&anio=2013&trimestre=1&ingresos=950000000&presenta=2013-06-20"
    )
