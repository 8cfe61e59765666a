"""Administrators see each job, are told of those that stand still, and may ask for a round."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.jobs import job as book
from ser_app.base.jobs.claiming import LEASE, claim_due
from ser_app.base.jobs.job import Job, register
from ser_app.base.jobs.models import JobRow
from ser_app.base.jobs.process import Process
from ser_app.base.jobs.repository import all_jobs
from ser_app.base.jobs.running import Runner
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.oversight.jobs.service import LATE_AFTER, Standing, ask_for, jobs, standing_of
from ser_app.oversight.jobs.views import JobView, job_view, summary
from ser_app.oversight.waiting.listing import waiting_for
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import ministry_actor

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ONE = Process("servidor", 17, "a")


@pytest.fixture(autouse=True)
def _alone(clock: MovableClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Noon, and no job but those of the test."""
    clock.instant = NOON
    monkeypatch.setattr(book, "_registered", {})


@pytest.fixture
def admin(res: Resources) -> Actor:
    return ministry_actor(res, Role.SER_ADMIN)


def has_job(*, fails: bool = False) -> Job:
    def work(_res: Resources) -> int:
        if fails:
            raise Refused("down", "El servidor de correo no responde.")
        return 3

    made = Job(name="mail.send", words="Enviar los correos", every=MINUTE, work=work)
    register(made)
    return made


def one_round(res: Resources) -> None:
    async def story() -> None:
        runner = Runner(res=lambda: res, process=ONE)
        await runner.look()
        await runner.idle()

    asyncio.run(story())


def seen(res: Resources, admin: Actor) -> JobView:
    [found] = jobs(res, admin)
    return job_view(found, MINUTE, res.clock.now())


def test_before_the_first_round_and_after_it(
    res: Resources, admin: Actor, clock: MovableClock
) -> None:
    has_job()
    assert (seen(res, admin).state, seen(res, admin).last) == ("Sin empezar", "Nunca")
    one_round(res)
    clock.instant = NOON + timedelta(seconds=20)
    view = seen(res, admin)
    assert (view.state, view.kind) == ("Al día", "paid")
    assert view.last == "27 nov 2026, 07:00:00"
    assert view.did == "hace 20 s · duró menos de 1 s · 3 elementos"
    assert view.by == "servidor:17"
    assert (view.following, view.following_in) == ("27 nov 2026, 07:01:00", "en 40 s")
    assert (view.error, view.error_href) == ("Ninguno", "")
    assert summary(jobs(res, admin)) == ("Todas las tareas están al día.", "paid")


def test_a_failure_is_told_with_its_sentence_and_reference(res: Resources, admin: Actor) -> None:
    has_job(fails=True)
    one_round(res)
    view = seen(res, admin)
    assert (view.state, view.kind) == ("Falla", "failed")
    assert view.error == "El servidor de correo no responde. (1 vez)"
    assert view.error_when.startswith("27 nov 2026, 07:00:00")
    assert view.error_href.startswith("/auditoria?referencia=")
    assert summary(jobs(res, admin))[1] == "failed"


def test_a_job_that_runs_names_who_has_it(res: Resources, admin: Actor) -> None:
    made = has_job()
    one_round(res)
    with res.database.unit() as unit:
        assert claim_due(unit, [made], ONE, NOON + MINUTE)
    view = seen(res, admin)
    assert (view.state, view.by, view.can_ask) == ("En curso", "servidor:17", False)
    with pytest.raises(Conflict):
        ask_for(res, admin, made.name)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (None, Standing.NEW),
        (JobRow(name="x", next_run_at=NOON), Standing.NEW),
        (JobRow(name="x", next_run_at=NOON, ended_at=NOON), Standing.WELL),
        (JobRow(name="x", next_run_at=NOON, ended_at=NOON, failures=1), Standing.FAILING),
        (JobRow(name="x", next_run_at=NOON - LATE_AFTER, ended_at=NOON), Standing.WELL),
        (JobRow(name="x", next_run_at=NOON - LATE_AFTER - LEASE, ended_at=NOON), Standing.LATE),
        (
            JobRow(name="x", next_run_at=NOON - MINUTE, claimed_by="a", lease_until=NOON + LEASE),
            Standing.RUNNING,
        ),
        (
            JobRow(
                name="x",
                next_run_at=NOON - 60 * MINUTE,
                claimed_by="a",
                lease_until=NOON - MINUTE,
                ended_at=NOON,
            ),
            Standing.WELL,  # it died a minute ago; somebody will take it over in a moment
        ),
    ],
)
def test_where_a_job_stands(row: JobRow | None, expected: Standing) -> None:
    assert standing_of(row, NOON) == expected


def test_who_lands_is_told_of_jobs_that_stand_still_or_fail(
    res: Resources, admin: Actor, clock: MovableClock
) -> None:
    has_job()
    one_round(res)
    assert told(res, admin) == []
    clock.instant = NOON + MINUTE + LATE_AFTER + timedelta(seconds=1)
    assert told(res, admin) == ["1 tarea que ningún proceso toma"]
    assert told(res, ministry_actor(res, Role.TREASURY)) == []
    change(res, failures=3, next_run_at=clock.instant)
    assert told(res, admin) == ["1 tarea falla una y otra vez"]


def told(res: Resources, actor: Actor) -> list[str]:
    return [each.words for each in waiting_for(res, actor) if each.href == "/tareas"]


def change(res: Resources, **values: object) -> None:
    def work(unit: Unit) -> None:
        for name, value in values.items():
            setattr(all_jobs(unit)["mail.send"], name, value)

    with res.database.unit() as unit:
        work(unit)


def test_a_round_that_is_asked_for_is_due_now_and_stands_in_the_audit(
    res: Resources, admin: Actor
) -> None:
    made = has_job()
    one_round(res)
    ask_for(res, admin, made.name)
    [found] = jobs(res, admin)
    assert found.row is not None
    assert found.row.next_run_at == NOON
    assert seen(res, admin).following == "En cuanto un proceso la tome"
    with res.database.reading() as unit:
        query = select(AuditEvent).where(AuditEvent.subject == f"job:{made.name}")
        event = unit.session.exec(query).one()
    assert (event.action, event.actor_id) == ("job.asked", admin.user_id)


def test_only_administrators_and_only_jobs_that_are_there(res: Resources, admin: Actor) -> None:
    made = has_job()
    treasury = ministry_actor(res, Role.TREASURY)
    with pytest.raises(NotAllowed):
        jobs(res, treasury)
    with pytest.raises(NotAllowed):
        ask_for(res, treasury, made.name)
    with pytest.raises(NotFound):
        ask_for(res, admin, "no.such")
