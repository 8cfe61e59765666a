"""The statement of account as a file, for whom may see it."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.base.errors import NotAllowed, NotFound, SerError
from ser_app.base.resources import resources
from ser_app.ledger.statement import service
from ser_app.ledger.statement.files import to_csv, to_xlsx
from ser_app.ledger.statement.paper import to_pdf
from ser_app.ledger.statement.service import Answer
from ser_app.ledger.statement.views import read_asked
from ser_app.people.permissions import Permission
from ser_app.people.tags import requires

_KINDS: Final[dict[str, tuple[Callable[[Answer], bytes], str]]] = {
    "pdf": (lambda answer: to_pdf(answer, resources().clock.now()), "application/pdf"),
    "csv": (to_csv, "text/csv; charset=utf-8"),
    "xlsx": (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@requires(Permission.STATEMENT_VIEW, page="/estado-de-cuenta")
async def statement(request: Request) -> Response:
    """Serve the statement that the address asks for; anonymous people sign in first."""
    from ser_app.people.guard import actor_of_request  # noqa: PLC0415  brings the framework

    actor = await asyncio.to_thread(actor_of_request, request)
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/estado-de-cuenta", status_code=303)
    kind = request.path_params["kind"]
    if kind not in _KINDS:
        return PlainTextResponse("No existe ese formato.", status_code=404)
    draw, media = _KINDS[kind]
    asked = read_asked(request.query_params)
    try:
        found = await asyncio.to_thread(
            partial(
                service.statement_of,
                resources(),
                actor,
                asked.operator,
                asked.first,
                asked.last,
                entries=None,
            )
        )
    except (NotFound, NotAllowed) as error:
        return PlainTextResponse(error.message, status_code=404)
    except SerError as error:
        return PlainTextResponse(error.message, status_code=409)
    content = await asyncio.to_thread(draw, found)
    name = f"estado-de-cuenta-{found.operator.nit}-{found.statement.last.isoformat()}.{kind}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=media, headers=headers)


routes = [
    Route("/documentos/estado-de-cuenta.{kind}", statement, methods=["GET", "HEAD"]),
]
