"""One person's requests take turns, and everybody else is served meanwhile."""

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ser_app.api.doors import behind_doors
from ser_app.api.turns import TooManyAtOnce, Turns
from ser_app.base.resources import Resources
from ser_app.people.permissions import Permission, Role
from ser_app.people.tags import requires
from tests.support.events import hold
from tests.support.matrix import cookie_of


async def test_some_go_on_the_others_wait_and_more_are_refused() -> None:
    turns, going, end = Turns(at_once=2, most=5), [], asyncio.Event()

    async def work(key: str) -> None:
        async with turns.of(key):
            going.append(key)
            await end.wait()

    tasks = [asyncio.create_task(work("a")) for _ in range(6)]
    tasks.append(asyncio.create_task(work("b")))
    refused, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    assert [type(each.exception()) for each in refused] == [TooManyAtOnce]
    assert going == ["a", "a", "b"]
    end.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert going.count("a") == 5
    await work("a")  # there is room again


async def test_a_hundred_files_at_once_are_made_a_few_at_a_time(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(res, monkeypatch)
    going, end = 0, asyncio.Event()

    @requires(Permission.DASHBOARD_VIEW)
    async def slow(_request: Request) -> Response:
        nonlocal going
        going += 1
        await end.wait()
        return PlainTextResponse("x")

    app = Starlette(routes=behind_doors([Route("/x", slow)]))
    cookies = {"ser_sesion": cookie_of(res, Role.SUPERVISOR)}
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://ser.example", cookies=cookies
    ) as client:
        waiting = {asyncio.create_task(client.get("/x")) for _ in range(100)}
        refused: set[asyncio.Task[httpx.Response]] = set()
        while len(refused) < 80:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            refused |= done
        assert {each.result().status_code for each in refused} == {429}
        assert going == 3
        end.set()
        answers = await asyncio.gather(*waiting)
    assert [each.status_code for each in answers] == [200] * 20
    told = refused.pop().result()
    assert "solicitudes suyas sin terminar" in told.text
    assert told.headers["retry-after"] == "60"
