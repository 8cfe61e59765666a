"""The log of the service's stops as a file, for whom may see it."""

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.base.errors import NotAllowed
from ser_app.base.resources import resources
from ser_app.people.permissions import Permission
from ser_app.people.tags import requires


@requires(Permission.PARAMETERS_VIEW, page="/parametros/interrupciones")
async def stops(request: Request) -> Response:
    """Serve all stops as CSV; anonymous people sign in first."""
    from ser_app.oversight.stops.listing import stops_csv  # noqa: PLC0415  at its first use
    from ser_app.people.guard import actor_of_request  # noqa: PLC0415  brings the framework

    actor = await asyncio.to_thread(actor_of_request, request)
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/parametros/interrupciones", status_code=303)
    try:
        content = await asyncio.to_thread(stops_csv, resources(), actor)
    except NotAllowed as error:
        return PlainTextResponse(error.message, status_code=404)
    headers = {
        "Content-Disposition": 'attachment; filename="interrupciones.csv"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


routes = [Route("/documentos/interrupciones.csv", stops, methods=["GET", "HEAD"])]
"""All routes of this file."""
