"""The runner works jobs off, side by side, survives whatever they do and gives them back."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event, current_thread, main_thread

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.correlation import instant_of, reference
from ser_app.base.database import Database
from ser_app.base.jobs import repository, running
from ser_app.base.jobs.claiming import LEASE, RENEWED_AFTER
from ser_app.base.jobs.job import Job, Work
from ser_app.base.jobs.models import JobRow
from ser_app.base.jobs.process import Process
from ser_app.base.jobs.running import Runner
from ser_app.base.resources import Resources

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ONE, OTHER = Process("one", 1, "a"), Process("other", 2, "b")


@pytest.fixture(autouse=True)
def _noon(clock: MovableClock) -> None:
    clock.instant = NOON


def job(work: Work, name: str = "test.work") -> Job:
    return Job(name=name, words="Trabajar", every=MINUTE, work=work)


def runner(res: Resources, *jobs: Job, process: Process = ONE) -> Runner:
    return Runner(jobs, res=lambda: res, process=process)


def row(database: Database, name: str = "test.work") -> JobRow:
    with database.reading() as unit:
        return repository.all_jobs(unit)[name]


def test_a_due_job_is_done_once_and_again_after_its_pause(
    res: Resources, clock: MovableClock
) -> None:
    done: list[datetime] = []

    def work(given: Resources) -> int:
        assert current_thread() is not main_thread()
        done.append(given.clock.now())
        return 7

    async def story() -> None:
        mine = runner(res, job(work))
        assert await mine.look() == 1
        await mine.idle()
        assert await mine.look() == 0
        clock.instant = NOON + MINUTE
        assert await mine.look() == 1
        await mine.stop()

    asyncio.run(story())
    assert done == [NOON, NOON + MINUTE]
    assert row(res.database).last_count == 7
    assert row(res.database).last_by == ONE.name


def test_two_runners_share_the_jobs_and_do_none_twice(res: Resources) -> None:
    done: list[str] = []
    jobs = [job(lambda _res, n=n: done.append(n), name=f"test.{n}") for n in "abcdefgh"]

    async def story() -> None:
        both = [runner(res, *jobs), runner(res, *jobs, process=OTHER)]
        begun = await asyncio.gather(*(each.look() for each in both))
        await asyncio.gather(*(each.idle() for each in both))
        assert sum(begun) == len(jobs)

    asyncio.run(story())
    assert sorted(done) == list("abcdefgh")


def test_an_async_job_runs_on_the_loop_with_a_reference_of_its_own(res: Resources) -> None:
    seen: list[str] = []

    async def work(_res: Resources) -> None:
        assert current_thread() is main_thread()
        seen.append(reference())

    async def story() -> None:
        mine = runner(res, job(work), job(lambda _res: seen.append(reference()), "test.other"))
        await mine.look()
        await mine.idle()

    asyncio.run(story())
    assert len(set(seen)) == 2
    assert all(instant_of(each) for each in seen)


def test_what_a_job_raises_is_kept_and_stops_no_other(res: Resources) -> None:
    done: list[str] = []

    def breaks(_res: Resources) -> None:
        raise RuntimeError("clave=123")

    async def story() -> None:
        mine = runner(res, job(breaks), job(lambda _res: done.append("x"), "test.other"))
        await mine.look()
        await mine.idle()

    asyncio.run(story())
    found = row(res.database)
    assert (found.error, found.failures) == ("RuntimeError", 1)
    assert instant_of(found.error_reference)
    assert done == ["x"]


def test_a_long_round_is_kept_and_holds_no_other_up(res: Resources, clock: MovableClock) -> None:
    finish, done = Event(), []
    long = job(lambda _res: finish.wait(20), "test.long")

    async def story() -> None:
        mine = runner(res, long, job(lambda _res: done.append("x")))
        other = runner(res, long, process=OTHER)
        await mine.look()
        for _ in range(6):  # a minute, in looks of ten seconds: longer than a lease
            clock.instant = clock.now() + RENEWED_AFTER
            await mine.look()
            assert await other.look() == 0, "it is renewed"
        assert clock.now() - NOON > LEASE
        finish.set()
        await mine.idle()
        assert row(res.database, "test.long").claimed_by == ""

    asyncio.run(story())
    assert done


def test_who_stops_gives_back_what_it_cannot_finish(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ser_app.base.jobs.running._GOODBYE_SECONDS", 0.01)
    finish = Event()
    long = job(lambda _res: finish.wait(20))

    async def story() -> None:
        mine, other = runner(res, long), runner(res, long, process=OTHER)
        await mine.look()
        await mine.stop()
        assert row(res.database).claimed_by == ""
        assert await other.look() == 1, "it is due at once"
        finish.set()
        await other.idle()

    asyncio.run(story())
    assert row(res.database).last_by == OTHER.name
    assert row(res.database).failures == 0


def test_a_database_that_is_away_for_a_moment_loses_no_outcome(res: Resources) -> None:
    away: list[bool] = []

    def answer() -> Resources:
        if away:
            raise OSError("no database")
        return res

    async def story() -> None:
        mine = Runner([job(lambda _res: 5)], res=answer, process=ONE)
        await mine.look()
        await asyncio.wait([task for _, task in mine._running.values()])
        away.append(True)
        with pytest.raises(OSError, match="no database"):
            await mine.look()
        away.clear()
        await mine.look()

    asyncio.run(story())
    assert row(res.database).last_count == 5


def test_running_ends_when_it_is_cancelled(res: Resources) -> None:
    done = Event()

    async def story() -> None:
        task = asyncio.create_task(runner(res, job(lambda _res: done.set())).run())
        await asyncio.to_thread(done.wait, 20)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(story())
    assert row(res.database).last_by == ONE.name
    assert row(res.database).claimed_by == ""


@pytest.mark.parametrize(("where", "works"), [("inside", True), ("worker", False)])
def test_a_server_works_jobs_off_only_where_the_settings_say_so(
    res: Resources, monkeypatch: pytest.MonkeyPatch, where: str, *, works: bool
) -> None:
    begun: list[str] = []

    async def run(_self: Runner) -> None:
        begun.append(where)

    settings = res.settings.model_copy(update={"jobs": where})
    monkeypatch.setattr(running, "resources", lambda: replace(res, settings=settings))
    monkeypatch.setattr(Runner, "run", run)
    asyncio.run(running.jobs_task())
    assert bool(begun) is works
