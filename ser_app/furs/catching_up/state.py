"""`/ponerse-al-dia`: the missing periods, and the forms that wait for the person's signature."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.declarations.inputs import read_amount, read_flag, read_future_day
from ser_app.furs.catching_up.missing import keep, missing
from ser_app.furs.catching_up.views import (
    DoneView,
    MissingView,
    Sums,
    WaitingView,
    done_views,
    missing_views,
    sums,
    waiting_views,
)
from ser_app.furs.in_one_act import issue_all, sign_all, waiting
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission

_LONGEST_KEY: Final = 64
_MOST_PASSWORD: Final = 512


class CatchUpState(rx.State):
    """What is missing and what was done; what handlers need again stays on the server."""

    loaded: bool = False
    rows: list[MissingView] = []
    sums: Sums = Sums()
    signing_rows: list[WaitingView] = []
    done: list[DoneView] = []
    day: str = ""
    today: str = ""
    day_error: str = ""
    problem: str = ""
    may_prepare: bool = False
    may_sign: bool = False
    may_agree: bool = False
    busy: bool = False
    oath_error: str = ""
    password_error: str = ""

    _problems: dict[str, str] = {}
    _shown: list[tuple[str, int]] = []
    _ready: list[str] = []

    @rx.event
    @requires(Permission.DECLARATION_VIEW)
    async def open(self) -> None:
        """Show what is missing and what waits for the person's signature, as of today."""
        self.reset()  # type: ignore[no-untyped-call]  # of the framework
        self.today = self.day = resources().clock.today().isoformat()
        await self._show()
        self.loaded = True

    @rx.event
    @requires(Permission.DECLARATION_PREPARE)
    async def choose_day(self, text: Any = "") -> None:
        """Take the day to which interest runs."""
        self.day = text if isinstance(text, str) else ""
        self.day_error = ""
        await self._show()

    @rx.event
    @requires(Permission.DECLARATION_PREPARE)
    async def set_amount(self, key: Any = "", digits: Any = "") -> None:
        """Take the amount of a period and keep it in its draft."""
        await self._keep(key, digits, nil=False)

    @rx.event
    @requires(Permission.DECLARATION_PREPARE)
    async def set_nil(self, key: Any = "", ticked: Any = False) -> None:
        """Take the tick that a period had no income."""
        await self._keep(key, "", nil=ticked)

    async def _keep(self, key: Any, digits: Any, *, nil: Any) -> None:
        if not isinstance(key, str) or len(key) > _LONGEST_KEY:
            return
        self._problems.pop(key, None)
        try:
            amount, none = read_amount(digits), read_flag(nil)
            await asyncio.to_thread(
                keep, resources(), current_actor(), key, amount=amount, nil=none
            )
        except SerError as error:
            self._problems[key] = error.message
        await self._show()

    @rx.event
    @requires(Permission.FUR_ISSUE)
    async def generate(self) -> AsyncIterator[None]:
        """Issue the FUR of every period that says what it declares."""
        self.busy, self.done = True, []
        yield
        try:
            found = await asyncio.to_thread(issue_all, resources(), current_actor(), self._ready)
            self.done = done_views(found, "FUR generado, NO presentado: faltan las firmas")
        except SerError as error:
            self.problem = error.message
        self.busy = False
        await self._show()

    @rx.event
    @requires(Permission.DECLARATION_SIGN)
    async def sign(self, form: dict[str, Any]) -> AsyncIterator[None]:
        """Sign everything that waits, with one oath and one password."""
        password = form.get("password") if isinstance(form, dict) else None
        if not isinstance(password, str):
            return
        self.busy, self.done, self.problem = True, [], ""
        self.oath_error = self.password_error = ""
        yield
        try:
            found = await asyncio.to_thread(
                sign_all,
                resources(),
                current_actor(),
                self._shown,
                password=password[:_MOST_PASSWORD],
                accepted=bool(form.get("accepted")),
                address=self.router.session.client_ip,
            )
            self.done = done_views(found, "Firmada: falta la otra firma")
        except SerError as error:
            self._refused(error)
        self.busy = False
        await self._show()

    def _refused(self, error: SerError) -> None:
        if error.field == "accepted":
            self.oath_error = error.message
        elif error.field == "password":
            self.password_error = error.message
        else:
            self.problem = error.message

    async def _show(self) -> None:
        actor = current_actor()
        self.may_prepare = actor.may(Permission.DECLARATION_PREPARE)
        self.may_sign = actor.may(Permission.DECLARATION_SIGN)
        self.may_agree = actor.may(Permission.AGREEMENT_SIMULATE)
        if self.may_prepare:
            paid_on = self._paid_on()
            found = await asyncio.to_thread(missing, resources(), actor, paid_on)
            self.rows = missing_views(found, self._problems, signs=self.may_sign)
            self.sums = sums(found)
            self._ready = [row.declaration_id for row in found if row.ready]
        if self.may_sign:
            forms = await asyncio.to_thread(waiting, resources(), actor)
            self.signing_rows = waiting_views(forms)
            self._shown = [(form.number, form.total) for form in forms]

    def _paid_on(self) -> date:
        today = resources().clock.today()
        try:
            return read_future_day(self.day, today)
        except SerError as error:
            self.day_error = error.message
            return today
