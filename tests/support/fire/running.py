"""A fault run: starts the processes, kills the server again and again, and judges what is left."""

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from time import monotonic

import httpx
from sqlalchemy import func
from sqlmodel import col, select

from ser_app.base.database import Database
from ser_app.payments.models import PaymentAttempt
from tests.support.collections import make_filed_furs
from tests.support.databases import database_url, resources_on
from tests.support.fire.people import Crowd
from tests.support.fire.verdict import Verdict, judge
from tests.support.fire.world import World
from tests.support.server import PROJECT, free_port

FAULTS = {
    "refused": 0.08,
    "unanswered": 0.06,
    "cut": 0.03,
    "silent": 0.02,
    "slow": 0.15,
    "lost": 0.2,
    "twice": 0.15,
    "shuffled": 0.3,
}
_PATIENCE_SECONDS = 240.0
_A_WHILE = timedelta(minutes=10)
_OPEN = ("created", "pending", "processing")


@dataclass(kw_only=True)
class Plan:
    """How a run is made.

    Attributes:
        kills: How often the server is killed while people pay, and once more with each leap.
        between: Real seconds between two kills, at least and at most.
        leaps: Days skipped one after the other when all have paid, so that reversals of later
            days are seen.
    """

    engine: str = "sqlite"
    payments: int = 40
    at_once: int = 8
    kills: int = 3
    between: tuple[float, float] = (1.0, 4.0)
    speed: float = 30.0
    seed: int = 1
    leaps: tuple[int, ...] = (2,)
    faults: dict[str, float] = field(default_factory=lambda: dict(FAULTS))


@dataclass(kw_only=True)
class Told:
    """What a run tells.

    Attributes:
        kills: How often the server was killed.
        faults: How often each fault happened.
        people: What people did and were told.
    """

    verdict: Verdict
    kills: int
    seconds: float
    faults: Counter[str]
    people: Counter[str]


class Process:
    """One process of the run, in a group of its own.

    Args:
        module: Which program of this package.
        ready: Whether the next one is made ready while this one serves: importing takes longer
            than serving. It touches neither file nor socket before it is told to begin.
    """

    def __init__(self, module: str, world: Path, log: Path, *, ready: bool = False) -> None:
        self._command = [sys.executable, "-m", f"tests.support.fire.{module}", str(world)]
        self._log = log
        self._ready = ready
        self._process: subprocess.Popen[bytes] | None = None
        self._next: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; it may not answer yet."""
        self._process, self._next = self._next or self._spawn(), None
        assert self._process.stdin is not None
        with self._process.stdin as told:
            told.write(b"begin\n")

    def make_ready(self) -> None:
        """Let the next one import what it needs."""
        if self._ready and self._next is None:
            self._next = self._spawn()

    def _spawn(self) -> "subprocess.Popen[bytes]":
        with self._log.open("ab") as output:
            return subprocess.Popen(  # noqa: S603  our own program
                self._command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONPATH": str(PROJECT)}, start_new_session=True,
            )  # fmt: skip

    def kill(self) -> None:
        """Kill it as a power cut would."""
        if self._process is not None:
            _kill(self._process)
            self._process = None

    def end(self) -> None:
        """Kill it and the one that waits."""
        self.kill()
        if self._next is not None:
            assert self._next.stdin is not None
            self._next.stdin.close()
            _kill(self._next)
            self._next = None


def _kill(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=60)


def run(plan: Plan, folder: Path) -> Told:
    """Do a fault run in a folder of its own."""
    began = monotonic()
    with ExitStack() as stack:
        bank_folder = folder / "bank"
        bank_folder.mkdir()
        world = World(
            stack.enter_context(database_url(folder, plan.engine)),
            stack.enter_context(database_url(bank_folder, "sqlite")),
            free_port(),
            free_port(),
            seed=plan.seed,
            speed=plan.speed,
            faults=plan.faults,
        )
        with resources_on(world.database, world.clock) as res:
            make_filed_furs(res, plan.payments)
        with _running(world, folder) as course:
            people = asyncio.run(_pay(course, plan))
            faults = Counter(_heal(world))
            _settle(world)
            for days in plan.leaps:
                course.leap(days)
                _settle(world)
        server, bank = Database(world.database), Database(world.bank_database)
        verdict = judge(server, bank, world.clock.now())
        server.dispose()
        bank.dispose()
    return Told(
        verdict=verdict,
        kills=plan.kills + len(plan.leaps),
        seconds=monotonic() - began,
        faults=faults,
        people=people,
    )


class Course:
    """The processes of a run while it goes on."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self._file = world.save(folder / "world.json")
        self.bank = Process("bank", self._file, folder / "bank.log")
        self.server = Process("server", self._file, folder / "server.log", ready=True)

    def leap(self, days: int) -> None:
        """Skip some days: the server is killed and started on a later one."""
        self.server.kill()
        self.world.leap_days += days
        self.world.save(self._file)
        httpx.post(f"{self.world.bank_url}/leap", trust_env=False).raise_for_status()
        self.restart()

    def start(self) -> None:
        """Start both and wait until they answer."""
        self.bank.start()
        self.server.start()
        for url in (f"{self.world.bank_url}/banco.css", f"{self.world.url}/ping"):
            _until(partial(_answers, url), f"{url} to answer")
        self.server.make_ready()

    def restart(self) -> None:
        """Start the server again after it was killed."""
        self.server.start()
        _until(partial(_answers, f"{self.world.url}/ping"), "the server to answer")


