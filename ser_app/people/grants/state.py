"""`/usuarios/[user_id]`: for which expedientes a person acts."""

import asyncio
from collections.abc import Callable
from typing import Any, Final

import reflex as rx

from ser_app.base.days import read_day
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources, resources
from ser_app.people.actor import Actor
from ser_app.people.grants import service
from ser_app.people.grants.views import GrantRow, grant_rows
from ser_app.people.guard import current_actor
from ser_app.people.permissions import Permission, Role
from ser_app.people.proof.state import ask_for_proof
from ser_app.people.tags import requires
from ser_app.web.fields import Option

_LONGEST: Final = 40
Act = Callable[[Resources, Actor, str], None]


class GrantsState(rx.State):
    """What one person of the operator acts for."""

    loaded: bool = False
    key: str = ""
    name: str = ""
    role: str = ""
    limited: bool = False
    rows: list[GrantRow] = []
    expedientes: list[Option] = []
    errors: dict[str, str] = {}
    problem: str = ""
    done: str = ""

    @rx.event
    @requires(Permission.USERS_MANAGE)
    async def open(self) -> None:
        """Show the person of the address."""
        self.key = self.router.url.path.rstrip("/").rpartition("/")[2][:_LONGEST]
        self.loaded, self.name = False, ""
        self.errors, self.problem, self.done = {}, "", ""
        await self._show()

    @rx.event
    @requires(Permission.USERS_MANAGE)
    async def limit(self, limited: Any = False) -> None:
        """Limit the person to the list, or let it act for the whole operator."""
        wanted = limited is True

        def act(res: Resources, who: Actor, key: str) -> None:
            service.limit(res, who, key, limited=wanted)

        await self._do(act, "Guardado: rige desde el siguiente clic de la persona.")

    @rx.event
    @requires(Permission.USERS_MANAGE)
    async def grant(self, form: dict[str, Any]) -> None:
        """Add an expediente between two days."""
        given = form if isinstance(form, dict) else {}
        expediente, last = (
            str(given.get(name, ""))[:_LONGEST] for name in ("expediente", "valid_to")
        )
        first = read_day(given.get("valid_from", ""))

        def act(res: Resources, who: Actor, key: str) -> None:
            service.grant(res, who, key, expediente, first, last)

        await self._do(act, "Expediente agregado.")

    @rx.event
    @requires(Permission.USERS_MANAGE)
    async def revoke(self, grant: Any = "") -> None:
        """Take an expediente away."""

        def act(res: Resources, who: Actor, key: str) -> None:
            service.revoke(res, who, key, str(grant)[:_LONGEST])

        await self._do(act, "Expediente quitado: rige desde el siguiente clic de la persona.")

    async def _do(self, act: Act, done: str) -> None:
        self.errors, self.problem, self.done = {}, "", ""
        try:
            await asyncio.to_thread(act, resources(), current_actor(), self.key)
            self.done = done
        except SerError as error:
            await ask_for_proof(self, error)
            if error.field:
                self.errors = {error.field: error.message}
            else:
                self.problem = error.message
        await self._show()

    async def _show(self) -> None:
        try:
            found = await asyncio.to_thread(
                service.access_of, resources(), current_actor(), self.key
            )
        except SerError as error:
            self.problem, self.loaded = error.message, True
            return
        self.name, self.role = found.user.full_name, Role(found.user.role).label
        self.limited, self.rows, self.loaded = found.user.limited, grant_rows(found), True
        self.expedientes = [
            Option(each.public_id, f"{each.number} · {each.service}") for each in found.expedientes
        ]
