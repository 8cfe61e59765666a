"""The list of FURs."""

from datetime import date, timedelta

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotAllowed
from ser_app.base.resources import Resources
from ser_app.declarations.states import Use
from ser_app.furs import service
from ser_app.furs.finding.repository import FurFilter
from ser_app.furs.states import ShownFurState
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.unit.furs.desk import file, prepare

EVERYTHING = FurFilter()


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res, name="Andina Conecta S.A.S.")


def numbers(res: Resources, company: Company, wanted: FurFilter) -> list[str]:
    found = service.furs_page(res, company.preparer, wanted, 1)
    return [row.fur.number for row, _ in found.rows]


def test_the_list_is_newest_first_and_sums_up(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    first = service.issue(res, company.preparer, prepare(res, company))
    clock.moved_to = date(2013, 6, 21)
    second = service.issue(res, company.preparer, prepare(res, company, "2012-Q4"))
    found = service.furs_page(res, company.preparer, EVERYTHING, 1)
    assert [row.fur.number for row, _ in found.rows] == [second, first]
    assert found.totals.count == 2
    assert found.totals.total == sum(row.fur.total for row, _ in found.rows)


def test_replaced_and_annulled_ones_are_listed_and_not_summed(
    res: Resources, company: Company
) -> None:
    old = service.issue(res, company.preparer, prepare(res, company))
    new = service.reliquidate(res, company.preparer, old, date(2013, 6, 30))
    found = service.furs_page(res, company.preparer, EVERYTHING, 1)
    assert found.totals.count == 2
    only = [row.fur.total for row, _ in found.rows if row.fur.number == new]
    assert [found.totals.total] == only


def test_it_is_narrowed_by_days_use_state_and_text(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    issued = service.issue(res, company.preparer, prepare(res, company))
    presented = service.issue(
        res, company.preparer, prepare(res, company, "2012-Q4", use=Use.FILING)
    )
    file(res, company, presented)
    clock.moved_to = date(2013, 6, 22)
    late = service.issue(res, company.preparer, prepare(res, company, "2012-Q3"))
    day = date(2013, 6, 20)
    assert numbers(res, company, FurFilter(until=day)) == [presented, issued]
    assert numbers(res, company, FurFilter(since=day + timedelta(days=1))) == [late]
    assert numbers(res, company, FurFilter(use=Use.FILING)) == [presented]
    assert numbers(res, company, FurFilter(state=ShownFurState.FILED)) == [presented]
    assert numbers(res, company, FurFilter(state=ShownFurState.EXPIRED)) == [issued]
    assert numbers(res, company, FurFilter(state=ShownFurState.ISSUED)) == [late]
    assert numbers(res, company, FurFilter(text=late[-10:])) == [late]
    assert numbers(res, company, FurFilter(text="andina")) == [late, presented, issued]
    assert numbers(res, company, FurFilter(text="100%")) == []


def test_each_operator_sees_its_own_and_the_ministry_sees_all(
    res: Resources, company: Company
) -> None:
    other = make_company(res)
    mine = service.issue(res, company.preparer, prepare(res, company))
    theirs = service.issue(res, other.preparer, prepare(res, other))
    assert numbers(res, company, EVERYTHING) == [mine]
    assert numbers(res, other, EVERYTHING) == [theirs]
    supervisor = ministry_actor(res, Role.SUPERVISOR)
    assert service.furs_page(res, supervisor, EVERYTHING, 1).totals.count == 2
    with pytest.raises(NotAllowed):
        service.furs_page(res, ministry_actor(res, Role.SER_ADMIN), EVERYTHING, 1)


def test_a_page_beyond_the_last_is_the_last(res: Resources, company: Company) -> None:
    service.issue(res, company.preparer, prepare(res, company))
    assert service.furs_page(res, company.preparer, EVERYTHING, 99).number == 1


def test_the_review_shows_what_would_be_issued(res: Resources, company: Company) -> None:
    key = prepare(res, company)
    review = service.review(res, company.preparer, key)
    assert review.liquidation.total == 23_019_000
    assert review.problems == ()
    assert [person.name for person in review.signatories] == [
        company.representative.name,
        company.accountant.name,
    ]
    assert review.current == ""
    number = service.issue(res, company.preparer, key)
    assert service.review(res, company.preparer, key).current == number
    newer = service.reliquidate(res, company.preparer, number, date(2013, 6, 30))
    assert service.review(res, company.preparer, key).current == newer


def test_the_review_of_a_nil_draft_asks_for_its_confirmation(
    res: Resources, company: Company
) -> None:
    key = service.annul_and_edit(
        res, company.preparer, service.issue(res, company.preparer, prepare(res, company, income=0))
    )
    assert service.review(res, company.preparer, key).problems == ()
