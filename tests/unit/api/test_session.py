"""Signing in and out over HTTP: the cookie, where one lands, and what is refused."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import RedirectResponse

from ser_app.api import address, session
from ser_app.api.session import STEP_COOKIE
from ser_app.base.mail.repository import newest
from ser_app.base.resources import Resources
from ser_app.people.permissions import LANDING_PAGE, Role
from ser_app.people.second_factor import enrolling
from ser_app.people.sessions import COOKIE, actor_of_token
from tests.factories import PASSWORD, enter, make_operator, make_user
from tests.support.telephone import Telephone

ORIGIN = "http://ser.example"


@pytest.fixture
async def client(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
    for module in (session, address):
        monkeypatch.setattr(module, "resources", lambda: res)
    transport = httpx.ASGITransport(Starlette(routes=session.routes))
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as http:
        yield http


async def _enter(
    client: httpx.AsyncClient, email: str, password: str = PASSWORD, **form: str
) -> dict[str, str]:
    data = {"email": email, "password": password, **form}
    response = await client.post("/sesion/entrar", data=data, headers={"Origin": ORIGIN})
    assert response.status_code == 303
    return dict(response.headers)


@pytest.mark.parametrize("role", list(Role))
async def test_each_role_lands_on_its_page(
    client: httpx.AsyncClient, res: Resources, role: Role
) -> None:
    user = make_user(res, role, make_operator(res) if role.of_operator else None)
    assert (await _enter(client, user.email))["location"] == LANDING_PAGE[role]


async def test_the_cookie_is_out_of_reach_of_scripts_and_of_foreign_posts(
    client: httpx.AsyncClient, res: Resources
) -> None:
    headers = await _enter(client, make_user(res, Role.SUPERVISOR).email)
    cookie = headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


async def test_a_wrong_password_sets_no_cookie_and_keeps_where_one_wanted_to_go(
    client: httpx.AsyncClient, res: Resources
) -> None:
    user = make_user(res, Role.SUPERVISOR)
    headers = await _enter(
        client, user.email, "otra clave cualquiera", next="/pagos?estado=approved"
    )
    assert headers["location"].startswith("/ingresar?aviso=credenciales&siguiente=/pagos")
    assert "set-cookie" not in headers


@pytest.mark.parametrize(
    "target", ["//malo.example", "https://malo.example", "/\\malo.example", "javascript:x", "\n/x"]
)
async def test_one_never_lands_on_a_foreign_site(
    client: httpx.AsyncClient, res: Resources, target: str
) -> None:
    user = make_user(res, Role.SUPERVISOR)
    assert (await _enter(client, user.email, next=target))["location"] == "/tablero"


async def test_a_foreign_page_cannot_sign_anybody_in(
    client: httpx.AsyncClient, res: Resources
) -> None:
    user = make_user(res, Role.SUPERVISOR)
    response = await client.post(
        "/sesion/entrar",
        data={"email": user.email, "password": PASSWORD},
        headers={"Origin": "https://malo.example"},
    )
    assert "set-cookie" not in response.headers


async def test_leaving_ends_the_session_on_the_server(
    client: httpx.AsyncClient, res: Resources
) -> None:
    await _enter(client, make_user(res, Role.SUPERVISOR).email)
    token = client.cookies[COOKIE]
    await client.post("/sesion/salir", headers={"Origin": ORIGIN})
    assert actor_of_token(res, token) is None


async def test_signing_in_ends_the_session_that_was_there_before(
    client: httpx.AsyncClient, res: Resources
) -> None:
    user = make_user(res, Role.SUPERVISOR)
    await _enter(client, user.email)
    fixed = client.cookies[COOKIE]
    await _enter(client, user.email)
    assert client.cookies[COOKIE] != fixed
    assert actor_of_token(res, fixed) is None


async def test_the_root_sends_everybody_to_the_own_page(
    client: httpx.AsyncClient, res: Resources
) -> None:
    assert (await client.get("/")).headers["location"] == "/ingresar"
    await _enter(client, make_user(res, Role.TREASURY).email)
    assert (await client.get("/")).headers["location"] == "/pagos"


async def _post(client: httpx.AsyncClient, path: str, **form: str) -> httpx.Response:
    return await client.post(path, data=form, headers={"Origin": ORIGIN})


def _with_telephone(res: Resources, email: str) -> Telephone:
    actor = actor_of_token(res, enter(res, email))
    assert actor is not None
    telephone = Telephone(enrolling.start(res, actor).key)
    enrolling.confirm(res, actor, telephone.code(res.clock.now()))
    return telephone


async def test_with_a_telephone_the_session_comes_after_the_code(
    client: httpx.AsyncClient, res: Resources
) -> None:
    user = make_user(res, Role.SUPERVISOR)
    telephone = _with_telephone(res, user.email)
    headers = await _enter(client, user.email, next="/pagos")
    assert headers["location"] == "/ingresar/codigo?siguiente=/pagos"
    assert COOKIE not in client.cookies
    step = headers["set-cookie"]
    assert step.startswith(f"{STEP_COOKIE}=")
    assert "HttpOnly" in step
    assert "Path=/sesion" in step
    refused = await _post(client, "/sesion/codigo", code="nada", next="/pagos")
    assert refused.headers["location"] == "/ingresar/codigo?aviso=codigo&siguiente=/pagos"
    code = telephone.code(res.clock.now(), 1)
    entered = await _post(client, "/sesion/codigo", code=code, next="/pagos")
    assert entered.headers["location"] == "/pagos"
    assert actor_of_token(res, client.cookies[COOKIE]) is not None
    assert STEP_COOKIE not in client.cookies


async def test_a_code_without_the_password_before_it_opens_nothing(
    client: httpx.AsyncClient, res: Resources
) -> None:
    telephone = _with_telephone(res, make_user(res, Role.SUPERVISOR).email)
    code = telephone.code(res.clock.now(), 1)
    response = await _post(client, "/sesion/codigo", code=code)
    assert response.headers["location"] == "/ingresar?aviso=espera"
    assert COOKIE not in client.cookies


async def test_recovering_is_answered_alike_for_everybody(
    client: httpx.AsyncClient, res: Resources
) -> None:
    user = make_user(res, Role.SUPERVISOR)
    answers = []
    for email in (user.email, "nadie@prueba.example", "", "x" * 5000):
        response = await _post(client, "/sesion/recuperar", email=email)
        headers = {key: value for key, value in response.headers.items() if key != "date"}
        answers.append((response.status_code, headers, response.content))
    assert all(answer == answers[0] for answer in answers)


async def test_the_answer_is_sent_before_the_mail_is_looked_for(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(session, "ask", lambda *_: seen.append("ask"))
    real = RedirectResponse.__call__

    async def answer(self: RedirectResponse, scope: Any, receive: Any, send: Any) -> None:
        async def told(message: Any) -> None:
            seen.append(message["type"])
            await send(message)

        await real(self, scope, receive, told)

    monkeypatch.setattr(RedirectResponse, "__call__", answer)
    await _post(client, "/sesion/recuperar", email="nadie@prueba.example")
    assert seen == ["http.response.start", "http.response.body", "ask"]


async def test_a_mailed_link_sets_a_new_password_over_http(
    client: httpx.AsyncClient, res: Resources
) -> None:
    user = make_user(res, Role.SUPERVISOR)
    await _post(client, "/sesion/recuperar", email=user.email)
    with res.database.reading() as unit:
        (mail,) = newest(unit, 9)
    token = mail.text.partition("codigo=")[2].split()[0]
    weak = await _post(client, "/sesion/restablecer", codigo=token, new="muy corta")
    assert weak.headers["location"] == (
        f"/restablecer-contrasena?aviso=password_short&codigo={token}"
    )
    done = await _post(client, "/sesion/restablecer", codigo=token, new="la vaca azul come mangos")
    assert done.headers["location"] == "/ingresar?aviso=restablecida"
    again = await _post(client, "/sesion/restablecer", codigo=token, new="la vaca azul come papa")
    assert again.headers["location"] == "/recuperar-contrasena?aviso=enlace-vencido"


@pytest.mark.parametrize("path", ["/sesion/codigo", "/sesion/recuperar", "/sesion/restablecer"])
async def test_foreign_pages_post_nothing(
    client: httpx.AsyncClient, res: Resources, path: str
) -> None:
    user = make_user(res, Role.SUPERVISOR)
    response = await client.post(
        path, data={"email": user.email}, headers={"Origin": "https://malo.example"}
    )
    assert response.status_code == 303
    with res.database.reading() as unit:
        assert not newest(unit, 9)


@pytest.mark.parametrize(
    ("settings", "secure"),
    [
        ({}, False),
        ({"public_url": "https://ser.example"}, True),
        ({"secure_cookies": True}, True),
        ({"mode": "production"}, True),
    ],
)
async def test_behind_https_the_cookie_travels_over_tls_only(
    client: httpx.AsyncClient,
    res: Resources,
    monkeypatch: pytest.MonkeyPatch,
    settings: dict[str, object],
    secure: bool,
) -> None:
    changed = replace(res, settings=res.settings.model_copy(update=settings))
    monkeypatch.setattr(session, "resources", lambda: changed)
    headers = await _enter(client, make_user(res, Role.PREPARER, make_operator(res)).email)
    assert ("Secure" in headers["set-cookie"]) is secure


@pytest.mark.parametrize(("trusted", "found"), [("", "127.0.0.1"), ("127.0.0.1", "203.0.113.9")])
async def test_the_session_keeps_the_address_that_can_be_believed(
    client: httpx.AsyncClient,
    res: Resources,
    monkeypatch: pytest.MonkeyPatch,
    trusted: str,
    found: str,
) -> None:
    settings = res.settings.model_copy(update={"trusted_proxies": trusted})
    for module in (session, address):
        monkeypatch.setattr(module, "resources", lambda: replace(res, settings=settings))
    user = make_user(res, Role.SUPERVISOR)
    await client.post(
        "/sesion/entrar",
        data={"email": user.email, "password": PASSWORD},
        headers={"Origin": ORIGIN, "X-Forwarded-For": "1.1.1.1, 203.0.113.9"},
    )
    with res.database.reading() as unit:
        kept = unit.session.connection().exec_driver_sql("SELECT address FROM user_session")
        assert kept.scalars().all() == [found]
