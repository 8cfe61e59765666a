"""Signing in and out over plain HTTP, because only a response can set an HttpOnly cookie."""

import asyncio
from typing import Final
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ser_app.api.address import address_of
from ser_app.api.origin import is_own
from ser_app.base.errors import Refused
from ser_app.base.resources import resources
from ser_app.people.errors import BadCredentials, LockedOut, WrongPassword
from ser_app.people.menu import landing_of
from ser_app.people.own_password import change_own_password
from ser_app.people.sessions import COOKIE, actor_of_token, sign_out
from ser_app.people.signing_in import sign_in

_SEE_OTHER: Final = 303


def same_origin(request: Request) -> bool:
    """Whether the browser says that the form was sent from a page of ours.

    `SameSite=Lax` keeps the cookie away from foreign posts already; this also refuses signing a
    person in as somebody else from a foreign page.
    """
    origin = request.headers.get("origin")
    if origin is None:
        return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    return is_own(origin, request.headers.get("host"))


def local_path(path: str) -> str:
    """An address inside the application, or nothing for anything that leads elsewhere."""
    try:
        parts = urlsplit(path)
    except ValueError:  # not an address at all
        return ""
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.netloc
    return path if safe and "\\" not in path and path.isprintable() else ""


async def enter(request: Request) -> Response:
    """Check mail and password, set the session cookie, go to the person's page."""
    if not same_origin(request):
        return _back("credenciales", "")
    form = await request.form(max_files=0, max_fields=10)
    email, password = str(form.get("email", "")), str(form.get("password", ""))
    after = local_path(str(form.get("next", "")))
    res = resources()
    try:
        signed_in = await asyncio.to_thread(
            sign_in,
            res,
            email,
            password,
            address=address_of(request),
            user_agent=request.headers.get("user-agent", ""),
        )
    except BadCredentials:
        return _back("credenciales", after)
    # A session fixed by somebody else before signing in must not survive it.
    await asyncio.to_thread(sign_out, res, request.cookies.get(COOKIE))
    target = after or landing_of(signed_in.actor.role)
    if signed_in.actor.must_change_password:
        target = "/cambiar-clave"
    response = RedirectResponse(target, status_code=_SEE_OTHER)
    response.set_cookie(
        COOKIE,
        signed_in.token,
        max_age=res.settings.session_hours * 3600,
        httponly=True,
        samesite="lax",
        secure=res.settings.cookies_over_tls,
        path="/",
    )
    return response


async def leave(request: Request) -> Response:
    """End the session and forget the cookie."""
    if not same_origin(request):
        return RedirectResponse("/", status_code=_SEE_OTHER)
    await asyncio.to_thread(sign_out, resources(), request.cookies.get(COOKIE))
    response = RedirectResponse("/ingresar?aviso=salida", status_code=_SEE_OTHER)
    response.delete_cookie(COOKIE, path="/")
    return response


async def change_password(request: Request) -> Response:
    """Replace the own password and go to the person's page."""
    res = resources()
    actor = await asyncio.to_thread(actor_of_token, res, request.cookies.get(COOKIE))
    if actor is None or not same_origin(request):
        return RedirectResponse("/ingresar?aviso=vencida", status_code=_SEE_OTHER)
    form = await request.form(max_files=0, max_fields=10)
    try:
        await asyncio.to_thread(
            change_own_password, res, actor, str(form.get("current", "")), str(form.get("new", ""))
        )
    except LockedOut:
        return RedirectResponse("/cambiar-clave?aviso=bloqueo", status_code=_SEE_OTHER)
    except WrongPassword:
        return RedirectResponse("/cambiar-clave?aviso=clave-actual", status_code=_SEE_OTHER)
    except Refused as error:
        return RedirectResponse(f"/cambiar-clave?aviso={error.code}", status_code=_SEE_OTHER)
    return RedirectResponse(landing_of(actor.role), status_code=_SEE_OTHER)


async def home(request: Request) -> Response:
    """Send `/` to the person's own page, or to the sign-in page."""
    actor = await asyncio.to_thread(actor_of_token, resources(), request.cookies.get(COOKIE))
    return RedirectResponse(landing_of(actor.role) if actor else "/ingresar", status_code=302)


def _back(notice: str, after: str) -> Response:
    address = f"/ingresar?aviso={notice}"
    if after:
        address += f"&siguiente={quote(after)}"
    return RedirectResponse(address, status_code=_SEE_OTHER)


routes = [
    Route("/", home, methods=["GET"]),
    Route("/sesion/entrar", enter, methods=["POST"]),
    Route("/sesion/clave", change_password, methods=["POST"]),
    Route("/sesion/salir", leave, methods=["POST"]),
]
