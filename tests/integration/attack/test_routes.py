"""Every route, by every role, with another operator's ids; forged posts; strange paths."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from starlette.routing import Route

import ser_app.api
from ser_app.api.v1.description import described
from ser_app.people.permissions import Role
from ser_app.people.tags import PUBLIC, key_permission_of, permission_of
from tests.integration.attack.conftest import Tried
from tests.support.attack import (
    ATTACKERS,
    NOBODY,
    OPERATORS,
    changed,
    contents,
    cookie_of,
    leaks,
    rows,
    targets,
)
from tests.support.matrix import granted
from tests.support.server import Server

REFUSED = {301, 302, 303, 307, 400, 401, 403, 404, 405, 413, 415, 422, 429}
PASSWORD_FILE = "root:x:0:0"
# What leaves a session or a clock changed on purpose is tried elsewhere.
ELSEWHERE = {"/demo/reloj", "/sesion/salir"}
# Its examples are of an operator of the demonstration, in every installation: made from the code
# alone, it can tell nothing of what is in a database.
DESCRIPTION = "/api/v1/openapi.json"
_ANYWHERE: dict[str, object] = {"servers": []}


def routes() -> list[Route]:
    """Every route of ours, from the files that declare them."""
    files = sorted(Path(ser_app.api.__path__[0]).glob("*.py"))
    modules = [import_module(f"ser_app.api.{file.stem}") for file in files]
    return [route for module in modules for route in getattr(module, "routes", [])]


def calls(server: Server) -> Iterator[tuple[str, str, str]]:
    """(method, address, tag) with each of the victim's ids in each place of the address."""
    values = dict.fromkeys(quote(target.value, safe="") for target in targets(server))
    for route in routes():
        if route.path in ELSEWHERE:
            continue
        tag = permission_of(route.endpoint) or ""
        for value in values if "{" in route.path else [""]:
            for method in sorted(route.methods or ()):
                yield method, re.sub(r"\{[^}]*\}", value, route.path), tag


def client_of(server: Server, role: str, **headers: str) -> httpx.Client:
    cookie = cookie_of(server.url, ATTACKERS[role])
    sent = {"Origin": server.url, **({"Cookie": f"ser_sesion={cookie}"} if cookie else {})}
    return httpx.Client(base_url=server.url, headers={**sent, **headers}, timeout=120)


def asked(client: httpx.Client, method: str, address: str) -> httpx.Response:
    """What the server answers; asked again where it answers and hangs up before the body is there.

    Who is refused before a byte of the body is read may find the connection reset, as HTTP has it.
    """
    body = None if method == "GET" else b"x"
    for _ in range(4):
        try:
            return client.request(method, address, content=body)
        except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError):
            continue
    return client.request(method, address, content=body)


@pytest.mark.server
def test_what_a_role_may_not_fetch_or_send_is_refused(server: Server, tried: Tried) -> None:
    before = contents(server)
    for role in ATTACKERS:
        attempts = 0
        with client_of(server, role) as client:
            for method, address, tag in calls(server):
                if tag == PUBLIC or tag in granted(role):
                    continue
                response = asked(client, method, address)
                expected = {303, 401} if role == NOBODY else {403}
                if key_permission_of(tag):  # no session opens what is for programs
                    expected = {401}
                assert response.status_code in expected, (role, method, address)
                assert leaks(server, response.text) == []
                attempts += 1
        tried(f"forbidden routes, {role}", attempts)
    assert changed(before, contents(server)) == []


