"""HTTP of payment agreements: their documents in and out."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.api.uploads import STATUS, actor_of, as_file, problem, received_whole, sender
from ser_app.base.errors import SerError
from ser_app.base.resources import resources
from ser_app.ledger.agreements import proposing
from ser_app.people.permissions import Permission
from ser_app.people.requests.annexes import MOST_BYTES, TOO_LARGE
from ser_app.people.tags import requires, takes

_KEPT = "Documento guardado."


@takes(MOST_BYTES + 1)
@requires(Permission.AGREEMENT_PROPOSE)
async def take_document(request: Request) -> Response:
    """Add a document to a proposal of the own operator."""
    actor = await sender(request, Permission.AGREEMENT_PROPOSE)
    if isinstance(actor, Response):
        return actor
    key, name = request.path_params["agreement"], request.query_params.get("nombre", "")
    try:
        content = await received_whole(request, MOST_BYTES)
        if content is None:
            return problem(413, TOO_LARGE)
        stored = await asyncio.to_thread(proposing.attach, resources(), actor, key, name, content)
    except SerError as error:
        return problem(STATUS.get(type(error), 422), error.message)
    return JSONResponse({"id": stored, "message": _KEPT}, 201)


@requires(Permission.AGREEMENT_VIEW)
async def document(request: Request) -> Response:
    """A document of an agreement, as a file that no browser runs."""
    actor = await actor_of(request)
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/acuerdos", 303)
    key, file = request.path_params["agreement"], request.path_params["file"]
    try:
        found = await asyncio.to_thread(proposing.document, resources(), actor, key, file)
    except SerError as error:
        return PlainTextResponse(error.message, STATUS.get(type(error), 404))
    return Response(found.content, media_type=found.media, headers=as_file(found.name))


routes = [
    Route("/documentos/acuerdos/{agreement}/anexos", take_document, methods=["POST"]),
    Route("/documentos/acuerdos/{agreement}/anexos/{file}", document, methods=["GET"]),
]
