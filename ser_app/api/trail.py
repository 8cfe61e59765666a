"""What was found in the audit trail as a file, for whom may see it."""

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.base.errors import NotAllowed, SerError
from ser_app.base.resources import resources
from ser_app.oversight.trail.exporting import export
from ser_app.oversight.trail.filters import TrailFilter
from ser_app.people.permissions import Permission
from ser_app.people.tags import requires

_MEDIA: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@requires(Permission.AUDIT_VIEW, page="/auditoria")
async def events(request: Request) -> Response:
    """Serve the events that pass the filter of the address; anonymous people sign in first."""
    from ser_app.people.guard import actor_of_request  # noqa: PLC0415  brings the framework

    actor = await asyncio.to_thread(actor_of_request, request)
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/auditoria", status_code=303)
    kind, wanted = request.path_params["kind"], TrailFilter.read(request.query_params)
    if kind not in _MEDIA:
        return PlainTextResponse("No existe ese formato.", status_code=404)
    try:
        content = await asyncio.to_thread(export, resources(), actor, wanted, kind)
    except NotAllowed as error:
        return PlainTextResponse(error.message, status_code=404)
    except SerError as error:
        return PlainTextResponse(error.message, status_code=409)
    headers = {
        "Content-Disposition": f'attachment; filename="auditoria.{kind}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=_MEDIA[kind], headers=headers)


# Each export is recorded; one that is asked for its headers alone (HEAD) is made and counts too.
routes = [Route("/documentos/auditoria.{kind}", events, methods=["GET"])]
