"""The desk: what one browser tab works on, and what of it still has to reach the database.

It is kept on the server only and knows neither the web framework nor the database, so that what
matters most here, that nothing typed is lost, can be tested as plain Python. A save takes a draft
from the desk (`next_job`), is done elsewhere, and reports back (`saved` or `failed`).
"""

from dataclasses import replace
from typing import Any, Final

from ser_app.declarations.draft import Draft
from ser_app.law.alerts import Facts

QUIET_SECONDS: Final = 1.0
"""A save waits until nothing changed for so long…"""

PATIENCE_SECONDS: Final = 4.0
"""…but never longer than this while somebody goes on typing."""

STUCK_SECONDS: Final = 30.0
"""A save that does not report back within this time is taken for dead."""

_TYPED_LENGTH: Final = 200
_RETRY_SECONDS: Final = (2.0, 4.0, 8.0, 15.0, 30.0)


class Desk:
    """The drafts that a browser tab works on. Instants are seconds of any steady clock.

    Attributes:
        draft: The draft on the screen.
        unsaved: Drafts with changes that are not in the database, by public id.
        errors: Messages beside fields, by id of the control.
        shown: The values last given to the screen, by name of the variable.
        typed: What stands in fields whose text was refused, by id of the control.
        checking: The person asked to go on, so what is missing is shown from now on.
        blocked: Public id of a draft that is not saved until the person decides something.
        facts: What stands around the draft on the screen, for its alerts; None: not known.
        failures: Saves that failed in a row.
    """

    __slots__ = (
        "_changed_at", "_job_since", "_keeper_seen", "_pending_since", "_retry_at",
        "blocked", "checking", "draft", "errors", "facts", "failures", "shown", "typed", "unsaved",
    )  # fmt: skip

    def __init__(self) -> None:
        self.draft: Draft | None = None
        self.unsaved: dict[str, Draft] = {}
        self.errors: dict[str, str] = {}
        self.typed: dict[str, str] = {}
        self.shown: dict[str, Any] = {}
        self.checking = False
        self.facts: Facts | None = None
        self.blocked = ""
        self.failures = 0
        self._changed_at = 0.0
        self._pending_since = 0.0
        self._retry_at = 0.0
        self._job_since = 0.0
        self._keeper_seen = 0.0

    def put(self, draft: Draft) -> None:
        """Lay a draft from the database on the desk; text not saved yet wins over it."""
        if self.draft is None or self.draft.public_id != draft.public_id:
            self.errors, self.typed, self.checking = {}, {}, False
            self.facts = None
        self.draft = self.unsaved.get(draft.public_id, draft)

    def refuse(self, control: str, typed: object, message: str) -> None:
        """Leave a field as it was typed, with what is wrong; the draft does not change."""
        self.errors[control] = message
        self.typed[control] = typed[:_TYPED_LENGTH] if isinstance(typed, str) else ""

    def accept(self, control: str) -> None:
        """Forget what was wrong in a field."""
        self.errors.pop(control, None)
        self.typed.pop(control, None)

    def change(self, draft: Draft, now: float) -> None:
        """Take a changed draft; it is unsaved from now on."""
        if not self.unsaved:
            self._pending_since = now
        self.draft = draft
        self.unsaved[draft.public_id] = draft
        self._changed_at = now

    def call_keeper(self, now: float) -> bool:
        """Whether somebody has to be sent to do the saving; False while one is at work."""
        if not self.waiting or now - self._keeper_seen < STUCK_SECONDS:
            return False
        self._keeper_seen = now
        return True

    @property
    def waiting(self) -> tuple[Draft, ...]:
        """The drafts that can be saved now or soon."""
        return tuple(each for each in self.unsaved.values() if each.public_id != self.blocked)

    def wait_seconds(self, now: float) -> float:
        """Seconds until the next save is due; 0 when it is."""
        due = min(self._changed_at + QUIET_SECONDS, self._pending_since + PATIENCE_SECONDS)
        return max(0.0, due - now, self._retry_at - now)

    def next_job(self, now: float, *, hurry: bool = False) -> Draft | None:
        """The next draft to save, or None when none is due.

        Args:
            now: The present.
            hurry: Do not wait for silence, because the person goes on to another page.
        """
        self._keeper_seen = now
        if self.busy(now) or not self.waiting:
            return None
        if not hurry and self.wait_seconds(now) > 0:
            return None
        self._job_since = now
        return self.waiting[0]

    def busy(self, now: float) -> bool:
        """Whether a save is under way."""
        return self._job_since > 0 and now - self._job_since < STUCK_SECONDS

    def saved(self, job: Draft, version: int, now: float) -> None:
        """A save reached the database; changes made meanwhile stay to be saved."""
        self._job_since = self._retry_at = 0.0
        self._pending_since = now
        self.failures = 0
        newer = self.unsaved.pop(job.public_id, job)
        stored = replace(newer, version=version)
        if newer is not job:
            self.unsaved[job.public_id] = stored
        if self.draft is not None and self.draft.public_id == job.public_id:
            self.draft = stored

    def failed(self, now: float) -> float:
        """A save failed and will be tried again; returns in how many seconds."""
        self._job_since = 0.0
        delay = _RETRY_SECONDS[min(self.failures, len(_RETRY_SECONDS) - 1)]
        self.failures += 1
        self._retry_at = now + delay
        return delay

    def block(self, job: Draft) -> None:
        """Stop saving a draft until the person decides; what was typed stays on the desk."""
        self._job_since = 0.0
        self.blocked = job.public_id

    def keep_mine(self, version: int, now: float) -> None:
        """Save this text over the stored one after all."""
        self.blocked = ""
        if self.draft is not None:
            self.change(replace(self.draft, version=version), now)

    def forget(self) -> None:
        """Give up the text on the screen, for the stored one to take its place."""
        if self.draft is not None:
            self.unsaved.pop(self.draft.public_id, None)
            if self.blocked == self.draft.public_id:
                self.blocked = ""
        self.draft = None
        self.errors, self.typed, self.checking = {}, {}, False

    def rest(self) -> None:
        """The keeper goes; the next change calls another one."""
        self._keeper_seen = 0.0

    def news(self, values: dict[str, Any]) -> dict[str, Any]:
        """Of the values for the screen, those that it does not show yet."""
        fresh = {
            name: value
            for name, value in values.items()
            if name not in self.shown or self.shown[name] != value
        }
        self.shown.update(fresh)
        return fresh
