"""An auditor's account works between two days, and what an auditor looks at is recorded."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotAllowed, NotFound, Refused
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.base.tokens import sha256_hex
from ser_app.declarations.service import summary
from ser_app.furs import service as furs
from ser_app.oversight.cases.gathering import export as export_case
from ser_app.oversight.trail.exporting import export
from ser_app.oversight.trail.filters import Place, TrailFilter
from ser_app.oversight.trail.service import trail
from ser_app.people import administration, repository
from ser_app.people.access_days import has_access
from ser_app.people.actor import Actor
from ser_app.people.dated_access import set_access
from ser_app.people.models import User, UserSession
from ser_app.people.permissions import Role
from ser_app.people.sessions import CACHE, actor_of_token
from tests.factories import actor_of, make_company, make_user, ministry_actor
from tests.unit.furs.corrections import filed
from tests.unit.furs.desk import declaration_of


@pytest.fixture
def auditor(res: Resources) -> Actor:
    return actor_of(make_user(res, Role.AUDITOR))


def access(res: Resources, who: Actor, first: date | None, last: date | None) -> None:
    with res.database.unit() as unit:
        user = unit.session.get_one(User, who.user_id)
        user.access_from, user.access_to = first, last


def today(res: Resources) -> date:
    return res.clock.now().astimezone(UTC).date()


@pytest.mark.parametrize(
    ("first", "last", "works"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), True),
        (date(2026, 1, 15), date(2026, 1, 15), True),
        (date(2026, 1, 16), date(2026, 1, 31), False),
        (date(2026, 1, 1), date(2026, 1, 14), False),
        (None, date(2026, 1, 31), False),
        (date(2026, 1, 1), None, False),
        (None, None, False),
    ],
)
def test_both_days_are_included_and_an_auditor_needs_both(
    res: Resources, first: date | None, last: date | None, works: bool
) -> None:
    user = make_user(res, Role.AUDITOR)
    user.access_from, user.access_to = first, last
    # 22:00 of the 15th in Bogotá is already the 16th in UTC.
    assert has_access(user, datetime(2026, 1, 16, 3, tzinfo=UTC)) is works


def test_others_need_no_days_and_keep_to_those_that_they_have(res: Resources) -> None:
    user = make_user(res, Role.SUPERVISOR)
    now = res.clock.now()
    assert has_access(user, now)
    user.access_to = now.date() - timedelta(days=2)
    assert not has_access(user, now)


def test_the_guard_ends_a_session_the_moment_that_the_access_does(
    res: Resources, auditor: Actor
) -> None:
    clock = res.clock
    assert isinstance(clock, MovableClock)
    clock.instant = datetime(2026, 11, 26, 15, tzinfo=UTC)
    access(res, auditor, date(2026, 11, 1), date(2026, 11, 26))
    with res.database.unit() as unit:
        unit.session.add(
            UserSession(
                token_hash=sha256_hex(b"t"), user_id=auditor.user_id, created_at=clock.now(),
                last_seen_at=clock.now(), expires_at=clock.now() + timedelta(hours=20),
            )
        )  # fmt: skip
    assert actor_of_token(res, "t", fresh=True) is not None
    clock.instant += timedelta(hours=14)  # midnight of Bogotá has passed
    with res.database.unit() as unit:
        found = repository.session_by_hash(unit, sha256_hex(b"t"))
        assert found is not None
        found.last_seen_at = clock.now()
    assert actor_of_token(res, "t", fresh=True) is None
    CACHE.clear()


def test_the_services_refuse_whoever_the_door_let_in(res: Resources, auditor: Actor) -> None:
    number = filed(res, make_company(res))
    declaration = declaration_of(res, number).public_id
    acts = (
        lambda: trail(res, auditor, TrailFilter(), Place()),
        lambda: export(res, auditor, TrailFilter(), "csv"),
        lambda: export_case(res, auditor, number),
        lambda: furs.fur_detail(res, auditor, number),
        lambda: furs.pdf(res, auditor, number),
        lambda: summary(res, auditor, declaration),
    )
    for act in acts:
        act()
    access(res, auditor, date(2020, 1, 1), today(res) - timedelta(days=2))
    for act in acts:
        with pytest.raises(NotAllowed, match="no cubre el día de hoy"):
            act()


def test_each_look_of_an_auditor_at_a_case_is_an_event_and_nobody_else_s_is(
    res: Resources, auditor: Actor
) -> None:
    company = make_company(res)
    number = filed(res, company)
    declaration = declaration_of(res, number).public_id
    for who in (auditor, ministry_actor(res, Role.SUPERVISOR), company.preparer):
        furs.fur_detail(res, who, number)
        summary(res, who, declaration)
    with res.database.reading() as unit:
        events = unit.session.exec(select(AuditEvent).where(AuditEvent.action == "case.seen")).all()
    assert [each.subject for each in events] == [f"case:{number}", f"case:{declaration}"]
    assert {(each.actor_id, each.operator_id) for each in events} == {
        (auditor.user_id, company.operator.id)
    }


def test_the_administrator_sets_the_days_which_is_audited(res: Resources, auditor: Actor) -> None:
    admin, day = ministry_actor(res, Role.SER_ADMIN), today(res)
    set_access(res, admin, auditor.public_id, day, day + timedelta(days=30))
    with res.database.reading() as unit:
        event = unit.session.exec(
            select(AuditEvent).where(AuditEvent.action == "user.access_changed")
        ).one()
    assert event.before == {"access_from": "2010-01-01", "access_to": "2100-01-01"}
    assert event.after == {
        "access_from": day.isoformat(), "access_to": (day + timedelta(days=30)).isoformat(),
    }  # fmt: skip


def test_days_that_cannot_be_and_people_who_cannot_are_refused(
    res: Resources, auditor: Actor
) -> None:
    admin, day = ministry_actor(res, Role.SER_ADMIN), today(res)
    past = day - timedelta(days=5)
    for first, last in ((None, day), (day, None), (day, past), (past, past)):
        with pytest.raises(Refused, match="Nada cambió"):
            set_access(res, admin, auditor.public_id, first, last)
    with pytest.raises(Refused, match="Solo el acceso de un Auditor"):
        set_access(res, admin, ministry_actor(res, Role.TREASURY).public_id, day, day)
    company = make_company(res)
    with pytest.raises(NotFound):
        set_access(res, company.admin, auditor.public_id, day, day)
    with pytest.raises(NotAllowed):
        set_access(res, auditor, auditor.public_id, day, day)


def test_a_new_auditor_waits_for_days(res: Resources) -> None:
    admin = ministry_actor(res, Role.SER_ADMIN)
    new = administration.NewUser("nuevo@ente.example", "Nuevo Auditor", "19444808", Role.AUDITOR)
    created = administration.create_user(res, admin, new)
    with res.database.reading() as unit:
        user = repository.user_by_public_id(unit, admin.scope, created.public_id)
    who = replace(actor_of(user), must_change_password=False)
    with pytest.raises(NotAllowed, match="no cubre"):
        trail(res, who, TrailFilter(), Place())
