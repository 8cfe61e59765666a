"""`/solicitud-de-usuario` and its pages: for anybody, with the mailed link or the secret code."""

import asyncio
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.base.throttle import Throttle
from ser_app.people.requests import annexes, asking, tracking
from ser_app.people.requests.form import NAMES, Asked, problems, read
from ser_app.people.requests.texts import NOT_TRACKED, TOO_MANY_TRIES
from ser_app.people.requests.views import FileRow, StepRow, TrackedView, file_rows, tracked_view
from ser_app.people.tags import public
from ser_app.web.fields import FieldError

_LONGEST: Final = 200
# 80 random bits cannot be guessed at any speed; the limit spares the server.
_TRIES: Final = Throttle(limit=20, seconds=60)


def _values(asked: Asked) -> dict[str, str]:
    return {name: str(getattr(asked, name)) for name in NAMES}


class AskState(rx.State):
    """The form of a request that is begun."""

    values: dict[str, str] = _values(Asked())
    errors: dict[str, str] = {}
    summary: list[FieldError] = []
    attempt: int = 0
    sent_to: str = ""
    problem: str = ""

    @rx.event
    @public
    def open(self) -> None:
        """Show an empty form."""
        self.values, self.errors, self.summary = _values(Asked()), {}, []
        self.sent_to, self.problem, self.attempt = "", "", 0

    @rx.event
    @public
    async def begin(self, form: dict[str, Any]) -> None:
        """Check the form, and mail the link to its contact address."""
        asked = read(form if isinstance(form, dict) else {})
        self.values, self.errors, self.problem = _values(asked), problems(asked), ""
        self.summary = [FieldError(name, words) for name, words in self.errors.items()]
        self.attempt += 1
        if self.errors:
            return
        address = str(self.router.session.client_ip)
        try:
            await asyncio.to_thread(asking.begin, resources(), asked, address)
            self.sent_to = asked.contact_email
        except SerError as error:
            self.problem = error.message


class CompleteState(rx.State):
    """A request whose link somebody holds: its form, its annexes, sending it."""

    loaded: bool = False
    token: str = ""
    values: dict[str, str] = _values(Asked())
    files: list[FileRow] = []
    to: str = ""
    number: str = ""
    note: str = ""
    sent_number: str = ""
    errors: dict[str, str] = {}
    summary: list[FieldError] = []
    attempt: int = 0
    problem: str = ""
    annex_problem: str = ""
    annex_done: str = ""

    @rx.event
    @public
    async def open(self) -> None:
        """Show what is behind the link."""
        self.token = str(self.router.url.query_parameters.get("codigo", ""))[:_LONGEST]
        self.sent_number, self.errors, self.summary, self.problem = "", {}, [], ""
        self.annex_problem = self.annex_done = ""
        await self._show(form_too=True)

    @rx.event
    @public
    async def annexed(self, public_id: Any = "", message: Any = "", accepted: Any = False) -> None:  # noqa: ARG002  as the upload field sends it
        """Tell what became of an annex."""
        words = str(message)[:_LONGEST]
        self.annex_done, self.annex_problem = (words, "") if accepted is True else ("", words)
        await self._show()

    @rx.event
    @public
    async def remove(self, key: Any = "") -> None:
        """Take an annex away."""
        self.annex_problem = self.annex_done = ""
        try:
            await asyncio.to_thread(annexes.detach, resources(), self.token, str(key)[:_LONGEST])
            self.annex_done = "Anexo quitado."
        except SerError as error:
            self.annex_problem = error.message
        await self._show()

    @rx.event
    @public
    async def send(self, form: dict[str, Any]) -> None:
        """Send the request."""
        given = form if isinstance(form, dict) else {}
        asked = read({**given, "contact_email": self.values["contact_email"]})
        self.values, self.problem = _values(asked), ""
        self.errors = problems(asked)
        self.summary = [FieldError(name, words) for name, words in self.errors.items()]
        self.attempt += 1
        if self.errors:
            return
        declared = bool(given.get("declared"))
        try:
            self.sent_number = await asyncio.to_thread(
                lambda: asking.send(resources(), self.token, asked, declared=declared)
            )
        except SerError as error:
            self.problem = error.message
            if error.field:
                self.errors = {error.field: error.message}

    async def _show(self, *, form_too: bool = False) -> None:
        try:
            opened = await asyncio.to_thread(asking.open_link, resources(), self.token)
        except SerError as error:
            self.problem, self.to, self.loaded = error.message, "", True
            return
        self.files, self.note = file_rows(opened.files), opened.note
        self.number = opened.number if opened.sent_before else ""
        self.to = f"/documentos/solicitud-de-usuario/{self.token}/anexos"
        if form_too:
            self.values = _values(opened.asked)
        self.loaded = True


class TrackState(rx.State):
    """Where a request is, for whoever has number and code."""

    number: str = ""
    code: str = ""
    view: TrackedView = TrackedView()
    steps: list[StepRow] = []
    answer: str = ""

    @rx.event
    @public
    def open(self) -> None:
        """Show an empty form."""
        self.number, self.code, self.answer = "", "", ""
        self.view, self.steps = TrackedView(), []

    @rx.event
    @public
    async def look(self, form: dict[str, Any]) -> None:
        """Answer for a number and a code."""
        given = form if isinstance(form, dict) else {}
        self.number = str(given.get("numero", ""))[:40].strip()
        self.code = str(given.get("codigo", ""))[:40].strip()
        self.view, self.steps, self.answer = TrackedView(), [], ""
        if not _TRIES.allows(str(self.router.session.client_ip)):
            self.answer = TOO_MANY_TRIES
            return
        found = await asyncio.to_thread(tracking.track, resources(), self.number, self.code)
        if found is None:
            self.answer = NOT_TRACKED
            return
        self.view, self.steps = tracked_view(found)
