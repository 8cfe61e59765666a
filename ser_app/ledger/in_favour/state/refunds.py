"""`/devoluciones`: what waits for Tesorería, and the refund that is open."""

import asyncio
from collections.abc import Callable
from typing import Any

import reflex as rx

from ser_app.base.days import read_day
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources, resources
from ser_app.ledger.in_favour import deciding
from ser_app.ledger.in_favour.consulting import open_refund, refunds_for
from ser_app.ledger.in_favour.reading import read_text
from ser_app.ledger.in_favour.views import (
    NO_REFUND,
    OpenedView,
    RefundView,
    opened_view,
    refund_view,
)
from ser_app.ledger.in_favour.withdrawing import withdraw
from ser_app.people.actor import Actor
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.people.proof.state import ask_for_proof

Step = Callable[[Resources, Actor, str], None]


class RefundsState(rx.State):
    """The list, the open refund and what its form said."""

    loaded: bool = False
    rows: list[RefundView] = []
    opened: OpenedView = NO_REFUND
    ministry: bool = False
    everything: bool = False
    may_decide: bool = False
    may_withdraw: bool = False
    problem: str = ""
    done: str = ""
    errors: dict[str, str] = {}

    @rx.event
    @requires(Permission.REFUND_VIEW)
    async def open(self) -> None:
        """Show the list, and the refund that the address names."""
        actor = current_actor()
        query = self.router.url.query_parameters
        self.ministry = not actor.role.of_operator
        self.everything = str(query.get("ver", "")) == "todas"
        self.may_decide = actor.may(Permission.REFUND_REVIEW)
        self.may_withdraw = actor.role.of_operator and actor.may(Permission.REFUND_ASK)
        self._clear()
        self.opened, self.done = NO_REFUND, ""
        await self._show(str(query.get("solicitud", ""))[:40])

    @rx.event
    @requires(Permission.REFUND_REVIEW)
    async def review(self, form: dict[str, Any]) -> None:
        """Note that the open refund was checked."""
        note = read_text(form if isinstance(form, dict) else {}, "nota")
        await self._do(
            lambda res, actor, key: deciding.review(res, actor, key, note),
            "Revisada. Falta que otra persona de Tesorería la apruebe.",
        )

    @rx.event
    @requires(Permission.REFUND_APPROVE)
    async def approve(self) -> None:
        """Approve the open refund."""
        await self._do(deciding.approve, "Aprobada. Falta registrar el giro.")

    @rx.event
    @requires(Permission.REFUND_REVIEW)
    async def reject(self, form: dict[str, Any]) -> None:
        """Turn the open refund down."""
        reason = read_text(form if isinstance(form, dict) else {}, "razon")
        await self._do(
            lambda res, actor, key: deciding.reject(res, actor, key, reason),
            "Rechazada. El valor volvió al saldo del operador, que lee la razón.",
        )

    @rx.event
    @requires(Permission.REFUND_ASK)
    async def withdraw(self) -> None:
        """Take the own open request back."""
        await self._do(withdraw, "Retirada. El valor volvió a su saldo a favor.")

    @rx.event
    @requires(Permission.REFUND_PAY)
    async def record_payment(self, form: dict[str, Any]) -> None:
        """Record the transfer of the open refund."""
        given = form if isinstance(form, dict) else {}
        day, transfer = read_day(read_text(given, "dia")), read_text(given, "transferencia")
        await self._do(
            lambda res, actor, key: deciding.record_payment(res, actor, key, day, transfer),
            "Giro registrado en los libros.",
        )

    async def _do(self, step: Step, done: str) -> None:
        self._clear()
        key = self.opened.key
        try:
            await asyncio.to_thread(step, resources(), current_actor(), key)
            self.done = done
        except SerError as error:
            await ask_for_proof(self, error)
            if error.field:
                self.errors = {error.field: error.message}
            else:
                self.problem = error.message
        await self._show(key)

    async def _show(self, key: str) -> None:
        actor, res = current_actor(), resources()
        whole = actor.may(Permission.REFUND_ASK) or actor.may(Permission.REFUND_REVIEW)
        open_only = self.ministry and not self.everything
        found = await asyncio.to_thread(refunds_for, res, actor, open_only=open_only)
        self.rows = [refund_view(each, operator, whole_account=whole) for each, operator in found]
        if key:
            try:
                opened = await asyncio.to_thread(open_refund, res, actor, key)
                self.opened = opened_view(opened, whole_account=whole)
            except SerError as error:
                self.problem = error.message
        self.loaded = True

    def _clear(self) -> None:
        self.errors, self.problem, self.done = {}, "", ""
