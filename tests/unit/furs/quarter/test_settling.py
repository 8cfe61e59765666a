"""From a whole quarter filed to one FUR that pays it all."""

import pytest

from ser_app.base.errors import NotAllowed
from ser_app.base.resources import Resources
from ser_app.furs.models import Fur
from ser_app.furs.quarter.settling import issue_together, owed_together
from ser_app.furs.quarter.sheet import say_nil
from ser_app.furs.settlement import mark_paid
from ser_app.oversight.books.parity import differences
from tests.unit.furs.desk import fur
from tests.unit.furs.quarter.offices import QUARTER, Office, make_office


@pytest.fixture
def office(res: Resources) -> Office:
    return make_office(res, "POSTAL", "D1972", "PRST")


def pay(res: Resources, number: str) -> Fur:
    paid = fur(res, number)
    with res.database.unit() as unit:
        mark_paid(unit, res, paid, res.clock.today())
    return paid


def test_one_fur_pays_everything_that_was_filed(office: Office) -> None:
    actor = office.company.accountant
    receipts = office.file(("950.000.000",), ("50.000.000",), ("20.000.000",), ("1.000.000",))
    assert len(set(receipts)) == 4
    owed = owed_together(office.res, actor, QUARTER)
    assert owed.count == 4
    assert owed.total == sum(row.figures.total for row in office.rows() if row.figures)
    number = issue_together(office.res, actor, QUARTER)
    assert issue_together(office.res, actor, QUARTER) == number
    assert pay(office.res, number).total == owed.total
    assert not any(row.owed for row in office.rows())
    assert all(row.entry.declaration and row.entry.declaration.paid_on for row in office.rows())
    assert issue_together(office.res, actor, QUARTER) == ""
    assert differences(office.res.database) == []


def test_what_is_filed_later_is_paid_with_another(office: Office) -> None:
    actor = office.company.accountant
    office.file(("950.000.000",), ("50.000.000",))
    first = issue_together(office.res, actor, QUARTER)
    office.write(*[("",)] * 2, ("7.000.000",))
    office.issue()
    for signer in (office.company.accountant, office.company.representative):
        office.sign(signer)
    second = issue_together(office.res, actor, QUARTER)
    assert second != first
    assert fur(office.res, first).state == "replaced"
    assert owed_together(office.res, actor, QUARTER).count == 3


def test_a_quarter_without_income_owes_nothing(res: Resources, office: Office) -> None:
    key = office.rows()[0].key
    say_nil(res, office.company.accountant, QUARTER, key, nil=True)
    office.issue()
    office.sign(office.company.accountant)
    office.sign(office.company.representative)
    row = office.rows()[0]
    # filed late, so its penalty is owed; in time nothing would be
    assert row.owed == bool(row.figures and row.figures.total)


def test_who_issues_no_furs_pays_nothing_together(office: Office) -> None:
    for act in (owed_together, issue_together):
        with pytest.raises(NotAllowed):
            act(office.res, office.company.admin, QUARTER)
