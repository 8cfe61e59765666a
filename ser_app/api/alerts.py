"""The alerts that were found as a file, for who supervises."""

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.base.errors import NotAllowed, SerError
from ser_app.base.resources import resources
from ser_app.people.permissions import Permission
from ser_app.people.tags import requires


@requires(Permission.ALERT_WATCH, page="/tablero/alertas")
async def alerts(request: Request) -> Response:
    """Serve the alerts that pass the filter of the address; anonymous people sign in first."""
    from ser_app.oversight.alerts.exporting import alerts_csv  # noqa: PLC0415  at its first use
    from ser_app.oversight.alerts.filters import AlertsFilter  # noqa: PLC0415  same reason
    from ser_app.people.guard import actor_of_request  # noqa: PLC0415  brings the framework

    actor = await asyncio.to_thread(actor_of_request, request)
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/tablero/alertas", status_code=303)
    wanted = AlertsFilter.read(request.query_params)
    try:
        content = await asyncio.to_thread(alerts_csv, resources(), actor, wanted)
    except NotAllowed as error:
        return PlainTextResponse(error.message, status_code=404)
    except SerError as error:
        return PlainTextResponse(error.message, status_code=409)
    headers = {
        "Content-Disposition": 'attachment; filename="alertas.csv"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


# Each export is recorded; one that is asked for its headers alone (HEAD) is made and counts too.
routes = [Route("/documentos/alertas.csv", alerts, methods=["GET"])]
"""All routes of this file."""
