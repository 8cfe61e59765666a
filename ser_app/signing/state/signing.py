"""`/furs/[fur_number]/firma-digital`: who is missing, and what was found in a signed file."""

import asyncio
from datetime import timedelta
from typing import Any, Final

import reflex as rx

from ser_app.base.clock import business_day_of
from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.furs.state.address import part_of
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.signing import service
from ser_app.signing.handing_over import opened_report
from ser_app.signing.reminding import remind
from ser_app.signing.views.progress import NOTHING, SigningView, signing_view
from ser_app.signing.views.report import NO_REPORT, ReportView, report_view

_LONGEST: Final = 500
_DAY: Final = timedelta(days=1)


class SigningState(rx.State):
    """The FUR of the address, how far it is signed, and the last answer."""

    loaded: bool = False
    view: SigningView = NOTHING
    report: ReportView = NO_REPORT
    attempt: int = 0
    problem: str = ""
    upload_problem: str = ""
    done: str = ""
    reminding: bool = False
    demo: bool = False

    @rx.event
    @requires(Permission.FUR_VIEW)
    async def open(self) -> None:
        """Show how far the FUR of the address is."""
        self.reset()  # type: ignore[no-untyped-call]  # of the framework
        self.demo = resources().settings.demo
        await self._show(part_of(self.router, -2))

    @rx.event
    @requires(Permission.FUR_ISSUE)
    async def uploaded(self, identity: str, message: str, accepted: bool) -> None:
        """Show what the door for files found."""
        self.done = self.upload_problem = ""
        self.attempt += 1
        found = opened_report(resources(), self.view.number, identity)
        self.report = report_view(found, self.view.electronic) if found else NO_REPORT
        if found is None and isinstance(message, str):
            self.upload_problem = message[:_LONGEST]
        await self._show(self.view.number)
        if found is not None and accepted is True:
            self.done = f"Recibimos la firma. {self.view.headline}."

    @rx.event
    @requires(Permission.FUR_ISSUE)
    async def remind(self) -> None:
        """Send a mail to those whose signature is missing."""
        self.problem = self.done = ""
        try:
            told = await asyncio.to_thread(remind, resources(), current_actor(), self.view.number)
        except SerError as error:
            self.problem = error.message
            return
        self.done = f"Se envió un recordatorio a {' y '.join(told)}."

    @rx.event
    @requires(Permission.FUR_ISSUE)
    async def renew(self) -> Any:
        """Issue the FUR of today and go on with it."""
        self.problem = self.done = ""
        try:
            number = await asyncio.to_thread(
                service.renew_to_sign, resources(), current_actor(), self.view.number
            )
        except SerError as error:
            self.problem = error.message
            return None
        return rx.redirect(f"/furs/{number}/firma-digital")

    async def _show(self, number: str) -> None:
        res, actor = resources(), current_actor()
        try:
            found = await asyncio.to_thread(service.progress, res, actor, number)
        except SerError as error:
            self.view, self.problem, self.loaded = NOTHING, error.message, True
            return
        # The instant is the end of that day, wherever a demonstration's day has been moved to.
        until = found.holds_until
        self.view = signing_view(
            found,
            number,
            may_upload=actor.may(Permission.FUR_ISSUE),
            last_day=business_day_of(until - _DAY, res.clock) if until else None,
        )
        self.loaded = True
