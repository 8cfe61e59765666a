"""Two who act on one FUR at the same instant: the books are those of one after the other."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlmodel import select

from ser_app.base.resources import Resources
from ser_app.declarations.models import DeclarationSignature
from ser_app.furs import service, settlement
from ser_app.furs.models import Fur
from ser_app.oversight.books.parity import differences
from ser_app.people.actor import Scope
from tests.factories import Company, make_company
from tests.support.crowd import at_once
from tests.unit.furs.corrections import filed
from tests.unit.furs.desk import declaration_of, fur, prepare, sign

TODAY = date(2013, 6, 20)
TOMORROW = TODAY + timedelta(days=1)
ROUNDS = range(3)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def pay(res: Resources, number: str) -> None:
    with res.database.unit() as unit:
        found = settlement.payable(unit, Scope(None), number, TODAY)
        settlement.mark_paid(unit, res, found, TODAY)


def test_both_signers_at_once_file_it_once(res: Resources, company: Company) -> None:
    for quarter in ("2012-Q2", "2012-Q3", "2012-Q4"):
        number = service.issue(res, company.preparer, prepare(res, company, quarter))
        at_once(
            partial(sign, res, company.representative, number),
            partial(sign, res, company.accountant, number),
        )
        assert fur(res, number).state == "filed"
    with res.database.reading() as unit:
        assert len(unit.session.exec(select(DeclarationSignature)).all()) == 6
    assert differences(res.database) == []


@pytest.mark.parametrize("_", ROUNDS)
def test_a_payment_and_new_forms_for_the_same_debt_leave_one_way_to_pay(
    res: Resources, company: Company, _: int
) -> None:
    number = filed(res, company)
    declaration = declaration_of(res, number).public_id
    at_once(
        partial(pay, res, number),
        partial(pay, res, number),
        partial(service.reliquidate, res, company.preparer, number, TOMORROW),
        partial(service.issue_payment_fur, res, company.preparer, declaration, TOMORROW),
    )
    with res.database.reading() as unit:
        states = [found.state for found in unit.session.exec(select(Fur))]
    assert sum(state in {"paid", "filed"} for state in states) == 1
    assert ("paid" in states) == (declaration_of(res, number).paid_on is not None)
    assert differences(res.database) == []
