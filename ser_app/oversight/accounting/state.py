"""`/conciliacion/cuentas`: the codes, and the form that writes one."""

import asyncio
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.oversight.accounting import exporting
from ser_app.oversight.accounting.exporting import Written
from ser_app.oversight.accounting.texts import CODE_DONE
from ser_app.oversight.accounting.views import CodeView, code_views
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission

_LONGEST: Final = 200
_FIELDS: Final = ("account", "concept", "regime", "valid_from", "code", "name", "reason")


class AccountingState(rx.State):
    """The codes on the screen."""

    loaded: bool = False
    codes: list[CodeView] = []
    may_edit: bool = False
    problem: str = ""
    done: str = ""
    errors: dict[str, str] = {}

    @rx.event
    @requires(Permission.RECONCILIATION_VIEW)
    async def open(self) -> None:
        """Show the codes."""
        self.may_edit = current_actor().may(Permission.ACCOUNTING_EDIT)
        self.done, self.errors = "", {}
        await self._show()

    @rx.event
    @requires(Permission.ACCOUNTING_EDIT)
    async def write(self, form: dict[str, Any]) -> None:
        """Let a code apply from a day on."""
        given = form if isinstance(form, dict) else {}
        written = Written(**{name: str(given.get(name, ""))[:_LONGEST] for name in _FIELDS})
        self.done, self.errors = "", {}
        try:
            await asyncio.to_thread(exporting.write_code, resources(), current_actor(), written)
            self.done = CODE_DONE
        except SerError as error:
            self.errors = {error.field or "reason": error.message}
        await self._show()

    async def _show(self) -> None:
        try:
            found = await asyncio.to_thread(exporting.codes_of, resources(), current_actor())
        except SerError as error:
            self.problem = error.message
            return
        self.codes, self.loaded, self.problem = code_views(found), True, ""
