"""Signing in and out over plain HTTP, because only a response can set an HttpOnly cookie."""

import asyncio
from typing import Final
from urllib.parse import quote, urlsplit

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ser_app.api.address import address_of
from ser_app.api.origin import is_own
from ser_app.base.errors import Refused
from ser_app.base.resources import resources
from ser_app.people.errors import (
    BadCode,
    BadCredentials,
    InvitationExpired,
    LinkExpired,
    LockedOut,
    WaitedTooLong,
    WrongPassword,
)
from ser_app.people.invitations.service import accept
from ser_app.people.menu import landing_of
from ser_app.people.own_password import change_own_password
from ser_app.people.recovery.service import ask, recover
from ser_app.people.requests.deciding import finish_accepted
from ser_app.people.sessions import COOKIE, actor_of_token, sign_out
from ser_app.people.signing_in import CodeAwaited, SignedIn, show_code, sign_in
from ser_app.people.tags import public

_SEE_OTHER: Final = 303
STEP_COOKIE: Final = "ser_paso"
_STEP_PATH: Final = "/sesion"
_STEP_SECONDS: Final = 300


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


@public
async def enter(request: Request) -> Response:
    """Check mail and password, set the session cookie, go to the person's page."""
    if not same_origin(request):
        return _back("credenciales", "")
    form = await request.form(max_files=0, max_fields=10)
    email, password = str(form.get("email", "")), str(form.get("password", ""))
    after = local_path(str(form.get("next", "")))
    res = resources()
    try:
        outcome = await asyncio.to_thread(
            sign_in,
            res,
            email,
            password,
            address=address_of(request),
            user_agent=request.headers.get("user-agent", ""),
        )
    except BadCredentials:
        return _back("credenciales", after)
    if isinstance(outcome, CodeAwaited):
        response = RedirectResponse(_with_target("/ingresar/codigo", after), _SEE_OTHER)
        _set_cookie(response, STEP_COOKIE, outcome.waiting, seconds=_STEP_SECONDS, path=_STEP_PATH)
        return response
    return await _welcome(request, outcome, after)


@public
async def show_factor(request: Request) -> Response:
    """Check the code of the second factor, set the session cookie, go to the person's page."""
    if not same_origin(request):
        return _back("codigo", "", "/ingresar/codigo")
    form = await request.form(max_files=0, max_fields=5)
    after = local_path(str(form.get("next", "")))
    try:
        signed_in = await asyncio.to_thread(
            show_code,
            resources(),
            request.cookies.get(STEP_COOKIE),
            str(form.get("code", "")),
            address=address_of(request),
            user_agent=request.headers.get("user-agent", ""),
        )
    except WaitedTooLong as error:
        return _back(error.code, after)
    except BadCode as error:
        return _back(error.code, after, "/ingresar/codigo")
    return await _welcome(request, signed_in, after)


async def _welcome(request: Request, signed_in: SignedIn, after: str) -> Response:
    res = resources()
    # A session fixed by somebody else before signing in must not survive it.
    await asyncio.to_thread(sign_out, res, request.cookies.get(COOKIE))
    actor = signed_in.actor
    target = actor.first_thing or after or landing_of(actor.role)
    response = RedirectResponse(target, status_code=_SEE_OTHER)
    _set_cookie(response, COOKIE, signed_in.token, seconds=res.settings.session_hours * 3600)
    response.delete_cookie(STEP_COOKIE, path=_STEP_PATH)
    return response


def _set_cookie(
    response: Response, name: str, value: str, *, seconds: int, path: str = "/"
) -> None:
    """A cookie that no script reads and no foreign page's post carries."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        samesite="lax",
        secure=resources().settings.cookies_over_tls,
        path=path,
    )


@public
async def leave(request: Request) -> Response:
    """End the session and forget the cookie."""
    if not same_origin(request):
        return RedirectResponse("/", status_code=_SEE_OTHER)
    await asyncio.to_thread(sign_out, resources(), request.cookies.get(COOKIE))
    response = RedirectResponse("/ingresar?aviso=salida", status_code=_SEE_OTHER)
    response.delete_cookie(COOKIE, path="/")
    return response


@public
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


@public
async def home(request: Request) -> Response:
    """Send `/` to the person's own page, or to the sign-in page."""
    actor = await asyncio.to_thread(actor_of_token, resources(), request.cookies.get(COOKIE))
    return RedirectResponse(landing_of(actor.role) if actor else "/ingresar", status_code=302)


@public
async def ask_recovery(request: Request) -> Response:
    """Answer at once and alike, whoever is asked for; the mail is looked for afterwards."""
    if not same_origin(request):
        return RedirectResponse("/recuperar-contrasena", status_code=_SEE_OTHER)
    form = await request.form(max_files=0, max_fields=5)
    task = BackgroundTask(
        asyncio.to_thread, ask, resources(), str(form.get("email", "")), address_of(request)
    )
    address = "/recuperar-contrasena?aviso=recuperar"
    return RedirectResponse(address, status_code=_SEE_OTHER, background=task)


@public
async def set_recovered(request: Request) -> Response:
    """Take the new password of somebody with a mailed link."""
    if not same_origin(request):
        return _back("enlace-vencido", "", "/recuperar-contrasena")
    form = await request.form(max_files=0, max_fields=5)
    token = str(form.get("codigo", ""))
    try:
        await asyncio.to_thread(recover, resources(), token, str(form.get("new", "")))
    except LinkExpired as error:
        return _back(error.code, "", "/recuperar-contrasena")
    except Refused as error:
        page = f"/restablecer-contrasena?aviso={error.code}&codigo={quote(token, safe='')}"
        return RedirectResponse(page, status_code=_SEE_OTHER)
    response = RedirectResponse("/ingresar?aviso=restablecida", status_code=_SEE_OTHER)
    response.delete_cookie(COOKIE, path="/")
    return response


@public
async def accept_invitation(request: Request) -> Response:
    """Take the password of somebody with an invitation; the account works from then on."""
    if not same_origin(request):
        return _back("invitacion-vencida", "", "/ingresar")
    form = await request.form(max_files=0, max_fields=5)
    token, password = str(form.get("codigo", "")), str(form.get("new", ""))
    try:
        await asyncio.to_thread(accept, resources(), token, password, finish_accepted)
    except InvitationExpired as error:
        return _back(error.code, "", "/ingresar")
    except Refused as error:
        page = f"/invitacion?aviso={error.code}&codigo={quote(token, safe='')}"
        return RedirectResponse(page, status_code=_SEE_OTHER)
    response = RedirectResponse("/ingresar?aviso=invitacion", status_code=_SEE_OTHER)
    response.delete_cookie(COOKIE, path="/")
    return response


def _back(notice: str, after: str, page: str = "/ingresar") -> Response:
    return RedirectResponse(_with_target(f"{page}?aviso={notice}", after), status_code=_SEE_OTHER)


def _with_target(address: str, after: str) -> str:
    if not after:
        return address
    return f"{address}{'&' if '?' in address else '?'}siguiente={quote(after)}"


routes = [
    Route("/", home, methods=["GET"]),
    Route("/sesion/entrar", enter, methods=["POST"]),
    Route("/sesion/codigo", show_factor, methods=["POST"]),
    Route("/sesion/recuperar", ask_recovery, methods=["POST"]),
    Route("/sesion/restablecer", set_recovered, methods=["POST"]),
    Route("/sesion/invitacion", accept_invitation, methods=["POST"]),
    Route("/sesion/clave", change_password, methods=["POST"]),
    Route("/sesion/salir", leave, methods=["POST"]),
]
