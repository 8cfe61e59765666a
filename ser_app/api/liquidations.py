"""`POST /api/v1/liquidations`: what a case owes, explained, for any program; nothing is stored."""

import asyncio
import json
from http import HTTPStatus
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ser_app.api.address import address_of
from ser_app.api.problems import problem
from ser_app.base.resources import resources
from ser_app.base.throttle import Throttle
from ser_app.law.errors import LawError
from ser_app.law.liquidation import liquidate
from ser_app.law.parameters import RuleBook
from ser_app.law.wire import case_from_json, liquidation_to_json
from ser_app.people.tags import public

MOST_BYTES: Final = 16 * 1024
_WINDOW: Final = 60
_TRIES: Final = Throttle(limit=120, seconds=_WINDOW)
_TITLE: Final = "El caso no se puede liquidar"
_JSON: Final = "application/json"


@public
async def liquidations(request: Request) -> Response:
    """Liquidate one item of the batch; `?figures=false` leaves the explanation out."""
    address = address_of(request)
    if not _TRIES.allows(address):
        sentence = "Demasiadas consultas desde su dirección. Espere un minuto y repita."
        refused = problem(HTTPStatus.TOO_MANY_REQUESTS, "too_many_requests", sentence)
        refused.headers["Retry-After"] = str(_WINDOW)
        return refused
    if request.headers.get("content-type", "").partition(";")[0].strip() != _JSON:
        sentence = "Envíe el caso como JSON: Content-Type: application/json."
        return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", sentence)
    body = await _body(request)
    if body is None:
        sentence = f"El caso no puede pasar de {MOST_BYTES} bytes."
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", sentence)
    figures = request.query_params.get("figures", "true") != "false"
    return await asyncio.to_thread(_answer, body, resources().rules, figures=figures)


async def _body(request: Request) -> bytes | None:
    """The body, read no further than its limit."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return body


def _answer(body: bytes, rules: RuleBook, *, figures: bool) -> Response:
    try:
        item: Any = json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError):
        item = None
    if not isinstance(item, dict):
        sentence = "El cuerpo no es un objeto JSON {…}."
        return problem(HTTPStatus.BAD_REQUEST, "invalid_json", sentence)
    try:
        found = liquidate(case_from_json(item), rules, explain=figures)
    except LawError as error:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return problem(status, error.code, error.message, field=error.field, title=_TITLE)
    identity = _identity(item.get("id"))
    return JSONResponse({"id": identity, **liquidation_to_json(found, figures=figures)})


def _identity(value: object) -> str | int | None:
    """What is given back of the identity: a text or a whole number, as it came."""
    if isinstance(value, str) and value.isprintable():
        return value
    return value if type(value) is int else None


def _refuse(text: str) -> None:
    raise ValueError(text)


routes = [Route("/api/v1/liquidations", liquidations, methods=["POST"])]
