"""HTTP of payments: the gateway's notifications, and the file of *Estado de pagos*."""

import asyncio
import logging
from typing import Final

from starlette.background import BackgroundTask
from starlette.concurrency import iterate_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from ser_app.base.errors import NotAllowed
from ser_app.base.resources import resources
from ser_app.payments.gateways import gateway_named
from ser_app.payments.gateways.port import NotificationRefused
from ser_app.payments.service import PaymentFilter, act_on_notification, payments_csv
from ser_app.people.guard import actor_of_request
from ser_app.people.permissions import Permission
from ser_app.people.tags import public, requires

_log = logging.getLogger(__name__)
_LARGEST_NOTIFICATION: Final = 16 * 1024
_FILE_NAME: Final = "pagos.csv"


@public
async def placetopay_notification(request: Request) -> Response:
    """Take a notification: the signature is checked at once, the rest after the answer.

    The gateway posts once, waits little and never repeats, so a good one is answered 200 before
    anything else. A bad signature gets 400: the gateway does not care, but whoever watches the
    responses sees a wrong secret at once, and a forger learns nothing. Its content stays out of
    the log.
    """
    return await _take(request, "placetopay")


@public
async def wompi_notification(request: Request) -> Response:
    """Take an event of Wompi as the other gateway's notification; it comes again unless answered.

    A second one does nothing twice, and polling finds what never comes.
    """
    return await _take(request, "wompi")


async def _take(request: Request, name: str) -> Response:
    body = await _limited_body(request)
    if body is None:
        return PlainTextResponse("La notificación es demasiado grande.", 413)
    res = resources()
    gateway = gateway_named(name, res.settings, res.clock)
    if gateway is None:
        return PlainTextResponse("Esta instalación no usa esa pasarela.", 404)
    try:
        notification = gateway.read_notification(body)
    except (NotificationRefused, UnicodeEncodeError) as error:  # the second: a lone surrogate
        _log.warning("Notification refused: %s", error)
        return PlainTextResponse("La notificación no es válida.", 400)
    work = BackgroundTask(act_on_notification, res, gateway, notification)
    return PlainTextResponse("OK", background=work)


@requires(Permission.PAYMENT_VIEW, page="/pagos")
async def payments_file(request: Request) -> Response:
    """Exactly the payments that the address filters, as a file for spreadsheets."""
    actor = await asyncio.to_thread(actor_of_request, request)
    if actor is None:
        return RedirectResponse("/ingresar?siguiente=/pagos", 303)
    narrowed = PaymentFilter.parse(request.query_params)
    try:
        lines = payments_csv(resources(), actor, narrowed)
    except NotAllowed as error:
        return PlainTextResponse(error.message, 403)
    return StreamingResponse(
        iterate_in_threadpool(lines),
        media_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{_FILE_NAME}"',
            "Cache-Control": "private, no-store",
        },
    )


async def _limited_body(request: Request) -> bytes | None:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_NOTIFICATION:
            return None
    return bytes(body)


routes = [
    Route("/webhooks/placetopay", placetopay_notification, methods=["POST"]),
    Route("/webhooks/wompi", wompi_notification, methods=["POST"]),
    Route("/documentos/pagos.csv", payments_file, methods=["GET"]),
]
