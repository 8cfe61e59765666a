"""`/pagos`: the filter lives in the address, the rows on the server."""

import asyncio
import re
from typing import Any

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.payments import service
from ser_app.payments.collection_form import (
    NO_ERRORS,
    CollectionErrors,
    read_collection,
)
from ser_app.payments.filters import PaymentFilter
from ser_app.payments.texts import COLLECTION_RECORDED
from ser_app.payments.views import NO_PAYMENTS, PaymentsView, payments_view
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.fields import FieldError


class PaymentsState(rx.State):
    """The payments on the screen, and Tesorería's form."""

    loaded: bool = False
    view: PaymentsView = NO_PAYMENTS
    problem: str = ""
    ministry: bool = False
    may_collect: bool = False
    collecting: bool = False
    errors: CollectionErrors = NO_ERRORS
    error_list: list[FieldError] = []
    attempt: int = 0
    done: str = ""
    done_href: str = ""

    @rx.event
    @requires(Permission.PAYMENT_VIEW)
    async def open(self) -> None:
        """Show the page that the address asks for."""
        actor = current_actor()
        self.ministry = not actor.role.of_operator
        self.may_collect = actor.may(Permission.COLLECTION_RECORD)
        self._close_form()
        self.done = self.done_href = ""
        await self._show()

    @rx.event
    @requires(Permission.COLLECTION_RECORD)
    async def start_collecting(self) -> None:
        """Open the form for a bank's collection."""
        self._close_form()
        self.collecting = True
        self.done = self.done_href = ""

    @rx.event
    @requires(Permission.COLLECTION_RECORD)
    async def stop_collecting(self) -> None:
        """Close the form."""
        self._close_form()

    @rx.event
    @requires(Permission.COLLECTION_RECORD)
    async def record(self, form: dict[str, Any]) -> None:
        """Record what a bank collected."""
        self.done = self.done_href = ""
        self.attempt += 1
        entry = read_collection(form)
        self._show_errors(entry.errors)
        if entry.collected_on is None or self.error_list:
            return
        try:
            payment = await asyncio.to_thread(
                service.record_collection,
                resources(),
                current_actor(),
                reference=entry.reference,
                collected_on=entry.collected_on,
                amount=entry.amount,
                bank=entry.bank,
                receipt=entry.receipt,
            )
        except SerError as error:
            self._show_errors(CollectionErrors.of(error))
            return
        self._close_form()
        self.done, self.done_href = COLLECTION_RECORDED, f"/pagos/{payment}"
        await self._show()

    def _close_form(self) -> None:
        self.collecting = False
        self._show_errors(NO_ERRORS)

    def _show_errors(self, errors: CollectionErrors) -> None:
        self.errors = errors
        self.error_list = [FieldError(name, text) for name, text in errors.listed()]

    async def _show(self) -> None:
        query = self.router.url.query_parameters
        narrowed = PaymentFilter.parse(query)
        number = query.get("pagina", "")
        wanted = int(number) if re.fullmatch(r"[0-9]{1,6}", number) else 1
        try:
            page = await asyncio.to_thread(
                service.payments_page, resources(), current_actor(), narrowed, wanted
            )
        except SerError as error:
            self.problem = error.message
            return
        self.problem, self.loaded = "", True
        self.view = payments_view(page, narrowed)
