"""The form: each field has its handler, each change recalculates at once and is saved soon.

A keystroke does only this: read what came, replace the draft, liquidate, give the screen what is
different. The database is written by `keep`, in the background, when the person pauses.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from time import time
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import Refused, SerError
from ser_app.base.resources import resources
from ser_app.base.tokens import public_id
from ser_app.declarations import inputs, screen, service
from ser_app.declarations.alerts.service import surroundings
from ser_app.declarations.desk import STUCK_SECONDS
from ser_app.declarations.draft import Draft
from ser_app.declarations.reasons import CODES
from ser_app.declarations.saving import Outcome, Result, retry_words, saved_words, try_save
from ser_app.declarations.state.reading import line_of, use_of
from ser_app.declarations.state.summary import SummaryState
from ser_app.declarations.state.variables import FormScreen
from ser_app.declarations.states import Channel, LineKind
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission

_PREPARE: Final = Permission.DECLARATION_PREPARE
_GLANCE_SECONDS: Final = 0.05
_HURRY_SECONDS: Final = STUCK_SECONDS + 5
"""How long the way to the review waits for the save: longer than one that died takes to be seen."""
_STILL_UNSAVED: Final = (
    "Todavía no se ha podido guardar el borrador, y la revisión no se abre sin él. Lo que escribió "
    "sigue en esta página: espere a que diga «Guardado» y pulse otra vez."
)
_NO_FIELD: Final = frozenset(
    {"not_a_draft", "not_found", "not_allowed", "unknown_line", "invalid_id"}
)

Change = Callable[[Draft], Draft]
Next = Any
"""What a handler may give the framework back: nothing, or another event."""


class DraftState(FormScreen, rx.State):
    """The handlers of the form."""

    # Opening

    @rx.event
    @requires(Permission.DECLARATION_VIEW)
    async def open(self) -> AsyncIterator[Next]:
        """Open the page's declaration: as a form for who may edit it, else as a summary."""
        wanted = self.router.url.path.strip("/").split("/")[-1]
        if wanted != self.public_id and self.mode:
            # Nothing of the declaration seen before, not even for a moment.
            self.mode = ""
            yield
        self.confirming = self.leaving = False
        self._put({"problem": "", "note": ""})
        if current_actor().may(_PREPARE):
            try:
                await self._lay_out(wanted)
            except SerError as error:
                self.mode = "missing"
                self._put({"problem": error.message})
        else:
            self.mode = "summary"
        if self.mode == "summary":
            yield SummaryState.open
        elif keeper := self._keeper():
            yield keeper

    async def _lay_out(self, declaration_id: object) -> None:
        """Read a draft from the database and put it on the desk and on the screen."""
        wanted = inputs.read_id(declaration_id)
        opened = await asyncio.to_thread(service.open_draft, resources(), current_actor(), wanted)
        if opened is None:
            self.mode, self.public_id = "summary", wanted
            return
        self._desk.put(opened.draft)
        if self._desk.facts is None:
            self._desk.facts = await asyncio.to_thread(
                surroundings, resources(), current_actor(), wanted
            )
        self.mode, self.public_id = "form", opened.draft.public_id
        if not self._desk.unsaved:
            self._put({"saved": saved_words(opened.saved_at), "save_failed": False})
        self._put(screen.heading(opened, resources().clock.today()))
        self._show()

    async def _draft(self, declaration_id: object) -> Draft:
        """The draft that a field belongs to; read again when the server has forgotten it."""
        draft = self._desk.draft
        if draft is None or draft.public_id != declaration_id:
            await self._lay_out(declaration_id)
            draft = self._desk.draft
        if draft is None or draft.public_id != declaration_id:
            raise Refused(
                "not_a_draft", "Esta declaración ya no se puede editar. No se cambió nada."
            )
        return draft

    # Fields

    @rx.event
    @requires(_PREPARE)
    async def set_amount(
        self, declaration_id: Any = "", line_id: Any = "", digits: Any = ""
    ) -> Next:
        """Take the digits of a line's amount."""
        return await self._edit(
            declaration_id,
            lambda draft: draft.with_amount(line_of(draft, line_id), inputs.read_amount(digits)),
            f"amount-{line_id}",
            typed=digits,
        )

    @rx.event
    @requires(_PREPARE)
    async def set_description(
        self, declaration_id: Any = "", line_id: Any = "", text: Any = ""
    ) -> Next:
        """Take the service or reason of a line."""
        return await self._edit(
            declaration_id,
            lambda draft: draft.with_description(line_of(draft, line_id), inputs.read_text(text)),
            f"description-{line_id}",
            typed=text,
        )

    @rx.event
    @requires(_PREPARE)
    async def add_line(self, declaration_id: Any = "", kind: Any = "") -> Next:
        """Add an empty line of income or returns."""
        return await self._edit(
            declaration_id,
            lambda draft: draft.with_new_line(
                inputs.read_choice(kind, LineKind, "kind"), public_id()
            ),
        )

    @rx.event
    @requires(_PREPARE)
    async def remove_line(self, declaration_id: Any = "", line_id: Any = "") -> Next:
        """Take a line away; the last one of its kind is emptied."""
        return await self._edit(
            declaration_id,
            lambda draft: draft.without_line(line_of(draft, line_id)),
            f"amount-{line_id}",
            f"description-{line_id}",
        )

    @rx.event
    @requires(_PREPARE)
    async def set_use(self, declaration_id: Any = "", use: Any = "") -> Next:
        """Choose between filing only and filing with payment."""
        return await self._edit(
            declaration_id,
            lambda draft: replace(draft, use=use_of(use)),
            "use",
        )

    @rx.event
    @requires(_PREPARE)
    async def set_channel(self, declaration_id: Any = "", channel: Any = "") -> Next:
        """Choose the way of filing."""
        return await self._edit(
            declaration_id,
            lambda draft: replace(draft, channel=inputs.read_choice(channel, Channel, "channel")),
            "channel",
        )

    @rx.event
    @requires(_PREPARE)
    async def set_payment_day(self, declaration_id: Any = "", day: Any = "") -> Next:
        """Take the payment day; a past one is refused beside the field."""
        today = resources().clock.today()
        return await self._edit(
            declaration_id,
            lambda draft: replace(draft, payment_day=inputs.read_future_day(day, today)),
            "payment_day",
            typed=day,
        )

    @rx.event
    @requires(_PREPARE)
    async def set_nil(self, declaration_id: Any = "", confirmed: Any = False) -> Next:
        """Take the word of the person that there was no income."""
        return await self._edit(
            declaration_id,
            lambda draft: replace(draft, nil_confirmed=inputs.read_flag(confirmed)),
            "nil_confirmed",
        )

    async def _edit(
        self, declaration_id: object, change: Change, *controls: str, typed: object = ""
    ) -> Next:
        """Apply one change, show what follows from it, and have it saved soon.

        Args:
            declaration_id: Which declaration the browser says that the field belongs to.
            change: Makes the changed draft, or refuses.
            *controls: Ids of the controls that are right after it; a refusal goes to the first.
            typed: What stands in the control.
        """
        desk = self._desk
        try:
            draft = change(await self._draft(declaration_id))
        except SerError as error:
            self._refuse(controls, typed, error)
            return None
        for control in controls:
            desk.accept(control)
        desk.change(draft, time())
        self._put({"problem": ""})
        self._show()
        return self._keeper()

    def _refuse(self, controls: tuple[str, ...], typed: object, error: SerError) -> None:
        """Say beside the field, or above the form, why a change was not taken."""
        if not controls or error.code in _NO_FIELD:
            self._put({"problem": error.message})
            return
        self._desk.refuse(controls[0], typed, error.message)
        self._show()

    # Reasons

    @rx.event
    @requires(_PREPARE)
    async def explain(self, declaration_id: Any = "", code: Any = "") -> None:
        """Open the reason of a figure, or close it when it is open."""
        try:
            await self._draft(declaration_id)
        except SerError as error:
            self._put({"problem": error.message})
            return
        known = isinstance(code, str) and code in CODES
        self.open_code = code if known and code != self.open_code else ""
        self._show()

    @rx.event
    @requires(_PREPARE)
    async def wait(self, declaration_id: Any = "") -> None:
        """Open what waiting costs, or close it; it is computed only while it is open."""
        try:
            await self._draft(declaration_id)
        except SerError as error:
            self._put({"problem": error.message})
            return
        self.waiting_open = not self.waiting_open
        self._show()

    # Going on

    @rx.event
    @requires(_PREPARE)
    async def review(self, declaration_id: Any = "") -> Next:
        """Check everything; go on to the review when nothing is missing and all is saved."""
        try:
            await self._draft(declaration_id)
        except SerError as error:
            self._put({"problem": error.message})
            return None
        self._desk.checking = True
        self.attempt += 1
        self._show()
        if self._desk.shown["problems"]:
            return None
        self.leaving = True
        return DraftState.leave

    @rx.event(background=True)
    @requires(_PREPARE)
    async def leave(self) -> Next:
        """Save what is left and go to the review; stay when it cannot be saved."""
        give_up = time() + _HURRY_SECONDS
        while time() < give_up:
            async with self:
                target = self.public_id
                if not self._desk.unsaved and not self._desk.busy(time()):
                    self.leaving = False
                    return rx.redirect(f"/declaraciones/{target}/revisar")
                if not self._desk.waiting:
                    break
                job = self._desk.next_job(time(), hurry=True)
            if job is None:
                await asyncio.sleep(_GLANCE_SECONDS)
            elif not await self._save(job):
                break
        else:
            async with self:
                self._put({"problem": _STILL_UNSAVED})
        async with self:
            self.leaving = False
        return None

    @rx.event
    @requires(_PREPARE)
    async def ask_to_discard(self, wanted: Any = False) -> None:
        """Ask whether the draft may really be thrown away, or stop asking."""
        self.confirming = wanted is True

    @rx.event
    @requires(_PREPARE)
    async def discard(self, declaration_id: Any = "") -> Next:
        """Throw the draft away and go back to the list."""
        try:
            wanted = inputs.read_id(declaration_id)
            await asyncio.to_thread(service.discard_draft, resources(), current_actor(), wanted)
        except SerError as error:
            self.confirming = False
            self._put({"problem": error.message})
            return None
        self._desk.unsaved.pop(wanted, None)
        self._desk.forget()
        self.confirming, self.mode = False, ""
        return rx.redirect("/declaraciones")

    # Saving

    def _keeper(self) -> Next:
        """The event that saves, unless it is running already or nothing waits."""
        return DraftState.keep if self._desk.call_keeper(time()) else None

    @rx.event(background=True)
    @requires(_PREPARE)
    async def keep(self) -> None:
        """Save whatever the desk holds, when the person pauses, until nothing is left."""
        while True:
            async with self:
                job = self._desk.next_job(time())
                if not self._desk.waiting:
                    self._desk.rest()
                    return
                pause = max(self._desk.wait_seconds(time()), _GLANCE_SECONDS)
            if job is None:
                await asyncio.sleep(pause)
            else:
                await self._save(job)

    async def _save(self, job: Draft) -> bool:
        """Save one draft off the event loop and say how it went."""
        outcome = await asyncio.to_thread(try_save, resources(), current_actor(), job)
        async with self:
            self._report(job, outcome)
        return outcome.result is Result.SAVED

    def _report(self, job: Draft, outcome: Outcome) -> None:
        desk = self._desk
        words = outcome.words
        if outcome.result is Result.SAVED:
            desk.saved(job, outcome.version, time())
        elif outcome.result is Result.FAILED:
            words = retry_words(outcome, desk.failed(time()))
        else:
            desk.block(job)
        self._put(
            {
                "saved": words,
                "save_failed": outcome.result is not Result.SAVED,
                "stale": outcome.result is Result.STALE,
            }
        )

    @rx.event
    @requires(_PREPARE)
    async def take_theirs(self, declaration_id: Any = "") -> None:
        """Give up what was typed here and show what the other window saved."""
        self._desk.forget()
        self._put({"stale": False})
        try:
            await self._lay_out(declaration_id)
        except SerError as error:
            self._put({"problem": error.message})

    @rx.event
    @requires(_PREPARE)
    async def keep_mine(self, declaration_id: Any = "") -> Next:
        """Save what was typed here over what the other window saved."""
        try:
            wanted = inputs.read_id(declaration_id)
            opened = await asyncio.to_thread(
                service.open_draft, resources(), current_actor(), wanted
            )
            if opened is None:
                raise Refused("not_a_draft", "Esta declaración ya no se puede editar.")
        except SerError as error:
            self._put({"problem": error.message})
            return None
        self._desk.keep_mine(opened.draft.version, time())
        self._put({"stale": False})
        return self._keeper()
