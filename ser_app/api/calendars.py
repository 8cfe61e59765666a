"""A person's due days for the own calendar program, behind a private address."""

import asyncio
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ser_app.api.address import address_of
from ser_app.api.doors import TOO_FAST
from ser_app.base.pace import Pace
from ser_app.base.resources import resources
from ser_app.people.tags import public

PACE: Final = Pace(rate=0.5, burst=30)
"""Programs ask a few times a day; whoever tries addresses asks more often."""
_HEADERS: Final = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


@public
async def calendar(request: Request) -> Response:
    """Serve the calendar; an unknown address is answered like one that was taken back."""
    from ser_app.oversight.calendar.feeds import calendar_of  # noqa: PLC0415  at its first use
    from ser_app.oversight.calendar.ics import MEDIA_TYPE  # noqa: PLC0415
    from ser_app.oversight.calendar.texts import FEED_UNKNOWN  # noqa: PLC0415

    if not PACE.allows(address_of(request)):
        headers = _HEADERS | {"Retry-After": "60"}
        return PlainTextResponse(TOO_FAST, HTTPStatus.TOO_MANY_REQUESTS, headers)
    found = await asyncio.to_thread(calendar_of, resources(), request.path_params["token"])
    if found is None:
        return PlainTextResponse(FEED_UNKNOWN, HTTPStatus.NOT_FOUND, _HEADERS)
    named = {"Content-Disposition": 'inline; filename="vencimientos-ser.ics"'}
    return Response(found, media_type=MEDIA_TYPE, headers=_HEADERS | named)


routes = [Route("/calendarios/{token}.ics", calendar, methods=["GET", "HEAD"])]
"""All routes of this file."""
