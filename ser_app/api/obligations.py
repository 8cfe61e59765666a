"""HTTP of obligations: the template and the report go out, and a file comes in."""

import asyncio
from tempfile import NamedTemporaryFile
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.api.uploads import STATUS, actor_of, as_file, problem, received, sender
from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.base.spreadsheets import MOST_BYTES
from ser_app.ledger.obligations import loading
from ser_app.ledger.obligations.template import report_csv, template_csv, template_xlsx
from ser_app.ledger.obligations.texts import FILE_TOO_BIG
from ser_app.people.permissions import Permission
from ser_app.people.tags import requires, takes

_TEXT: Final = "text/csv; charset=utf-8"
_BOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KINDS: Final = {"xlsx": (template_xlsx, _BOOK), "csv": (template_csv, _TEXT)}


@requires(Permission.OBLIGATION_ENTER)
@takes(MOST_BYTES + 1)
async def obligations_file(request: Request) -> Response:
    """Take in a file of obligations: 201 with its id; nothing is entered yet.

    413 when it is too large, 415 when it is neither a workbook nor text, 422 when it is empty.
    """
    actor = await sender(request, Permission.OBLIGATION_ENTER)
    if isinstance(actor, Response):
        return actor
    with NamedTemporaryFile(prefix="ser-obligaciones-") as target:
        if not await received(request, target, MOST_BYTES):
            return problem(413, FILE_TOO_BIG)
        target.seek(0)
        name = request.query_params.get("nombre", "")
        try:
            kept = await asyncio.to_thread(loading.upload, resources(), actor, name, target.read())
        except SerError as error:
            status = 415 if error.code == "file_unknown" else STATUS.get(type(error), 422)
            return problem(status, error.message)
    return JSONResponse({"id": kept, "message": "Archivo recibido."}, 201)


@requires(Permission.OBLIGATION_ENTER, page="/obligaciones/cargar")
async def template(request: Request) -> Response:
    """The template, for whom may enter obligations."""
    actor = await actor_of(request)
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/obligaciones/cargar", 303)
    kind = request.path_params["kind"]
    if kind not in _KINDS or not actor.may(Permission.OBLIGATION_ENTER):
        return PlainTextResponse("No existe ese documento.", 404)
    draw, media = _KINDS[kind]
    headers = as_file(f"obligaciones-plantilla.{kind}")
    return Response(await asyncio.to_thread(draw), media_type=media, headers=headers)


@requires(Permission.OBLIGATION_ENTER, page="/obligaciones/cargar")
async def report(request: Request) -> Response:
    """The report of a file, line by line, for spreadsheets."""
    actor = await actor_of(request)
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/obligaciones/cargar", 303)
    try:
        found = await asyncio.to_thread(
            loading.report, resources(), actor, request.path_params["file"]
        )
    except SerError as error:
        return PlainTextResponse(error.message, STATUS.get(type(error), 404))
    content = await asyncio.to_thread(report_csv, found)
    return Response(content, media_type=_TEXT, headers=as_file("obligaciones-reporte.csv"))


routes = [
    Route("/documentos/obligaciones", obligations_file, methods=["POST"]),
    Route("/documentos/obligaciones/plantilla.{kind}", template, methods=["GET", "HEAD"]),
    Route("/documentos/obligaciones/{file}/reporte.csv", report, methods=["GET", "HEAD"]),
]
