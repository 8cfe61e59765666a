"""`/conciliacion/tablero`: fourteen days of every bank, and the cell that is open."""

import asyncio
from typing import Any, Final

import reflex as rx

from ser_app.base.days import read_day
from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.payments.treasury import board
from ser_app.payments.treasury.texts import SILENCE_DONE
from ser_app.payments.treasury.views import BoardView, OpenCellView, board_view, open_cell_view
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission

_LOOK_SECONDS: Final = 1.0
_ROUNDS: Final = 600
_LONGEST: Final = 500


class BoardState(rx.State):
    """The board on the screen."""

    loaded: bool = False
    view: BoardView = BoardView()
    opened: OpenCellView = OpenCellView()
    may_load: bool = False
    problem: str = ""
    done: str = ""
    refused: str = ""
    errors: dict[str, str] = {}

    _visit: int = 0
    _busy: bool = False

    @rx.event
    @requires(Permission.RECONCILIATION_VIEW)
    async def open(self) -> None:
        """Show the days of the address, and the cell that it names."""
        actor = current_actor()
        self.may_load = actor.may(Permission.BANK_FILE_LOAD)
        self.done = self.refused = ""
        self.errors = {}
        self._visit += 1
        await self._show()

    @rx.event
    @requires(Permission.BANK_FILE_LOAD)
    async def sent(self, public_id: Any = "", message: Any = "", accepted: Any = False) -> Any:  # noqa: ARG002  as the upload field sends it
        """Tell what became of an upload, and follow its posting."""
        words = message[:_LONGEST] if isinstance(message, str) else ""
        self.done = words if accepted is True else ""
        self.refused = "" if accepted is True else words
        await self._show()
        return BoardState.follow if accepted is True else None

    @rx.event(background=True)
    @requires(Permission.RECONCILIATION_VIEW)
    async def follow(self) -> None:
        """Show the board until nothing is being posted, or the page is left."""
        async with self:
            visit = self._visit
        for _ in range(_ROUNDS):
            await asyncio.sleep(_LOOK_SECONDS)
            async with self:
                if visit != self._visit:
                    return
                await self._show()
                if not self._busy:
                    return

    @rx.event
    @requires(Permission.BANK_SILENCE_RECORD)
    async def silence(self, form: dict[str, Any]) -> None:
        """Note that the bank of the open cell collected nothing."""
        self.errors, self.done, self.refused = {}, "", ""
        given = form if isinstance(form, dict) else {}
        reason = str(given.get("reason", ""))[:_LONGEST]
        day = read_day(self.opened.day)
        if day is None:
            return
        try:
            await asyncio.to_thread(
                board.record_silence,
                resources(),
                current_actor(),
                self.opened.agreement,
                day,
                reason,
            )
            self.done = SILENCE_DONE
        except SerError as error:
            self.errors = {"reason": error.message}
        await self._show()

    async def _show(self) -> None:
        query, res = self.router.url.query_parameters, resources()
        last = read_day(query.get("hasta", ""))
        try:
            found = await asyncio.to_thread(board.board, res, current_actor(), last)
        except SerError as error:
            self.problem = error.message
            return
        self.problem, self.loaded = "", True
        self.view = board_view(found, res.clock.today())
        bank, day = str(query.get("banco", "")), read_day(query.get("dia", ""))
        cells = [cell for each, row in found.days for cell in row if each == day]
        named = [cell for cell in cells if cell.agreement.public_id == bank]
        self.opened = open_cell_view(named[0]) if named else OpenCellView()
        self._busy = any(
            cell.standing is board.Standing.POSTING for _, row in found.days for cell in row
        )
