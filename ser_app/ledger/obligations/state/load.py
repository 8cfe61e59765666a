"""`/obligaciones/cargar` and the report on a file."""

import asyncio
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import NotFound, SerError
from ser_app.base.resources import resources
from ser_app.ledger.obligations import loading
from ser_app.ledger.obligations.reporting import (
    NO_REPORT,
    FileView,
    ReportView,
    file_views,
    read_page,
    report_view,
)
from ser_app.ledger.obligations.views import ADDRESS, count_words
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission

_LONGEST: Final = 500
_KEY_LENGTH: Final = 24


class LoadState(rx.State):
    """The upload and the last files."""

    loaded: bool = False
    refused: str = ""
    files: list[FileView] = []

    @rx.event
    @requires(Permission.OBLIGATION_ENTER)
    async def open(self) -> None:
        """Show the last files."""
        self.refused = ""
        found = await asyncio.to_thread(loading.recent, resources(), current_actor())
        self.files = file_views(found)
        self.loaded = True

    @rx.event
    @requires(Permission.OBLIGATION_ENTER)
    async def sent(self, public_id: Any = "", message: Any = "", accepted: Any = False) -> Any:
        """Go to the report on what was uploaded, or say why it was not taken."""
        taken = accepted is True and isinstance(public_id, str)
        self.refused = "" if taken else (message[:_LONGEST] if isinstance(message, str) else "")
        if taken and public_id.isalnum() and len(public_id) == _KEY_LENGTH:
            return rx.redirect(f"{ADDRESS}/cargas/{public_id}")
        return None


class FileState(rx.State):
    """The report on one file."""

    loaded: bool = False
    problem: str = ""
    view: ReportView = NO_REPORT
    done: str = ""
    busy: bool = False

    @rx.event
    @requires(Permission.OBLIGATION_ENTER)
    async def open(self) -> None:
        """Show the report on the file that the address names."""
        self.done = self.problem = ""
        self.busy = False
        await self._show()

    async def _show(self) -> None:
        url = self.router.url
        key = url.path.strip("/").split("/")[-1]
        page = read_page(url.query_parameters)
        self.view = NO_REPORT
        try:
            found = await asyncio.to_thread(loading.report, resources(), current_actor(), key)
        except NotFound:
            self.problem = "No encontramos ese archivo. Puede que la dirección esté incompleta."
        except SerError as error:
            self.problem = error.message
        else:
            self.view = await asyncio.to_thread(report_view, found, page)
        self.loaded = True

    @rx.event
    @requires(Permission.OBLIGATION_ENTER)
    async def enter(self) -> Any:
        """Enter all obligations of the file shown, or none."""
        if self.busy or not self.view.button:
            return
        self.busy = True
        self.done = self.problem = ""
        yield
        try:
            count = await asyncio.to_thread(
                loading.enter_file, resources(), current_actor(), self.view.key
            )
            self.done = f"Se registraron {count_words(count)}: ya están en los estados de cuenta."
        except SerError as error:
            self.problem = error.message
        self.busy = False
        await self._show()
