"""The private address: whoever has it reads due days and nothing else, until it is taken back."""

import asyncio
import re
from datetime import date, timedelta

import httpx
import pytest
from sqlmodel import select
from starlette.applications import Starlette

from ser_app.api import calendars
from ser_app.api.doors import behind_doors
from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotAllowed
from ser_app.base.models import AuditEvent
from ser_app.base.pace import Pace
from ser_app.base.resources import Resources
from ser_app.law.explanation import Citation, Provenance
from ser_app.law.parameters import DueException, ExceptionKind
from ser_app.law.periods import Regime
from ser_app.oversight.calendar.feeds import calendar_of, make_feed, own_feed, revoke_feed
from ser_app.oversight.calendar.models import CalendarFeed
from ser_app.people.grants.models import ExpedienteGrant
from ser_app.people.models import User
from ser_app.people.permissions import Role
from tests.factories import (
    Company,
    actor_of,
    make_company,
    make_expediente,
    make_user,
    ministry_actor,
)
from tests.support.events import hold
from tests.unit.furs.corrections import filed, pay
from tests.unit.oversight.calendar.reading import read_calendar


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendars, "PACE", Pace(100, burst=1000))


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def token_of(address: str) -> str:
    found = re.fullmatch(r"http://localhost:\d+/calendarios/([\w-]{43})\.ics", address)
    assert found, address
    return found[1]


def read(res: Resources, address: str) -> str:
    text = calendar_of(res, token_of(address))
    assert text is not None
    return text


def change(res: Resources, user_id: int, **values: object) -> None:
    with res.database.unit() as unit:
        user = unit.session.get(User, user_id)
        assert user is not None
        for name, value in values.items():
            setattr(user, name, value)


def test_it_shows_a_year_back_and_a_year_ahead_with_alarms_for_what_is_to_be_done(
    res: Resources, company: Company
) -> None:
    pay(res, filed(res, company, "2013-Q1"))
    events = read_calendar(read(res, make_feed(res, company.preparer)))
    assert [event.day for event in events] == [
        date(2012, 7, 16), date(2012, 10, 16), date(2013, 1, 15), date(2013, 4, 15),
        date(2013, 7, 15), date(2013, 10, 15), date(2014, 1, 15), date(2014, 4, 15),
        date(2014, 7, 15),
    ]  # fmt: skip
    assert events[4]["SUMMARY"] == (
        f"Vence T2 abr–jun 2013, expediente {company.expediente.number}"
    )
    assert [len(event.triggers) for event in events] == [0, 0, 0, 0, 3, 3, 3, 3, 3]


def test_what_is_settled_before_its_day_no_longer_calls(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 7, 8)
    address = make_feed(res, company.preparer)
    pay(res, filed(res, company, "2013-Q2"))
    [event] = [each for each in read_calendar(read(res, address)) if each.day.month == 7 and
               each.day.year == 2013]  # fmt: skip
    assert event.triggers == []


def test_nothing_of_people_or_money_is_in_it(res: Resources, company: Company) -> None:
    filed(res, company, "2013-Q1", income=950_000_000)
    text = re.sub(r"\r\n ", "", read(res, make_feed(res, company.preparer)))
    with res.database.reading() as unit:
        people = list(unit.session.exec(select(User)))
    operator = company.operator
    secrets = [operator.name, operator.nit, operator.email, operator.public_id, "$", "20900000"]
    secrets += [company.expediente.public_id]
    secrets += [each for user in people for each in (user.email, user.full_name, user.public_id)]
    assert [each for each in secrets if each in text] == []


def test_a_day_that_the_ministry_moves_moves_in_it(res: Resources, company: Company) -> None:
    address = make_feed(res, company.preparer)
    before = {each["UID"]: each.day for each in read_calendar(read(res, address))}
    moved = DueException(
        kind=ExceptionKind.CONTINGENCY,
        regimes=frozenset({Regime.PRST}),
        due_from=date(2013, 7, 15),
        due_to=date(2013, 7, 15),
        new_due_on=date(2013, 7, 22),
        reason="el sistema no atendió",
        provenance=Provenance.CONFIRMED,
        citation=Citation("Resolución 77 de 2013", "", "", date(2013, 7, 15)),
    )
    object.__setattr__(res, "rules", res.rules.with_rows(due_exceptions=[moved]))
    after = {each["UID"]: each.day for each in read_calendar(read(res, address))}
    assert after.keys() == before.keys()
    changed = {before[uid]: day for uid, day in after.items() if before[uid] != day}
    assert changed == {date(2013, 7, 15): date(2013, 7, 22)}


