"""The demonstration's movable day and test certificates; no such route exists in production."""

import asyncio
from datetime import date
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ser_app.api.session import local_path, same_origin
from ser_app.api.uploads import as_file
from ser_app.base.clock import MovableClock
from ser_app.base.demo import move_demo_day
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources, resources
from ser_app.people.actor import Actor
from ser_app.people.sessions import COOKIE, actor_of_token
from ser_app.people.tags import public
from ser_app.signing.demo_authority import KeyKind
from ser_app.signing.demo_folder import ROOTS, demo_certificate, demo_trust_folder

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


@public
async def certificate(request: Request) -> Response:
    """The test certificate of a signer of the demonstration, with its throw-away key."""
    email = request.path_params["email"]
    kind: KeyKind = "ec" if request.path_params["kind"] == "ec" else "rsa"
    try:
        content = await asyncio.to_thread(demo_certificate, resources(), email, kind)
    except SerError as error:
        return PlainTextResponse(error.message, 404)
    headers = as_file(f"{email}-{kind}.p12")
    return Response(content, media_type="application/x-pkcs12", headers=headers)


@public
async def roots(_request: Request) -> Response:
    """The root of the throw-away authority, for programs that show signatures."""
    folder = await asyncio.to_thread(demo_trust_folder, resources().settings)
    content = await asyncio.to_thread((folder / ROOTS).read_bytes)
    headers = as_file("raiz-de-prueba.pem")
    return Response(content, media_type="application/x-pem-file", headers=headers)


routes = [
    Route("/demo/reloj", clock, methods=["POST"]),
    Route("/demostracion/certificados/raiz.pem", roots, methods=["GET"]),
    Route("/demostracion/certificados/{kind}/{email}.p12", certificate, methods=["GET"]),
]
