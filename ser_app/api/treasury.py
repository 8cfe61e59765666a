"""HTTP of the treasury's day: files that go in and out."""

import asyncio
from datetime import date
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.base.errors import NotAllowed, SerError
from ser_app.base.resources import resources
from ser_app.oversight.accounting.exporting import day_csv

_NO_DAY: Final = "No existe ese día."


async def exported_day(request: Request) -> Response:
    """The entries of a day for the accounting; anonymous people sign in first."""
    from ser_app.people.guard import actor_of_request  # noqa: PLC0415  brings the framework

    actor = await asyncio.to_thread(actor_of_request, request)
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/conciliacion/cierre", 303)
    try:
        day = date.fromisoformat(request.path_params["day"])
    except ValueError:
        return PlainTextResponse(_NO_DAY, 404)
    grouped = request.query_params.get("agrupado", "") == "si"
    try:
        content = await asyncio.to_thread(day_csv, resources(), actor, day, grouped=grouped)
    except NotAllowed as error:
        return PlainTextResponse(error.message, 403)
    except SerError as error:
        return PlainTextResponse(error.message, 409)
    kind = "por-cuenta" if grouped else "por-asiento"
    headers = {
        "Content-Disposition": f'attachment; filename="dia-{day.isoformat()}-{kind}.csv"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


routes = [
    Route("/documentos/dia/{day}.csv", exported_day, methods=["GET"]),
]
