"""The list of users and the form for a new one."""

import asyncio
from collections.abc import Callable
from typing import Any

import reflex as rx

from ser_app.base.days import read_day
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources, resources
from ser_app.people import administration, dated_access
from ser_app.people.actor import Actor
from ser_app.people.administration import NewUser
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.people.proof.state import ask_for_proof
from ser_app.people.users.views import UserRow, user_row
from ser_app.web.fields import Option

Change = Callable[[Resources, Actor, str], None]


class UsersState(rx.State):
    """Users that the administrator looks after. Everything here is formatted text."""

    rows: list[UserRow] = []
    roles: list[Option] = []
    of_operator: bool = False
    adding: bool = False
    errors: dict[str, str] = {}
    problem: str = ""
    done: str = ""
    new_email: str = ""
    new_password: str = ""

    @rx.event
    @requires(Permission.USERS_MANAGE)
    async def load(self) -> None:
        """Show the list anew."""
        self._clear()
        self.adding, self.new_password = False, ""
        actor = current_actor()
        self.of_operator = actor.role.of_operator
        self.roles = [Option(role, role.label) for role in administration.assignable_roles(actor)]
        await self._refresh(actor)

    @rx.event
    @requires(Permission.USERS_MANAGE)
    def start_adding(self) -> None:
        """Open the form for a new person."""
        self._clear()
        self.adding, self.new_password = True, ""

    @rx.event
    @requires(Permission.USERS_MANAGE)
    def stop_adding(self) -> None:
        """Close the form."""
        self._clear()
        self.adding = False

    @rx.event
    @requires(Permission.USERS_MANAGE)
    async def create(self, form: dict[str, Any]) -> None:
        """Open the account and show its temporary password once."""
        self._clear()
        actor = current_actor()
        new = NewUser(
            email=str(form.get("email", "")),
            full_name=str(form.get("full_name", "")),
            document_number=str(form.get("document_number", "")),
            role=str(form.get("role", "")),
            professional_card=str(form.get("professional_card", "")),
            statutory_auditor=bool(form.get("statutory_auditor")),
        )
        try:
            created = await asyncio.to_thread(administration.create_user, resources(), actor, new)
        except SerError as error:
            await ask_for_proof(self, error)
            self._show(error)
            return
        self.adding, self.new_email = False, created.email
        self.new_password = created.temporary_password
        await self._refresh(actor)

    @rx.event
    @requires(Permission.USERS_MANAGE)
    async def suspend(self, public_id: str) -> None:
        """Suspend a person: the sessions end at once."""
        await self._change(administration.suspend, public_id, "Usuario suspendido.")

    @rx.event
    @requires(Permission.USERS_MANAGE)
    async def reactivate(self, public_id: str) -> None:
        """Let a person in again."""
        await self._change(administration.reactivate, public_id, "Usuario activo de nuevo.")

    @rx.event
    @requires(Permission.USERS_MANAGE)
    async def invite_again(self, public_id: str) -> None:
        """Mail another invitation to a person who did not accept in time."""
        await self._change(administration.invite_again, public_id, "Invitación enviada.")

    @rx.event
    @requires(Permission.USERS_MANAGE)
    async def unlock(self, public_id: str) -> None:
        """Let a person try again who failed too often."""
        await self._change(administration.unlock, public_id, "Usuario desbloqueado.")

    @rx.event
    @requires(Permission.USERS_MANAGE)
    async def set_access(self, form: dict[str, Any]) -> None:
        """Say between which days an auditor's account works."""

        def change(res: Resources, actor: Actor, user: str) -> None:
            first, last = str(form.get("access_from", "")), str(form.get("access_to", ""))
            dated_access.set_access(res, actor, user, read_day(first), read_day(last))

        public_id = str(form.get("user", ""))
        await self._change(change, public_id, "Acceso guardado: rige desde ya.")

    @rx.event
    @requires(Permission.USERS_MANAGE)
    async def remove_factor(self, public_id: str) -> None:
        """Take the second factor off somebody who lost the telephone."""
        await self._change(
            administration.remove_second_factor,
            public_id,
            "Segundo factor quitado: la persona ingresa con la contraseña y activa otro.",
        )

    @rx.event
    @requires(Permission.USERS_MANAGE)
    async def change_role(self, public_id: str, role: str) -> None:
        """Give a person another role."""

        def change(res: Resources, actor: Actor, user: str) -> None:
            administration.change_role(res, actor, user, str(role))

        await self._change(change, public_id, "Rol cambiado: rige desde ya.")

    async def _change(self, change: Change, public_id: str, done: str) -> None:
        self._clear()
        actor = current_actor()
        try:
            await asyncio.to_thread(change, resources(), actor, str(public_id))
            self.done = done
        except SerError as error:
            await ask_for_proof(self, error)
            self._show(error)
        await self._refresh(actor)

    async def _refresh(self, actor: Actor) -> None:
        users = await asyncio.to_thread(administration.users_for, resources(), actor)
        locked = await asyncio.to_thread(administration.locked_for, resources(), actor)
        having = await asyncio.to_thread(administration.with_second_factor, resources(), actor)
        self.rows = [
            user_row(
                user,
                actor.public_id,
                locked=user.public_id in locked,
                factor=user.public_id in having,
            )
            for user in users
        ]

    def _clear(self) -> None:
        self.errors, self.problem, self.done = {}, "", ""

    def _show(self, error: SerError) -> None:
        if error.field:
            self.errors = {error.field: error.message}
        else:
            self.problem = error.message
