"""A declaration to read: prepared, filed, or a draft seen by somebody who may not edit it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.declarations import inputs, service
from ser_app.declarations.receipt import (
    NOTHING,
    SummaryView,
    summary_view,
)
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web import reasons
from ser_app.web.explanation import ExplainedFigure


class SummaryState(rx.State):
    """What the summary shows; the reasons stay on the server until somebody asks for one."""

    view: SummaryView = NOTHING
    case_href: str = ""
    problem: str = ""
    refused: str = ""
    open_code: str = ""
    reason: ExplainedFigure = reasons.NO_REASON

    _reasons: dict[str, ExplainedFigure] = {}

    @rx.event
    @requires(Permission.DECLARATION_VIEW)
    async def open(self) -> AsyncIterator[None]:
        """Show the page's declaration, and nothing of another one meanwhile."""
        wanted = self.router.url.path.strip("/").split("/")[-1]
        actor = current_actor()
        self.open_code, self.reason, self._reasons = "", reasons.NO_REASON, {}
        self.problem = self.refused = self.case_href = ""
        if self.view.public_id != wanted:
            self.view = NOTHING
            yield
        try:
            found = await asyncio.to_thread(service.summary, resources(), actor, wanted)
        except SerError as error:
            self.view, self.problem = NOTHING, error.message
            return
        self.view = summary_view(found, resources(), actor)
        # Of a declaration that was filed: before, there is nothing that could be proved.
        shown = actor.may(Permission.CASE_EXPORT) and self.view.receipt_number
        self.case_href = f"/documentos/casos/{wanted}.zip" if shown else ""
        self._reasons = {figure.code: reasons.explained(figure) for figure in found.figures}

    @rx.event
    @requires(Permission.DECLARATION_PREPARE)
    async def correct(self, declaration_id: Any = "") -> Any:
        """Begin the correction of the declaration, and open it."""
        try:
            target = await asyncio.to_thread(
                service.start_correction,
                resources(),
                current_actor(),
                inputs.read_id(declaration_id),
            )
        except SerError as error:
            self.refused = error.message
            return None
        return rx.redirect(f"/declaraciones/{target}")

    @rx.event
    @requires(Permission.DECLARATION_VIEW)
    async def explain(self, code: Any = "") -> None:
        """Open the reason of a figure, or close it when it is open."""
        known = isinstance(code, str) and code in self._reasons and code != self.open_code
        self.open_code = code if known else ""
        self.reason = self._reasons[code] if known else reasons.NO_REASON
