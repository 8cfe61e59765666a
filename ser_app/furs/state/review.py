"""`/declaraciones/[declaration_id]/revisar`: check the answers, then issue the FUR."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.furs import service
from ser_app.furs.state.address import part_of
from ser_app.furs.views.review import NOTHING, ReviewView, review_view
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web import reasons
from ser_app.web.explanation import ExplainedFigure


class ReviewState(rx.State):
    """The declaration as it would be issued now."""

    loaded: bool = False
    view: ReviewView = NOTHING
    problem: str = ""
    issuing: bool = False
    open_code: str = ""
    reason: ExplainedFigure = reasons.NO_REASON

    _reasons: dict[str, ExplainedFigure] = {}

    @rx.event
    @requires(Permission.DECLARATION_VIEW)
    async def open(self) -> Any:
        """Show the declaration of the address; one with a FUR leads to its FUR."""
        key = part_of(self.router, -2)
        self.loaded, self.view, self.problem, self.issuing = False, NOTHING, "", False
        self.open_code, self.reason = "", reasons.NO_REASON
        try:
            found = await asyncio.to_thread(service.review, resources(), current_actor(), key)
        except SerError as error:
            self.problem, self.loaded = error.message, True
            return None
        if found.current:
            return rx.redirect(f"/furs/{found.current}", replace=True)
        self.view, self.loaded = review_view(found), True
        self._reasons = {
            figure.code: reasons.explained(figure) for figure in found.liquidation.figures
        }
        return None

    @rx.event
    @requires(Permission.DECLARATION_VIEW)
    async def explain(self, code: Any = "") -> None:
        """Open the reason of a figure, or close it when it is open."""
        known = isinstance(code, str) and code in self._reasons and code != self.open_code
        self.open_code = code if known else ""
        self.reason = self._reasons[code] if known else reasons.NO_REASON

    @rx.event
    @requires(Permission.FUR_ISSUE)
    async def issue(self) -> AsyncIterator[Any]:
        """Issue the FUR and open it; a second click finds the same one."""
        actor, key = current_actor(), self.view.public_id
        if not key:
            return
        self.issuing, self.problem = True, ""
        yield
        try:
            number = await asyncio.to_thread(service.issue, resources(), actor, key)
        except SerError as error:
            self.problem, self.issuing = error.message, False
            return
        yield rx.redirect(f"/furs/{number}")
