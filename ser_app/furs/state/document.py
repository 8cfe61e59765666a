"""`/furs/[fur_number]`: read a FUR, sign it, renew it, or go back to the draft."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.furs import service
from ser_app.furs.debts.views import debts_fur_view
from ser_app.furs.state.address import part_of
from ser_app.furs.states import FurState
from ser_app.furs.texts import DAY_NEEDED, SIGNED, SIGNED_AND_FILED
from ser_app.furs.views.document import NOTHING, FurView, fur_view
from ser_app.law.money import format_pesos
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.words import day

_MOST_PASSWORD: Final = 512


class FurPageState(rx.State):
    """The FUR on the screen and the boxes that act on it.

    Amounts and days that a handler needs again stay on the server, under names with `_`.
    """

    loaded: bool = False
    view: FurView = NOTHING
    case_href: str = ""
    problem: str = ""
    done: str = ""

    signing: bool = False
    oath_error: str = ""
    password_error: str = ""
    sign_problem: str = ""

    renew_day: str = ""
    renew_error: str = ""
    renew_total: str = ""
    renew_note: str = ""
    renew_label: str = ""
    renew_same: bool = False
    renewing: bool = False
    confirming_edit: bool = False

    _shown_total: int = 0
    _declaration: str = ""
    _filed: bool = False

    @rx.event
    @requires(Permission.FUR_VIEW)
    async def open(self) -> None:
        """Show the FUR of the address."""
        self.reset()  # type: ignore[no-untyped-call]  # of the framework
        await self._show(part_of(self.router, -1))

    @rx.event
    @requires(Permission.DECLARATION_SIGN)
    async def sign(self, form: dict[str, Any]) -> AsyncIterator[Any]:
        """Sign with the password of the form; the last signature files."""
        actor, number = current_actor(), self.view.number
        password = form.get("password") if isinstance(form, dict) else None
        if not number or not isinstance(password, str):
            return
        self._forget_sign_errors()
        self.signing = True
        yield
        try:
            outcome = await asyncio.to_thread(
                service.sign,
                resources(),
                actor,
                number,
                password=password[:_MOST_PASSWORD],
                accepted=bool(form.get("accepted")),
                address=self.router.session.client_ip,
                shown_total=self._shown_total,
            )
        except SerError as error:
            self.signing = False
            await self._signing_failed(error)
            return
        self.signing = False
        if outcome.number != number:
            yield rx.redirect(f"/furs/{outcome.number}")
            return
        await self._show(number)
        self.done = SIGNED_AND_FILED if outcome.filed else SIGNED

    @rx.event
    @requires(Permission.FUR_ISSUE)
    async def choose_day(self, text: str) -> None:
        """Show what the FUR for another payment day would cost."""
        self.renew_day = text if isinstance(text, str) else ""
        await self._quote()

    @rx.event
    @requires(Permission.FUR_ISSUE)
    async def renew(self) -> AsyncIterator[Any]:
        """Issue the FUR for the chosen day and open it."""
        actor, number, chosen = current_actor(), self.view.number, self._chosen_day()
        if not number or chosen is None:
            self.renew_error = DAY_NEEDED
            return
        self.renewing = True
        yield
        try:
            new = await asyncio.to_thread(self._issue_for, actor, number, chosen)
        except SerError as error:
            self.renew_error, self.renewing = error.message, False
            return
        self.renewing = False
        yield rx.redirect(f"/furs/{new}")

    @rx.event
    @requires(Permission.DECLARATION_PREPARE)
    async def ask_to_edit(self) -> None:
        """Ask before annulling the FUR."""
        self.confirming_edit = True

    @rx.event
    @requires(Permission.DECLARATION_PREPARE)
    async def keep(self) -> None:
        """Leave the FUR as it is."""
        self.confirming_edit = False

    @rx.event
    @requires(Permission.DECLARATION_PREPARE)
    async def edit_again(self) -> Any:
        """Annul the FUR and open its declaration for editing."""
        try:
            key = await asyncio.to_thread(
                service.annul_and_edit, resources(), current_actor(), self.view.number
            )
        except SerError as error:
            self.problem, self.confirming_edit = error.message, False
            return None
        return rx.redirect(f"/declaraciones/{key}")

    async def _show(self, number: str) -> None:
        res, actor = resources(), current_actor()
        try:
            found = await asyncio.to_thread(service.fur_detail, res, actor, number)
        except SerError as error:
            self.view, self.problem, self.loaded = NOTHING, error.message, True
            return
        write = fur_view if found.declaration else debts_fur_view
        self.view, self.loaded = write(found, res.clock.today()), True
        shown = actor.may(Permission.CASE_EXPORT)
        self.case_href = f"/documentos/casos/{found.fur.number}.zip" if shown else ""
        now = found.if_signed_today
        self._shown_total = now.total if now else found.fur.total
        self._declaration = found.declaration.public_id if found.declaration else ""
        self._filed = found.fur.state == FurState.FILED and self._declaration != ""
        if self.view.renew_title:
            later = max(found.fur.payment_day, res.clock.today())
            self.renew_day = later.isoformat()
            if self.renew_day != self.view.payment_day:
                await self._quote()

    async def _signing_failed(self, error: SerError) -> None:
        """Put the sentence beside its field, and show the new figures when they changed."""
        if error.field == "accepted":
            self.oath_error = error.message
        elif error.field == "password":
            self.password_error = error.message
        else:
            self.sign_problem = error.message
            await self._show(self.view.number)

    def _forget_sign_errors(self) -> None:
        self.oath_error = self.password_error = self.sign_problem = self.done = ""

    def _chosen_day(self) -> date | None:
        try:
            return date.fromisoformat(self.renew_day)
        except ValueError:
            return None

    def _issue_for(self, actor: Any, number: str, chosen: date) -> str:
        if self._filed:
            return service.issue_payment_fur(resources(), actor, self._declaration, chosen)
        return service.reliquidate(resources(), actor, number, chosen)

    async def _quote(self) -> None:
        self.renew_error = self.renew_total = self.renew_note = self.renew_label = ""
        self.renew_same = False
        chosen, number = self._chosen_day(), self.view.number
        if chosen is None:
            self.renew_error = DAY_NEEDED
            return
        if chosen.isoformat() == self.view.payment_day:
            self.renew_same = True
            return
        try:
            quote = await asyncio.to_thread(
                service.payment_quote, resources(), current_actor(), number, chosen
            )
        except SerError as error:
            self.renew_error = error.message
            return
        self.renew_total = format_pesos(quote.total)
        self.renew_note = (
            f"Contraprestación {format_pesos(quote.levy)}, sanción "
            f"{format_pesos(quote.late_filing_penalty)}, intereses hasta el {day(chosen)} "
            f"{format_pesos(quote.arrears_interest)}."
        )
        self.renew_label = f"Generar FUR para el {day(chosen)} por {self.renew_total}"
