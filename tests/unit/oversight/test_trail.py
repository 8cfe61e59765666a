from datetime import UTC, date, datetime, timedelta

import pytest

from ser_app.base import audit
from ser_app.base.errors import NotAllowed
from ser_app.base.resources import Resources
from ser_app.oversight.filters import TrailFilter
from ser_app.oversight.trail import PAGE_SIZE, trail
from ser_app.oversight.views.trail import event_view
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor

# 23:30 of 19 June in Bogotá is already the 20th in UTC.
LATE_EVENING = datetime(2013, 6, 20, 4, 30, tzinfo=UTC)


def write(res: Resources, at: datetime, action: str = "declaration.filed", **more: object) -> None:
    company = make_company(res)
    with res.database.unit() as unit:
        audit.record(
            unit, at=at, subject="declaration:ab12", action=action, author=company.preparer,
            detail=more,
        )  # fmt: skip


def test_the_newest_event_comes_first_with_its_operator(res: Resources) -> None:
    write(res, LATE_EVENING)
    write(res, LATE_EVENING + timedelta(hours=1), "session.opened")
    page = trail(res, ministry_actor(res, Role.AUDITOR), TrailFilter(), 1)
    assert [entry.event.action for entry in page.entries] == ["session.opened", "declaration.filed"]
    view = event_view(page.entries[1])
    assert view.at == "19 jun 2013, 23:30:00"
    assert view.operator == "Operador S.A.S."
    assert view.subject == "Declaración ab12"
    assert view.action == "Presentó una declaración"


def test_days_are_those_of_bogota(res: Resources) -> None:
    write(res, LATE_EVENING)
    auditor = ministry_actor(res, Role.AUDITOR)

    def count(first: date, last: date) -> int:
        return trail(res, auditor, TrailFilter(first_day=first, last_day=last), 1).total

    assert count(date(2013, 6, 19), date(2013, 6, 19)) == 1
    assert count(date(2013, 6, 20), date(2013, 6, 21)) == 0


def test_person_and_action_narrow_the_list_and_wildcards_mean_themselves(res: Resources) -> None:
    write(res, LATE_EVENING)
    auditor = ministry_actor(res, Role.AUDITOR)
    assert trail(res, auditor, TrailFilter(person="declarANTE"), 1).total == 1
    assert trail(res, auditor, TrailFilter(person="%"), 1).total == 0
    assert trail(res, auditor, TrailFilter(action="session.opened"), 1).total == 0
    assert trail(res, auditor, TrailFilter(action="declaration.filed"), 1).total == 1


def test_pages_cover_everything_once_and_past_the_end_is_the_last(res: Resources) -> None:
    company, auditor = make_company(res), ministry_actor(res, Role.AUDITOR)
    with res.database.unit() as unit:
        for number in range(PAGE_SIZE + 3):
            at = LATE_EVENING + timedelta(seconds=number)
            audit.record(unit, at=at, subject=f"x:{number}", action="x.done", author=company.admin)
    first, last = (trail(res, auditor, TrailFilter(), page) for page in (1, 9))
    assert (first.page, last.page, last.pages, last.first) == (1, 2, 2, PAGE_SIZE + 1)
    subjects = [entry.event.subject for entry in (*first.entries, *last.entries)]
    assert len(set(subjects)) == PAGE_SIZE + 3


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.TREASURY])
def test_only_who_may_audit_reads_the_trail(res: Resources, role: Role) -> None:
    with pytest.raises(NotAllowed):
        trail(res, ministry_actor(res, role), TrailFilter(), 1)


def test_the_address_keeps_the_filter() -> None:
    wanted = TrailFilter(date(2013, 6, 1), None, "Ana Ruiz", "payment.approved")
    assert wanted.address(2) == (
        "/auditoria?desde=2013-06-01&persona=Ana+Ruiz&accion=payment.approved&pagina=2"
    )
    assert TrailFilter().address(1) == "/auditoria"
