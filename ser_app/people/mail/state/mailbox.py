"""The demonstration's mailbox; imported, and so registered, in a demonstration only."""

import asyncio

import reflex as rx

from ser_app.base.resources import resources
from ser_app.people.guard import maybe_actor, public
from ser_app.people.mail.service import mailbox, own_address
from ser_app.people.mail.views import MailView, mail_view


class MailboxState(rx.State):
    """What a demonstration would have sent to one address: that of the page, or one's own."""

    address: str = ""
    loaded: bool = False
    mails: list[MailView] = []

    @rx.event
    @public
    async def open(self) -> None:
        """Show the newest mails to the address."""
        asked = self.router.url.query_parameters.get("direccion", "")
        self.address = asked or await asyncio.to_thread(own_address, resources(), maybe_actor())
        found = await asyncio.to_thread(mailbox, resources(), self.address)
        self.mails = [mail_view(mail, with_text=True) for mail in found]
        self.loaded = True
