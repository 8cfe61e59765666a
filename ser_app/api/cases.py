"""A case as one ZIP over HTTP, for whom may take it along."""

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.base.errors import NotAllowed, NotFound, SerError
from ser_app.base.resources import resources
from ser_app.oversight.cases.gathering import export
from ser_app.people.permissions import Permission
from ser_app.people.tags import requires


@requires(Permission.CASE_EXPORT)
async def case(request: Request) -> Response:
    """Serve the ZIP; foreign and unknown numbers look alike, anonymous people sign in first."""
    from ser_app.people.guard import actor_of_request  # noqa: PLC0415  brings the framework

    actor = await asyncio.to_thread(actor_of_request, request)
    if actor is None:
        return RedirectResponse(f"/ingresar?siguiente={request.url.path}", status_code=303)
    number = request.path_params["number"]
    try:
        file = await asyncio.to_thread(export, resources(), actor, number)
    except (NotFound, NotAllowed) as error:
        return PlainTextResponse(error.message, status_code=404)
    except SerError as error:
        return PlainTextResponse(error.message, status_code=409)
    headers = {
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(file.content, media_type="application/zip", headers=headers)


# Each download is recorded; one that is asked for its headers alone (HEAD) is made and counts too.
routes = [Route("/documentos/casos/{number}.zip", case, methods=["GET"])]
