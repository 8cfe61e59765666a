"""`/conciliacion/archivos`: the list, what an upload became, and the defects of a file."""

import asyncio
import re
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.payments.reconciliation import desk
from ser_app.payments.reconciliation.files_views import (
    DefectRow,
    FilesView,
    defect_rows,
    defects_title,
    files_view,
)
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission

_LOOK_SECONDS: Final = 1.0
_ROUNDS: Final = 600
_LONGEST: Final = 500


class BankFilesState(rx.State):
    """The files on the screen."""

    loaded: bool = False
    view: FilesView = FilesView()
    problem: str = ""
    may_load: bool = False
    done: str = ""
    refused: str = ""
    defects: list[DefectRow] = []
    defects_title: str = ""
    defects_csv: str = ""

    _visit: int = 0

    @rx.event
    @requires(Permission.RECONCILIATION_VIEW)
    async def open(self) -> Any:
        """Show the page and the defects that the address asks for."""
        self.may_load = current_actor().may(Permission.BANK_FILE_LOAD)
        self.done = self.refused = ""
        self._visit += 1
        await self._show()
        await self._show_defects(self.router.url.query_parameters.get("defectos", ""))
        return BankFilesState.follow if self.view.busy else None

    @rx.event
    @requires(Permission.BANK_FILE_LOAD)
    async def sent(self, public_id: Any = "", message: Any = "", accepted: Any = False) -> Any:
        """Tell what became of an upload; a refused file shows its defects at once."""
        words = message[:_LONGEST] if isinstance(message, str) else ""
        self.done = words if accepted is True else ""
        self.refused = "" if accepted is True else words
        await self._show()
        await self._show_defects("" if accepted is True else str(public_id))
        return BankFilesState.follow if self.view.busy else None

    @rx.event(background=True)
    @requires(Permission.RECONCILIATION_VIEW)
    async def follow(self) -> None:
        """Show how far the posting is, until it is over or the page is left."""
        async with self:
            visit = self._visit
        for _ in range(_ROUNDS):
            await asyncio.sleep(_LOOK_SECONDS)
            async with self:
                if visit != self._visit or not self.view.busy:
                    return
                await self._show()

    @rx.event
    @requires(Permission.RECONCILIATION_VIEW)
    async def show_defects(self, public_id: Any = "") -> None:
        """Show the defects of a file."""
        await self._show_defects(str(public_id))

    async def _show(self) -> None:
        wanted = self.router.url.query_parameters.get("pagina", "")
        number = int(wanted) if re.fullmatch(r"[1-9][0-9]{0,5}", wanted) else 1
        try:
            page = await asyncio.to_thread(desk.files_page, resources(), current_actor(), number)
        except SerError as error:
            self.problem = error.message
            return
        self.problem, self.loaded = "", True
        self.view = files_view(page, number)

    async def _show_defects(self, public_id: str) -> None:
        self.defects, self.defects_title, self.defects_csv = [], "", ""
        if not re.fullmatch(r"[0-9a-f]{24}", public_id):
            return
        try:
            found = await asyncio.to_thread(
                desk.file_defects, resources(), current_actor(), public_id
            )
        except SerError as error:
            self.problem = error.message
            return
        self.defects, self.defects_title = defect_rows(found), defects_title(found)
        self.defects_csv = f"/documentos/recaudos/{public_id}/defectos.csv"
