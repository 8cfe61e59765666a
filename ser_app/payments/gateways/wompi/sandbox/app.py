"""The sandbox's HTTP side: the wire that Wompi documents, and the bank's page for people."""

import asyncio
import json
from collections.abc import Callable
from typing import Any, Final, TypeVar

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.base.tokens import same
from ser_app.payments.gateways.sandbox.bank_page import CSS, content_policy, missing_page
from ser_app.payments.gateways.sandbox.faults import Faults, FaultyWire
from ser_app.payments.gateways.sandbox.scenarios import SCRIPTED, Notices, Outcome, Scenario
from ser_app.payments.gateways.wompi.sandbox import bank_page, desk, repository
from ser_app.payments.gateways.wompi.sandbox.checks import Invalid, acceptance_token, read_begun
from ser_app.payments.gateways.wompi.sandbox.config import (
    BANKS,
    SCRIPTED_BANKS,
    WompiSandboxConfig,
)
from ser_app.payments.gateways.wompi.sandbox.models import WompiSandboxTransaction
from ser_app.payments.gateways.wompi.sandbox.notifier import EventNotifier

_LARGEST_REQUEST: Final = 64 * 1024
_WIRE: Final = "/v1/"
_SEE_OTHER: Final = 303
_CREATED: Final = 201
_NO_STORE: Final = {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
Result = TypeVar("Result")


class WompiSandbox:
    """The endpoints of one sandbox; each does its database work in a thread.

    Args:
        res: Its database and its clock.
        config: How it behaves.
        transport: Replaces the network for events in tests.
        faults: What goes wrong; nothing, unless somebody wants to see it.
    """

    def __init__(
        self,
        res: Resources,
        config: WompiSandboxConfig,
        transport: httpx.AsyncBaseTransport | None = None,
        faults: Faults | None = None,
    ) -> None:
        self._res = res
        self.config = config
        self.faults = faults
        self.notifier = EventNotifier(config, transport, faults)

    async def merchant(self, request: Request) -> Response:
        """`GET /merchants/{public_key}`: the tokens that a transaction needs."""
        if request.path_params["key"] != self.config.keys.public:
            return _error(404, "NOT_FOUND_ERROR")
        tokens = {
            name: {"acceptance_token": acceptance_token(self.config, purpose), "type": kind}
            for name, purpose, kind in (
                ("presigned_acceptance", "terms", "END_USER_POLICY"),
                ("presigned_personal_data_auth", "data", "PERSONAL_DATA_AUTH"),
            )
        }
        return JSONResponse({"data": {"name": "Comercio de pruebas", **tokens}})

    async def banks(self, request: Request) -> Response:
        """`GET /pse/financial_institutions`."""
        if not self._is(request, self.config.keys.public):
            return _error(401, "INVALID_ACCESS_TOKEN")
        listed = [
            {"financial_institution_code": code, "financial_institution_name": name}
            for code, name in BANKS.items()
        ]
        return JSONResponse({"data": listed, "meta": {}})

    async def begin(self, request: Request) -> Response:
        """`POST /transactions`; a reference that was used before is refused, as by Wompi."""
        if not self._is(request, self.config.keys.public):
            return _error(401, "INVALID_ACCESS_TOKEN")
        now = self._res.clock.now()
        try:
            begun = read_begun(await _read_json(request), self.config, now)
        except Invalid as error:
            return _error(422, "INPUT_VALIDATION_ERROR", messages=error.messages)
        row = await self._write(lambda unit: desk.begin(unit, begun, self.config, now))
        if row is None:
            used = {"reference": ["La referencia ya ha sido usada"]}
            return _error(422, "INPUT_VALIDATION_ERROR", messages=used)
        return self._data(row, _CREATED)

    async def query(self, request: Request) -> Response:
        """`GET /transactions/{id}`."""
        if not self._is(request, self.config.keys.public):
            return _error(401, "INVALID_ACCESS_TOKEN")

        def work(unit: Unit) -> desk.Seen | None:
            seen = desk.look(unit, request.path_params["id"], self._res.clock.now())
            if seen is not None:
                seen.row.looks += 1
            return seen

        seen = await self._write(work)
        if seen is None:
            return _error(404, "NOT_FOUND_ERROR")
        self._tell(seen)
        return self._data(seen.row)

    async def search(self, request: Request) -> Response:
        """`GET /transactions?reference=`, with the private key."""
        if not self._is(request, self.config.keys.private):
            return _error(401, "INVALID_ACCESS_TOKEN")
        reference = request.query_params.get("reference", "")
        found = await self._write(lambda unit: repository.by_reference(unit, reference))
        told = [desk.transaction_document(row, self.config) for row in found]
        return JSONResponse({"data": told, "meta": {"total_results": len(told)}})

    async def show(self, request: Request) -> Response:
        """The bank's page; a bank that decides by itself does so and sends the person back."""
        seen = await self._visited(request)
        if seen is None:
            return self._html(missing_page(), 404)
        if seen.row.status != "PENDING" or seen.row.visited_at is not None:
            return self._html(bank_page.closed_page(seen.row), 200, seen)
        scripted = SCRIPTED_BANKS.get(seen.row.bank) or SCRIPTED.get(Scenario(self.config.scenario))
        if scripted is not None:
            return await self._act(request, scripted, None)
        return self._html(bank_page.choice_page(seen.row), 200, seen)

    async def choose(self, request: Request) -> Response:
        """What the person chose on the page."""
        form = await request.form(max_files=0, max_fields=10)
        try:
            outcome = Outcome.CANCEL if form.get("cancel") else Outcome(str(form.get("outcome")))
            notices = Notices(str(form.get("notices") or self.config.notices))
        except ValueError:
            return self._html(missing_page(), 400)
        return await self._act(request, outcome, notices)

    async def style(self, _request: Request) -> Response:
        """The style sheet of the page."""
        return Response(CSS, media_type="text/css")

    async def _act(self, request: Request, outcome: Outcome, notices: Notices | None) -> Response:
        seen = await self._visited(request, outcome, notices)
        if seen is None:
            return self._html(missing_page(), 404)
        if seen.row.settles_to and seen.row.status == "PENDING":
            self.notifier.start(self._look_later(seen.row.public_id))
        address = f"{seen.row.redirect_url}?id={seen.row.public_id}&env=test"
        return RedirectResponse(address, _SEE_OTHER, headers=_NO_STORE)

    async def _visited(
        self, request: Request, outcome: Outcome | None = None, notices: Notices | None = None
    ) -> desk.Seen | None:
        now = self._res.clock.now()

        def work(unit: Unit) -> desk.Seen | None:
            seen = desk.look(unit, request.path_params["id"], now)
            if seen is None or not same(seen.row.token, request.path_params["token"]):
                return None
            if outcome is None:
                return seen
            return desk.visit_bank(seen, outcome, notices, now, self.config.settle_seconds)

        seen = await self._write(work)
        if seen is not None:
            self._tell(seen)
        return seen

    async def _look_later(self, public_id: str) -> None:
        await asyncio.sleep(self.config.settle_seconds)
        now = self._res.clock.now()
        seen = await self._write(lambda unit: desk.look(unit, public_id, now))
        if seen is not None:
            self._tell(seen)

    def _tell(self, seen: desk.Seen) -> None:
        if seen.ended:
            event = desk.event_document(seen.row, self.config, self._res.clock.now())
            self.notifier.announce(event, seen.row.notices)

    def _data(self, row: WompiSandboxTransaction, status: int = 200) -> Response:
        document = desk.transaction_document(row, self.config)
        return JSONResponse({"data": document, "meta": {}}, status)

    @staticmethod
    def _is(request: Request, key: str) -> bool:
        return same(request.headers.get("authorization", ""), f"Bearer {key}")

    async def _write(self, work: Callable[[Unit], Result]) -> Result:
        def run() -> Result:
            with self._res.database.unit() as unit:
                return work(unit)

        return await asyncio.to_thread(run)

    @staticmethod
    def _html(page: str, status: int, seen: desk.Seen | None = None) -> Response:
        targets = (seen.row.redirect_url,) if seen else ()
        policy = {"Content-Security-Policy": content_policy(*targets)}
        return HTMLResponse(page, status, headers=_NO_STORE | policy)


def application(sandbox: WompiSandbox) -> Starlette:
    """The sandbox as an ASGI application, to be mounted or to run alone."""
    page = "/banco/{id}/{token}"
    app = Starlette(
        routes=[
            Route("/v1/merchants/{key}", sandbox.merchant, methods=["GET"]),
            Route("/v1/pse/financial_institutions", sandbox.banks, methods=["GET"]),
            Route("/v1/transactions", sandbox.begin, methods=["POST"]),
            Route("/v1/transactions", sandbox.search, methods=["GET"]),
            Route("/v1/transactions/{id}", sandbox.query, methods=["GET"]),
            Route(page, sandbox.show, methods=["GET"]),
            Route(page, sandbox.choose, methods=["POST"]),
            Route("/banco.css", sandbox.style, methods=["GET"]),
        ]
    )
    app.state.sandbox = sandbox
    if sandbox.faults is not None:
        app.add_middleware(FaultyWire, faults=sandbox.faults, wire=_WIRE)
    return app


def _error(status: int, kind: str, **more: Any) -> Response:
    return JSONResponse({"error": {"type": kind, **more}}, status)


async def _read_json(request: Request) -> dict[str, Any]:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_REQUEST:
            raise Invalid({"body": "es demasiado grande"})
    try:
        document = json.loads(body)
    except ValueError:
        raise Invalid({"body": "no es JSON"}) from None
    if not isinstance(document, dict):
        raise Invalid({"body": "no es un objeto"})
    return document
