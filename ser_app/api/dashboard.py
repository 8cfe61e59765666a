"""The charts and tables of the board as files, for whom may see it."""

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.base.errors import NotAllowed
from ser_app.base.resources import resources
from ser_app.oversight.board.exporting import FileKind, board_file
from ser_app.oversight.board.sheets import Sheet
from ser_app.oversight.filters import DashboardFilter
from ser_app.people.permissions import Permission
from ser_app.people.tags import requires

_NO_SUCH: Final = "El tablero no tiene ese archivo. Vuelva al tablero y use sus enlaces."


@requires(Permission.DASHBOARD_VIEW, page="/tablero")
async def sheet(request: Request) -> Response:
    """Serve the chart or table that the address names, with the filter of the address."""
    from ser_app.people.guard import actor_of_request  # noqa: PLC0415  brings the framework

    actor = await asyncio.to_thread(actor_of_request, request)
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/tablero", status_code=303)
    key, kind = request.path_params["key"], request.path_params["kind"]
    if key not in set(Sheet) or kind not in set(FileKind):
        return PlainTextResponse(_NO_SUCH, status_code=404)
    res = resources()
    wanted = DashboardFilter.read(request.query_params, res.clock.today())
    try:
        found = await asyncio.to_thread(board_file, res, actor, wanted, Sheet(key), FileKind(kind))
    except NotAllowed as error:
        return PlainTextResponse(error.message, status_code=403)
    headers = {
        "Content-Disposition": f'attachment; filename="{found.name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(found.content, media_type=found.media, headers=headers)


routes = [
    Route("/documentos/tablero/{key}.{kind}", sheet, methods=["GET", "HEAD"]),
]