@contextmanager
def _running(world: World, folder: Path) -> Iterator[Course]:
    course = Course(world, folder)
    try:
        course.start()
        yield course
    finally:
        course.server.end()
        course.bank.end()


async def _pay(course: Course, plan: Plan) -> Counter[str]:
    """Let people pay while the server is killed; it goes on until both are done."""
    numbers = [f"FUR-2013-{each:06d}" for each in range(1, plan.payments + 1)]
    crowd = Crowd(course.world, numbers, plan.at_once)
    paying = asyncio.create_task(crowd.pay_everything())
    random = Random(plan.seed)  # noqa: S311  a repeatable draw, no secret
    for kill in range(plan.kills):
        await asyncio.wait([paying], timeout=random.uniform(*plan.between))
        if paying.done():
            await asyncio.sleep(random.uniform(0, 1))
        course.server.kill()
        await asyncio.to_thread(course.restart)
        if kill + 1 < plan.kills:
            course.server.make_ready()
    await paying
    return crowd.done


def _heal(world: World) -> dict[str, int]:
    answer = httpx.post(f"{world.bank_url}/heal", trust_env=False)
    found: dict[str, int] = answer.json()
    return found


def _settle(world: World) -> None:
    """Wait until what is due by now has been asked about; in vain only where nothing moves.

    The moment stays the same while it waits: payments under review are asked about for days, and
    there is nearly always one that will be due soon.
    """
    server = Database(world.database)
    by = world.clock.now() + _A_WHILE  # what is being asked now comes back before that
    try:
        while left := _undecided(server, by):
            _until(partial(_fewer, server, by, left), f"{left} payments to be decided")
    finally:
        server.dispose()


def _fewer(server: Database, by: datetime, before: int) -> bool:
    return _undecided(server, by) < before


def _undecided(server: Database, by: datetime) -> int:
    state, next_poll = col(PaymentAttempt.state), col(PaymentAttempt.next_poll_at)
    with server.reading() as unit:
        query = select(func.count()).where(state.in_(_OPEN) | (next_poll <= by))
        return unit.session.exec(query).one()


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2, trust_env=False).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False


def _until(condition: Callable[[], bool], what: str) -> None:
    from tests.support.server import pause

    deadline = monotonic() + _PATIENCE_SECONDS
    while not condition():
        if monotonic() > deadline:
            raise TimeoutError(f"Waited too long for {what}")
        pause()
