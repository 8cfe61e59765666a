"""`/acuerdos/nuevo`: choose debts and terms, see the schedule, propose it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import Resources, resources
from ser_app.base.tokens import public_id
from ser_app.declarations.inputs import read_amount
from ser_app.furs.agreements.plan_views import NO_PLAN, PlanView, plan_view
from ser_app.furs.agreements.views import ADDRESS
from ser_app.law.money import format_pesos
from ser_app.ledger.agreements.days import EVERY
from ser_app.ledger.agreements.proposing import Proposal, incomplete, propose
from ser_app.ledger.agreements.simulating import Offer, offer, simulate
from ser_app.ledger.agreements.terms import Terms
from ser_app.ledger.agreements.views import OfferedDebt, offered_debts, report_words
from ser_app.people.actor import Actor
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.fields import FieldError

_FIELDS: Final = (
    "debts", "first_payment", "instalments", "every_months", "guarantee", "note", "accepted",
)  # fmt: skip
_NO_ERRORS: Final = dict.fromkeys(_FIELDS, "")
_LONGEST: Final = 600
_MOST_INSTALMENTS: Final = 999
_USUAL: Final = 12


class SimulationState(rx.State):
    """The terms that are tried; nothing is stored before they are proposed."""

    loaded: bool = False
    debts: list[OfferedDebt] = []
    ticked: list[str] = []
    first_payment: str = ""
    instalments: str = str(_USUAL)
    every_months: str = "1"
    guarantee: str = ""
    plan: PlanView = NO_PLAN
    errors: dict[str, str] = _NO_ERRORS
    wrong: list[FieldError] = []
    attempt: int = 0
    problem: str = ""
    report: str = ""
    may_propose: bool = False
    busy: bool = False
    chosen: str = ""

    _key: str = ""
    _shown: int = 0

    @rx.event
    @requires(Permission.AGREEMENT_SIMULATE)
    async def open(self) -> None:
        """Offer all overdue debts, in twelve monthly instalments."""
        self.reset()  # type: ignore[no-untyped-call]  # of the framework
        actor, res = current_actor(), resources()
        self._key = public_id()
        self.may_propose = actor.may(Permission.AGREEMENT_PROPOSE)
        try:
            found = await asyncio.to_thread(offer, res, actor)
        except SerError as error:
            self.problem = error.message
        else:
            self._offered(found)
            await self._show()
        self.loaded = True

    def _offered(self, found: Offer) -> None:
        self.debts = offered_debts(found)
        self.ticked = [each.key for each in self.debts]
        self.first_payment = str(found.least_first)
        self.report = report_words(found.report)

    @rx.event
    @requires(Permission.AGREEMENT_SIMULATE)
    async def tick(self, key: Any = "", ticked: Any = False) -> None:
        """Put a debt into the agreement, or leave it out."""
        if any(each.key == key for each in self.debts):
            others = [each for each in self.ticked if each != key]
            self.ticked = [*others, key] if ticked is True else others
            await self._show()

    @rx.event
    @requires(Permission.AGREEMENT_SIMULATE)
    async def set_first_payment(self, digits: Any = "") -> None:
        """Take the first payment."""
        self.first_payment = digits[:20] if isinstance(digits, str) else ""
        await self._show()

    @rx.event
    @requires(Permission.AGREEMENT_SIMULATE)
    async def set_instalments(self, digits: Any = "") -> None:
        """Take the number of instalments."""
        self.instalments = digits[:4] if isinstance(digits, str) else ""
        await self._show()

    @rx.event
    @requires(Permission.AGREEMENT_SIMULATE)
    async def set_every(self, months: Any = "") -> None:
        """Take how often it is paid."""
        wanted = str(months)[:_LONGEST]
        if wanted in {str(each) for each in EVERY}:
            self.every_months = wanted
            await self._show()

    @rx.event
    @requires(Permission.AGREEMENT_PROPOSE)
    async def propose(self, form: dict[str, Any]) -> AsyncIterator[Any]:
        """Propose what is shown and go to its page, where its documents are attached."""
        if self.busy:
            return
        given = form if isinstance(form, dict) else {}
        self.busy, self.problem, self.errors, self.wrong = True, "", dict(_NO_ERRORS), []
        self.guarantee = str(given.get("guarantee", ""))[:40]
        yield
        wanted = self._proposal(given)
        lacking = incomplete(wanted)
        if lacking:
            self.busy = False
            await self._show()
            self.errors = _NO_ERRORS | lacking
            self.wrong = [FieldError(field, told) for field, told in lacking.items()]
            self.attempt += 1
            return
        try:
            key = await asyncio.to_thread(propose, resources(), current_actor(), wanted)
        except SerError as error:
            self.busy = False
            await self._show()
            self._refused(error)
            return
        self.busy = False
        yield rx.redirect(f"{ADDRESS}/{key}")

    def _proposal(self, given: dict[str, Any]) -> Proposal:
        return Proposal(
            key=self._key,
            sources=tuple(self.ticked),
            terms=self._terms(),
            guarantee=self.guarantee,
            note=str(given.get("note", ""))[:_LONGEST],
            accepted=bool(given.get("accepted")),
            shown=self._shown,
        )

    def _terms(self) -> Terms:
        first = read_amount(self.first_payment) if self.first_payment else 0
        typed = self.instalments
        count = int(typed) if typed.isascii() and typed.isdigit() else 0
        return Terms(first, min(count, _MOST_INSTALMENTS), int(self.every_months))

    def _simulate(self, res: Resources, actor: Actor) -> tuple[PlanView, int]:
        found = simulate(res, actor, self.ticked, self._terms())
        return plan_view(found), found.total

    async def _show(self) -> None:
        self.problem, self.errors = "", dict(_NO_ERRORS)
        self.plan, self._shown = NO_PLAN, 0
        owed = sum(each.amount for each in self.debts if each.key in self.ticked)
        self.chosen = format_pesos(owed)
        if not self.ticked:
            return
        try:
            self.plan, self._shown = await asyncio.to_thread(
                self._simulate, resources(), current_actor()
            )
        except SerError as error:
            self._refused(error)

    def _refused(self, error: SerError) -> None:
        if error.field:
            field = "first_payment" if error.field == "amount" else error.field
            self.errors = _NO_ERRORS | {field: error.message}
        else:
            self.problem = error.message