@pytest.mark.server
@pytest.mark.parametrize("role", [*OPERATORS, NOBODY])
def test_what_a_role_may_fetch_gives_nothing_of_another_operator(
    server: Server, tried: Tried, role: str
) -> None:
    attempts = 0
    with client_of(server, role) as client:
        for method, address, tag in calls(server):
            if tag != PUBLIC and tag not in granted(role):
                continue
            response = asked(client, method, address)
            if (method, address) == ("GET", DESCRIPTION):
                assert response.json() | _ANYWHERE == described("") | _ANYWHERE
                continue
            assert leaks(server, response.text) == [], (method, address)
            named = any(target.value in address for target in targets(server))
            if named and tag != PUBLIC:
                assert response.status_code in REFUSED, (method, address, response.status_code)
            attempts += 1
    tried(f"routes with foreign ids, {role}", attempts)


@pytest.mark.server
def test_no_other_site_and_no_sandboxed_page_posts_anything(server: Server, tried: Tried) -> None:
    """A browser of somebody who is signed in, made to post by a page of somebody else."""
    before, attempts = contents(server), 0
    for role in (Role.PREPARER, Role.TREASURY, Role.SER_ADMIN):
        for origin, site in (
            ("https://malo.example", "cross-site"),
            ("null", "cross-site"),
            ("http://127.0.0.1", "cross-site"),
            (f"{server.url}.malo.example", "cross-site"),
            ("http://localhost:1", "same-site"),
        ):
            with client_of(server, role, Origin=origin) as client:
                client.headers["Sec-Fetch-Site"] = site
                for method, address, tag in calls(server):
                    if method != "POST" or (tag == PUBLIC and not address.startswith("/sesion")):
                        continue
                    response = client.post(address, data={"email": "a@b.co", "password": "x"})
                    attempts += 1
                    refused = (401,) if key_permission_of(tag) else (303, 403)
                    assert response.status_code in refused, (address, response.status_code)
                    assert "ser_sesion" not in response.headers.get("set-cookie", "")
    assert changed(before, contents(server)) == []
    tried("posts of foreign pages (CSRF)", attempts)


@pytest.mark.server
def test_no_path_leads_out_of_what_is_served(server: Server, tried: Tried) -> None:
    ups = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "....//", "%252e%252e%252f")
    files = ("etc/passwd", "var/ser.db", "ser_app/settings.py", ".env", "reflex.lock/bun.lock")
    places = ("/", "/assets/", "/documentos/furs/", "/documentos/soportes/", "/fonts/", "/_upload/")
    attempts = 0
    for place in places:
        for up in ups:
            for file in files:
                path = f"{place}{up * 8}{file}".encode()
                response = raw_get(server, path)
                assert not any(
                    mark in response for mark in (PASSWORD_FILE, "SQLite format", "BaseSettings")
                ), path
                attempts += 1
    for path in (b"/.git/config", b"/.env", b"/ser_app/settings.py", b"/%00", b"/assets/%00.js"):
        assert "[core]" not in raw_get(server, path)
        attempts += 1
    tried("paths that lead out (traversal)", attempts)


def raw_get(server: Server, path: bytes) -> str:
    """GET exactly this path: a client library would tidy it up first."""
    import socket

    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(
            b"GET " + path + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        received = b""
        while chunk := connection.recv(65536):
            received += chunk
            if len(received) > 100_000:
                break
    return received.decode("utf-8", "replace")


@pytest.mark.server
def test_numbers_and_codes_that_are_guessed_say_nothing(server: Server, tried: Tried) -> None:
    """A number that exists and one that does not are answered alike to somebody else."""
    real = [str(number) for (number,) in rows(server, "SELECT number FROM fur LIMIT 20")]
    own = {
        str(number)
        for (number,) in rows(
            server,
            "SELECT number FROM fur WHERE operator_id = (SELECT operator_id FROM app_user "
            f"WHERE email = '{ATTACKERS[Role.PREPARER]}')",
        )
    }
    with client_of(server, Role.PREPARER) as client:
        answers = {
            (response.status_code, response.text, response.headers["content-type"])
            for number in [*(each for each in real if each not in own), "FUR-1999-999999"]
            for response in [client.get(f"/documentos/furs/{number}.pdf")]
        }
    assert len(answers) == 1
    tried("numbers that are guessed", len(real))
