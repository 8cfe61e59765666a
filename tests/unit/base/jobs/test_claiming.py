"""A job is done by one process at a time; a claim that nobody keeps ends, and what failed stays."""

from datetime import UTC, datetime, timedelta

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Refused
from ser_app.base.jobs import repository
from ser_app.base.jobs.claiming import (
    LEASE,
    Claim,
    Outcome,
    claim_due,
    enrol,
    give_back,
    let_go,
    pause_after,
    reason,
)
from ser_app.base.jobs.job import Job, register, registered
from ser_app.base.jobs.models import JobRow
from ser_app.base.jobs.process import Process, short_name, this_process
from ser_app.base.resources import Resources
from tests.support.crowd import at_once

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ONE, OTHER = Process("one", 1, "a"), Process("other", 2, "b")
JOB = Job(name="test.work", words="Trabajar", every=MINUTE, work=lambda _res: 3)


@pytest.fixture(autouse=True)
def _noon(clock: MovableClock) -> None:
    clock.instant = NOON


def enrolled(res: Resources, process: Process = ONE, now: datetime = NOON) -> None:
    with res.database.unit() as unit:
        enrol(unit, [JOB], process, now)


def claimed(res: Resources, process: Process, now: datetime = NOON) -> list[Claim]:
    with res.database.unit() as unit:
        return claim_due(unit, [JOB], process, now)


def returned(res: Resources, process: Process, outcome: Outcome) -> bool:
    with res.database.unit() as unit:
        return give_back(unit, res, process, outcome)


def row(res: Resources) -> JobRow:
    with res.database.reading() as unit:
        return repository.all_jobs(unit)[JOB.name]


def test_only_one_of_many_gets_a_job(res: Resources) -> None:
    enrolled(res)
    processes = [Process("machine", number, "x") for number in range(1, 9)]

    def takes(process: Process) -> object:
        return claimed(res, process)

    found = at_once(*(lambda process=process: takes(process) for process in processes))
    assert sum(len(each) for each in found if isinstance(each, list)) == 1
    assert row(res).claimed_by in {process.name for process in processes}


def test_all_who_begin_at_once_leave_one_row(res: Resources) -> None:
    found = at_once(*(lambda: enrolled(res) for _ in range(6)))
    assert found == [None] * 6
    assert row(res).next_run_at == NOON


def test_a_round_that_went_well_is_due_again_after_its_pause(res: Resources) -> None:
    enrolled(res)
    [claim] = claimed(res, ONE)
    end = NOON + timedelta(seconds=5)
    assert returned(res, ONE, Outcome(claim, end, count=3))
    found = row(res)
    assert (found.claimed_by, found.last_by, found.last_count) == ("", ONE.name, 3)
    assert (found.started_at, found.ended_at, found.succeeded_at) == (NOON, end, end)
    assert found.next_run_at == end + MINUTE
    assert claimed(res, OTHER, end) == []
    assert len(claimed(res, OTHER, end + MINUTE)) == 1


def test_a_failure_is_kept_and_the_next_round_comes_all_the_same(res: Resources) -> None:
    enrolled(res)
    [claim] = claimed(res, ONE)
    error = Refused("no", "El servidor de correo no responde.")
    returned(res, ONE, Outcome(claim, NOON, error=error, reference="01ABC"))
    found = row(res)
    assert (found.error, found.error_at, found.error_reference) == (error.message, NOON, "01ABC")
    assert (found.failures, found.succeeded_at) == (1, None)

    [again] = claimed(res, ONE, found.next_run_at)
    returned(res, ONE, Outcome(again, found.next_run_at, count=1))
    assert row(res).failures == 0
    assert row(res).error == error.message, "the last error stays to be read"


def test_a_claim_that_nobody_renews_ends_and_the_cut_is_told(res: Resources) -> None:
    enrolled(res)
    [lost] = claimed(res, ONE)
    assert claimed(res, OTHER, NOON + LEASE - timedelta(seconds=1)) == []
    [taken] = claimed(res, OTHER, NOON + LEASE)
    assert "one:1" in row(res).error
    assert row(res).failures == 1

    assert not returned(res, ONE, Outcome(lost, NOON + LEASE)), "it is not the first one's any more"
    assert row(res).claimed_by == OTHER.name
    assert returned(res, OTHER, Outcome(taken, NOON + LEASE))


def test_a_claim_that_is_renewed_stays(res: Resources) -> None:
    enrolled(res)
    [claim] = claimed(res, ONE)
    with res.database.unit() as unit:
        repository.renew(unit, [JOB.name], OTHER.name, NOON + 9 * LEASE)
        repository.renew(unit, [JOB.name], ONE.name, NOON + 2 * LEASE)
    assert claimed(res, OTHER, NOON + LEASE) == []
    assert returned(res, ONE, Outcome(claim, NOON + LEASE))


def test_who_begins_takes_over_from_a_dead_process_of_the_same_machine(res: Resources) -> None:
    me = this_process()
    before = Process(me.machine, me.pid, "before")  # the same number in a container started anew
    enrolled(res, before)
    claimed(res, before)
    enrolled(res, ONE)
    assert claimed(res, ONE) == [], "another machine cannot tell whether it lives"
    enrolled(res, me)
    assert len(claimed(res, me)) == 1


def test_what_is_let_go_is_due_at_once(res: Resources) -> None:
    enrolled(res)
    [claim] = claimed(res, ONE)
    with res.database.unit() as unit:
        let_go(unit, OTHER, claim, NOON)
    assert claimed(res, OTHER) == [], "only who has it can let it go"
    with res.database.unit() as unit:
        let_go(unit, ONE, claim, NOON)
    assert len(claimed(res, OTHER)) == 1
    assert row(res).failures == 0


@pytest.mark.parametrize(
    ("pause", "failures", "expected"),
    [
        (timedelta(seconds=1), 0, timedelta(seconds=1)),
        (timedelta(seconds=1), 1, timedelta(seconds=2)),
        (timedelta(seconds=1), 5, timedelta(seconds=32)),
        (timedelta(seconds=1), 6, MINUTE),
        (timedelta(seconds=1), 10_000, MINUTE),
        (timedelta(hours=1), 3, timedelta(hours=1)),
    ],
)
def test_failures_in_a_row_lengthen_the_pause(
    pause: timedelta, failures: int, expected: timedelta
) -> None:
    assert pause_after(pause, failures) == expected


def test_what_is_kept_of_a_foreign_error_is_its_kind() -> None:
    assert reason(RuntimeError("password=secreta")) == "RuntimeError"
    assert reason(Refused("x", "Falta la tasa.")) == "Falta la tasa."


def test_a_process_is_dead_only_when_that_is_sure() -> None:
    me = this_process()
    assert not me.knows_dead(me.name)
    assert not me.knows_dead("elsewhere:1/abc")
    assert not me.knows_dead("")
    assert not me.knows_dead(f"{me.machine}:1/abc"), "the first process of a machine always lives"
    assert me.knows_dead(f"{me.machine}:{2**22 + 1}/abc"), "no machine numbers so high"
    assert short_name(me.name) == f"{me.machine}:{me.pid}"


def test_two_jobs_cannot_share_a_name(res: Resources) -> None:
    register(JOB)
    register(JOB)
    assert JOB in registered(res.settings)
    with pytest.raises(ValueError, match=JOB.name):
        register(Job(name=JOB.name, words="Otra", every=MINUTE, work=lambda _res: 0))
