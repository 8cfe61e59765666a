"""HTTP of the treasury's day: files that go in and out."""

import asyncio
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.api.uploads import problem, received_whole, sender
from ser_app.base.days import read_day
from ser_app.base.errors import NotAllowed, SerError
from ser_app.base.resources import resources
from ser_app.oversight.accounting.exporting import day_csv
from ser_app.payments.reconciliation import evidence
from ser_app.payments.reconciliation.texts import EVIDENCE_TOO_LARGE
from ser_app.payments.treasury import claiming
from ser_app.payments.treasury.claiming import Stated
from ser_app.payments.treasury.deposits import MOST_BYTES, load
from ser_app.payments.treasury.texts import CLAIM_SENT, TOO_LARGE, deposits_words
from ser_app.people.permissions import Permission
from ser_app.people.tags import requires, takes

_NO_DAY: Final = "No existe ese día."


@requires(Permission.DAY_EXPORT, page="/conciliacion/cierre")
async def exported_day(request: Request) -> Response:
    """The entries of a day for the accounting; anonymous people sign in first."""
    from ser_app.people.guard import actor_of_request  # noqa: PLC0415  brings the framework

    actor = await asyncio.to_thread(actor_of_request, request)
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/conciliacion/cierre", 303)
    day = read_day(request.path_params["day"])
    if day is None:
        return PlainTextResponse(_NO_DAY, 404)
    grouped = request.query_params.get("agrupado", "") == "si"
    try:
        content = await asyncio.to_thread(day_csv, resources(), actor, day, grouped=grouped)
    except NotAllowed as error:
        return PlainTextResponse(error.message, 403)
    except SerError as error:
        return PlainTextResponse(error.message, 409)
    kind = "por-cuenta" if grouped else "por-asiento"
    headers = {
        "Content-Disposition": f'attachment; filename="dia-{day.isoformat()}-{kind}.csv"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@requires(Permission.DEPOSIT_RECORD)
@takes(MOST_BYTES + 1)
async def deposits(request: Request) -> Response:
    """Take in a file of deposits: 201 with how many, 422 with the lines that are wrong."""
    actor = await sender(request, Permission.DEPOSIT_RECORD)
    if isinstance(actor, Response):
        return actor
    content = await received_whole(request, MOST_BYTES)
    if content is None:
        return problem(413, TOO_LARGE)
    try:
        count = await asyncio.to_thread(load, resources(), actor, content)
    except SerError as error:
        return problem(422, error.message)
    return JSONResponse({"id": "depositos", "message": deposits_words(count)}, 201)


@requires(Permission.MONEY_CLAIM)
@takes(evidence.MOST_BYTES + 1)
async def claim(request: Request) -> Response:
    """Take in a claim with its document as the body: 201 with its id."""
    actor = await sender(request, Permission.MONEY_CLAIM)
    if isinstance(actor, Response):
        return actor
    content = await received_whole(request, evidence.MOST_BYTES)
    if content is None:
        return problem(413, EVIDENCE_TOO_LARGE)
    stated = Stated(*(request.path_params[name] for name in ("day", "bank", "amount", "words")))
    name = request.query_params.get("nombre", "")
    try:
        key = await asyncio.to_thread(claiming.claim, resources(), actor, stated, name, content)
    except SerError as error:
        return problem(422, error.message)
    return JSONResponse({"id": key, "message": CLAIM_SENT}, 201)


@requires(Permission.RECONCILIATION_VIEW, page="/conciliacion/reclamaciones")
async def claim_document(request: Request) -> Response:
    """Hand out the document of a claim, as a file that no browser runs."""
    from ser_app.people.guard import actor_of_request  # noqa: PLC0415  brings the framework

    actor = await asyncio.to_thread(actor_of_request, request)
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/conciliacion/reclamaciones", 303)
    try:
        found = await asyncio.to_thread(
            claiming.document_of, resources(), actor, request.path_params["claim"]
        )
    except NotAllowed as error:
        return PlainTextResponse(error.message, 403)
    except SerError as error:
        return PlainTextResponse(error.message, 404)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name)}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
    }
    return Response(found.content, media_type=found.media, headers=headers)


routes = [
    Route("/documentos/reclamaciones/{day}/{bank}/{amount}/{words:path}", claim, methods=["POST"]),
    Route("/documentos/reclamaciones/{claim}/soporte", claim_document, methods=["GET"]),
    Route("/documentos/depositos", deposits, methods=["POST"]),
    Route("/documentos/dia/{day}.csv", exported_day, methods=["GET"]),
]
