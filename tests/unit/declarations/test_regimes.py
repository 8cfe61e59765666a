"""RADIO and D1972 from the form to the filing, with figures computed by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from ser_app.base.resources import Resources
from ser_app.declarations import checks, repository
from ser_app.declarations.draft import Draft, liquidate_draft
from ser_app.declarations.models import Declaration
from ser_app.declarations.replay import replay
from ser_app.law.liquidation import liquidate
from ser_app.law.wire import case_from_json
from ser_app.people.actor import Scope
from tests.factories import Company, make_company
from tests.unit.declarations.support import begun, opened, saved, signed_in, with_income
from tests.unit.declarations.test_filing import TODAY, file, prepare
from tests.unit.declarations.test_form_state import Form, new_tab


@pytest.fixture
def radio(res: Resources) -> Company:
    return make_company(res, regime="RADIO")


@pytest.fixture
def title(res: Resources) -> Company:
    return make_company(res, regime="D1972", levy_rate="0.05")


def filed(res: Resources, company: Company, draft: Draft) -> Declaration:
    draft = saved(res, company, draft)
    prepare(res, company, draft)
    file(res, company, draft)
    with res.database.reading() as unit:
        scope = company.preparer.scope
        return repository.declaration_by_public_id(unit, scope, draft.public_id)


def test_a_late_year_of_radio(res: Resources, radio: Company) -> None:
    # due 1 April 2013, filed 20 June: 3 months × 1.5 % × 10 000 000 = 450 000;
    # 80 days at 31.25 % ÷ 366 = 683 060 → 683 000
    declaration = filed(res, radio, with_income(begun(res, radio, "2013"), 10_000_000))
    assert (declaration.base, declaration.levy) == (0, 10_000_000)
    assert (declaration.late_filing_penalty, declaration.arrears_interest) == (450_000, 683_000)
    assert declaration.total == 11_133_000
    assert declaration.inputs["levy_amount"] == 10_000_000
    assert "gross_income" not in declaration.inputs


def test_a_title_pays_its_own_rate_and_interest_by_month(res: Resources, title: Company) -> None:
    # 5 % of 100 000 000; due 30 April 2013, filed 20 June: 2 months × 1.5 % = 150 000, but at
    # least ½ × 589 500 → 295 000; 2 months × 31.25 % ÷ 12 = 260 417 → 260 000; adjustment as it is
    draft = replace(with_income(begun(res, title), 100_000_000), yearly_adjustment=700_000)
    declaration = filed(res, title, draft)
    assert (declaration.levy, declaration.late_filing_penalty) == (5_000_000, 295_000)
    assert (declaration.arrears_interest, declaration.total) == (260_000, 6_255_000)


@pytest.mark.parametrize("regime", ["RADIO", "D1972"])
def test_what_was_filed_can_be_computed_again(res: Resources, regime: str) -> None:
    company = make_company(res, regime=regime, levy_rate="0.05" if regime == "D1972" else "")
    period = "2013" if regime == "RADIO" else "2013-Q1"
    declaration = filed(res, company, with_income(begun(res, company, period), 100_000_000))
    again = liquidate(case_from_json(declaration.inputs), res.rules)
    assert again.total == declaration.total
    assert [each.equal for each in replay(res.database, res.rules, scope=Scope(None))] == [True]


def test_what_is_missing_is_asked_for_in_the_words_of_the_regime(
    res: Resources, radio: Company
) -> None:
    draft = begun(res, radio, "2013")
    (problem,) = checks.problems(draft, 0, TODAY)
    assert "el valor del acto o de la fórmula" in problem.message


def test_the_adjustment_belongs_to_the_first_quarter_only(res: Resources, title: Company) -> None:
    draft = replace(begun(res, title, "2012-Q4"), yearly_adjustment=700_000)
    assert not draft.takes_adjustment
    assert liquidate_draft(draft, res.rules, TODAY).total == 0


@pytest.fixture
async def title_form(res: Resources, title: Company, monkeypatch: pytest.MonkeyPatch) -> Form:
    signed_in(monkeypatch, res, title.preparer)
    return await new_tab(begun(res, title))


async def test_the_form_shows_the_titles_rate_and_takes_the_adjustment(
    res: Resources, title: Company, title_form: Form
) -> None:
    form = title_form
    await form.send("set_amount", form.income, "100000000")
    assert (form.state.title_rate, form.state.takes_adjustment) == ("5 %", True)
    await form.send("set_adjustment", "700000")
    assert form.state.total == "$ 6.255.000"
    await form.send("set_adjustment", "mucho")
    assert form.state.adjustment_error
    assert form.state.adjustment_digits == "mucho"
    assert opened(res, title.preparer, form.draft.public_id).levy_rate == Decimal("0.05")
