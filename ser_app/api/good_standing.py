"""A certificate of good standing over HTTP: the bytes that were issued, for whom may see them."""

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.base.errors import NotAllowed, NotFound
from ser_app.base.resources import resources
from ser_app.declarations.good_standing import service
from ser_app.people.permissions import Permission
from ser_app.people.tags import requires


@requires(Permission.GOOD_STANDING_VIEW)
async def document(request: Request) -> Response:
    """Serve the PDF; foreign and unknown numbers look alike, anonymous people sign in first."""
    from ser_app.people.guard import actor_of_request  # noqa: PLC0415  brings the framework

    actor = await asyncio.to_thread(actor_of_request, request)
    if actor is None:
        return RedirectResponse(f"/ingresar?siguiente={request.url.path}", status_code=303)
    number = request.path_params["number"]
    try:
        file = await asyncio.to_thread(service.certificate, resources(), actor, number)
    except (NotFound, NotAllowed) as error:
        return PlainTextResponse(error.message, status_code=404)
    headers = {
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "ETag": f'"{file.sha256}"',
    }
    return Response(file.content, media_type="application/pdf", headers=headers)


routes = [Route("/documentos/paz-y-salvo/{number}.pdf", document, methods=["GET", "HEAD"])]
