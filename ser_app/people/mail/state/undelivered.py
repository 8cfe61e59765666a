"""Mails that were given up, and what can be done with each."""

import asyncio
from collections.abc import Callable

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import Resources, resources
from ser_app.people.actor import Actor
from ser_app.people.guard import current_actor, requires
from ser_app.people.mail import service
from ser_app.people.mail.views import MailView, mail_view
from ser_app.people.permissions import Permission


class UndeliveredState(rx.State):
    """The list and what was done last."""

    loaded: bool = False
    mails: list[MailView] = []
    done: str = ""
    problem: str = ""

    @rx.event
    @requires(Permission.MAIL_WATCH)
    async def load(self) -> None:
        """Show the list anew."""
        self.done = self.problem = ""
        await self._refresh()

    @rx.event
    @requires(Permission.MAIL_WATCH)
    async def try_again(self, mail_id: str) -> None:
        """Give a mail another day."""
        await self._do(service.try_again, str(mail_id), "Se intentará de nuevo durante un día.")

    @rx.event
    @requires(Permission.MAIL_WATCH)
    async def discard(self, mail_id: str) -> None:
        """Forget a mail."""
        await self._do(service.discard, str(mail_id), "Correo descartado.")

    async def _do(
        self, act: Callable[[Resources, Actor, str], None], mail_id: str, done: str
    ) -> None:
        self.done = self.problem = ""
        try:
            await asyncio.to_thread(act, resources(), current_actor(), mail_id)
            self.done = done
        except SerError as error:
            self.problem = error.message
        await self._refresh()

    async def _refresh(self) -> None:
        found = await asyncio.to_thread(service.undelivered, resources(), current_actor())
        self.mails = [mail_view(mail, with_text=False) for mail in found]
        self.loaded = True
