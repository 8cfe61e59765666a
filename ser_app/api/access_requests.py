"""HTTP of requests of users: annexes in and out, and the form on paper."""

import asyncio
from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.api.session import same_origin
from ser_app.api.uploads import actor_of, as_file, problem, received_whole
from ser_app.base.errors import NotAllowed, SerError
from ser_app.base.resources import resources
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.requests import annexes, asking, printing
from ser_app.people.tags import public, requires, takes

_FOREIGN: Final = "Esta solicitud no viene de una página de SER. No se guardó nada."
_KEPT: Final = "Anexo guardado."
_QUEUE: Final = "/usuarios/solicitudes"


@takes(annexes.MOST_BYTES + 1)
@public
async def take_annex(request: Request) -> Response:
    """Add an annex for whoever has the mailed link; no byte is read for anybody else."""
    if not same_origin(request):
        return problem(403, _FOREIGN)
    token, name = request.path_params["token"], request.query_params.get("nombre", "")
    try:
        await asyncio.to_thread(asking.open_link, resources(), token)
        content = await received_whole(request, annexes.MOST_BYTES)
        if content is None:
            return problem(413, annexes.TOO_LARGE)
        key = await asyncio.to_thread(annexes.attach, resources(), token, name, content)
    except SerError as error:
        return problem(422, error.message)
    return JSONResponse({"id": key, "message": _KEPT}, 201)


@public
async def print_form(request: Request) -> Response:
    """The form on paper for whoever has the link, or number and code; sent, never in an address."""
    if not same_origin(request):
        return PlainTextResponse(_FOREIGN, 403)
    given = await request.form(max_files=0, max_fields=5)
    number, code = str(given.get("numero", "")), str(given.get("codigo", ""))

    def draw() -> printing.Printed:
        if number:
            return printing.printed_by_code(resources(), number, code)
        return printing.printed_by_link(resources(), code)

    return await _document(draw)


@requires(Permission.REQUEST_REVIEW, page=_QUEUE)
async def print_for_desk(request: Request) -> Response:
    """The form on paper for whoever decides."""
    key = request.path_params["request"]
    return await _for_desk(
        request, lambda actor: lambda: printing.printed_for(resources(), actor, key)
    )


@requires(Permission.REQUEST_REVIEW, page=_QUEUE)
async def annex(request: Request) -> Response:
    """An annex for whoever decides, as a file that no browser runs."""
    key, file = request.path_params["request"], request.path_params["file"]
    actor = await actor_of(request)
    if actor is None:
        return RedirectResponse(f"/ingresar?siguiente={_QUEUE}", 303)
    try:
        found = await asyncio.to_thread(annexes.annex_of, resources(), actor, key, file)
    except SerError as error:
        return _refused(error)
    return Response(found.content, media_type=found.media, headers=as_file(found.name))


async def _for_desk(
    request: Request, made: Callable[[Actor], Callable[[], printing.Printed]]
) -> Response:
    actor = await actor_of(request)
    if actor is None:
        return RedirectResponse(f"/ingresar?siguiente={_QUEUE}", 303)
    return await _document(made(actor))


async def _document(draw: Callable[[], printing.Printed]) -> Response:
    try:
        name, content = await asyncio.to_thread(draw)
    except SerError as error:
        return _refused(error)
    return Response(content, media_type="application/pdf", headers=as_file(name))


def _refused(error: SerError) -> Response:
    return PlainTextResponse(error.message, 403 if isinstance(error, NotAllowed) else 404)


routes = [
    Route("/documentos/solicitud-de-usuario/formulario.pdf", print_form, methods=["POST"]),
    Route("/documentos/solicitud-de-usuario/{token}/anexos", take_annex, methods=["POST"]),
    Route("/documentos/solicitudes/{request}.pdf", print_for_desk, methods=["GET"]),
    Route("/documentos/solicitudes/{request}/anexos/{file}", annex, methods=["GET"]),
]
