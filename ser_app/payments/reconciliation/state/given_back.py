"""The part of `/conciliacion/recaudos/…` that decides a payment that the bank gave back."""

import asyncio
from collections.abc import Callable
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import Resources, resources
from ser_app.payments.reconciliation.cases import Decision
from ser_app.payments.reconciliation.given_back import looking, proposing
from ser_app.payments.reconciliation.given_back.texts import (
    CONFIRMED_DONE,
    PROPOSED_DONE,
    TURNED_DOWN_DONE,
)
from ser_app.payments.reconciliation.given_back.views import (
    NOTHING,
    ReturnView,
    WayView,
    return_view,
)
from ser_app.payments.reconciliation.state.case import CaseState
from ser_app.people.actor import Actor
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.people.proof.state import ask_for_proof
from ser_app.web.fields import FieldError, Option

_LONGEST: Final = 1000
_FIELDS: Final = ("way", "target", "act", "reason", "evidence", "answer")
Act = Callable[[Resources, Actor], None]


class GivenBackState(rx.State):
    """The payment given back on the screen."""

    view: ReturnView = NOTHING
    options: list[Option] = []
    receipts: list[Option] = []
    chosen: list[WayView] = []
    may_decide: bool = False
    errors: dict[str, str] = {}
    error_list: list[FieldError] = []
    attempt: int = 0
    evidence: str = ""
    evidence_words: str = ""
    done: str = ""

    @rx.event
    @requires(Permission.RECONCILIATION_VIEW)
    async def open(self) -> None:
        """Show what became of the money of the address; nothing for any other exception."""
        self.may_decide = current_actor().may(Permission.RECONCILIATION_RESOLVE)
        self.view, self.chosen = NOTHING, []
        self.evidence = self.evidence_words = self.done = ""
        self._tell({})
        await self._show()

    @rx.event
    @requires(Permission.RECONCILIATION_RESOLVE)
    async def choose(self, way: Any = "") -> None:
        """Show what a way would do."""
        self.chosen = [each for each in self.view.ways if each.way == way]
        self._tell({})

    @rx.event
    @requires(Permission.RECONCILIATION_RESOLVE)
    async def evidence_sent(
        self, public_id: Any = "", message: Any = "", accepted: Any = False
    ) -> None:
        """Keep which document belongs to the proposal."""
        words = str(message)[:_LONGEST]
        self.evidence = str(public_id) if accepted is True else ""
        self.evidence_words = words if accepted is True else ""
        self._tell({} if accepted is True else {"evidence": words})

    @rx.event
    @requires(Permission.RECONCILIATION_RESOLVE)
    async def propose(self, form: dict[str, Any]) -> None:
        """Propose what the form says."""
        decision = Decision(
            way=self.chosen[0].way if self.chosen else "",
            target=str(form.get("target", ""))[:_LONGEST],
            act=str(form.get("act", ""))[:_LONGEST],
            reason=str(form.get("reason", ""))[:_LONGEST],
            evidence=self.evidence,
        )
        key = self._key()
        await self._do(lambda res, who: proposing.propose(res, who, key, decision), PROPOSED_DONE)

    @rx.event
    @requires(Permission.RECONCILIATION_RESOLVE)
    async def confirm(self) -> Any:
        """Confirm what another person proposed."""
        key = self._key()
        if await self._do(lambda res, who: proposing.confirm(res, who, key), CONFIRMED_DONE):
            return CaseState.open
        return None

    @rx.event
    @requires(Permission.RECONCILIATION_RESOLVE)
    async def turn_down(self, form: dict[str, Any]) -> None:
        """Turn a proposal down, or withdraw one's own."""
        key, reason = self._key(), str(form.get("answer", ""))[:_LONGEST]
        await self._do(
            lambda res, who: proposing.turn_down(res, who, key, reason), TURNED_DOWN_DONE
        )

    def _key(self) -> str:
        return self.router.url.path.strip("/").split("/")[-1]

    async def _do(self, act: Act, done: str) -> bool:
        self.attempt += 1
        self.done = ""
        try:
            await asyncio.to_thread(act, resources(), current_actor())
        except SerError as error:
            await ask_for_proof(self, error)
            self._tell({error.field if error.field in _FIELDS else "way": error.message})
            return False
        self._tell({})
        self.done, self.chosen = done, []
        self.evidence = self.evidence_words = ""
        await self._show()
        return True

    def _tell(self, errors: dict[str, str]) -> None:
        self.errors = errors
        self.error_list = [FieldError(name, text) for name, text in errors.items()]

    async def _show(self) -> None:
        try:
            found = await asyncio.to_thread(looking.look, resources(), current_actor(), self._key())
        except SerError:
            self.view = NOTHING  # the page itself says why
            return
        self.view = return_view(found) if found else NOTHING
        self.options = [Option(each.way, each.label) for each in self.view.ways if not each.why_not]
        self.receipts = [Option(key, words) for key, words in self.view.receipts]
