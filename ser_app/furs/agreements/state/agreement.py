"""`/acuerdos/[…]`: one agreement, its documents, its two approvals and its FURs."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import NotFound, SerError
from ser_app.base.resources import Resources, resources
from ser_app.furs.agreements.approving import approve
from ser_app.furs.agreements.consulting import open_agreement
from ser_app.furs.agreements.covered import debt_lines
from ser_app.furs.agreements.texts import approved_words
from ser_app.furs.agreements.views import NO_AGREEMENT, AgreementView, agreement_view
from ser_app.ledger.agreements import deciding
from ser_app.ledger.agreements.proposing import withdraw
from ser_app.people.actor import Actor
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.people.proof.state import ask_for_proof

_LONGEST: Final = 600
_NO_ERRORS: Final = {"why": ""}
Act = Callable[[Resources, Actor, str], None]


class AgreementState(rx.State):
    """One agreement on the screen."""

    loaded: bool = False
    view: AgreementView = NO_AGREEMENT
    problem: str = ""
    done: str = ""
    errors: dict[str, str] = _NO_ERRORS
    file_problem: str = ""

    _key: str = ""
    _shown: int = 0

    @rx.event
    @requires(Permission.AGREEMENT_VIEW)
    async def open(self) -> None:
        """Show the agreement that the address names."""
        self.reset()  # type: ignore[no-untyped-call]  # of the framework
        self._key = self.router.url.path.strip("/").split("/")[-1][:40]
        await self._show()
        self.loaded = True

    @rx.event
    @requires(Permission.AGREEMENT_PROPOSE)
    async def sent(self, public_id: Any = "", message: Any = "", accepted: Any = False) -> None:  # noqa: ARG002  as the upload field sends it
        """Show what became of a document."""
        self.done = self.file_problem = ""
        said = message[:_LONGEST] if isinstance(message, str) else ""
        if accepted is True:
            self.done = said
        else:
            self.file_problem = said
        await self._show()

    @rx.event
    @requires(Permission.AGREEMENT_PROPOSE)
    async def withdraw(self) -> None:
        """Take the proposal back."""
        await self._do(withdraw, "Propuesta retirada. Sus deudas siguen como estaban.")

    @rx.event
    @requires(Permission.AGREEMENT_REVIEW)
    async def review(self, form: dict[str, Any]) -> None:
        """Give the first approval."""
        note = _text(form, "note")
        await self._do(
            lambda res, actor, key: deciding.review(res, actor, key, note),
            "Primera aprobación registrada. Falta la de otra persona de Cartera.",
        )

    @rx.event
    @requires(Permission.AGREEMENT_REVIEW)
    async def reject(self, form: dict[str, Any]) -> None:
        """Turn the proposal down."""
        why = _text(form, "why")
        await self._do(
            lambda res, actor, key: deciding.reject(res, actor, key, why),
            "Propuesta rechazada. Las deudas siguen como estaban y el operador lee la razón.",
        )

    @rx.event
    @requires(Permission.AGREEMENT_APPROVE)
    async def approve(self) -> None:
        """Give the second approval of what is shown."""
        shown = self._shown
        await self._do(
            lambda res, actor, key: approve(res, actor, key, shown),
            "Acuerdo aprobado: las deudas pasaron a las cuotas.",
        )
        rows = self.view.plan.rows
        if self.done and rows:
            self.done = approved_words(sum(each.fur != "" for each in rows), len(rows))

    async def _do(self, act: Act, done: str) -> None:
        self.problem = self.done = ""
        self.errors = dict(_NO_ERRORS)
        try:
            await asyncio.to_thread(act, resources(), current_actor(), self._key)
            self.done = done
        except SerError as error:
            await ask_for_proof(self, error)
            if error.field in _NO_ERRORS:
                self.errors = _NO_ERRORS | {error.field: error.message}
            else:
                self.problem = error.message
        await self._show()

    async def _show(self) -> None:
        self.view = NO_AGREEMENT
        actor = current_actor()
        try:
            found = await asyncio.to_thread(open_agreement, resources(), actor, self._key)
        except NotFound:
            self.problem = "No encontramos ese acuerdo entre los suyos."
        except SerError as error:
            self.problem = error.message
        else:
            self.view = replace(agreement_view(found, actor), debts=debt_lines(found))
            self._shown = found.simulation.total if found.simulation else 0


def _text(form: object, name: str) -> str:
    value = form.get(name) if isinstance(form, dict) else None
    return value[:_LONGEST] if isinstance(value, str) else ""
