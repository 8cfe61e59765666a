"""The runner: looks every moment for jobs that are due, works on them, writes down how they ended.

It runs inside the one process by default, or in `python -m ser_app worker` beside many; any number
of runners share the jobs. Each job has its own thread, so that a long round keeps no other waiting
and takes no thread from those who serve people.
"""

import asyncio
import inspect
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import UTC, datetime
from typing import Final, TypeVar

from ser_app.base.correlation import correlated
from ser_app.base.database import Unit
from ser_app.base.jobs import repository
from ser_app.base.jobs.claiming import (
    LEASE,
    RENEWED_AFTER,
    Claim,
    Outcome,
    claim_due,
    enrol,
    give_back,
    let_go,
)
from ser_app.base.jobs.job import Job, registered
from ser_app.base.jobs.process import Process, this_process
from ser_app.base.resources import Resources, resources

_log = logging.getLogger(__name__)
TICK: Final = 0.5
_GOODBYE_SECONDS: Final = 3
Result = TypeVar("Result")


class Runner:
    """Works off jobs until it is cancelled.

    Args:
        jobs: Which; None for every one that is registered.
        res: Gives the resources, anew for each round, since rules may have been approved.
        process: How it signs its claims.
    """

    def __init__(
        self,
        jobs: Sequence[Job] | None = None,
        *,
        res: Callable[[], Resources] = resources,
        process: Process | None = None,
    ) -> None:
        self._given = jobs
        self._res = res
        self.process = process or this_process()
        self._enrolled = False
        self._renewed_at = datetime.min.replace(tzinfo=UTC)
        self._running: dict[str, tuple[Claim, asyncio.Task[None]]] = {}
        self._ended: list[Outcome] = []
        self._threads = ThreadPoolExecutor(thread_name_prefix="job", max_workers=32)

    async def run(self) -> None:
        """Work for as long as the process runs; a fault of one look does not end it."""
        try:
            while True:
                try:
                    await self.look()
                except Exception:  # noqa: BLE001  a database that is away comes back
                    _log.exception("Looking for jobs failed; it goes on in %s s", TICK)
                await asyncio.sleep(TICK)
        finally:
            await self.stop()

    async def look(self) -> int:
        """Look once: give back what ended, keep what runs, begin what is due; gives how many."""
        res = await self._in_thread(self._res)
        if not self._enrolled:
            await self._in_thread(lambda: self._unit(res, self._enrol))
            self._enrolled = True
        ended, mine = list(self._ended), list(self._running)
        claims = await self._in_thread(lambda: self._pass(res, ended, mine))
        del self._ended[: len(ended)]
        for claim in claims:
            task = asyncio.create_task(self._work(res, claim), name=f"job|{claim.job.name}")
            self._running[claim.job.name] = claim, task
        return len(claims)

    async def idle(self) -> None:
        """Wait until every round that has begun is over, and write that down."""
        while self._running:
            await asyncio.wait([task for _, task in self._running.values()])
        res, ended = self._res(), list(self._ended)
        await self._in_thread(lambda: self._unit(res, self._give_back(res, ended)))
        del self._ended[: len(ended)]

    async def stop(self) -> None:
        """Wait a moment for what runs, then let the rest go, so that others may begin it anew."""
        tasks = [task for _, task in self._running.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=_GOODBYE_SECONDS)
        for task in tasks:
            task.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)
        try:
            self._let_go()
        except Exception:  # noqa: BLE001  the leases end by themselves
            _log.exception("Jobs were not given back")

    def _pass(self, res: Resources, ended: list[Outcome], mine: list[str]) -> list[Claim]:
        now = res.clock.now()
        free = [job for job in self._jobs(res) if job.name not in mine]
        keep = bool(mine) and now - self._renewed_at >= RENEWED_AFTER
        if not ended and not keep and not self._anything_due(res, free, now):
            return []

        def work(unit: Unit) -> list[Claim]:
            self._give_back(res, ended)(unit)
            if keep:
                repository.renew(unit, mine, self.process.name, now + LEASE)
            return claim_due(unit, free, self.process, now)

        claims = self._unit(res, work)
        self._renewed_at = now if keep else self._renewed_at
        return claims

    def _jobs(self, res: Resources) -> Sequence[Job]:
        return registered(res.settings) if self._given is None else self._given

    @staticmethod
    def _anything_due(res: Resources, free: list[Job], now: datetime) -> bool:
        with res.database.reading() as unit:
            return repository.any_due(unit, [job.name for job in free], now)

    def _enrol(self, unit: Unit) -> None:
        res = self._res()
        enrol(unit, list(self._jobs(res)), self.process, res.clock.now())

    def _give_back(self, res: Resources, ended: Sequence[Outcome]) -> Callable[[Unit], None]:
        def work(unit: Unit) -> None:
            for outcome in ended:
                if not give_back(unit, res, self.process, outcome):
                    _log.warning("Another process took %s over", outcome.claim.job.name)

        return work

    def _let_go(self) -> None:
        res, ended, running = self._res(), list(self._ended), list(self._running.values())

        def work(unit: Unit) -> None:
            self._give_back(res, ended)(unit)
            for claim, _ in running:
                let_go(unit, self.process, claim, res.clock.now())

        if ended or running:
            self._unit(res, work)
        self._ended, self._running = [], {}

    async def _work(self, res: Resources, claim: Claim) -> None:
        job, error, count = claim.job, None, None
        with correlated() as reference:
            try:
                done = await self._do(job, res)
                count = done if isinstance(done, int) else None
            except Exception as raised:  # noqa: BLE001  kept in the row, and tried again
                _log.exception("The job %s failed", job.name)
                error = raised
        outcome = Outcome(claim, res.clock.now(), count, error, reference)
        self._ended.append(outcome)
        del self._running[job.name]

    async def _do(self, job: Job, res: Resources) -> object:
        if inspect.iscoroutinefunction(job.work):
            return await job.work(res)
        return await self._in_thread(lambda: job.work(res))

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        context = copy_context()
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: context.run(work))

    @staticmethod
    def _unit(res: Resources, work: Callable[[Unit], Result]) -> Result:
        with res.database.unit() as unit:
            return work(unit)


async def jobs_task() -> None:
    """Work off jobs inside the application; wired as a task of its lifespan."""
    if resources().settings.jobs == "inside":
        await Runner().run()
