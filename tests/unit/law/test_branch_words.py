"""What the explanation of a penalty says of its branches and its limits."""

from typing import Any

import pytest

from ser_app.law.explanation import Figure
from ser_app.law.liquidation import liquidate
from ser_app.law.parameters import packaged_rules
from ser_app.law.wire import case_from_json
from tests.unit.law.arithmetic import work_out

PRST = {"regime": "PRST", "period": "2013-Q1", "gross_income": 950_000_000}
RADIO = {"regime": "RADIO", "period": "2013", "levy_amount": 20_900_000}
D1972 = {
    "regime": "D1972", "period": "2009-Q1", "levy_rate": "0.05", "gross_income": 8_000_000,
    "filed_on": "2009-05-05",
}  # fmt: skip


def figure(code: str, item: dict[str, Any], **changes: object) -> Figure:
    return liquidate(case_from_json({**item, **changes}), packaged_rules()).figure(code)


def penalty(item: dict[str, Any], **changes: object) -> Figure:
    return figure("late_filing_penalty", item, **changes)


def test_a_minimum_above_the_maximum_is_told_and_who_decides() -> None:
    found = penalty(D1972)
    assert found.amount == 200_000
    assert (
        "El mínimo, ½ salario mínimo mensual ($ 248.450), supera el máximo, el 50 % de la "
        "contraprestación ($ 200.000): cuando se contradicen manda el máximo, por decisión de este "
        "sistema, y es lo que se cobra."
    ) in found.sentence


@pytest.mark.parametrize(("item", "norm"), [(PRST, "1161 de 2010"), (RADIO, "4350 de 2009")])
def test_after_three_months_the_act_that_did_not_come_is_named(
    item: dict[str, Any], norm: str
) -> None:
    sentence = penalty(item, filed_on="2013-08-20").sentence
    assert "El Ministerio no ha expedido su acto; después de él sería del 30 % de lo no" in sentence
    assert norm in sentence
    within = penalty(item, filed_on="2013-06-20").sentence
    assert "acto" not in within


def test_a_nil_return_names_what_it_would_be_after_the_act() -> None:
    sentence = penalty(PRST, gross_income=0, filed_on="2013-08-20").sentence
    assert "después de él sería de 3 salarios mínimos mensuales (Decreto 1161 de 2010" in sentence
    radio = penalty(RADIO, levy_amount=0, filed_on="2013-08-20").sentence
    assert "acto" not in radio


@pytest.mark.parametrize("item", [PRST, RADIO])
def test_an_act_within_three_months_is_said_to_change_nothing(item: dict[str, Any]) -> None:
    sentence = penalty(item, filed_on="2013-06-20", act_issued=True).sentence
    assert "El acto del Ministerio no la cambia: solo lo hace pasados 3 meses" in sentence


def test_an_act_never_changes_the_penalty_of_an_old_title() -> None:
    sentence = penalty(D1972, act_issued=True).sentence
    assert "En este régimen el acto del Ministerio no la cambia." in sentence


def test_an_accepted_charge_cites_its_norm_and_shows_three_factors() -> None:
    found = penalty(PRST, filed_on="2013-08-20", act_issued=True, accepts_charge=True)
    assert "Decreto 1161 de 2010, art. 10" in {citation.text for citation in found.citations}
    assert found.formula.count("×") == found.substitution.count("×") == 2
    assert found.substitution == "$ 20.900.000 × 30 % × 75 % = $ 4.702.500"


def test_an_accepted_inaccuracy_shows_three_factors() -> None:
    found = penalty(
        PRST, filed_on="2013-08-20", corrects_levy=10_900_000, found_by_ministry=True,
        accepts_charge=True,
    )  # fmt: skip
    assert found.formula == "diferencia × tasa × fracción por aceptar el cargo"
    assert found.substitution == "$ 10.000.000 × 20 % × 75 % = $ 1.500.000"


def test_an_accepted_nil_return_cites_its_norm() -> None:
    found = penalty(
        PRST, gross_income=0, filed_on="2013-08-20", act_issued=True, accepts_charge=True
    )
    assert "Decreto 1161 de 2010, art. 10" in {citation.text for citation in found.citations}
    assert found.substitution == "3 × $ 589.500 × 75 % = $ 1.326.375"


def test_up_to_three_months_only_the_article_of_the_short_delay_is_cited() -> None:
    texts = {citation.text for citation in penalty(PRST, filed_on="2013-06-20").citations}
    assert "Decreto 1161 de 2010, art. 7" in texts
    assert not any("art. 8" in text for text in texts)
    later = {citation.text for citation in penalty(PRST, filed_on="2013-08-20").citations}
    assert "Decreto 1161 de 2010, art. 8, inc. 3" in later


def test_a_minimum_that_does_not_exist_is_not_named() -> None:
    computed = penalty(RADIO, filed_on="2013-06-20").figures[0]
    assert computed.sentence == "Es la sanción antes de compararla con el máximo."
    prst = penalty(PRST, filed_on="2013-06-20").figures[0]
    assert prst.sentence == "Es la sanción antes de compararla con el mínimo y el máximo."


def test_only_what_follows_another_stretch_is_said_to_grow() -> None:
    found = figure(
        "arrears_interest", PRST, period="2011-Q3", filed_on="2011-10-18", paid_on="2012-03-30"
    )
    first, second = found.figures
    assert "intereses anteriores" not in first.sentence
    assert "Se acumula sobre los intereses anteriores." in second.sentence
    assert {part.formula for part in found.figures} == {"capital × [(1 + tasa)^(días ÷ 365) − 1]"}


@pytest.mark.parametrize(
    ("item", "applied"),
    [
        ({**PRST, "filed_on": "2013-06-20"}, 12_345_678),
        ({**D1972, "paid_on": "2009-06-05"}, 123_456),
        ({**PRST, "filed_on": "2013-06-20", "corrects_levy": 900_000}, 8_554_322),
    ],
)
def test_the_capital_after_a_balance_is_derived(item: dict[str, Any], applied: int) -> None:
    found = figure("arrears_interest", item, balance_applied=applied)
    told = found.sentence.partition("menos el saldo a favor aplicado: ")[2].rstrip(".")
    derived, _, capital = told.partition(" = ")
    assert work_out(derived) == work_out(capital) > 0
    assert found.substitution.startswith(capital)
    whole = figure("arrears_interest", item).sentence
    assert "saldo a favor" not in whole
