"""`/recaudos-por-identificar`: money of nobody, and the claims of the operator."""

import asyncio
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.payments.treasury import claiming
from ser_app.payments.treasury.claims_views import (
    HeldView,
    OwnClaimView,
    WaitingView,
    address_of,
    held_view,
    own_view,
    waiting_view,
)
from ser_app.payments.treasury.models import PSE
from ser_app.payments.treasury.texts import PSE_NAME
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.fields import Option

_LONGEST: Final = 200
_FIELDS: Final = ("day", "bank", "amount", "words")


class OwnClaimsState(rx.State):
    """What waits for an owner, and the operator's claims."""

    loaded: bool = False
    waiting: list[WaitingView] = []
    held: list[HeldView] = []
    claiming_held: bool = False
    claims: list[OwnClaimView] = []
    banks: list[Option] = []
    to: str = ""
    problem: str = ""
    done: str = ""
    errors: dict[str, str] = {}

    @rx.event
    @requires(Permission.MONEY_CLAIM)
    async def open(self) -> None:
        """Show what waits."""
        self.to, self.done, self.problem, self.errors = "", "", "", {}
        self.claiming_held = False
        await self._show()

    @rx.event
    @requires(Permission.MONEY_CLAIM)
    async def state_payment(self, form: dict[str, Any]) -> None:
        """Check what the person states, and ask for the document."""
        given = form if isinstance(form, dict) else {}
        self.claiming_held = False
        values = [str(given.get(name, "")).strip()[:_LONGEST] for name in _FIELDS]
        self.to, self.done, self.problem, self.errors = "", "", "", {}
        try:
            claiming.check(claiming.Stated(*values), resources().clock.today())
        except SerError as error:
            self.errors = {error.field or "words": error.message}
            return
        self.to = address_of(values)

    @rx.event
    @requires(Permission.MONEY_CLAIM)
    async def claim_held(self, to: Any = "") -> None:
        """Ask for the document of one of the operator's payments that is on the screen."""
        known = {each.address for each in self.held}
        self.to, self.done, self.problem, self.errors = "", "", "", {}
        self.claiming_held = isinstance(to, str) and to != "" and to in known
        self.to = to if self.claiming_held else ""

    @rx.event
    @requires(Permission.MONEY_CLAIM)
    async def sent(self, public_id: Any = "", message: Any = "", accepted: Any = False) -> None:  # noqa: ARG002  as the upload field sends it
        """Tell what became of the claim."""
        words = str(message)[:_LONGEST]
        self.done, self.problem = (words, "") if accepted is True else ("", words)
        if accepted is True:
            self.to = ""
        await self._show()

    async def _show(self) -> None:
        try:
            found = await asyncio.to_thread(claiming.for_operators, resources(), current_actor())
        except SerError as error:
            self.problem, self.loaded = error.message, True
            return
        names = {each.code: each.name for each in found.banks}
        self.held = [held_view(*each, found.claims) for each in found.held]
        self.waiting = [waiting_view(*each) for each in found.waiting]
        known = {PSE: PSE_NAME} | names
        self.claims = [own_view(each, known.get(each.bank, each.bank)) for each in found.claims]
        self.banks = [Option(code, name) for code, name in names.items()]
        self.loaded = True
