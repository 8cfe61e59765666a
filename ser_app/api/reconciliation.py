"""HTTP of the reconciliation desk: files and evidence go in and out here, never through the socket.

The bytes are the body itself (`ser_app.api.uploads`).
"""

import asyncio
from pathlib import Path
from tempfile import NamedTemporaryFile

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.api.uploads import STATUS, actor_of, as_file, problem, received, sender
from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.payments.bank_files import uploading
from ser_app.payments.bank_files.texts import TOO_LARGE
from ser_app.payments.reconciliation import evidence
from ser_app.payments.reconciliation.texts import EVIDENCE_TOO_LARGE
from ser_app.people.permissions import Permission
from ser_app.people.tags import requires, takes


@requires(Permission.BANK_FILE_LOAD)
@takes(uploading.MOST_BYTES + 1)
async def bank_file(request: Request) -> Response:
    """Take in a bank's file: 201 with its id, 422 when it is refused with its defects."""
    actor = await sender(request, Permission.BANK_FILE_LOAD)
    if isinstance(actor, Response):
        return actor
    with NamedTemporaryFile(prefix="ser-recaudo-") as target:
        if not await received(request, target, uploading.MOST_BYTES):
            megabytes = uploading.MOST_BYTES // 2**20
            return problem(413, TOO_LARGE.format(megabytes=megabytes))
        name = request.query_params.get("nombre", "")
        try:
            done = await asyncio.to_thread(
                uploading.upload, resources(), actor, Path(target.name), name
            )
        except SerError as error:
            return problem(STATUS.get(type(error), 422), error.message)
    status = 201 if done.accepted else 422
    return JSONResponse({"id": done.public_id, "message": done.message}, status)


@requires(Permission.RECONCILIATION_RESOLVE)
@takes(evidence.MOST_BYTES + 1)
async def claim_evidence(request: Request) -> Response:
    """Take in the document of a claim: 201 with its id."""
    actor = await sender(request, Permission.RECONCILIATION_RESOLVE)
    if isinstance(actor, Response):
        return actor
    with NamedTemporaryFile(prefix="ser-soporte-") as target:
        if not await received(request, target, evidence.MOST_BYTES):
            return problem(413, EVIDENCE_TOO_LARGE)
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
            return problem(STATUS.get(type(error), 422), error.message)
    return JSONResponse({"id": stored, "message": "Soporte guardado."}, 201)


@requires(Permission.RECONCILIATION_VIEW, page="/conciliacion")
async def document(request: Request) -> Response:
    """Hand out the document of a claim, as a file that no browser runs."""
    actor = await actor_of(request)
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/conciliacion", 303)
    try:
        found = await asyncio.to_thread(
            evidence.read_evidence, resources(), actor, request.path_params["evidence"]
        )
    except SerError as error:
        return PlainTextResponse(error.message, STATUS.get(type(error), 404))
    return Response(found.content, media_type=found.media, headers=as_file(found.name))


@requires(Permission.RECONCILIATION_VIEW, page="/conciliacion")
async def defects(request: Request) -> Response:
    """Every defect of a file, for the bank."""
    actor = await actor_of(request)
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/conciliacion", 303)
    try:
        content = await asyncio.to_thread(
            uploading.defects_csv, resources(), actor, request.path_params["file"]
        )
    except SerError as error:
        return PlainTextResponse(error.message, STATUS.get(type(error), 404))
    return Response(content, media_type="text/csv; charset=utf-8", headers=as_file("defectos.csv"))


routes = [
    Route("/documentos/recaudos", bank_file, methods=["POST"]),
    Route("/documentos/recaudos/{file}/defectos.csv", defects, methods=["GET"]),
    Route("/documentos/excepciones/{exception}/soporte", claim_evidence, methods=["POST"]),
    Route("/documentos/soportes/{evidence}", document, methods=["GET"]),
]
