"""A payment of many filings says how many, before it and after it."""

import pytest

from ser_app.base.resources import Resources
from ser_app.furs.quarter.settling import issue_together
from ser_app.payments.result import covered_words, summary
from tests.unit.furs.desk import fur
from tests.unit.furs.quarter.offices import Office, make_office


@pytest.fixture
def office(res: Resources) -> Office:
    return make_office(res, "POSTAL", "PRST")


def test_a_fur_for_three_filings_says_so(res: Resources, office: Office) -> None:
    office.file(("950.000.000",), ("50.000.000",), ("20.000.000",))
    number = issue_together(res, office.company.accountant, office.rows()[0].draft.period)
    with res.database.reading() as unit:
        assert covered_words(unit, fur(res, number)) == "Cubre 3 declaraciones"
    shown = summary(res, office.company.accountant, number)
    assert shown.concept.endswith("Cubre 3 declaraciones")


def test_a_fur_of_one_declaration_says_nothing_more(res: Resources, office: Office) -> None:
    office.write(("950.000.000",))
    office.issue()
    [waiting] = [row for row in office.rows() if row.state == "prepared"]
    assert waiting.entry.declaration is not None
    with res.database.reading() as unit:
        from ser_app.furs.repository import open_furs

        [only] = open_furs(unit, waiting.entry.declaration.id or 0)
        assert covered_words(unit, only) == ""
