"""The routes for programs: version 1, its description, and a problem for any other address."""

from functools import lru_cache
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match, Route
from starlette.types import Receive, Scope, Send

from ser_app.api.liquidations import routes as liquidation_routes
from ser_app.api.problems import problem
from ser_app.api.v1.catalogue import OPERATIONS
from ser_app.api.v1.description import described
from ser_app.api.v1.endpoints import route_of
from ser_app.api.v1.operation import PREFIX
from ser_app.base.resources import resources
from ser_app.people.tags import public

_METHODS: Final = ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT")
_NOTHING: Final = (
    "No hay nada en esa dirección. Las que hay están en /api/v1/openapi.json; no se hizo nada."
)
_UNKNOWN: Final = "Ese método no existe en ninguna dirección de la API. No se hizo nada."
_OTHER: Final = "Aquí se usa {methods}. No se hizo nada."


@public
async def description(_request: Request) -> Response:
    """The OpenAPI description, for people and for what makes clients from it."""
    server = resources().settings.base_url
    headers = {"Cache-Control": "public, max-age=300"}
    return JSONResponse(_described(server), headers=headers)


@lru_cache(maxsize=1)
def _described(server: str) -> dict[str, object]:
    return described(server)


@public
async def nothing(request: Request) -> Response:
    """Say that an address, or a method at it, does not exist."""
    there = [each for each in _KNOWN if each.matches(request.scope)[0] is not Match.NONE]
    methods = sorted({method for each in there for method in each.methods or ()})
    if not methods:
        return problem(HTTPStatus.NOT_FOUND, "no_such_address", _NOTHING)
    sentence = _OTHER.format(methods=" o ".join(methods))
    refused = problem(HTTPStatus.METHOD_NOT_ALLOWED, "no_such_method", sentence)
    refused.headers["Allow"] = ", ".join(methods)
    return refused


async def no_such_method(scope: Scope, receive: Receive, send: Send) -> None:
    """Say of a method that HTTP does not know, or that nothing here has, that it does not exist."""
    refused = problem(HTTPStatus.METHOD_NOT_ALLOWED, "no_such_method", _UNKNOWN)
    refused.headers["Allow"] = ", ".join(_METHODS)
    await refused(scope, receive, send)


_KNOWN: Final = (
    Route(f"{PREFIX}/openapi.json", description, methods=["GET"]),
    *(route_of(each) for each in OPERATIONS),
    *liquidation_routes,
)
routes = [
    *_KNOWN[: -len(liquidation_routes)],
    Route("/api/{rest:path}", nothing, methods=list(_METHODS)),
]
