"""Signing in and out over HTTP: the cookie, where one lands, and what is refused."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from ser_app.api import session
from ser_app.base.resources import Resources
from ser_app.people.permissions import LANDING_PAGE, Role
from ser_app.people.sessions import COOKIE, actor_of_token
from tests.factories import PASSWORD, make_operator, make_user

ORIGIN = "http://ser.example"


@pytest.fixture
async def client(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[httpx.AsyncClient]:
    monkeypatch.setattr(session, "resources", lambda: res)
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
