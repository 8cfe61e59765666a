"""`/usuarios/solicitudes`: the queue and a case, for Administrador SER."""

import asyncio
from collections.abc import Callable
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import Resources, resources
from ser_app.people.actor import Actor
from ser_app.people.guard import current_actor
from ser_app.people.permissions import Permission
from ser_app.people.proof.state import ask_for_proof
from ser_app.people.requests import deciding
from ser_app.people.requests.comparing import differs
from ser_app.people.requests.views import (
    CaseView,
    ComparedRow,
    FileRow,
    RequestRow,
    StepRow,
    case_view,
    compared_rows,
    file_rows,
    request_row,
    step_rows,
)
from ser_app.people.tags import requires

_LONGEST: Final = 500
Act = Callable[[Resources, Actor, str], None]


class RequestsState(rx.State):
    """The queue."""

    loaded: bool = False
    rows: list[RequestRow] = []

    @rx.event
    @requires(Permission.REQUEST_REVIEW)
    async def open(self) -> None:
        """Show what waits."""
        found = await asyncio.to_thread(deciding.queue, resources(), current_actor())
        now = resources().clock.now()
        self.rows, self.loaded = [request_row(each, now) for each in found], True


class RequestCaseState(rx.State):
    """One request beside the registry."""

    loaded: bool = False
    key: str = ""
    view: CaseView = CaseView()
    compared: list[ComparedRow] = []
    files: list[FileRow] = []
    steps: list[StepRow] = []
    errors: dict[str, str] = {}
    problem: str = ""
    done: str = ""

    @rx.event
    @requires(Permission.REQUEST_REVIEW)
    async def open(self) -> None:
        """Show the request of the address."""
        path = self.router.url.path.rstrip("/")
        self.key, self.loaded = path.rpartition("/")[2][:_LONGEST], False
        self.errors, self.problem, self.done, self.view = {}, "", "", CaseView()
        await self._show()

    @rx.event
    @requires(Permission.REQUEST_REVIEW)
    async def ask(self, form: dict[str, Any]) -> None:
        """Ask the person for what is missing."""
        words = _text(form, "words")

        def act(res: Resources, who: Actor, key: str) -> None:
            deciding.ask_for_more(res, who, key, words)

        await self._do(act, "Pedido: la persona recibe un enlace para completarla.")

    @rx.event
    @requires(Permission.REQUEST_REVIEW)
    async def reject(self, form: dict[str, Any]) -> None:
        """Turn the request down."""
        words = _text(form, "words")

        def act(res: Resources, who: Actor, key: str) -> None:
            deciding.reject(res, who, key, words)

        await self._do(act, "Rechazada: la persona recibe la razón por correo.", field="reason")

    @rx.event
    @requires(Permission.REQUEST_REVIEW)
    async def review(self, form: dict[str, Any]) -> None:
        """Find it right, as the first of two."""
        words = _text(form, "note")

        def act(res: Resources, who: Actor, key: str) -> None:
            deciding.review(res, who, key, words)

        await self._do(act, "Quedó conforme.")

    @rx.event
    @requires(Permission.REQUEST_APPROVE)
    async def approve(self) -> None:
        """Approve, as the second of two."""
        await self._do(deciding.approve, "Aprobada: quien la pidió recibe un correo.")

    async def _do(self, act: Act, done: str, field: str = "") -> None:
        self.errors, self.problem, self.done = {}, "", ""
        try:
            await asyncio.to_thread(act, resources(), current_actor(), self.key)
            self.done = done
        except SerError as error:
            await ask_for_proof(self, error)
            if error.field:
                self.errors = {field or error.field: error.message}
            else:
                self.problem = error.message
        await self._show()

    async def _show(self) -> None:
        try:
            case = await asyncio.to_thread(deciding.case_of, resources(), current_actor(), self.key)
        except SerError as error:
            self.problem, self.loaded = error.message, True
            return
        self.view = case_view(case, differs(case.compared))
        self.compared, self.steps = compared_rows(case.compared), step_rows(case)
        self.files, self.loaded = file_rows(case.files, case.request.public_id), True


def _text(form: Any, name: str) -> str:
    return str(form.get(name, ""))[:_LONGEST] if isinstance(form, dict) else ""
