"""What is typed into the simulator: texts kept as they are, and the case that they mean."""

from datetime import date
from decimal import Decimal

import pytest

from ser_app.base.errors import Refused
from ser_app.law.periods import Period, Regime
from ser_app.law.rights import Right
from ser_app.simulator.reading import read
from ser_app.simulator.typed import Typed

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


def test_the_amount_of_an_act_is_not_taken_for_zero_while_it_is_empty() -> None:
    radio = Typed(regimen="RADIO", anio="2013", presenta="2013-03-01")
    spectrum = Typed(asunto="espectro", anio="2018", presenta="2018-03-05")
    for typed in (radio, spectrum):
        assert list(read(typed).errors) == ["valor"]
        case = read(typed.with_field("valor", "0")).case
        assert case is not None
        assert case.levy_amount == 0


def test_spectrum_of_network_providers_is_of_a_year_and_needs_no_act() -> None:
    typed = Typed(asunto="espectro", anio="2018", valor="8000000", presenta="2018-03-05")
    case = read(typed).case
    assert case is not None
    assert (case.period, case.final_on) == (Period(2018), None)
    case = read(typed.with_field("firme", "2018-05-06")).case
    assert case is not None
    assert (case.period, case.final_on) == (Period(2018), date(2018, 5, 6))


def test_spectrum_takes_the_amount_of_its_act_and_the_day_it_became_final() -> None:
    typed = Typed(
        regimen="RADIO",
        asunto="espectro",
        valor="8000000",
        firme="2014-05-02",
        presenta="2014-05-20",
        acepta="si",
    )
    case = read(typed).case
    assert case is not None
    assert (case.right, case.period, case.levy_amount) == (Right.SPECTRUM, Period(2014), 8_000_000)
    assert (case.final_on, case.units, case.accepts_charge) == (date(2014, 5, 2), 1, True)


def test_an_unpaid_declaration_that_is_corrected_needs_its_filing_day() -> None:
    typed = Typed(**(_fields(PRST) | {"asunto": "correccion", "corrige": "0", "sinpagar": "si"}))
    assert list(read(typed).errors) == ["corrigedel"]
    case = read(typed.with_field("corrigedel", "2013-04-15")).case
    assert case is not None
    assert (case.corrects_levy, case.corrects_unpaid) == (0, True)


@pytest.mark.parametrize(
    ("asunto", "field"),
    [("registro", "asunto"), ("correccion", "corrige"), ("espectro", "valor")],
)
def test_each_subject_says_what_it_lacks(asunto: str, field: str) -> None:
    found = read(PRST.with_field("asunto", asunto))
    assert list(found.errors) == [field]


@pytest.mark.parametrize("text", ["3,5", "3.5 %", " 3,5% "])
def test_the_titles_rate_is_read_in_percent(text: str) -> None:
    case = read(Typed(**{**_fields(PRST), "regimen": "D1972", "tarifa": text})).case
    assert case is not None
    assert case.levy_rate == Decimal("0.035")


@pytest.mark.parametrize("text", ["1e-99999999", "101", "", "NaN", "٣"])
def test_a_rate_is_written_in_plain_digits(text: str) -> None:
    typed = Typed(**{**_fields(PRST), "regimen": "D1972", "tarifa": text})
    assert list(read(typed).errors) == ["tarifa"]


@pytest.mark.parametrize(("regime", "kept"), [("RADIO", "si"), ("D1972", ""), ("POSTAL", "")])
def test_the_act_is_asked_for_only_where_it_may_change_something(regime: str, kept: str) -> None:
    typed = PRST.with_field("acto", "si").with_field("regimen", regime)
    assert typed.acto == kept


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
        ("saldo", "1e9"),
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
