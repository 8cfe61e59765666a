"""`/conciliacion`: what waits for a person, by the filter in the address."""

import asyncio
import re

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.payments.reconciliation import desk
from ser_app.payments.reconciliation.views import ExceptionsView, exceptions_view, read_filter
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.fields import Option


class ExceptionsState(rx.State):
    """The exceptions on the screen."""

    loaded: bool = False
    view: ExceptionsView = ExceptionsView()
    banks: list[Option] = []
    problem: str = ""

    @rx.event
    @requires(Permission.RECONCILIATION_VIEW)
    async def open(self) -> None:
        """Show what the address asks for."""
        query = self.router.url.query_parameters
        wanted = query.get("pagina", "")
        number = int(wanted) if re.fullmatch(r"[1-9][0-9]{0,5}", wanted) else 1
        narrowed = read_filter(query)
        try:
            page = await asyncio.to_thread(
                desk.exceptions_page, resources(), current_actor(), narrowed, number
            )
        except SerError as error:
            self.problem = error.message
            return
        self.problem, self.loaded = "", True
        self.view = exceptions_view(page, narrowed, number)
        self.banks = [Option(code, name) for code, name in self.view.banks]
