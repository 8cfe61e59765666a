"""`/obligaciones/nueva`: typed, shown as it would be entered, and entered."""

import asyncio
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.law.money import format_pesos
from ser_app.ledger.journal import BY_ACT, ObligationKind
from ser_app.ledger.obligations import consulting
from ser_app.ledger.obligations.columns import COLUMNS
from ser_app.ledger.obligations.entering import enter, preview
from ser_app.ledger.obligations.state.listing import operator_options
from ser_app.ledger.obligations.views import ADDRESS, NOT_READY, ReadyView, ready_view
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.web.explanation import ExplainedFigure
from ser_app.web.fields import FieldError, Option
from ser_app.web.reasons import NO_REASON, explained
from ser_app.web.words import day

_LONGEST: Final = 400
_NO_ERRORS: Final = {column.field: "" for column in COLUMNS}


class EntryState(rx.State):
    """The form; its texts stay in the browser until they are sent."""

    loaded: bool = False
    operators: list[Option] = []
    nit: str = ""
    kind: str = ObligationKind.FINE.value
    expedientes: list[Option] = []
    debts: list[Option] = []
    errors: dict[str, str] = _NO_ERRORS
    summary: list[FieldError] = []
    attempt: int = 0
    problem: str = ""
    ready: ReadyView = NOT_READY
    reason: ExplainedFigure = NO_REASON
    explained: bool = False
    done: str = ""
    done_href: str = ""

    _raw: dict[str, str] = {}

    @rx.event
    @requires(Permission.OBLIGATION_ENTER)
    async def open(self) -> None:
        """Show an empty form."""
        self.operators = await operator_options(by_nit=True)
        self.nit, self.expedientes, self.debts = "", [], []
        self.kind = ObligationKind.FINE.value
        self.done = self.done_href = ""
        self._clear()
        self.loaded = True

    def _clear(self) -> None:
        self.errors, self.summary, self.problem = dict(_NO_ERRORS), [], ""
        self.ready, self.reason, self.explained, self._raw = NOT_READY, NO_REASON, False, {}

    @rx.event
    @requires(Permission.OBLIGATION_ENTER)
    async def choose_operator(self, nit: Any = "") -> None:
        """Offer the expedientes and overdue debts of an operator."""
        self.nit = nit[:20] if isinstance(nit, str) else ""
        found = await asyncio.to_thread(consulting.choices, resources(), current_actor(), self.nit)
        self.expedientes = [
            Option(each.number, f"{each.number} · {each.service}") for each in found.expedientes
        ]
        self.debts = [
            Option(key, f"{words}, vencida el {day(due)}: {format_pesos(capital)} de capital")
            for key, words, capital, due in found.debts
        ]

    @rx.event
    @requires(Permission.OBLIGATION_ENTER)
    async def choose_kind(self, kind: Any = "") -> None:
        """Show the fields of a kind."""
        known = {each.value for each in BY_ACT}
        if isinstance(kind, str) and kind in known:
            self.kind = kind
            self._clear()

    @rx.event
    @requires(Permission.OBLIGATION_ENTER)
    async def review(self, form: dict[str, Any]) -> None:
        """Show what would be entered, or everything that is wrong."""
        self._clear()
        self.done = self.done_href = ""
        self._raw = self._read(form)
        self.attempt += 1
        try:
            found = await asyncio.to_thread(preview, resources(), current_actor(), self._raw)
        except SerError as error:
            self.problem = error.message
            return
        if isinstance(found, list):
            self.errors = _NO_ERRORS | {each.field: each.sentence for each in found}
            self.summary = [
                FieldError(each.field, f"{each.column}: {each.sentence}") for each in found
            ]
            return
        self.ready = ready_view(found)
        if found.reason is not None:
            self.reason, self.explained = explained(found.reason), True

    def _read(self, form: object) -> dict[str, str]:
        given = form if isinstance(form, dict) else {}
        raw = {
            column.field: text[:_LONGEST]
            for column in COLUMNS
            if isinstance(text := given.get(column.field), str)
        }
        ticked = [each.value for each in self.debts if given.get(f"debt-{each.value}")]
        return raw | {"nit": self.nit, "kind": self.kind, "debts": "; ".join(ticked)}

    @rx.event
    @requires(Permission.OBLIGATION_ENTER)
    async def correct(self) -> None:
        """Go back to the form, which still holds what was typed."""
        self.ready, self.explained = NOT_READY, False

    @rx.event
    @requires(Permission.OBLIGATION_ENTER)
    async def close_reason(self) -> None:
        """Close the explanation of the amount."""
        self.explained = False

    @rx.event
    @requires(Permission.OBLIGATION_ENTER)
    async def confirm(self) -> None:
        """Enter what is shown."""
        if not self._raw:
            return
        title = self.ready.title
        try:
            key = await asyncio.to_thread(enter, resources(), current_actor(), self._raw)
        except SerError as error:
            self._clear()
            self.problem = error.message
            return
        self._clear()
        self.done = f"Registrada: {title}. Ya está en el estado de cuenta del operador."
        self.done_href = f"{ADDRESS}/{key}"
