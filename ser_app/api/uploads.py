"""What every door for files shares: who sends, from where, how much, and how files go out.

The bytes are the body itself. They are counted while they stream, to a temporary file or, where few
are allowed, to memory, so that nobody fills it; and only a page of ours may send them.
"""

import asyncio
from typing import IO, Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ser_app.api.session import same_origin
from ser_app.base.errors import Conflict, NotAllowed, NotFound, SerError
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

STATUS: Final[dict[type[SerError], int]] = {NotAllowed: 403, NotFound: 404, Conflict: 409}
"""The status of a refusal; 422 or 404 for others, as the door says."""
_FOREIGN: Final = "Esta solicitud no viene de una página de SER. No se cargó nada."
_ENDED: Final = "Su sesión terminó. Ingrese de nuevo; no se cargó nada."


async def actor_of(request: Request) -> Actor | None:
    """Who sends a request; None for nobody."""
    from ser_app.people.guard import actor_of_request  # noqa: PLC0415  brings the framework

    return await asyncio.to_thread(actor_of_request, request)


async def sender(request: Request, permission: Permission) -> Actor | Response:
    """Who sends a body, before any byte of it is read; or the refusal."""
    if not same_origin(request):
        return problem(403, _FOREIGN)
    actor = await actor_of(request)
    if actor is None:
        return problem(401, _ENDED)
    return actor if actor.may(permission) else problem(403, NotAllowed().message)


async def received(request: Request, target: IO[bytes], most: int) -> bool:
    """Write the body to a file; False as soon as it is longer than allowed, in bytes."""
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            return False
        await asyncio.to_thread(target.write, chunk)
    target.flush()
    return True


async def received_whole(request: Request, most: int) -> bytes | None:
    """The body in memory; None as soon as it is longer than allowed, in bytes."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > most:
            return None
    return bytes(content)


def problem(status: int, message: str) -> Response:
    """A refusal as the file field reads it."""
    return JSONResponse({"id": "", "message": message}, status)


def as_file(name: str) -> dict[str, str]:
    """Headers of a file that a browser keeps and never runs."""
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
    }
