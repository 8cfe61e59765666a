"""`/verificar`: number and code of a document, for anybody."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final

import reflex as rx

from ser_app.base.resources import resources
from ser_app.base.throttle import Throttle
from ser_app.furs import service
from ser_app.furs.state.address import query_of
from ser_app.furs.texts import NOT_VERIFIED, TOO_MANY_TRIES, WRITE_BOTH
from ser_app.ledger.good_standing.certifying import is_number
from ser_app.people.guard import public
from ser_app.signing.copies import accepted_signatures
from ser_app.signing.handing_over import opened_report
from ser_app.signing.views.report import NO_REPORT, ReportView, report_view
from ser_app.signing.views.verification import (
    NOTHING,
    VerifiedView,
    certificate_view,
    verified_view,
)

_LONGEST: Final = 40
_LONGEST_ANSWER: Final = 500
# 80 random bits cannot be guessed at any speed; the limit spares the server.
_TRIES: Final = Throttle(limit=20, seconds=60)


class VerificationState(rx.State):
    """What was asked and what was found."""

    number: str = ""
    code: str = ""
    view: VerifiedView = NOTHING
    answer: str = ""
    answer_kind: str = "info"
    looking: bool = False
    report: ReportView = NO_REPORT
    attempt: int = 0
    copy_problem: str = ""

    @rx.event
    @public
    async def open(self) -> AsyncIterator[None]:
        """Take number and code from the QR's address and answer, saying meanwhile that it looks."""
        query = query_of(self.router)
        number, code = _clean(query.get("numero")), _clean(query.get("codigo"))
        self._begin(number, code, looking=bool(number or code))
        if self.looking:
            yield
            await self._look()
            self.looking = False

    @rx.event
    @public
    async def verify(self, form: dict[str, Any]) -> AsyncIterator[None]:
        """Answer for the number and the code that were typed."""
        if not isinstance(form, dict):
            return
        self._begin(_clean(form.get("numero")), _clean(form.get("codigo")), looking=True)
        yield
        await self._look()
        self.looking = False

    @rx.event
    @public
    async def checked(self, identity: str, message: str, accepted: bool) -> None:
        """Show what was found in a copy; nothing while another file is being chosen."""
        self.attempt += 1
        found = opened_report(resources(), self.view.number, identity)
        outside = [each for each in self.view.signatures if each.electronic]
        self.report = report_view(found, outside, uploading=False) if found else NO_REPORT
        refused = found is None and accepted is not True and isinstance(message, str)
        self.copy_problem = message[:_LONGEST_ANSWER] if refused else ""

    def _begin(self, number: str, code: str, *, looking: bool) -> None:
        """Forget what was found before: it says nothing of another number or code."""
        self.number, self.code, self.looking = number, code, looking
        self.view, self.answer = NOTHING, ""
        self.report, self.copy_problem = NO_REPORT, ""

    async def _look(self) -> None:
        if not self.number or not self.code:
            self.answer, self.answer_kind = WRITE_BOTH, "info"
            return
        if not _TRIES.allows(self.router.session.client_ip):
            self.answer, self.answer_kind = TOO_MANY_TRIES, "pending"
            return
        view = await asyncio.to_thread(_answer, self.number, self.code)
        if view is None:
            self.answer, self.answer_kind = NOT_VERIFIED, "failed"
            return
        self.view = view


def _answer(number: str, code: str) -> VerifiedView | None:
    """What is said of a document; None alike for a wrong number and a wrong code."""
    if is_number(service.as_printed(number)):
        certificate = service.verify_certificate(resources(), number, code)
        return certificate_view(certificate) if certificate else None
    fur = service.verify(resources(), number, code)
    return verified_view(fur, accepted_signatures(resources(), fur.number)) if fur else None


def _clean(value: Any) -> str:
    return value.strip()[:_LONGEST] if isinstance(value, str) else ""
