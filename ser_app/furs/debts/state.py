"""`/estado-de-cuenta/pagar`: how much, on which day, and how it would be imputed."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.declarations.inputs import read_amount, read_future_day
from ser_app.furs.debts.issuing import issue_debts_fur
from ser_app.furs.debts.quoting import payment_preview, refuse_uncertified
from ser_app.furs.debts.views import NO_PREVIEW, PreviewView, preview_view
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission

MOST_DEBTS: Final = 500
_LONGEST: Final = 80
ALL: Final = "todo"
OTHER: Final = "otra"


class PayDebtsState(rx.State):
    """The payment that is prepared; the debts and what was shown stay on the server."""

    loaded: bool = False
    problem: str = ""
    day: str = ""
    today: str = ""
    day_error: str = ""
    way: str = ALL
    amount: str = ""
    amount_error: str = ""
    view: PreviewView = NO_PREVIEW
    busy: bool = False

    _sources: list[str] = []
    _owed: int = 0

    @rx.event
    @requires(Permission.FUR_ISSUE)
    async def open(self) -> None:
        """Show how all that the address names would be paid."""
        self.reset()  # type: ignore[no-untyped-call]  # of the framework
        query = self.router.url.query_parameters
        named = str(query.get("deudas", "")).split(",")[:MOST_DEBTS]
        self._sources = [each for each in named if 0 < len(each) <= _LONGEST]
        self.today = resources().clock.today().isoformat()
        self.day = max(str(query.get("dia", ""))[:10], self.today)
        await self._show()
        self.loaded = True

    @rx.event
    @requires(Permission.FUR_ISSUE)
    async def choose_day(self, text: Any = "") -> None:
        """Take the day of payment."""
        self.day = text if isinstance(text, str) else ""
        await self._show()

    @rx.event
    @requires(Permission.FUR_ISSUE)
    async def choose_way(self, way: Any = ALL) -> None:
        """Take whether all is paid, or another sum."""
        self.way = OTHER if way == OTHER else ALL
        await self._show()

    @rx.event
    @requires(Permission.FUR_ISSUE)
    async def type_amount(self, digits: Any = "") -> None:
        """Take the sum."""
        self.amount = digits if isinstance(digits, str) else ""
        await self._show()

    @rx.event
    @requires(Permission.FUR_ISSUE)
    async def issue(self) -> AsyncIterator[Any]:
        """Issue the FUR that is shown and open it."""
        if not self._sources or self.busy:
            return
        self.busy, self.problem = True, ""
        yield
        try:
            number = await asyncio.to_thread(self._issue, current_actor())
        except SerError as error:
            self.busy = False
            await self._show()
            self.problem = error.message
            return
        self.busy = False
        yield rx.redirect(f"/furs/{number}")

    def _issue(self, actor: Any) -> str:
        res = resources()
        day = read_future_day(self.day, res.clock.today())
        amount = self._sum()
        return issue_debts_fur(res, actor, self._sources, day, amount, shown=self._owed)

    def _sum(self) -> int | None:
        return read_amount(self.amount) if self.way == OTHER else None

    async def _show(self) -> None:
        self.problem = self.day_error = self.amount_error = ""
        try:
            self.view, self._owed = await asyncio.to_thread(self._preview, current_actor())
        except SerError as error:
            self._refused(error)

    def _preview(self, actor: Any) -> tuple[PreviewView, int]:
        res = resources()
        day = read_future_day(self.day, res.clock.today())
        typed = self._sum() if self.amount else None
        found = payment_preview(res, actor, self._sources, day, typed)
        try:
            refuse_uncertified(found, res)
        except SerError as error:
            return preview_view(found, error.message), found.owed
        return preview_view(found), found.owed

    def _refused(self, error: SerError) -> None:
        if error.field == "payment_day":
            self.day_error = error.message
        elif error.field == "amount":
            self.amount_error = error.message
        else:
            self.problem, self.view = error.message, NO_PREVIEW
