"""Lists show the due day that holds: the filing keeps its own, the act stands beside it."""

from datetime import date

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.declarations.listing import RowView, list_view
from ser_app.declarations.repository import DeclarationFilter
from ser_app.declarations.service import declarations_page, start_draft
from ser_app.oversight.home import Step, home
from ser_app.oversight.reliquidation.running import work_off
from tests.factories import Company, make_company
from tests.unit.api.v1.office import program_of
from tests.unit.furs.corrections import filed
from tests.unit.furs.desk import declaration_of
from tests.unit.oversight.reliquidation.moving import MOVED, NORM, approve, propose

OWN = date(2013, 4, 15)


@pytest.fixture
def clock() -> MovableClock:
    """Three days after the due day of the first quarter of 2013."""
    return MovableClock(moved_to=date(2013, 4, 18))


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def row_of(res: Resources, company: Company, period: str) -> RowView:
    page = declarations_page(res, company.preparer, DeclarationFilter(), 1)
    view = list_view(page, DeclarationFilter(), res.clock.today(), all_operators=False)
    [found] = [each for each in view.rows if each.period == period]
    return found


def test_the_list_shows_the_moved_day_and_what_moved_it(res: Resources, company: Company) -> None:
    filed(res, company)
    filed(res, company, "2012-Q4")
    before = row_of(res, company, "T1 ene–mar 2013")
    assert (before.due, before.due_note) == ("15 abr 2013", "")
    approve(res, propose(res))
    work_off(res)
    after = row_of(res, company, "T1 ene–mar 2013")
    assert after.due == "22 abr 2013"
    assert after.due_note == (f"Trasladado del 15 abr 2013 por la contingencia declarada en {NORM}")
    assert after.total == before.total  # what was filed keeps its figures
    other = row_of(res, company, "T4 oct–dic 2012")
    assert (other.due, other.due_note) == ("15 ene 2013", "")


def test_of_two_moves_the_last_one_holds(res: Resources, company: Company) -> None:
    filed(res, company)
    for moved in (MOVED, date(2013, 5, 21)):
        approve(res, propose(res, moved))
        work_off(res)
    assert row_of(res, company, "T1 ene–mar 2013").due == "21 may 2013"


def test_home_tells_the_moved_day_of_what_is_to_be_paid(res: Resources, company: Company) -> None:
    number = filed(res, company)
    approve(res, propose(res))
    work_off(res)
    [task] = home(res, company.preparer).with_step(Step.PAY)
    assert task.due_on == MOVED
    assert declaration_of(res, number).due_on == OWN


async def test_the_api_tells_sorts_and_narrows_by_the_day_that_holds(
    res: Resources, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed(res, company)
    approve(res, propose(res, date(2013, 8, 1)))
    work_off(res)
    start_draft(res, company.preparer, company.expediente.public_id, "2012-Q4")
    async with program_of(res, monkeypatch, company) as program:
        first = (await program.get("/declarations", limit="1")).json()
        [moved] = first["items"]
        assert (moved["period"], moved["due_on"], moved["moved_from"]) == (
            "2013-Q1",
            "2013-08-01",
            "2013-04-15",
        )
        rest = (await program.get("/declarations", cursor=first["next_cursor"])).json()
        assert [(each["period"], each["moved_from"]) for each in rest["items"]] == [
            ("2012-Q4", None)
        ]
        for query, periods in (
            ({"from": "2013-07-01"}, ["2013-Q1"]),
            ({"to": "2013-04-15"}, ["2012-Q4"]),
        ):
            narrowed = (await program.get("/declarations", **query)).json()["items"]
            assert [each["period"] for each in narrowed] == periods
        alone = (await program.get(f"/declarations/{moved['id']}")).json()
        assert (alone["due_on"], alone["moved_from"]) == ("2013-08-01", "2013-04-15")
        assert alone["late_filing_penalty"] == 314_000  # as it was filed
