"""A moved due day takes penalty and interest from what was filed, and rewrites nothing of it."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.declarations.models import Declaration
from ser_app.declarations.reliquidation.repository import open_runs
from ser_app.declarations.states import Use
from ser_app.furs import service
from ser_app.furs.reliquidating import reliquidate_filing
from ser_app.furs.states import FurState
from ser_app.oversight.dashboard import dashboard
from ser_app.oversight.filters import DashboardFilter
from ser_app.oversight.reliquidation import running
from ser_app.oversight.reliquidation.preview import preview
from ser_app.oversight.reliquidation.running import work_off
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.unit.furs.corrections import correct, filed, pay
from tests.unit.furs.desk import declaration_of, fur, prepare, set_pending
from tests.unit.oversight.reliquidation.moving import (
    MOVED,
    NORM,
    approve,
    assert_sound,
    in_favour,
    owed,
    propose,
    results,
)

LEVY = 20_900_000
PENALTY = 314_000  # 1.5 % of the levy, one month: 313 500


@pytest.fixture
def clock() -> MovableClock:
    """Three days after the due day of the first quarter of 2013."""
    return MovableClock(moved_to=date(2013, 4, 18))


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def test_an_unpaid_filing_owes_less_and_says_what_it_said(res: Resources, company: Company) -> None:
    number = filed(res, company)
    before = declaration_of(res, number).model_dump()
    assert before["late_filing_penalty"] == PENALTY
    assert owed(res, declaration_of(res, number)) == LEVY + PENALTY
    approve(res, propose(res))
    assert work_off(res) == 1
    assert declaration_of(res, number).model_dump() == before
    [found] = results(res)
    assert (found.old_due_on, found.new_due_on) == (date(2013, 4, 15), MOVED)
    assert (found.old_penalty, found.new_penalty) == (PENALTY, 0)
    assert (found.penalty_relief, found.in_favour) == (PENALTY, 0)
    assert found.new_interest == 0
    assert found.norm == NORM
    assert owed(res, declaration_of(res, number)) == LEVY
    assert_sound(res)


def test_the_fur_is_replaced_and_pays_what_is_owed_now(res: Resources, company: Company) -> None:
    number = filed(res, company)
    approve(res, propose(res))
    work_off(res)
    [found] = results(res)
    assert (found.fur_before, fur(res, number).state) == (number, FurState.REPLACED)
    new = fur(res, found.fur_after)
    assert (new.total, new.state, new.due_on) == (LEVY, FurState.FILED, MOVED)
    pay(res, new.number)
    assert owed(res, declaration_of(res, number)) == 0
    assert in_favour(res, company) == 0
    assert_sound(res)


def test_money_for_the_old_fur_is_not_lost(res: Resources, company: Company) -> None:
    number = filed(res, company)
    total = fur(res, number).total
    approve(res, propose(res))
    work_off(res)
    pay(res, number)
    assert owed(res, declaration_of(res, number)) == 0
    # its payer was asked for three days of interest, which the FUR had liquidated
    assert 0 < in_favour(res, company) <= total - LEVY


def test_what_was_paid_too_much_is_in_favour(res: Resources, company: Company) -> None:
    number = filed(res, company)
    total = fur(res, number).total
    pay(res, number)
    approve(res, propose(res))
    work_off(res)
    [found] = results(res)
    assert found.in_favour == total - LEVY == found.penalty_relief + found.interest_relief
    assert (found.new_penalty, found.new_interest) == (0, 0)
    assert in_favour(res, company) == total - LEVY
    assert owed(res, declaration_of(res, number)) == 0
    assert fur(res, number).state == FurState.PAID
    assert_sound(res)


def test_a_filing_later_than_the_moved_day_keeps_a_smaller_penalty_and_interest(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 6, 20)
    number = filed(res, company)
    pay(res, number)
    approve(res, propose(res, date(2013, 5, 21)))
    work_off(res)
    [found] = results(res)
    # due 21 May: filed 20 June is one month, and bears 30 days at 31.25 % / 366
    assert (found.old_penalty, found.new_penalty) == (941_000, PENALTY)
    assert (found.old_interest, found.new_interest) == (1_178_000, 535_000)
    assert in_favour(res, company) == (941_000 - PENALTY) + (1_178_000 - 535_000)
    assert_sound(res)


def test_one_under_payment_waits_and_is_done_when_that_ends(
    res: Resources, company: Company
) -> None:
    number = filed(res, company)
    set_pending(res, number, pending=True)
    approve(res, propose(res))
    assert work_off(res) == 0
    assert results(res) == []
    assert fur(res, number).state == FurState.FILED
    set_pending(res, number, pending=False)
    pay(res, number)
    assert work_off(res) == 1
    assert in_favour(res, company) == results(res)[0].in_favour > PENALTY
    assert_sound(res)


def test_once_more_changes_nothing(res: Resources, company: Company) -> None:
    filed(res, company)
    approve(res, propose(res))
    assert work_off(res) == 1
    assert work_off(res) == 0
    assert len(results(res)) == 1
    assert_sound(res)


def test_dying_half_way_loses_nothing_and_does_nothing_twice(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        filed(res, make_company(res, name=f"Operador {number}"))
    approve(res, propose(res))
    whole = reliquidate_filing
    calls = []

    def dies(*given: object) -> object:
        calls.append(given)
        if len(calls) > 2:
            raise SystemExit  # as a signal would end the process
        return whole(*given)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(running, "reliquidate_filing", dies)
    with pytest.raises(SystemExit):
        work_off(res)
    assert len(results(res)) == 2
    monkeypatch.undo()
    assert work_off(res) == 2
    assert len({each.declaration_id for each in results(res)}) == 4
    assert_sound(res)


@pytest.mark.parametrize("corrected", [False, True])
def test_the_board_counts_it_as_filed_in_time_also_when_a_correction_took_its_place(
    res: Resources, company: Company, clock: MovableClock, corrected: bool
) -> None:
    number = filed(res, company)
    if corrected:
        correct(res, company, number, 960_000_000)
    clock.moved_to = date(2013, 5, 2)
    filed(res, make_company(res, name="Otro"))
    board = partial(dashboard, res, ministry_actor(res, Role.SUPERVISOR), DashboardFilter(2013))
    assert board().now.punctual == (0, 2)
    approve(res, propose(res))
    work_off(res)
    assert board().now.punctual == (1, 1)  # the other one came after the moved day, too


def test_one_that_cannot_be_done_does_not_stop_the_others(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed(res, make_company(res))
    filed(res, make_company(res, name="Otro"))
    approve(res, propose(res))
    whole = reliquidate_filing
    calls = []

    def stumbles(*given: object) -> object:
        calls.append(given)
        if len(calls) == 1:
            raise RuntimeError
        return whole(*given)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(running, "reliquidate_filing", stumbles)
    assert work_off(res) == 1
    assert work_off(res) == 1


def test_the_work_stays_open_until_no_process_files_by_the_older_rules(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    clock.instant = clock.now()
    approve(res, propose(res))
    assert work_off(res) == 0
    filed(res, company)  # with the rules of before: another process has not looked yet
    assert work_off(res) == 1
    clock.instant += timedelta(minutes=3)
    work_off(res)
    with res.database.reading() as unit:
        assert open_runs(unit) == []


def test_a_filing_in_time_and_one_of_another_regime_are_left_as_they_are(
    res: Resources, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 4, 12)
    in_time = make_company(res)
    number = filed(res, in_time)
    clock.moved_to = date(2013, 4, 18)
    filed(res, make_company(res, "POSTAL"))
    approve(res, propose(res))
    work_off(res)
    [found] = results(res)
    assert found.operator_id == in_time.operator.id
    assert (found.penalty_relief, found.interest_relief, found.fur_before) == (0, 0, "")
    assert fur(res, number).state == FurState.FILED
    assert_sound(res)


def test_a_nil_return_whose_penalty_falls_owes_nothing_any_more(
    res: Resources, company: Company
) -> None:
    number = filed(res, company, income=0)
    assert declaration_of(res, number).total == 295_000
    approve(res, propose(res))
    work_off(res)
    settled = declaration_of(res, number)
    assert (settled.paid_on, settled.paid_amount) == (date(2013, 4, 18), 0)
    assert fur(res, number).state == FurState.ANNULLED
    assert NORM in fur(res, number).annulled_because
    assert in_favour(res, company) == 0
    assert_sound(res)


def test_drafts_and_prepared_ones_show_the_moved_day(res: Resources, company: Company) -> None:
    prepare(res, company)
    other = make_company(res, name="Otro")
    number = service.issue(res, other.preparer, prepare(res, other))
    approve(res, propose(res))
    work_off(res)
    assert declaration_of(res, number).due_on == MOVED
    with res.database.reading() as unit:
        days = {each.due_on for each in unit.session.exec(select(Declaration))}
    assert days == {MOVED}


def test_a_second_act_for_the_same_period_takes_only_what_is_left(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 6, 20)
    number = filed(res, company)
    pay(res, number)
    total = fur(res, number).total
    approve(res, propose(res, date(2013, 5, 21)))
    work_off(res)
    approve(res, propose(res, date(2013, 6, 20)))
    work_off(res)
    first, second = results(res)
    assert (second.old_due_on, second.new_due_on) == (date(2013, 5, 21), date(2013, 6, 20))
    assert (second.old_penalty, second.new_penalty) == (first.new_penalty, 0)
    assert in_favour(res, company) == first.in_favour + second.in_favour == total - LEVY
    assert_sound(res)


def test_an_earlier_day_takes_nothing_back(res: Resources, company: Company) -> None:
    filed(res, company)
    approve(res, propose(res))
    work_off(res)
    approve(res, propose(res, date(2013, 4, 16)))
    assert work_off(res) == 0
    assert len(results(res)) == 1


def test_a_correction_after_it_owes_and_gives_back_the_right_pesos(
    res: Resources, company: Company
) -> None:
    number = filed(res, company)
    pay(res, number)
    total = fur(res, number).total
    approve(res, propose(res))
    work_off(res)
    from ser_app.base.resources import with_current_rules

    lower = correct(with_current_rules(res), company, number, 500_000_000)
    # what was paid, less the lower levy: 11 000 000, in time by the moved day
    assert in_favour(res, company) == total - 11_000_000
    assert declaration_of(res, lower).balance_in_favour == LEVY - 11_000_000


def test_the_correction_of_an_unpaid_filing_takes_its_relief_along(
    res: Resources, company: Company
) -> None:
    from ser_app.base.resources import with_current_rules

    number = filed(res, company)
    approve(res, propose(res))
    work_off(res)
    current = with_current_rules(res)
    corrected = correct(current, company, number, 1_000_000_000)
    assert owed(res, declaration_of(res, corrected)) == 22_000_000
    assert owed(res, declaration_of(res, number)) == 0


def test_a_lower_correction_before_it_is_measured_again(res: Resources, company: Company) -> None:
    number = filed(res, company)
    pay(res, number)
    total = fur(res, number).total
    lower = correct(res, company, number, 500_000_000)
    left = declaration_of(res, lower).balance_in_favour
    approve(res, propose(res))
    work_off(res)
    covered, measured = results(res)
    assert "corrección" in covered.review
    assert covered.in_favour == 0
    assert left + measured.in_favour == in_favour(res, company) == total - 11_000_000
    assert_sound(res)


def test_a_result_is_never_changed(res: Resources, company: Company) -> None:
    filed(res, company)
    approve(res, propose(res))
    work_off(res)
    with pytest.raises(DatabaseError, match="append-only"), res.database.unit() as unit:
        unit.session.connection().execute(text("UPDATE reliquidation SET in_favour = 1"))


def test_the_preview_says_what_will_happen_and_stores_nothing(
    res: Resources, company: Company
) -> None:
    unpaid = filed(res, company)
    paid = make_company(res, name="Pagó")
    number = filed(res, paid)
    pay(res, number)
    busy = make_company(res, name="Pagando")
    set_pending(res, filed(res, busy), pending=True)
    prepare(res, make_company(res, name="Borrador"))
    proposal = propose(res)
    found = preview(res, ministry_actor(res, Role.SER_ADMIN), proposal)
    assert (found.filings, found.changed, found.waiting, found.open) == (3, 3, 1, 1)
    assert found.in_favour == fur(res, number).total - LEVY
    assert found.less == 2 * PENALTY
    assert "1 espera a que termine un pago" in found.sentence
    assert results(res) == []
    approve(res, proposal)
    work_off(res)
    assert sum(each.in_favour for each in results(res)) == found.in_favour
    assert owed(res, declaration_of(res, unpaid)) == LEVY


def test_presentation_without_payment_owes_no_penalty_any_more(
    res: Resources, company: Company
) -> None:
    number = filed(res, company, use=Use.FILING)
    approve(res, propose(res))
    work_off(res)
    assert owed(res, declaration_of(res, number)) == LEVY
    assert results(res)[0].fur_after == ""
    assert_sound(res)
