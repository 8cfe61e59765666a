"""`/mi-cuenta/seguridad`: the own second factor and the own sessions."""

import asyncio
from collections.abc import Callable
from typing import Any

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.people import own_sessions
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.people.proof.state import ask_for_proof
from ser_app.people.second_factor import enrolling
from ser_app.people.security.views import SessionView, qr_path, session_view
from ser_app.web.words import plural

_LONGEST = 60


class SecurityState(rx.State):
    """What the page shows; the secret only while its owner enrols, the codes only once."""

    loaded: bool = False
    active: bool = False
    required: bool = False
    must_enrol: bool = False
    holds_keys: bool = False
    codes_left: str = ""
    key: str = ""
    qr: str = ""
    qr_box: str = ""
    codes: list[str] = []
    sessions: list[SessionView] = []
    code_error: str = ""
    problem: str = ""
    done: str = ""

    @rx.event
    @requires(Permission.ACCOUNT_OWN)
    async def load(self) -> None:
        """Show how the account stands; forget what was shown once."""
        self._forget()
        self.codes, self.problem, self.done, self.code_error = [], "", "", ""
        await self._show()

    @rx.event
    @requires(Permission.ACCOUNT_OWN)
    async def start(self) -> None:
        """Show a new secret for the telephone."""
        self.codes = []
        enrolment = await self._try(lambda: enrolling.start(resources(), current_actor()))
        if enrolment is not None:
            self.key = enrolment.key
            self.qr, self.qr_box = qr_path(enrolment.address)

    @rx.event
    @requires(Permission.ACCOUNT_OWN)
    async def stop(self) -> None:
        """Leave the telephone as it was."""
        self._forget()
        self.problem = self.done = self.code_error = ""

    @rx.event
    @requires(Permission.ACCOUNT_OWN)
    async def confirm(self, form: dict[str, Any]) -> None:
        """Take the telephone that shows the right code."""
        code = str(form.get("code", ""))[:_LONGEST]
        res, actor = resources(), current_actor()
        codes = await self._try(lambda: enrolling.confirm(res, actor, code))
        if codes is not None:
            self._forget()
            self.codes, self.done = codes, "Segundo factor activo. Se cerraron sus demás sesiones."
        await self._show()

    @rx.event
    @requires(Permission.ACCOUNT_OWN)
    async def renew_codes(self) -> None:
        """Show ten new recovery codes."""
        codes = await self._try(lambda: enrolling.renew_codes(resources(), current_actor()))
        if codes is not None:
            self.codes, self.done = codes, "Los códigos anteriores ya no sirven."
        await self._show()

    @rx.event
    @requires(Permission.ACCOUNT_OWN)
    async def give_up(self) -> None:
        """Take the second factor off."""
        self.codes = []
        await self._try(lambda: enrolling.give_up(resources(), current_actor()))
        if not self.problem:
            self.done = "Quitó el segundo factor: su cuenta queda solo con la contraseña."
        await self._show()

    @rx.event
    @requires(Permission.ACCOUNT_OWN)
    async def end_others(self) -> None:
        """End all other sessions."""
        ended = await self._try(lambda: own_sessions.end_others(resources(), current_actor()))
        if ended is not None:
            self.done = f"Se cerró {plural(ended, 'sesión', 'sesiones')}."
            if ended != 1:
                self.done = f"Se cerraron {plural(ended, 'sesión', 'sesiones')}."
        await self._show()

    @rx.event
    @requires(Permission.ACCOUNT_OWN)
    async def end_one(self, key: str) -> None:
        """End one session."""
        wanted = str(key)[:_LONGEST]
        await self._try(lambda: own_sessions.end_one(resources(), current_actor(), wanted))
        if not self.problem:
            self.done = "Sesión cerrada."
        await self._show()

    def _forget(self) -> None:
        self.key = self.qr = self.qr_box = ""

    async def _try(self, act: Callable[[], Any]) -> Any:
        self.problem = self.done = self.code_error = ""
        try:
            return await asyncio.to_thread(act)
        except SerError as error:
            await ask_for_proof(self, error)
            if error.field == "code":
                self.code_error = error.message
            else:
                self.problem = error.message
            return None

    async def _show(self) -> None:
        res, actor = resources(), current_actor()
        standing = await asyncio.to_thread(enrolling.standing, res, actor)
        self.active, self.required = standing.active, standing.required
        self.holds_keys = actor.may(Permission.PROGRAM_KEYS)
        self.must_enrol = actor.must_enrol and not standing.active
        self.codes_left = plural(
            standing.codes_left, "código de recuperación", "códigos de recuperación"
        )
        found = await asyncio.to_thread(own_sessions.own_sessions, res, actor)
        now = res.clock.now()
        self.sessions = [session_view(each, actor.session_id, now) for each in found]
        self.loaded = True
