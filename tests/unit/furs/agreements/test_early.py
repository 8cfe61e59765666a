"""All of an agreement paid at once before its days: followed to its end."""

from datetime import date

from ser_app.base.resources import Resources
from ser_app.furs.agreements.consulting import current_agreements
from ser_app.furs.agreements.following import work_once
from ser_app.furs.debts.issuing import issue_debts_fur
from ser_app.furs.states import FurState
from ser_app.ledger.agreements.states import AgreementState
from ser_app.ledger.agreements.terms import Terms
from ser_app.oversight.books.parity import differences
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor
from tests.unit.furs.agreements.support import agreed, agreement, instalments
from tests.unit.furs.agreements.test_following import furs
from tests.unit.furs.corrections import filed, pay
from tests.unit.furs.desk import fur


def test_it_is_fulfilled_and_no_instalment_can_be_paid_a_second_time(res: Resources) -> None:
    company = make_company(res, valid_from=date(2013, 1, 1))
    filed(res, company)
    key = agreed(
        res, company, Terms(5_019_000, 3, 1),
        ministry_actor(res, Role.COLLECTIONS), ministry_actor(res, Role.COLLECTIONS),
    )  # fmt: skip
    singly = [each.number for each in furs(res, key)]
    sources = [debt.source for _, debt, _ in instalments(res, key)]
    pay(res, issue_debts_fur(res, company.preparer, sources, res.clock.today()))
    work_once(res)
    assert agreement(res, key).state == AgreementState.FULFILLED
    assert len(singly) == 4
    assert FurState.FILED not in {FurState(fur(res, number).state) for number in singly}
    with res.database.reading() as unit:
        assert current_agreements(unit, res, company.preparer) == []
    assert differences(res.database) == []
