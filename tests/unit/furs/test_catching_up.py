"""«Póngase al día»: what is missing, what it costs by hand, and many forms in one act."""

from dataclasses import replace
from datetime import date

import pytest

from ser_app.base.errors import NotAllowed, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.declarations.states import DeclarationState
from ser_app.furs.catching_up.missing import Missing, keep, missing
from ser_app.furs.catching_up.views import missing_views, sums
from ser_app.furs.in_one_act import issue_all, sign_all, waiting
from ser_app.people.actor import Actor
from ser_app.people.errors import WrongPassword
from tests.factories import PASSWORD, Company, make_company

TODAY = date(2013, 6, 20)


@pytest.fixture
def company(res: Resources) -> Company:
    """Five quarters behind: 2012-Q1 to 2013-Q1."""
    return make_company(res)


def rows(res: Resources, company: Company, paid_on: date = TODAY) -> dict[str, Missing]:
    return {row.period.text: row for row in missing(res, company.preparer, paid_on)}


def typed(res: Resources, company: Company, **amounts: int) -> list[str]:
    """Type amounts by quarter, `q2012_4=…`; gives the public ids of the drafts."""
    found = rows(res, company)
    for name, amount in amounts.items():
        period = f"{name[1:5]}-Q{name[6]}"
        keep(res, company.preparer, found[period].key, amount=amount, nil=amount == 0)
    return [row.declaration_id for row in rows(res, company).values() if row.ready]


def sign(res: Resources, actor: Actor, **changes: object) -> list[str]:
    shown = [(form.number, form.total) for form in waiting(res, actor)]
    done = sign_all(
        res,
        actor,
        shown,
        **{"password": PASSWORD, "accepted": True, "address": "", **changes},  # type: ignore[arg-type]
    )
    return [each.problem or each.receipt for each in done]


def test_all_missing_quarters_are_listed_oldest_first(res: Resources, company: Company) -> None:
    found = missing(res, company.preparer, TODAY)
    assert [row.period.text for row in found] == [
        "2012-Q1", "2012-Q2", "2012-Q3", "2012-Q4", "2013-Q1",
    ]  # fmt: skip
    assert found[-1].days_late == 66
    assert all(row.found is None for row in found)


def test_each_shows_what_it_costs_and_a_month_of_waiting(res: Resources, company: Company) -> None:
    typed(res, company, q2013_1=950_000_000)
    row = rows(res, company)["2013-Q1"]
    assert row.found is not None
    assert (row.found.late_filing_penalty, row.found.arrears_interest) == (941_000, 1_178_000)
    # 20 July: a 4th month, 1 254 000; 66 + 10 days at 31.25 % and 20 at 30.51 %: 1 704 670 →
    # 1 705 000; so 313 000 and 527 000 more
    assert row.month_later == 313_000 + 527_000


def test_interest_runs_to_the_day_that_was_chosen(res: Resources, company: Company) -> None:
    typed(res, company, q2013_1=950_000_000)
    found = rows(res, company, date(2013, 8, 20))["2013-Q1"].found
    assert found is not None
    assert (found.late_filing_penalty, found.arrears_interest) == (941_000, 2_245_000)


def test_what_was_typed_is_there_again(res: Resources, company: Company) -> None:
    typed(res, company, q2012_3=7_000_000, q2012_4=0)
    found = rows(res, company)
    assert (found["2012-Q3"].amount, found["2012-Q4"].nil) == (7_000_000, True)
    views = {view.key: view for view in missing_views(list(found.values()), {}, signs=True)}
    assert views[found["2012-Q3"].key].typed == "7000000"
    assert sums(list(found.values())).count == "2 períodos de 5"


def test_three_quarters_are_filed_in_one_act_by_each_signer(
    res: Resources, company: Company
) -> None:
    drafts = typed(res, company, q2012_3=500_000_000, q2012_4=0, q2013_1=950_000_000)
    issued = issue_all(res, company.preparer, drafts)
    assert [each.problem for each in issued] == ["", "", ""]
    assert sign(res, company.accountant) == ["", "", ""]
    receipts = sign(res, company.representative)
    assert len(set(receipts)) == 3
    assert all(receipt.startswith("CP-2013-") for receipt in receipts)
    assert [row.period.text for row in missing(res, company.preparer, TODAY)] == [
        "2012-Q1", "2012-Q2",
    ]  # fmt: skip


def test_pressing_twice_does_everything_once(res: Resources, company: Company) -> None:
    drafts = typed(res, company, q2012_3=500_000_000, q2013_1=950_000_000)
    first = issue_all(res, company.preparer, drafts)
    assert issue_all(res, company.preparer, [*drafts, *drafts]) == first
    shown = [(form.number, form.total) for form in waiting(res, company.accountant)]
    for _ in range(2):
        done = sign_all(
            res, company.accountant, shown, password=PASSWORD, accepted=True, address=""
        )
        assert [each.problem for each in done] == ["", ""]
    assert waiting(res, company.accountant) == []


def test_one_that_fails_does_not_hide_the_others(res: Resources, company: Company) -> None:
    drafts = typed(res, company, q2012_3=500_000_000, q2013_1=950_000_000)
    issued = issue_all(res, company.preparer, [drafts[0], "no-such-draft", drafts[1]])
    assert [bool(each.problem) for each in issued] == [False, True, False]
    shown = [(form.number, form.total) for form in waiting(res, company.accountant)]
    wrong = [(shown[0][0], shown[0][1] + 1), shown[1]]
    done = sign_all(res, company.accountant, wrong, password=PASSWORD, accepted=True, address="")
    assert [bool(each.problem) for each in done] == [True, False]
    assert len(waiting(res, company.accountant)) == 1


def test_without_oath_or_password_nothing_is_signed(res: Resources, company: Company) -> None:
    issue_all(res, company.preparer, typed(res, company, q2013_1=950_000_000))
    with pytest.raises(Refused, match="juramentada"):
        sign(res, company.accountant, accepted=False)
    with pytest.raises(WrongPassword):
        sign(res, company.accountant, password="otra")
    assert len(waiting(res, company.accountant)) == 1


def test_nobody_touches_another_operators_periods(res: Resources, company: Company) -> None:
    other = make_company(res, name="Otro Operador S.A.S.")
    key = rows(res, company)["2013-Q1"].key
    with pytest.raises(NotFound):
        keep(res, other.preparer, key, amount=1, nil=False)
    drafts = typed(res, company, q2013_1=950_000_000)
    (done,) = issue_all(res, other.preparer, drafts)
    assert done.problem
    assert waiting(res, other.accountant) == []


def test_who_may_not_prepare_or_sign_is_refused(res: Resources, company: Company) -> None:
    with pytest.raises(NotAllowed):
        missing(res, company.representative, TODAY)
    with pytest.raises(NotAllowed):
        waiting(res, company.preparer)
    with pytest.raises(NotAllowed):
        issue_all(res, company.representative, ["x"])


def test_a_period_whose_fur_waits_is_shown_as_such(res: Resources, company: Company) -> None:
    issue_all(res, company.preparer, typed(res, company, q2013_1=950_000_000))
    row = rows(res, company)["2013-Q1"]
    assert row.state is DeclarationState.PREPARED
    assert not row.ready
    with pytest.raises(Refused, match="ya tiene su FUR"):
        keep(res, company.preparer, row.key, amount=5, nil=False)
    assert not missing_views([replace(row)], {}, signs=False)[0].editable
