"""Floods against a server with its usual limits: it slows the sender down, says so, and goes on."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ser_app.api.doors import TOO_FAST as TOO_MANY_REQUESTS
from ser_app.people.sockets import TOO_FAST
from tests.integration.attack.conftest import Tried
from tests.support.attack import cookie_of, handlers
from tests.support.server import Server, running_server
from tests.support.socket_client import RawClient

FLOOD = 400


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the limits that everybody gets."""
    folder: Path = tmp_path_factory.mktemp("usual")
    with running_server(folder) as server:
        yield server


@pytest.mark.server
async def test_a_flood_of_events_is_cut_and_its_window_told(usual: Server, tried: Tried) -> None:
    async with RawClient(usual, cookie_of(usual.url, "supervisor@demo.ser")) as client:
        await client.hydrate("/ayuda")
        await client.settle()
        name = next(name for name in handlers() if name.endswith("session_state.look_in"))
        for _ in range(FLOOD):
            await client.send(name, path="/ayuda")
        while TOO_FAST not in client.everything():
            await client.answer()
    # Another tab of the same person goes on: the flood was the tab's.
    async with RawClient(usual, cookie_of(usual.url, "supervisor@demo.ser")) as other:
        await other.hydrate("/ayuda")
        assert other.received
    tried("flood of events", FLOOD)


@pytest.mark.server
def test_a_flood_of_requests_is_cut_with_a_sentence(usual: Server, tried: Tried) -> None:
    with httpx.Client(base_url=usual.url, headers={"Origin": usual.url}) as client:
        answers = [client.post("/sesion/recuperar", data={"email": "a@b.co"}) for _ in range(FLOOD)]
    refused = [answer for answer in answers if answer.status_code == httpx.codes.TOO_MANY_REQUESTS]
    assert len(refused) > FLOOD // 4
    assert all(answer.text == TOO_MANY_REQUESTS for answer in refused)
    assert all(answer.headers["retry-after"] for answer in refused)
    assert httpx.get(f"{usual.url}/ping").status_code == httpx.codes.OK
    tried("flood of requests", FLOOD)


@pytest.mark.server
def test_guessing_passwords_is_slowed_down_and_says_nothing(usual: Server, tried: Tried) -> None:
    """Many passwords for one account, then the right one while it is locked: one answer for all."""
    tries = 12
    answers = set()
    with httpx.Client(base_url=usual.url) as client:
        for number in [*range(tries), -1]:
            password = "demostracion-2026" if number < 0 else f"adivina {number}"
            answer = client.post(
                "/sesion/entrar",
                data={"email": "auditor@demo.ser", "password": password},
                headers={"Origin": usual.url},
            )
            answers.add((answer.status_code, answer.headers.get("location")))
            assert "set-cookie" not in answer.headers
    assert len(answers - {(429, None)}) == 1
    tried("guessed passwords", tries + 1)
