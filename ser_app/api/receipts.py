"""The receipt of filing as PDF, for whom may see the declaration."""

import asyncio

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.tags import requires


@requires(Permission.DECLARATION_VIEW)
async def receipt(request: Request) -> Response:
    """Serve the receipt; foreign and unknown ones look alike, anonymous people sign in first."""
    from ser_app.people.guard import actor_of_request  # noqa: PLC0415  brings the framework

    actor = await asyncio.to_thread(actor_of_request, request)
    key = request.path_params["declaration_id"]
    if actor is None:
        return RedirectResponse(f"/ingresar?siguiente=/declaraciones/{key}", status_code=303)
    try:
        content = await asyncio.to_thread(_drawn, actor, key)
    except SerError as error:
        return PlainTextResponse(error.message, status_code=404)
    headers = {
        "Content-Disposition": f'attachment; filename="constancia-{key}.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type="application/pdf", headers=headers)


def _drawn(actor: Actor, key: str) -> bytes:
    from ser_app.declarations.receipt import summary_view  # noqa: PLC0415  at its first use
    from ser_app.declarations.receipt_paper import receipt_pdf  # noqa: PLC0415  same
    from ser_app.declarations.service import filed_summary  # noqa: PLC0415  same

    res = resources()
    view = summary_view(filed_summary(res, actor, key), res, actor)
    return receipt_pdf(view, res.clock.now())


routes = [Route("/documentos/constancias/{declaration_id}.pdf", receipt, methods=["GET", "HEAD"])]
"""All routes of this file."""
