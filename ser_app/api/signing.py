"""Doors for signed FURs: one for the operator's people, one for anybody who checks a copy."""

import asyncio
from collections.abc import Iterator
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.api.address import address_of
from ser_app.api.apart import Apart
from ser_app.api.session import same_origin
from ser_app.api.uploads import (
    STATUS,
    actor_of,
    as_file,
    problem,
    received,
    received_whole,
    sender,
)
from ser_app.base.errors import SerError
from ser_app.base.pace import Pace
from ser_app.base.resources import resources
from ser_app.furs.service import as_printed
from ser_app.furs.texts import NOT_VERIFIED
from ser_app.people.permissions import Permission
from ser_app.people.tags import public, requires, takes
from ser_app.signing import service
from ser_app.signing.copies import check_copy
from ser_app.signing.handing_over import sealed_report
from ser_app.signing.report import Verdict
from ser_app.signing.texts import VALIDATOR_BUSY

MOST_BYTES: Final = 5 * 1024 * 1024
_TOO_LARGE: Final = "El archivo pasa de 5 MB: no es un FUR de este sistema. No se guardó nada."
_FOREIGN: Final = "Esta solicitud no viene de una página de SER. No se revisó nada."
_TOO_OFTEN: Final = (
    "Desde su conexión se revisaron muchos archivos seguidos. Espere un minuto y vuelva a intentar."
)
_CHUNK: Final = 64 * 1024
_APART: Final = Apart("copies", threads=4, most=12, busy=VALIDATOR_BUSY)
# Judging a copy takes the processor for a while: few a minute, some at once.
_PACE: Final = Pace(10 / 60, burst=10)


@takes(MOST_BYTES + 1)
@requires(Permission.FUR_ISSUE)
async def take_signed(request: Request) -> Response:
    """Take a FUR that somebody signed with an own program."""
    actor = await sender(request, Permission.FUR_ISSUE)
    if isinstance(actor, Response):
        return actor
    number = request.path_params["number"]
    with SpooledTemporaryFile(max_size=MOST_BYTES) as file:
        if not await received(request, file, MOST_BYTES):
            return problem(413, _TOO_LARGE)
        file.seek(0)
        try:
            report = await _APART.run(
                partial(
                    service.accept_upload,
                    resources(),
                    actor,
                    number,
                    _chunks(file),
                    address=address_of(request),
                )
            )
        except SerError as error:
            return problem(STATUS.get(type(error), 422), error.message)
    accepted = report.verdict is Verdict.VALID
    token = sealed_report(resources(), number, report)
    return JSONResponse({"id": token, "message": report.sentence}, 201 if accepted else 422)


@requires(Permission.FUR_VIEW)
async def to_sign(request: Request) -> Response:
    """The FUR that the next person signs: with the signatures that it has, or as it was issued."""
    actor = await actor_of(request)
    number = request.path_params["number"]
    if actor is None:
        return RedirectResponse(f"/ingresar?siguiente=/furs/{number}/firma-digital", 303)
    try:
        file = await asyncio.to_thread(service.to_sign, resources(), actor, number)
    except SerError as error:
        return PlainTextResponse(error.message, 404)
    return Response(file.content, media_type="application/pdf", headers=as_file(file.name))


@takes(MOST_BYTES + 1)
@public
async def check(request: Request) -> Response:
    """Judge a copy for whoever has number and code; nothing of it is kept."""
    if not same_origin(request):
        return problem(403, _FOREIGN)
    if not _PACE.allows(address_of(request)):
        return problem(429, _TOO_OFTEN)
    number = as_printed(request.headers.get("x-numero", ""))
    code = request.headers.get("x-codigo", "")
    content = await received_whole(request, MOST_BYTES)
    if content is None:
        return problem(413, _TOO_LARGE)
    try:
        report = await _APART.run(partial(check_copy, resources(), number, code, content))
    except SerError as error:
        return problem(503, error.message)
    if report is None:
        return problem(404, NOT_VERIFIED)
    token = sealed_report(resources(), number, report)
    return JSONResponse({"id": token, "message": report.sentence})


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


routes = [
    Route("/documentos/furs/{number}/por-firmar.pdf", to_sign, methods=["GET"]),
    Route("/documentos/furs/{number}/firmas", take_signed, methods=["POST"]),
    Route("/verificar/copia", check, methods=["POST"]),
]
