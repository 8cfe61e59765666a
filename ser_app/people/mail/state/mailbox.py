"""The demonstration's mailbox; imported, and so registered, in a demonstration only."""

import asyncio

import reflex as rx

from ser_app.base.resources import resources
from ser_app.people.guard import public
from ser_app.people.mail.service import mailbox
from ser_app.people.mail.views import MailView, mail_view


class MailboxState(rx.State):
    """What a demonstration would have sent."""

    loaded: bool = False
    mails: list[MailView] = []

    @rx.event
    @public
    async def open(self) -> None:
        """Show the newest mails."""
        found = await asyncio.to_thread(mailbox, resources())
        self.mails = [mail_view(mail, with_text=True) for mail in found]
        self.loaded = True
