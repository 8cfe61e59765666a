"""Bodies that a page of ours sends: who sends, how much at most, and how a refusal is told."""

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ser_app.api.session import same_origin
from ser_app.base.errors import NotAllowed
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

_FOREIGN: Final = "Esta solicitud no viene de una página de SER. No se cargó nada."
_ENDED: Final = "Su sesión terminó. Ingrese de nuevo; no se cargó nada."


async def sender(request: Request, permission: Permission) -> Actor | Response:
    """Who sends a body, before any byte of it is read; an answer where nobody may."""
    from ser_app.people.guard import actor_of_request  # noqa: PLC0415  brings the framework

    if not same_origin(request):
        return problem(403, _FOREIGN)
    actor = await asyncio.to_thread(actor_of_request, request)
    if actor is None:
        return problem(401, _ENDED)
    return actor if actor.may(permission) else problem(403, NotAllowed().message)


async def received(request: Request, most: int) -> bytes | None:
    """The body; None as soon as it is longer than allowed."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > most:
            return None
    return bytes(content)


def problem(status: int, message: str) -> Response:
    """A refusal as the upload field reads it."""
    return JSONResponse({"id": "", "message": message}, status)
