"""`/pagos`: the filter lives in the address, the rows on the server."""

import asyncio
from datetime import date
from typing import Any

import reflex as rx

from ser_app.base.errors import Refused, SerError
from ser_app.base.resources import resources
from ser_app.payments import service
from ser_app.payments.filters import PaymentFilter
from ser_app.payments.texts import AMOUNT_NEEDED, BANK_NEEDED, COLLECTION_RECORDED, DAY_NEEDED
from ser_app.payments.views import NO_PAYMENTS, PaymentsView, payments_view
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission

_MOST_DIGITS = 16


class PaymentsState(rx.State):
    """The payments on the screen, and Tesorería's form."""

    loaded: bool = False
    view: PaymentsView = NO_PAYMENTS
    problem: str = ""
    ministry: bool = False
    may_collect: bool = False
    collecting: bool = False
    errors: dict[str, str] = {}
    done: str = ""
    done_href: str = ""

    @rx.event
    @requires(Permission.PAYMENT_VIEW)
    async def open(self) -> None:
        """Show the page that the address asks for."""
        actor = current_actor()
        self.ministry = not actor.role.of_operator
        self.may_collect = actor.may(Permission.COLLECTION_RECORD)
        self.collecting, self.errors = False, {}
        self.done = self.done_href = ""
        await self._show()

    @rx.event
    @requires(Permission.COLLECTION_RECORD)
    async def start_collecting(self) -> None:
        """Open the form for a bank's collection."""
        self.collecting, self.errors = True, {}
        self.done = self.done_href = ""

    @rx.event
    @requires(Permission.COLLECTION_RECORD)
    async def stop_collecting(self) -> None:
        """Close the form."""
        self.collecting, self.errors = False, {}

    @rx.event
    @requires(Permission.COLLECTION_RECORD)
    async def record(self, form: dict[str, Any]) -> None:
        """Record what a bank collected."""
        self.errors, self.done, self.done_href = {}, "", ""
        try:
            payment = await asyncio.to_thread(
                service.record_collection,
                resources(),
                current_actor(),
                reference=_text(form, "reference"),
                collected_on=_day(form),
                amount=_amount(form),
                bank=_bank(form),
                receipt=_text(form, "receipt")[:40],
            )
        except SerError as error:
            self.errors = {error.field or "general": error.message}
            return
        self.collecting = False
        self.done, self.done_href = COLLECTION_RECORDED, f"/pagos/{payment}"
        await self._show()

    async def _show(self) -> None:
        query = self.router.url.query_parameters
        narrowed = PaymentFilter.parse(query)
        number = query.get("pagina", "")
        wanted = int(number) if number.isascii() and number.isdigit() else 1
        try:
            page = await asyncio.to_thread(
                service.payments_page, resources(), current_actor(), narrowed, wanted
            )
        except SerError as error:
            self.problem = error.message
            return
        self.problem, self.loaded = "", True
        self.view = payments_view(page, narrowed)


def _text(form: dict[str, Any], name: str) -> str:
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _day(form: dict[str, Any]) -> date:
    try:
        return date.fromisoformat(_text(form, "collected_on"))
    except ValueError:
        raise Refused("day_needed", DAY_NEEDED, field="collected_on") from None


def _amount(form: dict[str, Any]) -> int:
    digits = _text(form, "amount").replace(".", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > _MOST_DIGITS:
        raise Refused("amount_needed", AMOUNT_NEEDED, field="amount")
    return int(digits)


def _bank(form: dict[str, Any]) -> str:
    bank = _text(form, "bank")
    if not bank:
        raise Refused("bank_needed", BANK_NEEDED, field="bank")
    return bank[:80]
