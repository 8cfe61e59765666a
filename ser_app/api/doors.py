"""The door of every HTTP route, as the guard is that of every event: closed unless it says who.

A route without a tag keeps the application from starting. One with a permission is reached by those
who have it, unsafe methods from pages of ours only; the service behind it asks again. No address
comes faster than its pace, no person has more than a few requests answered at once, and no body
grows beyond what the route takes, counted as it arrives.
"""

import asyncio
from collections.abc import Sequence
from functools import wraps
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import BaseRoute, Route

from ser_app.api.address import address_of
from ser_app.api.counted import TooLarge, counted
from ser_app.api.keyed import Endpoint, behind_key
from ser_app.api.problems import is_for_programs, problem
from ser_app.api.refusal_page import refusal_page
from ser_app.api.session import same_origin
from ser_app.api.turns import TooManyAtOnce, Turns
from ser_app.base.errors import NotAllowed
from ser_app.base.pace import Pace
from ser_app.people.permissions import Permission
from ser_app.people.tags import (
    PUBLIC,
    key_permission_of,
    most_bytes,
    page_of,
    permission_of,
)

_SAFE: Final = frozenset({"GET", "HEAD"})
_FOREIGN: Final = "Esta solicitud no viene de una página de SER. No se cambió nada."
_ENDED: Final = "Su sesión terminó. Ingrese de nuevo; no se cambió nada."
_TOO_LARGE: Final = "Lo que envió es demasiado grande (el máximo es {most}). No se guardó nada."
TOO_FAST: Final = (
    "Llegaron demasiadas solicitudes desde su dirección. No se perdió nada: espere un minuto y "
    "repita."
)
_TOO_MANY_AT_ONCE: Final = (
    "Hay varias solicitudes suyas sin terminar. De esta no se guardó nada: espere un minuto y "
    "repita."
)
_REFUSED: Final = "No se pudo hacer"
_CODES: Final = {413: "too_large", 429: "too_many_requests"}
_TITLES: Final = {429: "Espere un minuto", 413: "Es demasiado grande"}
_RETRY_SECONDS: Final = 60
_AT_ONCE: Final = 3
_MOST_WAITING: Final = 20
_KEY_RATE: Final = 5
_KEY_BURST: Final = 60
_KILOBYTE: Final = 1024


class UntaggedRoute(RuntimeError):
    """A route that does not say who may call it."""


def behind_doors(
    routes: Sequence[BaseRoute], pace: Pace | None = None, programs: Pace | None = None
) -> list[BaseRoute]:
    """The same routes, each held to its tag.

    Args:
        routes: Plain routes.
        pace: How fast an address may come; without it nobody is slowed down.
        programs: How fast one key of a program may come; the usual pace by default.

    Raises:
        UntaggedRoute: One of them does not say who may call it.
    """
    of_keys = programs or Pace(_KEY_RATE, burst=_KEY_BURST)
    turns = Turns(_AT_ONCE, _MOST_WAITING)
    return [_behind_door(route, pace, of_keys, turns) for route in routes]


def _behind_door(route: BaseRoute, pace: Pace | None, programs: Pace, turns: Turns) -> BaseRoute:
    if not isinstance(route, Route):
        raise UntaggedRoute(f"{route!r} is no plain route: tag its parts")
    tag = permission_of(route.endpoint)
    if tag is None:
        raise UntaggedRoute(f"{route.path}: add @requires(Permission.X) or @public to its function")
    inside = _inside(route.endpoint, tag, programs, turns)
    return Route(route.path, _measured(inside, pace), methods=sorted(route.methods or _SAFE))


def _inside(endpoint: Endpoint, tag: str, programs: Pace, turns: Turns) -> Endpoint:
    """The door of a tag: for anybody, for programs, or for people."""
    if tag == PUBLIC:
        return endpoint
    needed = key_permission_of(tag)
    if needed is not None:
        return behind_key(endpoint, needed, programs)
    return _held(endpoint, Permission(tag), turns)


def _measured(endpoint: Endpoint, pace: Pace | None) -> Endpoint:
    """Slow down who comes too often, and cut off what is too large."""
    most = most_bytes(endpoint)

    @wraps(endpoint)
    async def door(request: Request) -> Response:
        if pace is not None and not pace.allows(address_of(request)):
            return _too_often(request, TOO_FAST)
        try:
            return await endpoint(counted(request, most))
        except TooLarge:
            return _refusal(request, 413, _TOO_LARGE.format(most=_size(most)))

    return door


def _held(endpoint: Endpoint, permission: Permission, turns: Turns) -> Endpoint:
    @wraps(endpoint)
    async def door(request: Request) -> Response:
        from ser_app.people.guard import actor_of_request  # noqa: PLC0415  brings the framework

        if request.method not in _SAFE and not same_origin(request):
            return _refusal(request, 403, _FOREIGN)
        actor = await asyncio.to_thread(actor_of_request, request)
        if actor is None:
            return _sign_in_first(request, page_of(endpoint))
        if not actor.may(permission):
            return _refusal(request, 403, NotAllowed().message)
        try:
            async with turns.of(actor.public_id):
                return await endpoint(request)
        except TooManyAtOnce:
            return _too_often(request, _TOO_MANY_AT_ONCE)

    return door


def _sign_in_first(request: Request, page: str) -> Response:
    if request.method not in _SAFE:
        return _refusal(request, 401, _ENDED)
    return RedirectResponse(f"/ingresar?siguiente={quote(page or request.url.path)}", 303)


def _refusal(request: Request, status: int, message: str) -> Response:
    """A sentence for people, and for the upload field as it reads it.

    A browser that was about to show a page shows one of ours, with the way on.
    """
    if is_for_programs(request):
        return problem(HTTPStatus(status), _CODES[status], message)
    signing_in = request.url.path.startswith("/sesion/")
    if request.method not in _SAFE and not signing_in:
        return JSONResponse({"id": "", "message": message}, status)
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(message, status)
    link, href = ("Volver a ingresar", "/ingresar") if signing_in else ("Ir al inicio", "/inicio")
    return HTMLResponse(refusal_page(_TITLES.get(status, _REFUSED), message, link, href), status)


def _too_often(request: Request, message: str) -> Response:
    refused = _refusal(request, 429, message)
    refused.headers["Retry-After"] = str(_RETRY_SECONDS)
    return refused


def _size(most: int) -> str:
    kilobytes = most // _KILOBYTE
    return f"{kilobytes // _KILOBYTE} MB" if kilobytes >= _KILOBYTE else f"{kilobytes} KB"
