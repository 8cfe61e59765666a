"""`POST /api/v1/liquidations`: what a case owes, explained, for any program; nothing is stored."""

import asyncio
import json
from http import HTTPStatus
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ser_app.api.address import address_of
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
_TYPE: Final = "application/problem+json"
_JSON: Final = "application/json"
_ABOUT: Final = "https://www.rfc-editor.org/rfc/rfc9110#section-15"


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
        return problem(status, error.code, error.message, field=error.field)
    identity = _identity(item.get("id"))
    return JSONResponse({"id": identity, **liquidation_to_json(found, figures=figures)})


def _identity(value: object) -> str | int | None:
    """What is given back of the identity: a text or a whole number, as it came."""
    if isinstance(value, str) and value.isprintable():
        return value
    return value if type(value) is int else None


def _refuse(text: str) -> None:
    raise ValueError(text)


def problem(
    status: HTTPStatus, code: str, detail: str, *, field: str | None = None
) -> JSONResponse:
    """A refusal that programs and people can read (RFC 9457).

    Args:
        status: The HTTP status.
        code: Stable machine name.
        detail: A sentence in plain Spanish.
        field: The field of the case that caused it, when one did.
    """
    content = {
        "type": f"{_ABOUT}.{status // 100}",
        "title": _TITLES[status],
        "status": int(status),
        "detail": _writable(detail),
        "code": code,
        "field": None if field is None else _writable(field),
    }
    return JSONResponse(content, status_code=status, media_type=_TYPE)


def _writable(text: str) -> str:
    """Half a character, which JSON admits and UTF-8 does not, is written as its number."""
    return text.encode("utf-8", "backslashreplace").decode()


_TITLES: Final = {
    HTTPStatus.BAD_REQUEST: "La petición no se entiende",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "La petición es demasiado grande",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "El formato no se admite",
    HTTPStatus.UNPROCESSABLE_ENTITY: "El caso no se puede liquidar",
    HTTPStatus.TOO_MANY_REQUESTS: "Demasiadas peticiones",
}

routes = [Route("/api/v1/liquidations", liquidations, methods=["POST"])]
