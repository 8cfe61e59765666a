"""HTTP of the reconciliation desk: files and evidence go in and out here, never through the socket.

The bytes are the body itself. They are counted while they stream to a temporary file, so that
nobody fills the memory, and only a page of ours may send them.
"""

import asyncio
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.api.session import same_origin
from ser_app.base.errors import Conflict, NotAllowed, NotFound, SerError
from ser_app.base.resources import resources
from ser_app.payments.bank_files import uploading
from ser_app.payments.bank_files.texts import TOO_LARGE
from ser_app.payments.reconciliation import evidence
from ser_app.payments.reconciliation.texts import EVIDENCE_TOO_LARGE
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

_FOREIGN: Final = "Esta solicitud no viene de una página de SER. No se cargó nada."
_ENDED: Final = "Su sesión terminó. Ingrese de nuevo; no se cargó nada."
_STATUS: Final[dict[type[SerError], int]] = {NotAllowed: 403, NotFound: 404, Conflict: 409}


async def bank_file(request: Request) -> Response:
    """Take in a bank's file: 201 with its id, 422 when it is refused with its defects."""
    actor = await _sender(request, Permission.BANK_FILE_LOAD)
    if isinstance(actor, Response):
        return actor
    with NamedTemporaryFile(prefix="ser-recaudo-") as target:
        if not await _received(request, target, uploading.MOST_BYTES):
            megabytes = uploading.MOST_BYTES // 2**20
            return _problem(413, TOO_LARGE.format(megabytes=megabytes))
        name = request.query_params.get("nombre", "")
        try:
            done = await asyncio.to_thread(
                uploading.upload, resources(), actor, Path(target.name), name
            )
        except SerError as error:
            return _problem(_STATUS.get(type(error), 422), error.message)
    status = 201 if done.accepted else 422
    return JSONResponse({"id": done.public_id, "message": done.message}, status)


async def claim_evidence(request: Request) -> Response:
    """Take in the document of a claim: 201 with its id."""
    actor = await _sender(request, Permission.RECONCILIATION_RESOLVE)
    if isinstance(actor, Response):
        return actor
    with NamedTemporaryFile(prefix="ser-soporte-") as target:
        if not await _received(request, target, evidence.MOST_BYTES):
            return _problem(413, EVIDENCE_TOO_LARGE)
        target.seek(0)
        try:
            stored = await asyncio.to_thread(
                evidence.store_evidence,
                resources(),
                actor,
                request.path_params["exception"],
                request.query_params.get("nombre", ""),
                target.read(),
            )
        except SerError as error:
            return _problem(_STATUS.get(type(error), 422), error.message)
    return JSONResponse({"id": stored, "message": "Soporte guardado."}, 201)


async def document(request: Request) -> Response:
    """Hand out the document of a claim, as a file that no browser runs."""
    actor = await _actor(request)
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/conciliacion", 303)
    try:
        found = await asyncio.to_thread(
            evidence.read_evidence, resources(), actor, request.path_params["evidence"]
        )
    except SerError as error:
        return PlainTextResponse(error.message, _STATUS.get(type(error), 404))
    return Response(found.content, media_type=found.media, headers=_as_file(found.name))


async def defects(request: Request) -> Response:
    """Every defect of a file, for the bank."""
    actor = await _actor(request)
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/conciliacion", 303)
    try:
        content = await asyncio.to_thread(
            uploading.defects_csv, resources(), actor, request.path_params["file"]
        )
    except SerError as error:
        return PlainTextResponse(error.message, _STATUS.get(type(error), 404))
    return Response(content, media_type="text/csv; charset=utf-8", headers=_as_file("defectos.csv"))


async def _actor(request: Request) -> Actor | None:
    from ser_app.people.guard import actor_of_request  # noqa: PLC0415  brings the framework

    return await asyncio.to_thread(actor_of_request, request)


async def _sender(request: Request, permission: Permission) -> Actor | Response:
    """Who sends a body, before any byte of it is read."""
    if not same_origin(request):
        return _problem(403, _FOREIGN)
    actor = await _actor(request)
    if actor is None:
        return _problem(401, _ENDED)
    return actor if actor.may(permission) else _problem(403, NotAllowed().message)


async def _received(request: Request, target: IO[bytes], most: int) -> bool:
    """Write the body to a file; False as soon as it is longer than allowed."""
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            return False
        await asyncio.to_thread(target.write, chunk)
    target.flush()
    return True


def _problem(status: int, message: str) -> Response:
    return JSONResponse({"id": "", "message": message}, status)


def _as_file(name: str) -> dict[str, str]:
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
    }


routes = [
    Route("/documentos/recaudos", bank_file, methods=["POST"]),
    Route("/documentos/recaudos/{file}/defectos.csv", defects, methods=["GET"]),
    Route("/documentos/excepciones/{exception}/soporte", claim_evidence, methods=["POST"]),
    Route("/documentos/soportes/{evidence}", document, methods=["GET"]),
]
