"""`/hoja-del-trimestre`: type, generate, sign and pay a whole period."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any, Final

import reflex as rx

from ser_app.base.clock import BOGOTA
from ser_app.base.errors import Refused, SerError
from ser_app.base.resources import resources
from ser_app.declarations.inputs import read_flag, read_id
from ser_app.declarations.service import open_periods_of
from ser_app.furs.in_one_act import MOST, Done, issue_all, sign_all, waiting
from ser_app.furs.quarter.cells import Cell, CellColumn
from ser_app.furs.quarter.rows import Row
from ser_app.furs.quarter.settling import issue_together, owed_together
from ser_app.furs.quarter.sheet import (
    MOST_CELLS,
    Written,
    copy_previous,
    say_nil,
    sheet,
    write_cells,
)
from ser_app.furs.quarter.texts import COPIED_ALL, ISSUED, SAVED, SIGNED
from ser_app.furs.quarter.views import (
    DoneView,
    OwedView,
    RowView,
    TotalsView,
    WaitingView,
    done_views,
    owed_view,
    period_options,
    row_views,
    totals_view,
    waiting_views,
    year_options,
)
from ser_app.law.errors import LawError
from ser_app.law.periods import Period, quarter_of
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.fields import Option
from ser_app.web.words import plural

_MOST_TEXT: Final = 200
_MOST_PASSWORD: Final = 512
_MOST_ANSWER: Final = 200_000
_PARTS: Final = 3


class QuarterState(rx.State):
    """The sheet; what handlers need again stays on the server."""

    loaded: bool = False
    years: list[Option] = []
    year: str = ""
    periods: list[Option] = []
    period: str = ""
    before: str = ""
    rows: list[RowView] = []
    totals: TotalsView = TotalsView()
    signing: list[WaitingView] = []
    done: list[DoneView] = []
    owed: OwedView = OwedView()
    payment: str = ""
    saved: str = ""
    told: str = ""
    problem: str = ""
    file_error: str = ""
    may_prepare: bool = False
    may_pay: bool = False
    busy: bool = False
    oath_error: str = ""
    password_error: str = ""

    _open: list[Period] = []
    _refused: dict[str, str] = {}
    _notes: dict[str, str] = {}
    _ready: list[str] = []
    _shown: list[tuple[str, int]] = []

    @rx.event
    @requires(Permission.DECLARATION_VIEW)
    async def open(self) -> None:
        """Show the period of the address, or the newest quarter that has ended."""
        self.reset()  # type: ignore[no-untyped-call]  # of the framework
        actor, res = current_actor(), resources()
        self.may_prepare = actor.may(Permission.DECLARATION_PREPARE)
        try:
            self._open = await asyncio.to_thread(open_periods_of, res, actor)
        except SerError as error:
            self.problem = error.message
        self._choose(str(self.router.url.query_parameters.get("periodo", "")))
        await self._show()
        self.loaded = True

    @rx.event
    @requires(Permission.DECLARATION_VIEW)
    async def choose_year(self, year: Any = "") -> None:
        """Take the year; its newest period is shown."""
        newest = [each for each in self._open if str(each.year) == year]
        if newest:
            self._choose(newest[0].text)
            await self._show()

    @rx.event
    @requires(Permission.DECLARATION_VIEW)
    async def choose_period(self, text: Any = "") -> None:
        """Take the period."""
        self._choose(text if isinstance(text, str) else "")
        await self._show()

    def _choose(self, wanted: str) -> None:
        known = {each.text: each for each in self._open}
        last = quarter_of(resources().clock.today()).previous().text
        first = self._open[0].text if self._open else ""
        self.period = next((each for each in (wanted, last) if each in known), first)
        self._refused, self._notes, self.done = {}, {}, []
        self.told = self.saved = self.problem = self.payment = self.file_error = ""
        if not self.period:
            return
        chosen = known[self.period]
        self.years, self.year = year_options(self._open), str(chosen.year)
        self.periods = period_options(self._open, chosen.year)
        self.before = chosen.previous().label

    @rx.event
    @requires(Permission.DECLARATION_PREPARE)
    async def write(self, cells: Any = None) -> None:
        """Keep the cells that were typed or pasted since the last time: key, column and text."""
        await self._write(_cells_of(cells))

    @rx.event
    @requires(Permission.DECLARATION_PREPARE)
    async def set_nil(self, key: Any = "", ticked: Any = False) -> None:
        """Take the word that there was nothing in a row."""
        try:
            row, nil = read_id(key), read_flag(ticked)
            written = await asyncio.to_thread(
                say_nil, resources(), current_actor(), self._period(), row, nil=nil
            )
        except SerError as error:
            self.problem = error.message
        else:
            self._keep(written)
        await self._show_rows()

    @rx.event
    @requires(Permission.DECLARATION_PREPARE)
    async def copy(self) -> None:
        """Copy the period before into the rows that are empty."""
        self.told = self.problem = ""
        try:
            found = await asyncio.to_thread(
                copy_previous, resources(), current_actor(), self._period()
            )
        except SerError as error:
            self.problem = error.message
        else:
            self._notes.update(found)
            rows = plural(len(found), "fila", "filas")
            self.told = COPIED_ALL.format(period=self.before, rows=rows)
        await self._show_rows()

    @rx.event
    @requires(Permission.DECLARATION_PREPARE)
    async def load(self, refused: Any = "", message: Any = "", accepted: Any = False) -> None:
        """Show what an uploaded file wrote, and beside their rows the cells that were refused."""
        words = message[:_MOST_TEXT] if isinstance(message, str) else ""
        self.told, self.file_error = (words, "") if accepted is True else ("", words)
        self._refused.update(_refusals(refused))
        await self._show_rows()

    async def _write(self, cells: Sequence[Cell]) -> None:
        if not cells:
            return
        try:
            written = await asyncio.to_thread(
                write_cells, resources(), current_actor(), self._period(), cells
            )
        except SerError as error:
            self.problem = error.message
        else:
            self._keep(written)
        await self._show_rows()

    def _keep(self, written: Written) -> None:
        for cell in written.touched:
            self._refused.pop(cell, None)
            self._notes.pop(cell.partition("/")[0], None)
        self._refused.update(written.refused)
        self.problem = written.foreign
        at = resources().clock.now().astimezone(BOGOTA)
        self.saved = SAVED.format(time=f"{at:%H:%M:%S}")

    @rx.event
    @requires(Permission.FUR_ISSUE)
    async def generate(self) -> AsyncIterator[None]:
        """Issue the FUR of every complete row."""
        if self.busy:
            return
        self.busy, self.done, self.problem, self.told = True, [], "", ""
        yield
        try:
            found = await asyncio.to_thread(
                issue_all, resources(), current_actor(), self._ready[:MOST]
            )
            self.done = done_views(found, ISSUED)
        except SerError as error:
            self.problem = error.message
        self.busy = False
        await self._show()

    @rx.event
    @requires(Permission.DECLARATION_SIGN)
    async def sign(self, form: dict[str, Any]) -> AsyncIterator[None]:
        """Sign everything of the period that waits, with one oath and one password."""
        password = form.get("password") if isinstance(form, dict) else None
        if not isinstance(password, str) or self.busy:
            return
        self.busy, self.done, self.problem, self.told = True, [], "", ""
        self.oath_error = self.password_error = ""
        yield
        try:
            found = await asyncio.to_thread(
                sign_all,
                resources(),
                current_actor(),
                self._shown[:MOST],
                password=password[:_MOST_PASSWORD],
                accepted=bool(form.get("accepted")),
                address=self.router.session.client_ip,
            )
            self.done = done_views(found, SIGNED)
            await self._settle(found)
        except SerError as error:
            self._refuse(error)
        self.busy = False
        await self._show()

    async def _settle(self, found: Sequence[Done]) -> None:
        """Issue the one FUR that pays them, once something was filed."""
        if any(each.receipt for each in found):
            self.payment = await asyncio.to_thread(
                issue_together, resources(), current_actor(), self._period()
            )

    @rx.event
    @requires(Permission.FUR_ISSUE)
    async def pay(self) -> AsyncIterator[Any]:
        """Go and pay everything of the period that is filed, with one FUR."""
        if self.busy:
            return
        self.busy, self.problem = True, ""
        yield
        number = ""
        try:
            number = await asyncio.to_thread(
                issue_together, resources(), current_actor(), self._period()
            )
        except SerError as error:
            self.problem = error.message
        self.busy = False
        await self._show()
        if number:
            yield rx.redirect(f"/pagar/{number}")

    def _refuse(self, error: SerError) -> None:
        if error.field == "accepted":
            self.oath_error = error.message
        elif error.field == "password":
            self.password_error = error.message
        else:
            self.problem = error.message

    def _period(self) -> Period:
        try:
            return Period.parse(self.period)
        except LawError as error:
            raise Refused(error.code, error.message) from error

    async def _show(self) -> None:
        actor = current_actor()
        await self._show_rows()
        if not self.period:
            return
        if actor.may(Permission.DECLARATION_SIGN):
            forms = await asyncio.to_thread(waiting, resources(), actor)
            forms = [each for each in forms if each.key == self.period]
            self.signing = waiting_views(forms)
            self._shown = [(form.number, form.total) for form in forms]
        self.may_pay = actor.may(Permission.PAYMENT_START) and actor.may(Permission.FUR_ISSUE)
        self.owed = OwedView()
        if self.may_pay:
            try:
                found = await asyncio.to_thread(owed_together, resources(), actor, self._period())
                self.owed = owed_view(found)
            except SerError as error:
                self.problem = self.problem or error.message

    async def _show_rows(self) -> None:
        if not self.period:
            return
        found: list[Row] = await asyncio.to_thread(
            sheet, resources(), current_actor(), self._period(), dict(self._refused)
        )
        self.rows = row_views(found, self._notes, may_write=self.may_prepare)
        self.totals = totals_view(found)
        self._ready = [
            row.entry.declaration.public_id
            for row in found
            if row.ready and row.entry.declaration is not None
        ]


def _cells_of(raw: Any) -> list[Cell]:
    """Cells as a browser sends them; what is no cell is left out."""
    found: list[Cell] = []
    for each in raw[:MOST_CELLS] if isinstance(raw, list) else []:
        if not (isinstance(each, list) and len(each) == _PARTS):
            continue
        key, column, text = each
        if not all(isinstance(part, str) and len(part) <= _MOST_TEXT for part in each):
            continue
        if column in set(CellColumn):
            found.append(Cell(key, CellColumn(column), text))
    return found


def _refusals(raw: Any) -> dict[str, str]:
    """The refused cells that the upload answered with; only words come of them."""
    try:
        found = json.loads(raw) if isinstance(raw, str) and len(raw) <= _MOST_ANSWER else {}
    except ValueError:
        return {}
    return {
        str(cell)[:_MOST_TEXT]: str(words)[:_MOST_TEXT]
        for cell, words in (found.items() if isinstance(found, dict) else ())
    }
