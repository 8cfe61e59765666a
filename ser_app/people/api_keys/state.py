"""`/usuarios/claves`: the keys of the operator's programs."""

import asyncio
from typing import Any, Final

import reflex as rx

from ser_app.base.days import read_day
from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.people.api_keys import service
from ser_app.people.api_keys.reach import KEY_PERMISSIONS
from ser_app.people.api_keys.service import NewKey
from ser_app.people.api_keys.views import LIMIT_FIELD, KeyRow, choice_of, field_of, key_row
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.people.proof.state import ask_for_proof
from ser_app.web.fields import Option

_LONGEST: Final = 200
WHOLE: Final = "operador"
SOME: Final = "expedientes"
"""What the form says of a key that is limited; whatever is not that is for the whole operator."""


class ApiKeysState(rx.State):
    """The keys; a secret only right after it was made."""

    loaded: bool = False
    rows: list[KeyRow] = []
    adding: bool = False
    limited: bool = False
    expedientes: list[Option] = []
    secret: str = ""
    secret_of: str = ""
    errors: dict[str, str] = {}
    problem: str = ""
    done: str = ""

    @rx.event
    @requires(Permission.PROGRAM_KEYS)
    async def load(self) -> None:
        """Show the list anew, and forget what was shown once."""
        self._clear()
        self.adding, self.secret, self.secret_of = False, "", ""
        await self._show()

    @rx.event
    @requires(Permission.PROGRAM_KEYS)
    def start_adding(self) -> None:
        """Open the form."""
        self._clear()
        self.adding, self.secret, self.secret_of = True, "", ""
        self.limited = False

    @rx.event
    @requires(Permission.PROGRAM_KEYS)
    def choose(self, value: Any = "") -> None:
        """Show the expedientes for a key that is limited to some."""
        self.limited = value == SOME

    @rx.event
    @requires(Permission.PROGRAM_KEYS)
    def stop_adding(self) -> None:
        """Close the form."""
        self._clear()
        self.adding = False

    @rx.event
    @requires(Permission.PROGRAM_KEYS)
    async def create(self, form: dict[str, Any]) -> None:
        """Make a key and show its secret, this once."""
        self._clear()
        self.secret = self.secret_of = ""
        new = NewKey(
            name=str(form.get("name", ""))[:_LONGEST],
            permissions=tuple(each for each in KEY_PERMISSIONS if form.get(field_of(each))),
            last_day=read_day(form.get("last_day", "")),
            expedientes=_chosen(form) if form.get("alcance") == SOME else None,
        )
        try:
            made = await asyncio.to_thread(service.make_key, resources(), current_actor(), new)
        except SerError as error:
            await ask_for_proof(self, error)
            self._tell(error)
            return
        self.adding, self.secret, self.secret_of = False, made.token, made.name
        await self._show()

    @rx.event
    @requires(Permission.PROGRAM_KEYS)
    async def revoke(self, key: Any = "") -> None:
        """End a key."""
        self._clear()
        self.secret = self.secret_of = ""
        wanted = str(key)[:_LONGEST]
        try:
            await asyncio.to_thread(service.revoke_key, resources(), current_actor(), wanted)
            self.done = "Clave revocada: su siguiente petición se rechaza."
        except SerError as error:
            self._tell(error)
        await self._show()

    async def _show(self) -> None:
        res = resources()
        held = await asyncio.to_thread(service.keys_for, res, current_actor())
        now = res.clock.now()
        self.rows = [key_row(each, now) for each in held]
        known = await asyncio.to_thread(service.expedientes_for_keys, res, current_actor())
        self.expedientes = [choice_of(each) for each in known]
        self.loaded = True

    def _clear(self) -> None:
        self.errors, self.problem, self.done = {}, "", ""

    def _tell(self, error: SerError) -> None:
        if error.field:
            self.errors = {error.field: error.message}
        else:
            self.problem = error.message


def _chosen(form: dict[str, Any]) -> tuple[str, ...]:
    """Public ids of the expedientes that were ticked."""
    ticked = (str(name) for name, value in form.items() if value)
    return tuple(
        name.removeprefix(LIMIT_FIELD)[:_LONGEST] for name in ticked if name.startswith(LIMIT_FIELD)
    )
