import json
from collections.abc import Iterator
from datetime import date

import pytest

from ser_app.law.explanation import Figure, Provenance, figure_from_json, figure_to_json, weakest
from ser_app.law.liquidation import Case, Liquidation, liquidate
from ser_app.law.parameters import packaged_rules
from ser_app.law.periods import Period, Regime

KEYS = {
    "code", "label", "amount", "exact", "sentence", "formula", "substitution", "citations",
    "provenance", "provisional", "figures",
}  # fmt: skip


def liquidated(filed_on: str, paid_on: str | None = None, **changes: object) -> Liquidation:
    facts: dict[str, object] = {
        "regime": Regime.PRST,
        "period": Period(2013, 1),
        "gross_income": 950_000_000,
        "filed_on": date.fromisoformat(filed_on),
        "paid_on": date.fromisoformat(paid_on or filed_on),
    }
    return liquidate(Case(**{**facts, **changes}), packaged_rules())  # type: ignore[arg-type]


def everything(figures: tuple[Figure, ...]) -> Iterator[Figure]:
    for figure in figures:
        yield figure
        yield from everything(figure.figures)


LATE = liquidated("2013-06-20", "2013-08-20", balance_applied=900_000)


def test_the_outermost_figures_are_those_of_the_form() -> None:
    codes = [figure.code for figure in LATE.figures]
    assert codes == [
        "levy",
        "late_filing_penalty",
        "arrears_interest",
        "balance_applied",
        "total",
    ]
    assert "balance_applied" not in {figure.code for figure in liquidated("2013-04-15").figures}


def test_json_goes_there_and_back_without_loss() -> None:
    for figure in LATE.figures:
        written = figure_to_json(figure)
        assert written.keys() == KEYS
        assert figure_from_json(json.loads(json.dumps(written))) == figure


def test_each_figure_has_a_sentence_and_a_substitution() -> None:
    for figure in everything(LATE.figures):
        assert figure.sentence.endswith((".", ":"))
        assert figure.substitution
        assert figure.formula


def test_interest_has_a_part_for_each_rate_and_the_parts_add_up() -> None:
    interest = LATE.figure("arrears_interest")
    assert [part.substitution for part in interest.figures] == [
        "$ 20.000.000 × 31,25 % × 76 ÷ 366 = $ 1.297.814,21",
        "$ 20.000.000 × 30,51 % × 51 ÷ 366 = $ 850.278,69",
    ]
    assert interest.substitution == "$ 1.297.814,21 + $ 850.278,69 = $ 2.148.092,90"


def test_the_penalty_shows_what_was_compared() -> None:
    penalty = LATE.figure("late_filing_penalty")
    assert [(part.code, part.amount) for part in penalty.figures] == [
        ("penalty_computed", 940_500),
        ("penalty_minimum", 294_750),
        ("penalty_maximum", 1_179_000_000),
        ("minimum_wage", 589_500),
    ]
    assert penalty.substitution == "$ 20.900.000 × 1,5 % × 3 = $ 940.500"


@pytest.mark.parametrize(
    ("liquidation", "code", "beginning"),
    [
        (
            liquidated("2013-04-15"),
            "late_filing_penalty",
            "No hay sanción: se presenta dentro del plazo, que vence el 15 de abril de 2013.",
        ),
        (
            liquidated("2013-04-15"),
            "arrears_interest",
            "No hay intereses: se paga dentro del plazo, que vence el 15 de abril de 2013.",
        ),
        (liquidated("2013-06-20", gross_income=0), "levy", "No hay contraprestación"),
        (
            liquidated("2013-06-20", gross_income=5, returns=5),
            "levy",
            "No hay contraprestación: las devoluciones",
        ),
        (
            liquidated("2013-06-20", gross_income=0),
            "arrears_interest",
            "No hay intereses: no hay contraprestación por pagar.",
        ),
        (
            liquidated("2013-06-20", balance_applied=20_900_000),
            "arrears_interest",
            "No hay intereses: el saldo a favor cubre",
        ),
        (
            liquidated("2013-06-20", regime=Regime.POSTAL),
            "late_filing_penalty",
            "No hay sanción que liquidar aquí",
        ),
        (
            liquidated("2013-04-15", gross_income=0),
            "total",
            "No hay nada que pagar.",
        ),
    ],
)
def test_a_zero_says_why(liquidation: Liquidation, code: str, beginning: str) -> None:
    figure = liquidation.figure(code)
    assert figure.amount == 0
    assert figure.sentence.startswith(beginning)


def test_an_interest_rounded_to_zero_says_so() -> None:
    figure = liquidated("2013-04-15", "2013-04-20", gross_income=1_000_000).figure(
        "arrears_interest"
    )
    assert figure.amount == 0
    assert figure.sentence.endswith("quedan en cero.")


def test_the_minimum_is_explained_when_it_applies() -> None:
    penalty = liquidated("2013-04-20", gross_income=45_454_545).figure("late_filing_penalty")
    assert "se cobra el mínimo de ½ salario mínimo mensual" in penalty.sentence
    assert penalty.substitution == "0,5 × $ 589.500 = $ 294.750"


@pytest.mark.parametrize(
    ("filed_on", "act_issued", "amount", "substitution"),
    [
        ("2013-07-16", False, 295_000, "0,5 × $ 589.500 = $ 294.750"),
        ("2013-07-16", True, 1_769_000, "3 × $ 589.500 = $ 1.768.500"),
    ],
)
def test_a_late_nil_return_is_explained_as_such(
    filed_on: str, act_issued: bool, amount: int, substitution: str
) -> None:
    penalty = liquidated(filed_on, gross_income=0, act_issued=act_issued).figure(
        "late_filing_penalty"
    )
    assert penalty.sentence.startswith("Una declaración sin valor a pagar se presenta 4 meses")
    assert ("acto del Ministerio" in penalty.sentence) == act_issued
    assert (penalty.amount, penalty.substitution) == (amount, substitution)
    assert [part.code for part in penalty.figures] == ["minimum_wage"]


def test_a_figure_takes_the_weakest_provenance_of_its_inputs() -> None:
    assert weakest([Provenance.DECISION, Provenance.ASSUMED, Provenance.SINGLE]) == "assumed"
    assert weakest([]) == "confirmed"
    assert LATE.figure("levy").provenance == "assumed"
    for figure in everything(LATE.figures):
        for child in figure.figures:
            assert figure.provenance.weakness >= child.provenance.weakness


def test_citations_carry_their_validity() -> None:
    rate = LATE.figure("levy").citations[0]
    assert rate.norm == "Resolución 290 de 2010"
    assert (rate.valid_from, rate.valid_to) == (date(2010, 1, 1), date(2020, 6, 30))


def test_compound_parts_show_the_grown_capital_and_add_up() -> None:
    interest = liquidated(
        "2011-10-18", "2012-03-30", period=Period(2011, 3), gross_income=454_545_455
    ).figure("arrears_interest")
    assert interest.exact == "1232568.146217"
    assert [part.substitution for part in interest.figures] == [
        "$ 10.000.000 × [(1 + 29,09 %)^(74 ÷ 365) − 1] = $ 531.308,51",
        "$ 10.531.308,51 × [(1 + 29,88 %)^(90 ÷ 365) − 1] = $ 701.259,63",
    ]
    assert interest.substitution == "$ 531.308,51 + $ 701.259,63 = $ 1.232.568,15"
