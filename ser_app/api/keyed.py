"""The door for programs: a key in `Authorization: Bearer`, its pace, and what it permits.

A session's cookie opens nothing here, so that no page of somebody else can make a browser ask.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from ser_app.api.address import address_of
from ser_app.api.problems import problem
from ser_app.base.correlation import coming_by
from ser_app.base.pace import Pace
from ser_app.base.resources import resources
from ser_app.people.actor import Actor
from ser_app.people.api_keys.entering import KeyRefused, actor_of_key
from ser_app.people.permissions import MATRIX, Permission

Endpoint = Callable[[Request], Awaitable[Response]]
_SCHEME: Final = "bearer"
_LONGEST: Final = 200
_RETRY_SECONDS: Final = 10
_MISSING: Final = (
    "Envíe la clave de API de su operador: «Authorization: Bearer ser_…». La crea el administrador "
    "o el representante legal en Usuarios, «Claves de API». No se hizo nada."
)
_NOT_PERMITTED: Final = (
    "La clave no permite «{words}» ({name}). No se hizo nada: pida una clave que lo permita."
)
_TOO_FAST: Final = (
    "Con esta clave llegaron demasiadas peticiones seguidas. No se hizo nada: espere diez segundos "
    "y repita."
)


def behind_key(endpoint: Endpoint, permission: Permission, pace: Pace) -> Endpoint:
    """Let programs in whose key has a permission.

    Args:
        endpoint: Finds who comes in `request.state.actor`.
        permission: What the key needs.
        pace: How fast one key may come.
    """

    @wraps(endpoint)
    async def door(request: Request) -> Response:
        token = _token(request)
        if not token:
            return _unauthorized("key_missing", _MISSING)
        try:
            actor = await asyncio.to_thread(actor_of_key, resources(), token, address_of(request))
        except KeyRefused as error:
            return _unauthorized(error.code, error.message)
        if not pace.allows(actor.key_id):
            return _too_fast()
        if not actor.may(permission):
            sentence = _NOT_PERMITTED.format(words=MATRIX.words_of(permission), name=permission)
            return problem(HTTPStatus.FORBIDDEN, "key_not_permitted", sentence)
        request.state.actor = actor
        with coming_by("api"):
            return await endpoint(request)

    return door


def actor_behind(request: Request) -> Actor | None:
    """Who came in by the door; None for nobody."""
    actor: Actor | None = getattr(request.state, "actor", None)
    return actor


def without_key() -> Response:
    """What somebody reads who came in by no door."""
    return _unauthorized("key_missing", _MISSING)


def _token(request: Request) -> str:
    """The secret that a request carries; empty for none, or for what cannot be one."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    token = token.strip()
    right = scheme.lower() == _SCHEME and len(token) <= _LONGEST and token.isascii()
    return token if right else ""


def _unauthorized(code: str, sentence: str) -> Response:
    refused = problem(HTTPStatus.UNAUTHORIZED, code, sentence)
    refused.headers["WWW-Authenticate"] = 'Bearer realm="SER"'
    return refused


def _too_fast() -> Response:
    refused = problem(HTTPStatus.TOO_MANY_REQUESTS, "too_many_requests", _TOO_FAST)
    refused.headers["Retry-After"] = str(_RETRY_SECONDS)
    return refused
