"""What a job is, and the list of all of them that this process knows."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from ser_app.base.resources import Resources
from ser_app.settings import Settings

Work = Callable[[Resources], Awaitable[object]] | Callable[[Resources], object]
"""One round. It may be done twice, or cut off anywhere, and must leave the same either way; a
number that it returns is shown as how much it did. What it raises is kept and tried again."""


def _always(_settings: Settings) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work that is done again and again, by one process at a time.

    Attributes:
        name: Stable name in the database: `mail.send`.
        words: What it does, for an administrator: «Enviar los correos».
        every: Wait from the end of a round to the next one, or what the settings make of it.
        work: One round, in a thread; an async function runs on the event loop.
        wanted: Whether an installation with these settings has it at all.
    """

    name: str
    words: str
    every: timedelta | Callable[[Settings], timedelta]
    work: Work
    wanted: Callable[[Settings], bool] = _always

    def pause(self, settings: Settings) -> timedelta:
        """Wait from the end of a round to the next one."""
        return self.every(settings) if callable(self.every) else self.every


_registered: Final[dict[str, Job]] = {}


def register(*jobs: Job) -> None:
    """Add jobs, at assembly; one that is there already changes nothing.

    Raises:
        ValueError: Another job has that name.
    """
    for job in jobs:
        if _registered.setdefault(job.name, job) != job:
            raise ValueError(f"Two jobs are named {job.name}")


def registered(settings: Settings) -> Sequence[Job]:
    """Every job that an installation with these settings has, in the order of registration."""
    return [job for job in _registered.values() if job.wanted(settings)]
