"""The jobs as a list, and what was asked for."""

import asyncio

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.oversight.jobs.service import ask_for, jobs
from ser_app.oversight.jobs.texts import ASKED
from ser_app.oversight.jobs.views import JobView, job_view, summary
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission


class JobsState(rx.State):
    """Every job, how all stand, and what was done last."""

    loaded: bool = False
    jobs: list[JobView] = []
    standing: str = ""
    kind: str = "paid"
    done: str = ""
    problem: str = ""

    @rx.event
    @requires(Permission.JOB_WATCH)
    async def load(self) -> None:
        """Show the list anew."""
        self.done = self.problem = ""
        await self._refresh()

    @rx.event
    @requires(Permission.JOB_WATCH)
    async def ask(self, name: str) -> None:
        """Ask for a round now."""
        self.done = self.problem = ""
        try:
            await asyncio.to_thread(ask_for, resources(), current_actor(), str(name))
            self.done = ASKED
        except SerError as error:
            self.problem = error.message
        await self._refresh()

    async def _refresh(self) -> None:
        res = resources()
        found = await asyncio.to_thread(jobs, res, current_actor())
        now = res.clock.now()
        self.jobs = [job_view(each, each.job.pause(res.settings), now) for each in found]
        self.standing, self.kind = summary(found)
        self.loaded = True
