"""What the calendar's page shows, and what a person may choose there."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotAllowed, NotFound, Refused
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.declarations.states import Use
from ser_app.oversight.calendar.preferences import choices, choose
from ser_app.oversight.calendar.service import calendar_for
from ser_app.oversight.calendar.views import CalendarView, calendar_view, choice_views, month_of
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, make_expediente, ministry_actor
from tests.support.crowd import at_once
from tests.unit.furs.corrections import filed, pay


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res, valid_from=date(2013, 1, 1))


def view(res: Resources, company: Company, month: str = "") -> CalendarView:
    return calendar_view(calendar_for(res, company.preparer, month_of(month)))


def standings(found: CalendarView) -> list[tuple[str, str, str]]:
    return [(each.title, each.word, each.kind) for each in found.near]


def test_what_is_late_and_what_is_near_in_order_with_how_it_stands(
    res: Resources, company: Company
) -> None:
    found = view(res, company)
    assert standings(found) == [
        ("T1 ene–mar 2013", "Sin presentar", "overdue"),
        ("T2 abr–jun 2013", "Aún no se declara", "neutral"),
        ("T3 jul–sep 2013", "Aún no se declara", "neutral"),
    ]
    assert found.near[0].help == "venció hace 66 días"
    assert found.near[0].action == "Declarar"
    assert found.near[1].action == ""


def test_a_filing_owes_what_the_books_say_until_it_is_paid(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 4, 10)
    number = filed(res, company, "2013-Q1", use=Use.FILING_AND_PAYMENT)
    [first, *_] = view(res, company).near
    assert (first.word, first.kind) == ("Presentada, falta el pago", "pending")
    assert first.owed.replace("\N{NO-BREAK SPACE}", " ") == "$ 20.900.000"
    clock.moved_to = date(2013, 4, 16)
    assert view(res, company).near[0].kind == "overdue"
    clock.moved_to = date(2013, 4, 10)
    pay(res, number)
    assert view(res, company).near[0].word == "Cumplido"
    clock.moved_to = date(2013, 4, 16)
    assert view(res, company).near[0].title == "T2 abr–jun 2013"
    clock.moved_to = date(2013, 4, 9)  # the day before it was filed
    assert view(res, company).near[0].word == "Sin presentar"


def test_a_month_has_whole_weeks_from_monday_and_its_due_days(
    res: Resources, company: Company
) -> None:
    found = view(res, company, "2013-07")
    assert found.month == "julio de 2013"
    assert [len(week.days) for week in found.weeks] == [7] * 5
    assert [day.number for day in found.weeks[0].days] == ["1", "2", "3", "4", "5", "6", "7"]
    assert [day.inside for day in found.weeks[4].days] == [True, True, True] + [False] * 4
    [cell] = [day for week in found.weeks for day in week.days if day.dues]
    assert cell.number == "15"
    assert cell.spoken == "15 de julio de 2013"
    assert cell.dues[0].short == f"T2 · {company.expediente.number}"
    assert found.listed == cell.dues
    assert not any(day.today for week in found.weeks for day in week.days)
    june = view(res, company)
    assert [day.number for week in june.weeks for day in week.days if day.today] == ["20"]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", "junio de 2013"),
        ("1999-01", "enero de 2010"),
        ("2100-01", "junio de 2015"),
        ("nada", "junio de 2013"),
        ("2013-99", "junio de 2013"),
    ],
)
def test_any_month_asked_for_is_one_that_there_is(
    res: Resources, company: Company, asked: str, shown: str
) -> None:
    found = view(res, company, asked)
    assert found.month == shown
    assert found.has_previous is (shown != "enero de 2010")
    assert found.has_following is (shown != "junio de 2015")


def test_many_expedientes_show_fifty_and_count_the_rest(res: Resources, company: Company) -> None:
    for _ in range(19):
        make_expediente(res, company.operator)
    found = view(res, company)
    assert len(found.near) == 50
    # 19 with six each (2012-Q2 on to 2013-Q3), one with three
    assert found.more == "Y 67 vencimientos más."


def test_another_operator_sees_nothing_of_it(res: Resources, company: Company) -> None:
    other = make_company(res, name="Otro S.A.S.", valid_from=date(2013, 4, 1))
    places = {each.place for each in view(res, other).near}
    assert places == {f"Expediente {other.expediente.number}"}
    assert company.expediente.number not in str(view(res, other))


def test_everything_is_sent_until_somebody_chooses(res: Resources, company: Company) -> None:
    found = choice_views(choices(res, company.preparer))
    assert [(each.key, each.chosen) for each in found] == [
        ("before:10", True), ("before:3", True), ("day", True), ("after", True), ("later", True),
    ]  # fmt: skip
    assert [each.label for each in found] == [
        "10 días antes de cada vencimiento",
        "3 días antes de cada vencimiento",
        "El día del vencimiento",
        "1 día después, si falta presentar o pagar",
        "Después cada 30 días mientras siga sin cumplirse, hasta 6 veces",
    ]


def test_a_choice_is_kept_and_written_down(res: Resources, company: Company) -> None:
    choose(res, company.preparer, {"later", "before:10"}, none=False)
    choose(res, company.preparer, {"later"}, none=True)
    found = choices(res, company.preparer)
    assert (found.declined, found.none) == (frozenset({"later"}), True)
    assert choices(res, company.accountant).declined == frozenset()
    with res.database.reading() as unit:
        events = [
            each
            for each in unit.session.exec(select(AuditEvent))
            if each.action == "calendar.reminders_chosen"
        ]
    assert [each.after for each in events] == [
        {"none": False, "declined": ["before:10", "later"]},
        {"none": True, "declined": ["later"]},
    ]
    assert events[1].before == events[0].after


def test_two_tabs_that_choose_for_the_first_time_at_once_are_one_after_the_other(
    res: Resources, company: Company
) -> None:
    for person in (company.preparer, company.accountant, company.admin):
        wanted = [partial(choose, res, person, {key}, none=False) for key in ("day", "after")]
        assert at_once(*wanted, *wanted) == [None] * 4


@pytest.mark.parametrize("key", ["", "before:11", "x" * 500])
def test_a_moment_that_there_is_not_is_refused(res: Resources, company: Company, key: str) -> None:
    with pytest.raises(Refused):
        choose(res, company.preparer, {key}, none=False)


def test_the_ministry_has_no_due_days(res: Resources) -> None:
    clerk: Any = ministry_actor(res, Role.SER_ADMIN)
    for act in (
        lambda: calendar_for(res, clerk),
        lambda: choices(res, clerk),
        lambda: choose(res, clerk, set(), none=True),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            act()