def test_only_the_hash_is_kept_and_a_renewed_or_revoked_address_is_dead(
    res: Resources, company: Company
) -> None:
    first = make_feed(res, company.preparer)
    second = make_feed(res, company.preparer)
    assert calendar_of(res, token_of(first)) is None
    assert read(res, second)
    with res.database.reading() as unit:
        [row] = unit.session.exec(select(CalendarFeed)).all()
        assert token_of(second) not in repr(row.model_dump())
    revoke_feed(res, company.preparer)
    revoke_feed(res, company.preparer)
    assert calendar_of(res, token_of(second)) is None
    assert own_feed(res, company.preparer) is None
    with res.database.reading() as unit:
        events = list(unit.session.exec(select(AuditEvent)))
    assert [each.action for each in events if each.action.startswith("calendar.")] == [
        "calendar.address_made", "calendar.address_renewed", "calendar.address_revoked",
    ]  # fmt: skip
    assert not any(token_of(second) in repr(each.model_dump()) for each in events)


def test_the_owner_reads_when_it_was_last_fetched(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    clock.instant = clock.now()
    clock.moved_to = None
    address = make_feed(res, company.preparer)
    read(res, address)
    noted = clock.instant
    for minutes in (30, 90):
        clock.instant = noted + timedelta(minutes=minutes)
        read(res, address)
    found = own_feed(res, company.preparer)
    assert found is not None
    assert found.read_at == noted + timedelta(minutes=90)


@pytest.mark.parametrize("how", ["suspended_at", "must_change_password", "role"])
def test_who_lost_the_account_or_the_role_has_no_calendar(
    res: Resources, company: Company, how: str
) -> None:
    address = make_feed(res, company.preparer)
    values = {
        "suspended_at": res.clock.now(), "must_change_password": True, "role": Role.SUPERVISOR,
    }  # fmt: skip
    change(res, company.preparer.user_id, **{how: values[how]})
    assert calendar_of(res, token_of(address)) is None


def test_a_limited_person_sees_the_own_expedientes_alone(res: Resources, company: Company) -> None:
    other = make_expediente(res, company.operator, "POSTAL")
    user = make_user(res, Role.PREPARER, company.operator)
    address = make_feed(res, actor_of(user, company.operator))
    with res.database.unit() as unit:
        unit.session.add(
            ExpedienteGrant(
                public_id="g",
                user_id=user.id or 0,
                expediente_id=other.id or 0,
                valid_from=date(2013, 1, 1),
                granted_by_id=user.id or 0,
                granted_by="x",
                granted_at=res.clock.now(),
            )
        )
    change(res, user.id or 0, limited=True)
    text = read(res, address)
    assert other.number in text
    assert company.expediente.number not in text


def test_the_ministry_has_no_calendar(res: Resources) -> None:
    with pytest.raises(NotAllowed):
        make_feed(res, ministry_actor(res, Role.TREASURY))


def _get(res: Resources, monkeypatch: pytest.MonkeyPatch, *paths: str) -> list[httpx.Response]:
    hold(res, monkeypatch)
    app = Starlette(routes=behind_doors(calendars.routes))

    async def story() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://ser") as client:
            return [await client.get(path) for path in paths]

    return asyncio.run(story())


def test_unknown_revoked_and_suspended_addresses_are_answered_alike(
    res: Resources, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = make_feed(res, company.accountant)
    revoked = make_feed(res, company.preparer)
    revoke_feed(res, company.preparer)
    suspended = make_feed(res, company.admin)
    change(res, company.admin.user_id, suspended_at=res.clock.now())
    paths = [
        f"/calendarios/{token}.ics"
        for token in (token_of(revoked), token_of(suspended), "x", "x" * 43, "é", "x" * 5000)
    ]
    answers = _get(res, monkeypatch, *paths)
    assert {each.status_code for each in answers} == {404}
    assert len({(each.content, tuple(each.headers.items())) for each in answers}) == 1
    [served] = _get(res, monkeypatch, f"/calendarios/{token_of(good)}.ics")
    assert served.status_code == 200
    assert served.headers["content-type"] == "text/calendar; charset=utf-8"
    assert served.headers["cache-control"] == "private, no-store"
    assert len(read_calendar(served.text)) == 9


def test_who_tries_addresses_is_slowed_down(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendars, "PACE", Pace(0.5, burst=3, clock=lambda: 0.0))
    answers = _get(res, monkeypatch, *(f"/calendarios/{number}.ics" for number in range(5)))
    assert [each.status_code for each in answers] == [404, 404, 404, 429, 429]
    assert answers[-1].headers["retry-after"] == "60"
