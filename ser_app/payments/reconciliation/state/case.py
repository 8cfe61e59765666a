"""`/conciliacion/recaudos/…`: one exception, and the form that resolves it."""

import asyncio
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.payments.reconciliation import desk
from ser_app.payments.reconciliation.cases import Decision
from ser_app.payments.reconciliation.resolving import resolve
from ser_app.payments.reconciliation.views import CaseView, case_view
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.people.proof.state import ask_for_proof
from ser_app.web.fields import FieldError, Option

_LONGEST: Final = 1000
_FIELDS: Final = ("way", "target", "reason", "evidence")
_DONE: Final = "Recaudo resuelto. Los libros y el estado de cuenta ya lo muestran."


class CaseState(rx.State):
    """The exception on the screen."""

    loaded: bool = False
    view: CaseView = CaseView()
    debts: list[Option] = []
    way: str = ""
    may_resolve: bool = False
    problem: str = ""
    errors: dict[str, str] = {}
    error_list: list[FieldError] = []
    attempt: int = 0
    evidence: str = ""
    evidence_words: str = ""
    done: str = ""

    @rx.event
    @requires(Permission.RECONCILIATION_VIEW)
    async def open(self) -> None:
        """Show the exception of the address."""
        self.may_resolve = current_actor().may(Permission.RECONCILIATION_RESOLVE)
        self.way = self.evidence = self.evidence_words = self.done = ""
        self.view, self.loaded = CaseView(), False
        self._tell({})
        await self._show()

    @rx.event
    @requires(Permission.RECONCILIATION_RESOLVE)
    async def choose(self, way: Any = "") -> None:
        """Show the field that a way needs."""
        known = {"fur", "debt", "operator", "bank"}
        self.way = way if isinstance(way, str) and way in known else ""
        self._tell({})

    @rx.event
    @requires(Permission.RECONCILIATION_RESOLVE)
    async def look_up(self, nit: Any = "") -> None:
        """List the debts of another operator."""
        await self._show(str(nit)[:20])

    @rx.event
    @requires(Permission.RECONCILIATION_RESOLVE)
    async def evidence_sent(
        self, public_id: Any = "", message: Any = "", accepted: Any = False
    ) -> None:
        """Keep which document belongs to the claim."""
        words = str(message)[:_LONGEST]
        self.evidence = str(public_id) if accepted is True else ""
        self.evidence_words = words if accepted is True else ""
        self._tell({} if accepted is True else {"evidence": words})

    @rx.event
    @requires(Permission.RECONCILIATION_RESOLVE)
    async def resolve(self, form: dict[str, Any]) -> None:
        """Resolve it as the form says."""
        decision = Decision(
            way=self.way,
            target=str(form.get("target", ""))[:_LONGEST],
            reason=str(form.get("reason", ""))[:_LONGEST],
            evidence=self.evidence,
        )
        self.attempt += 1
        try:
            await asyncio.to_thread(
                resolve, resources(), current_actor(), self.view.public_id, decision
            )
        except SerError as error:
            await ask_for_proof(self, error)
            self._tell({error.field if error.field in _FIELDS else "way": error.message})
            return
        self._tell({})
        self.done = _DONE
        await self._show()

    def _tell(self, errors: dict[str, str]) -> None:
        self.errors = errors
        self.error_list = [FieldError(name, text) for name, text in errors.items()]

    async def _show(self, nit: str = "") -> None:
        public_id = self.router.url.path.strip("/").split("/")[-1]
        res = resources()
        try:
            found = await asyncio.to_thread(desk.facts, res, current_actor(), public_id, nit)
        except SerError as error:
            self.problem, self.loaded = error.message, True
            return
        self.problem, self.loaded = "", True
        self.view = case_view(found, res.clock.today(), nit)
        self.debts = [Option(source, label) for source, label in self.view.debts]
