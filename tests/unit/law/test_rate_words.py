"""Where each rate of interest comes from: certified, less two points, or made up; and how sure."""

from datetime import date

import pytest

from ser_app.base.demo import demo_rules
from ser_app.law.debt_figures import Origin, origin_of, running_interest_figure
from ser_app.law.explanation import Figure, Provenance
from ser_app.law.liquidation import liquidate
from ser_app.law.parameters import RuleBook, packaged_rules
from ser_app.law.periods import Period, Regime
from ser_app.law.wire import case_from_json
from ser_app.oversight.parameters.proposing import arrears_of

RULES = packaged_rules()
DEMO = demo_rules(RULES)


def interest(period: str, filed_on: str, rules: RuleBook = RULES) -> Figure:
    item = {"regime": "PRST", "period": period, "gross_income": 950_000_000, "filed_on": filed_on}
    return liquidate(case_from_json(item), rules).figure("arrears_interest")


def test_each_rate_of_arrears_is_the_usury_rate_less_the_points_of_its_day() -> None:
    for row in RULES.rates:
        assert arrears_of(row.usury_rate_percent, row.valid_from, RULES) == row.arrears_rate_percent


def test_since_2017_the_two_points_and_their_norm_are_told() -> None:
    stretch = interest("2018-Q1", "2018-04-20").figures[0]
    assert stretch.sentence == (
        "4 días a la tasa de mora del 28,72 % anual, que es la tasa de usura certificada, 30,72 %, "
        "menos 2 puntos."
    )
    texts = [citation.text for citation in stretch.citations]
    assert texts[1] == "Ley 1819 de 2016, art. 279"
    assert texts[0].startswith("Superintendencia Financiera")


def test_before_2017_the_rate_is_the_usury_rate_itself() -> None:
    stretch = interest("2013-Q1", "2013-06-20").figures[0]
    assert stretch.sentence == "66 días a la tasa de mora del 31,25 % anual."
    assert not any("1819" in citation.text for citation in stretch.citations)


def test_a_made_up_rate_is_never_attributed_to_who_certifies_them() -> None:
    figure = interest("2026-Q3", "2026-11-20", DEMO)
    assert len(figure.figures) == 2
    for stretch in figure.figures:
        texts = " ".join(citation.text for citation in stretch.citations)
        assert "Superintendencia" not in texts
        assert "Dato de demostración" in texts
        assert "tasa de usura de demostración" in stretch.sentence
        assert stretch.provenance is Provenance.DEMO


def test_a_made_up_wage_is_never_attributed_to_a_decree() -> None:
    item = {"regime": "PRST", "period": "2026-Q3", "gross_income": 0, "filed_on": "2027-01-20"}
    penalty = liquidate(case_from_json(item), DEMO).figure("late_filing_penalty")
    wage = penalty.figures[-1]
    assert wage.code == "minimum_wage"
    assert wage.citations[0].norm == "Dato de demostración"


def statement_interest(origin: Origin | None) -> Figure:
    due = date(2013, 4, 15)
    return running_interest_figure(Regime.PRST, 20_900_000, due, date(2013, 6, 20), RULES, origin)


def test_the_statement_is_as_sure_of_an_interest_as_the_declaration_is() -> None:
    declared = interest("2013-Q1", "2013-06-20")
    origin = origin_of(Regime.PRST, Period(2013, 1), date(2013, 4, 15), RULES)
    found = statement_interest(origin)
    assert (found.amount, found.provenance) == (declared.amount, declared.provenance)
    assert found.provenance is Provenance.ASSUMED
    assert set(declared.citations) <= set(found.citations)
    assert statement_interest(None).provenance is not Provenance.ASSUMED


def test_a_due_day_that_was_set_otherwise_does_not_cite_the_term() -> None:
    origin = origin_of(Regime.PRST, Period(2013, 1), date(2013, 5, 2), RULES)
    assert origin.citations == ()


def test_an_unpaid_penalty_is_said_to_bear_no_interest_by_decision() -> None:
    origin = origin_of(Regime.PRST, Period(2013, 1), date(2013, 4, 15), RULES, 941_000)
    found = statement_interest(origin)
    assert found.amount == 1_178_000
    assert found.sentence.endswith(
        " La sanción de $ 941.000 no causa intereses mientras el Ministerio no la imponga como "
        "multa (decisión de este sistema)."
    )


@pytest.mark.parametrize("corrects", [10_000_000, 30_000_000])
def test_the_levy_of_a_first_filing_that_is_penalised_is_told(corrects: int) -> None:
    item = {
        "regime": "PRST", "period": "2013-Q1", "gross_income": 950_000_000,
        "corrects_levy": corrects, "corrects_unpaid": True, "corrects_filed_on": "2013-05-20",
        "filed_on": "2013-06-20",
    }  # fmt: skip
    first = liquidate(case_from_json(item), RULES).figure("late_filing_penalty").figures[0]
    least = f"$ {min(corrects, 20_900_000):,}".replace(",", ".")
    assert first.sentence.endswith(
        f"Se liquida sobre la menor de las dos contraprestaciones: {least}, por decisión de este "
        "sistema."
    )
