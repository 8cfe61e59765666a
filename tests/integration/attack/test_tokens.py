"""Tokens of tabs and cookies of sessions: stolen, replayed, fixed, forged."""

import httpx
import pytest
import websocket

from ser_app.people.texts import DEMO_PASSWORD
from tests.integration.attack.conftest import Tried
from tests.support.attack import ATTACKERS, VICTIM, cookie_of, handlers, leaks, rows, sign_in
from tests.support.server import Server
from tests.support.socket_client import RawClient


def name_of(server: Server, email: str) -> str:
    ((name,),) = rows(server, f"SELECT full_name FROM app_user WHERE email = '{email}'")
    return str(name)


@pytest.mark.server
async def test_a_stolen_tab_token_shows_nothing_of_its_owner(server: Server, tried: Tried) -> None:
    """Whoever else comes with it, at every kind of page, gets an empty state."""
    attempts, name = 0, name_of(server, VICTIM)
    for path in ("/declaraciones", "/estado-de-cuenta"):
        async with RawClient(server, cookie_of(server.url, VICTIM)) as owner:
            await owner.hydrate(path)
            await owner.settle()
            token = owner.token
            assert name in owner.everything()
        for email in ATTACKERS.values():
            async with RawClient(server, cookie_of(server.url, email), token=token) as thief:
                await thief.hydrate("/ayuda")
                await thief.settle()
                assert thief.received
                assert name not in thief.everything()
                assert leaks(server, thief.everything()) == [] or email in MINISTRY
                attempts += 1
    tried("stolen tab tokens", attempts)


MINISTRY = {"supervisor@demo.ser", "tesoreria@demo.ser", "admin@demo.ser", "auditor@demo.ser"}


@pytest.mark.server
async def test_a_tab_token_taken_while_its_owner_is_there_gives_nothing(
    server: Server, tried: Tried
) -> None:
    async with RawClient(server, cookie_of(server.url, VICTIM)) as owner:
        await owner.hydrate("/declaraciones")
        await owner.settle()
        async with RawClient(server, "", token=owner.token) as thief:
            names = [name for name in handlers() if name.endswith(".open")]
            for name in names:
                await owner.send(name, path="/declaraciones")
                await thief.send(name, path="/declaraciones")
            await owner.settle()
            await thief.settle()
            assert name_of(server, VICTIM) not in thief.everything()
            assert leaks(server, thief.everything()) == []
    tried("tab tokens shared with their owner", len(names))


@pytest.mark.server
def test_the_cookie_of_a_session_that_ended_opens_nothing(server: Server, tried: Tried) -> None:
    """Signed out, or replaced by signing in again."""
    attempts = 0
    for email in (VICTIM, "tesoreria@demo.ser", "admin@demo.ser"):
        ended = sign_in(server, email)
        cookie = {"Cookie": f"ser_sesion={ended}", "Origin": server.url}
        httpx.post(f"{server.url}/sesion/salir", headers=cookie)
        for path in ("/documentos/pagos.csv", "/documentos/auditoria.csv", "/"):
            answer = httpx.get(f"{server.url}{path}", headers=cookie)
            assert answer.headers["location"].startswith("/ingresar"), path
            attempts += 1
    tried("cookies of sessions that ended", attempts)


@pytest.mark.server
def test_a_session_is_never_the_one_that_was_brought_along(server: Server, tried: Tried) -> None:
    """Fixation: a cookie planted before signing in is not the session's afterwards."""
    planted = [
        "A" * 43, "fijada", "../../x", "%00", "0", sign_in(server, "supervisor@demo.ser"),
    ]  # fmt: skip
    for value in planted:
        answer = httpx.post(
            f"{server.url}/sesion/entrar",
            data={"email": VICTIM, "password": DEMO_PASSWORD},
            headers={"Cookie": f"ser_sesion={value}", "Origin": server.url},
        )
        assert answer.cookies["ser_sesion"] != value
        after = httpx.get(
            f"{server.url}/documentos/pagos.csv", headers={"Cookie": f"ser_sesion={value}"}
        )
        assert after.status_code == httpx.codes.SEE_OTHER  # the planted one is nobody's
    tried("fixed sessions", len(planted))


@pytest.mark.server
async def test_a_forged_cookie_is_nobody(server: Server, tried: Tried) -> None:
    real = cookie_of(server.url, VICTIM)
    forged = [
        "inventada" * 5, real[:-1], real.swapcase(), f"{real}x", f"x{real}", real[::-1],
        "' OR 1=1 --", "admin", "1", "null", "%s" * 10, "A" * 4000,
    ]  # fmt: skip
    for value in forged:
        async with RawClient(server, value) as client:
            await client.hydrate()
            await client.settle()
            assert "/ingresar" in client.everything()
            assert leaks(server, client.everything()) == []
    tried("forged cookies", len(forged))


def open_socket(server: Server, origin: str) -> None:
    """Open the event socket as a browser on a page of `origin` would, cookie included."""
    address = server.url.replace("http", "ws") + "/_event/?EIO=4&transport=websocket&token=t"
    cookie = f"ser_sesion={cookie_of(server.url, VICTIM)}"
    websocket.create_connection(address, origin=origin, cookie=cookie, timeout=10).close()


@pytest.mark.server
def test_a_page_of_another_site_cannot_open_the_socket(server: Server, tried: Tried) -> None:
    foreign = ("http://malo.example", "null", f"{server.url}.malo.example", "http://localhost:1")
    for origin in foreign:
        with pytest.raises(websocket.WebSocketBadStatusException) as refused:
            open_socket(server, origin)
        assert refused.value.status_code == httpx.codes.FORBIDDEN
    tried("sockets of foreign pages", len(foreign))


@pytest.mark.server
def test_a_page_of_ours_opens_the_socket(server: Server) -> None:
    open_socket(server, server.url)
