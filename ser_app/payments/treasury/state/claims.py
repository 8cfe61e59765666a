"""`/conciliacion/reclamaciones`: what operators claim, and money that is left for them to claim."""

import asyncio
import re
from collections.abc import Callable
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import Resources, resources
from ser_app.payments.reconciliation.amounts import around, summary_of
from ser_app.payments.reconciliation.tabs import CLAIMS
from ser_app.payments.treasury import claiming
from ser_app.payments.treasury.claims_views import ClaimView, claim_view
from ser_app.payments.treasury.texts import CLAIM_ACCEPTED, CLAIM_REJECTED, NOTICE_DONE
from ser_app.people.actor import Actor
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.people.proof.state import ask_for_proof

_LONGEST: Final = 500
Act = Callable[[Resources, Actor], object]


class ClaimsState(rx.State):
    """The claims on the screen, and the one that is open."""

    loaded: bool = False
    rows: list[ClaimView] = []
    summary: str = ""
    previous_href: str = ""
    next_href: str = ""
    opened: list[ClaimView] = []
    publishing: str = ""
    may_decide: bool = False
    problem: str = ""
    done: str = ""
    errors: dict[str, str] = {}
    _page: int = 1

    @rx.event
    @requires(Permission.RECONCILIATION_VIEW)
    async def open(self) -> None:
        """Show the claims, and the form to publish what the address names."""
        self.may_decide = current_actor().may(Permission.RECONCILIATION_RESOLVE)
        wanted = str(self.router.url.query_parameters.get("pagina", ""))
        self._page = int(wanted) if re.fullmatch(r"[1-9][0-9]{0,5}", wanted) else 1
        asked = str(self.router.url.query_parameters.get("publicar", ""))
        self.publishing = asked if re.fullmatch(r"[0-9a-f]{24}", asked) else ""
        self.opened, self.done, self.problem, self.errors = [], "", "", {}
        await self._show()

    @rx.event
    @requires(Permission.RECONCILIATION_VIEW)
    async def choose(self, key: Any = "") -> None:
        """Open a claim."""
        self.done, self.problem, self.errors = "", "", {}
        self.opened = [each for each in self.rows if each.key == key]

    @rx.event
    @requires(Permission.RECONCILIATION_RESOLVE)
    async def publish(self, form: dict[str, Any]) -> None:
        """Leave money unidentified for its owner to claim."""
        key, reason = self.publishing, _text(form, "publish")
        await self._do(lambda res, who: claiming.publish(res, who, key, reason), NOTICE_DONE)

    @rx.event
    @requires(Permission.RECONCILIATION_RESOLVE)
    async def accept(self, form: dict[str, Any]) -> None:
        """Give the money that fits to the operator of the open claim."""
        key, money = self._key(), self.opened[0].money if self.opened else ""
        reason = _text(form, "reason")
        await self._do(
            lambda res, who: claiming.accept(res, who, key, money, reason), CLAIM_ACCEPTED
        )

    @rx.event
    @requires(Permission.RECONCILIATION_RESOLVE)
    async def reject(self, form: dict[str, Any]) -> None:
        """Turn the open claim down."""
        key, reason = self._key(), _text(form, "reason")
        await self._do(lambda res, who: claiming.reject(res, who, key, reason), CLAIM_REJECTED)

    def _key(self) -> str:
        return self.opened[0].key if self.opened else ""

    async def _do(self, act: Act, done: str) -> None:
        self.errors, self.problem, self.done = {}, "", ""
        try:
            await asyncio.to_thread(act, resources(), current_actor())
            self.done, self.opened, self.publishing = done, [], ""
        except SerError as error:
            await ask_for_proof(self, error)
            if error.field in {"publish", "reason"}:
                self.errors = {error.field: error.message}
            else:
                self.problem = error.message
        await self._show()

    async def _show(self) -> None:
        try:
            found = await asyncio.to_thread(
                claiming.claims_page, resources(), current_actor(), self._page
            )
        except SerError as error:
            self.problem, self.loaded = error.message, True
            return
        self.rows, self.loaded = [claim_view(each) for each in found.rows], True
        self.summary = summary_of(self._page, len(found.rows), found.count) if self.rows else ""
        self.previous_href, self.next_href = around(CLAIMS.href, {}, self._page, found.count)


def _text(form: Any, name: str) -> str:
    return str(form.get(name, ""))[:_LONGEST] if isinstance(form, dict) else ""
