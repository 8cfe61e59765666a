"""The sandbox's HTTP side: the wire that PlacetoPay documents, and the page for people."""

import asyncio
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final, TypeVar

import httpx
from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.base.tokens import same
from ser_app.payments.gateways.sandbox import bank_page, desk
from ser_app.payments.gateways.sandbox.checks import (
    SEED_TOLERANCE,
    AuthenticationFailed,
    BadRequest,
    check_identity,
    read_order,
)
from ser_app.payments.gateways.sandbox.documents import session_status, status
from ser_app.payments.gateways.sandbox.faults import Faults, FaultyWire
from ser_app.payments.gateways.sandbox.notifier import Notifier
from ser_app.payments.gateways.sandbox.repository import use_nonce
from ser_app.payments.gateways.sandbox.scenarios import (
    BANKS,
    SCRIPTED,
    Notices,
    Outcome,
    SandboxConfig,
    Scenario,
)

_LARGEST_REQUEST: Final = 64 * 1024
_SEE_OTHER: Final = 303
Result = TypeVar("Result")


class Sandbox:
    """The endpoints of one sandbox; each does its database work in a thread.

    Args:
        res: Its database and its clock.
        config: How it behaves.
        transport: Replaces the network for notifications in tests.
        faults: What goes wrong; nothing, unless somebody wants to see it.
    """

    def __init__(
        self,
        res: Resources,
        config: SandboxConfig,
        transport: httpx.AsyncBaseTransport | None = None,
        faults: Faults | None = None,
    ) -> None:
        self._res = res
        self.config = config
        self.faults = faults
        self.notifier = Notifier(config, transport, faults)

    async def create(self, request: Request) -> Response:
        """`POST /api/session`."""
        document = await self._authenticated(request)
        now = self._res.clock.now()
        order = read_order(document, self.config, now)
        session = await self._write(lambda unit: desk.open_session(unit, order, document, now))
        return JSONResponse(
            {
                "status": status("OK", "PC", "La petición se ha procesado correctamente", now),
                "requestId": session.id,
                "processUrl": f"{self.config.own_url}/session/{session.id}/{session.token}",
            }
        )

    async def query(self, request: Request) -> Response:
        """`POST /api/session/{requestId}`; unknown sessions get HTTP 200 and FAILED, as seen."""
        await self._authenticated(request)
        seen = await self._look(request.path_params["request_id"])
        if seen is None:
            return self._failed(0, "No existe la sesión", 200)
        return JSONResponse(seen.document)

    async def cancel(self, request: Request) -> Response:
        """`POST /api/session/{requestId}/cancel`."""
        await self._authenticated(request)
        now = self._res.clock.now()

        def work(unit: Unit) -> desk.Seen | None:
            seen = desk.look(unit, request.path_params["request_id"], now)
            return seen if seen and desk.cancel(seen, now) else None

        seen = await self._write(work)
        if seen is None:
            return self._failed("XC", "La sesión no se puede cancelar", 400)
        self.notifier.announce(seen.session)
        told = status("OK", "00", "La petición se ha procesado correctamente", now)
        session = {"requestId": seen.session.id, "status": session_status(seen.session)}
        return JSONResponse({"status": told, "session": session})

    async def show(self, request: Request) -> Response:
        """The page for people; a scripted scenario acts by itself and sends the person back."""
        seen = await self._visited(request)
        if seen is None:
            return self._html(bank_page.missing_page(), 404)
        scripted = SCRIPTED.get(Scenario(seen.session.scenario))
        if seen.open and scripted is not None:
            return await self._act(request, scripted, BANKS[0], None)
        return self._standing(seen)

    async def choose(self, request: Request) -> Response:
        """What the person chose on the page."""
        form = await request.form()
        bank = str(form.get("bank", BANKS[0]))
        try:
            outcome = Outcome.CANCEL if form.get("cancel") else Outcome(_field(form, "outcome"))
            notices = Notices(_field(form, "notices") or self.config.notices)
        except ValueError:
            return self._html(bank_page.missing_page(), 400)
        return await self._act(request, outcome, bank if bank in BANKS else BANKS[0], notices)

    async def style(self, _request: Request) -> Response:
        """The style sheet of the page."""
        return Response(bank_page.CSS, media_type="text/css")

    async def _act(
        self, request: Request, outcome: Outcome, bank: str, notices: Notices | None
    ) -> Response:
        seen = await self._visited(request, outcome, bank, notices)
        if seen is None:
            return self._html(bank_page.missing_page(), 404)
        if outcome is Outcome.ABANDON and seen.open:
            return self._html(bank_page.abandoned_page(seen.session), 200, seen)
        self._expect_decision(seen)
        session = seen.session
        target = session.cancel_url if outcome is Outcome.CANCEL else session.return_url
        return RedirectResponse(target, _SEE_OTHER, headers=_NO_STORE)

    async def _visited(
        self,
        request: Request,
        outcome: Outcome | None = None,
        bank: str = "",
        notices: Notices | None = None,
    ) -> desk.Seen | None:
        now = self._res.clock.now()

        def work(unit: Unit) -> tuple[desk.Seen, bool] | None:
            seen = desk.look(unit, request.path_params["request_id"], now)
            if seen is None or not same(seen.session.token, request.path_params["token"]):
                return None
            ended = seen.ended
            if outcome is not None and seen.open:
                if notices is not None:
                    desk.choose_notices(seen.session, notices)
                seen = desk.visit_bank(unit, seen, outcome, bank, now, self.config.settle_seconds)
                ended = seen.ended
            return seen, ended

        result = await self._write(work)
        if result is None:
            return None
        if result[1]:
            self.notifier.announce(result[0].session)
        return result[0]

    async def _look(self, session_id: int) -> desk.Seen | None:
        seen = await self._write(lambda unit: desk.look(unit, session_id, self._res.clock.now()))
        if seen is not None and seen.ended:
            self.notifier.announce(seen.session)
        return seen

    def _expect_decision(self, seen: desk.Seen) -> None:
        """When a bank will decide later, look again then, so that the notification goes out."""
        if seen.changes_later:
            self.notifier.start(self._look_later(seen.session.id or 0))

    async def _look_later(self, session_id: int) -> None:
        await asyncio.sleep(self.config.settle_seconds)
        await self._look(session_id)

    def _standing(self, seen: desk.Seen) -> Response:
        if seen.in_process:
            return self._html(bank_page.waiting_page(seen.session), 200, seen)
        if seen.session.state == "PENDING":
            return self._html(bank_page.choice_page(seen.session), 200, seen)
        return self._html(bank_page.closed_page(seen), 200, seen)

    async def _authenticated(self, request: Request) -> dict[str, Any]:
        document = await _read_json(request)
        now = self._res.clock.now()
        nonce = check_identity(document, self.config, now)
        forget_before = now - 2 * SEED_TOLERANCE - timedelta(seconds=1)
        if not await self._write(lambda unit: use_nonce(unit, nonce, now, forget_before)):
            raise AuthenticationFailed(103)
        return document

    async def _write(self, work: Callable[[Unit], Result]) -> Result:
        def run() -> Result:
            with self._res.database.unit() as unit:
                return work(unit)

        return await asyncio.to_thread(run)

    def _failed(self, reason: str | int, message: str, http_status: int) -> Response:
        told = status("FAILED", reason, message, self._res.clock.now())
        return JSONResponse({"status": told}, http_status)

    def _html(self, page: str, http_status: int, seen: desk.Seen | None = None) -> Response:
        targets = (seen.session.return_url, seen.session.cancel_url) if seen else ()
        policy = {"Content-Security-Policy": bank_page.content_policy(*targets)}
        return HTMLResponse(page, http_status, headers=_NO_STORE | policy)

    async def refuse_identity(self, _request: Request, error: Exception) -> Response:
        """HTTP 401 with the wire's number."""
        return self._failed(401, str(error), 401)

    async def refuse_request(self, _request: Request, error: Exception) -> Response:
        """HTTP 400 naming the field."""
        return self._failed("BR", f"El campo {error} no es válido", 400)


_NO_STORE: Final = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}


def application(sandbox: Sandbox) -> Starlette:
    """The sandbox as an ASGI application, to be mounted or to run alone."""
    page = "/session/{request_id:int}/{token}"
    app = Starlette(
        routes=[
            Route("/api/session", sandbox.create, methods=["POST"]),
            Route("/api/session/{request_id:int}", sandbox.query, methods=["POST"]),
            Route("/api/session/{request_id:int}/cancel", sandbox.cancel, methods=["POST"]),
            Route(page, sandbox.show, methods=["GET"]),
            Route(page, sandbox.choose, methods=["POST"]),
            Route("/banco.css", sandbox.style, methods=["GET"]),
        ],
        exception_handlers={
            AuthenticationFailed: sandbox.refuse_identity,
            BadRequest: sandbox.refuse_request,
        },
    )
    app.state.sandbox = sandbox
    if sandbox.faults is not None:
        app.add_middleware(FaultyWire, faults=sandbox.faults)
    return app


async def _read_json(request: Request) -> dict[str, Any]:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_REQUEST:
            raise BadRequest("body")
    try:
        document = json.loads(body)
    except ValueError:
        raise BadRequest("body") from None
    if not isinstance(document, dict):
        raise BadRequest("body")
    return document


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""
