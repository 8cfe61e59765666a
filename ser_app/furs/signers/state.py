"""`/usuarios/firmantes`: who signs for the operator, and from which day somebody else does."""

import asyncio
from typing import Any, Final

import reflex as rx

from ser_app.base.days import read_day
from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.furs.signers.reissuing import reissue_waiting
from ser_app.furs.signers.views import (
    SignerNowRow,
    TermRow,
    candidate_options,
    limit_warning,
    now_rows,
    term_rows,
)
from ser_app.people.guard import current_actor
from ser_app.people.permissions import Permission
from ser_app.people.proof.state import ask_for_proof
from ser_app.people.signers.service import register, signers_of
from ser_app.people.tags import requires
from ser_app.web.fields import Option
from ser_app.web.words import plural

_LONGEST: Final = 500


class SignersState(rx.State):
    """Who signs, what was registered, and the form for a change."""

    loaded: bool = False
    now: list[SignerNowRow] = []
    terms: list[TermRow] = []
    people: list[Option] = []
    today: str = ""
    errors: dict[str, str] = {}
    problem: str = ""
    done: str = ""
    warning: str = ""

    @rx.event
    @requires(Permission.USERS_MANAGE)
    async def open(self) -> None:
        """Show who signs."""
        self.errors, self.problem, self.done = {}, "", ""
        await self._show()

    @rx.event
    @requires(Permission.USERS_MANAGE)
    async def register(self, form: dict[str, Any]) -> None:
        """Name who signs from a day on, and issue anew what waits for a signature."""
        given = form if isinstance(form, dict) else {}
        chosen = str(given.get("user", ""))[:_LONGEST]
        role, _, user = chosen.partition(":")
        first, reason = read_day(given.get("from_day", "")), str(given.get("reason", ""))[:_LONGEST]
        self.errors, self.problem, self.done = {}, "", ""
        actor = current_actor()
        try:
            operator = await asyncio.to_thread(
                register, resources(), actor, role, user, first, reason
            )
            new = await asyncio.to_thread(reissue_waiting, resources(), operator, actor)
        except SerError as error:
            await ask_for_proof(self, error)
            if error.field:
                self.errors = {error.field: error.message}
            else:
                self.problem = error.message
        else:
            self.done = _told(new)
        await self._show(user if self.done else "")

    async def _show(self, named: str = "") -> None:
        try:
            found = await asyncio.to_thread(signers_of, resources(), current_actor())
        except SerError as error:
            self.problem, self.loaded = error.message, True
            return
        self.now, self.terms = now_rows(found), term_rows(found)
        self.people = candidate_options(found)
        self.warning = limit_warning(found, named)
        self.today, self.loaded = found.today.isoformat(), True


def _told(numbers: list[str]) -> str:
    if not numbers:
        return "Registrado. Lo que ya está firmado sigue siendo válido."
    words = plural(len(numbers), "FUR que esperaba firma se generó", "FUR que esperaban firma se")
    verb = "" if len(numbers) == 1 else " generaron"
    return f"Registrado. {words}{verb} de nuevo con quien firma ahora: {', '.join(numbers)}."
