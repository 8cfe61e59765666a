"""HTTP of the *Hoja del trimestre*: the template goes out, and a filled in one comes in."""

import asyncio
import json
from tempfile import NamedTemporaryFile
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.api.uploads import STATUS, actor_of, as_file, problem, received, sender
from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.base.spreadsheets import MOST_BYTES
from ser_app.furs.quarter import workbook
from ser_app.furs.quarter.texts import (
    FILE_TOO_BIG,
    LOADED,
    LOADED_FOREIGN,
    LOADED_MANY,
    LOADED_SOME,
)
from ser_app.furs.quarter.workbook import Loaded
from ser_app.people.permissions import Permission
from ser_app.people.tags import requires, takes
from ser_app.web.words import plural

_BOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FIRST: Final = 5


@requires(Permission.DECLARATION_PREPARE, page="/hoja-del-trimestre")
async def template(request: Request) -> Response:
    """The sheet of a period as XLSX, for whom may fill it in."""
    actor = await actor_of(request)
    period = request.path_params["period"]
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/hoja-del-trimestre", 303)
    try:
        wanted = workbook.period_of(period)
        content = await asyncio.to_thread(workbook.template, resources(), actor, wanted)
    except SerError as error:
        return PlainTextResponse(error.message, STATUS.get(type(error), 404))
    headers = as_file(f"hoja-del-trimestre-{wanted.text}.xlsx")
    return Response(content, media_type=_BOOK, headers=headers)


@requires(Permission.DECLARATION_PREPARE)
@takes(MOST_BYTES + 1)
async def filled_in(request: Request) -> Response:
    """Take in a filled in sheet: 201, and in `id` the cells that were refused, as JSON.

    413 when it is too large, 422 when it is no sheet.
    """
    actor = await sender(request, Permission.DECLARATION_PREPARE)
    if isinstance(actor, Response):
        return actor
    with NamedTemporaryFile(prefix="ser-hoja-") as target:
        if not await received(request, target, MOST_BYTES):
            return problem(413, FILE_TOO_BIG)
        target.seek(0)
        try:
            wanted = workbook.period_of(request.path_params["period"])
            done = await asyncio.to_thread(workbook.load, resources(), actor, wanted, target.read())
        except SerError as error:
            return problem(STATUS.get(type(error), 422), error.message)
    return JSONResponse({"id": json.dumps(done.refused), "message": _words(done)}, 201)


def _words(done: Loaded) -> str:
    parts = [LOADED.format(rows=plural(done.rows, "fila", "filas"))]
    count = len(done.refused)
    if count:
        words = LOADED_SOME if count == 1 else LOADED_MANY
        parts.append(words.format(cells=plural(count, "celda", "celdas")))
    if done.foreign:
        parts.append(LOADED_FOREIGN.format(numbers=", ".join(done.foreign[:_FIRST])))
    return " ".join(parts)


routes = [
    Route("/documentos/hojas/{period}/plantilla.xlsx", template, methods=["GET", "HEAD"]),
    Route("/documentos/hojas/{period}", filled_in, methods=["POST"]),
]
