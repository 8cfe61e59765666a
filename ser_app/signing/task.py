"""What keeps a worker warm in each process, and the job that keeps the revocation lists fresh."""

import asyncio
from datetime import timedelta
from typing import Final

from ser_app.base.jobs.job import Job
from ser_app.base.resources import Resources, resources
from ser_app.settings import Settings
from ser_app.signing.limited import warm_up
from ser_app.signing.revocation import REFRESH_SECONDS, addresses, refresh


async def signing_task() -> None:
    """Warm a worker up once; wired as a task of the application's lifespan.

    A demonstration starts its worker with the first upload.
    """
    if not resources().settings.demo:
        await asyncio.to_thread(warm_up)


def refresh_lists(res: Resources) -> int:
    """Fetch every configured list anew; gives how many were good.

    Each failure stands beside its list, and the last good one stays.
    """
    return len(addresses(res.settings)) - len(refresh(res))


def _has_lists(settings: Settings) -> bool:
    return bool(addresses(settings))


REVOCATION_JOB: Final = Job(
    name="signing.revocations",
    words="Traer las listas de certificados revocados",
    every=timedelta(seconds=REFRESH_SECONDS),
    work=refresh_lists,
    wanted=_has_lists,
)
