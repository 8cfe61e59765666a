"""The PDF of a FUR over HTTP: the bytes that were issued, for whom may see them."""

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.base.errors import NotAllowed, NotFound, SerError
from ser_app.base.resources import resources
from ser_app.furs import service
from ser_app.people.permissions import Permission
from ser_app.people.tags import requires


@requires(Permission.FUR_VIEW)
async def document(request: Request) -> Response:
    """Serve the PDF; foreign and unknown numbers look alike, anonymous people sign in first."""
    from ser_app.people.guard import actor_of_request  # noqa: PLC0415  brings the framework

    actor = await asyncio.to_thread(actor_of_request, request)
    if actor is None:
        return RedirectResponse(f"/ingresar?siguiente={request.url.path}", status_code=303)
    number = request.path_params["number"]
    try:
        file = await asyncio.to_thread(service.pdf, resources(), actor, number)
    except (NotFound, NotAllowed) as error:
        return PlainTextResponse(error.message, status_code=404)
    except SerError as error:
        return PlainTextResponse(error.message, status_code=409)
    etag = f'"{file.sha256}"'
    headers = {
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "X-Content-Type-Options": "nosniff",
        # Kept by the person's own browser only, and asked for again each time.
        "Cache-Control": "private, no-cache",
        "Vary": "Cookie",
        "ETag": etag,
    }
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(file.content, media_type="application/pdf", headers=headers)


routes = [Route("/documentos/furs/{number}.pdf", document, methods=["GET", "HEAD"])]
