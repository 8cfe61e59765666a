"""The demonstration's movable day over HTTP; these routes do not exist in production."""

import asyncio
from datetime import date
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ser_app.api.session import local_path, same_origin
from ser_app.base.clock import MovableClock
from ser_app.base.demo import move_demo_day
from ser_app.base.resources import Resources, resources
from ser_app.people.actor import Actor
from ser_app.people.sessions import COOKIE, actor_of_token
from ser_app.people.tags import public

_FIRST_DAY: Final = date(2010, 4, 1)
_LAST_DAY: Final = date(2027, 9, 30)


def move_clock(res: Resources, day: date | None, actor: Actor | None = None) -> None:
    """Move the business day of the demonstration; None goes back to the real one."""
    if not res.settings.demo or not isinstance(res.clock, MovableClock):
        return
    with res.database.unit() as unit:
        move_demo_day(unit, res.clock.now(), day, author=actor, source="web")
    res.clock.moved_to = day


@public
async def clock(request: Request) -> Response:
    """Take the day from the form (`dia`, ISO; empty for the real day) and go back."""
    form = await request.form(max_files=0, max_fields=5)
    text = str(form.get("dia", ""))
    day = _day(text)
    if text and day is None:
        return Response(f"La fecha va de {_FIRST_DAY} a {_LAST_DAY}.", status_code=400)
    if same_origin(request):
        res = resources()
        actor = await asyncio.to_thread(actor_of_token, res, request.cookies.get(COOKIE))
        await asyncio.to_thread(move_clock, res, day, actor)
    return RedirectResponse(local_path(str(form.get("volver", ""))) or "/", status_code=303)


def _day(text: str) -> date | None:
    """A day within the years that the law's data cover; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if _FIRST_DAY <= day <= _LAST_DAY else None


routes = [Route("/demo/reloj", clock, methods=["POST"])]
