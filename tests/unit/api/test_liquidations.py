"""`POST /api/v1/liquidations`: the same pesos as everywhere else, for any program."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette

from ser_app.api import liquidations
from ser_app.api.liquidations import MOST_BYTES
from ser_app.base.resources import Resources
from ser_app.base.throttle import Throttle
from ser_app.law.explanation import figure_from_json

CASE = {
    "id": "a",
    "regime": "PRST",
    "period": "2013-Q1",
    "gross_income": 950_000_000,
    "filed_on": "2013-06-20",
}
ADDRESS = "/api/v1/liquidations"


@pytest_asyncio.fixture
async def door(res: Resources, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    monkeypatch.setattr(liquidations, "resources", lambda: res)
    monkeypatch.setattr(liquidations, "_TRIES", Throttle(limit=5, seconds=60))
    transport = httpx.ASGITransport(Starlette(routes=liquidations.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://ser.example") as client:
        yield client


async def test_a_case_is_liquidated_and_explained(door: httpx.AsyncClient) -> None:
    answer = (await door.post(ADDRESS, json=CASE)).json()
    assert (answer["id"], answer["total"]) == ("a", 23_019_000)
    codes = [figure_from_json(figure).code for figure in answer["figures"]]
    assert codes == ["levy", "late_filing_penalty", "arrears_interest", "total"]


async def test_the_explanation_can_be_left_out(door: httpx.AsyncClient) -> None:
    answer = (await door.post(f"{ADDRESS}?figures=false", json=CASE)).json()
    assert "figures" not in answer
    assert answer["total"] == 23_019_000


@pytest.mark.parametrize(
    ("body", "status", "code", "field"),
    [
        (b"{no", 400, "invalid_json", None),
        (b"[1]", 400, "invalid_json", None),
        (b'{"id": NaN}', 400, "invalid_json", None),
        (b"[" * 9_000, 400, "invalid_json", None),
        (json.dumps({**CASE, "regime": "OTRO"}).encode(), 422, "unknown_regime", "regime"),
        (json.dumps({**CASE, "gross_income": -1}).encode(), 422, "invalid_amount", "gross_income"),
        (json.dumps({**CASE, "regime": "\ud800"}).encode(), 422, "unknown_regime", "regime"),
        (json.dumps({**CASE, "\ud800": 1}).encode(), 422, "unknown_field", "\\ud800"),
        (b" " * (MOST_BYTES + 1), 413, "too_large", None),
    ],
)
async def test_a_refusal_is_a_problem_that_says_what_and_where(
    door: httpx.AsyncClient, body: bytes, status: int, code: str, field: str | None
) -> None:
    answer = await door.post(ADDRESS, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    found = answer.json()
    assert (found["status"], found["code"], found["field"]) == (status, code, field)
    assert found["detail"]


async def test_only_json_is_taken(door: httpx.AsyncClient) -> None:
    answer = await door.post(ADDRESS, data={"regime": "PRST"})
    assert answer.status_code == 415


@pytest.mark.parametrize(
    ("given", "back"),
    [(7, 7), (None, None), (10**30, 10**30), ("\ud800", None), ([["x"]], None), (1.5, None)],
)
async def test_an_identity_comes_back_when_it_is_a_text_or_a_whole_number(
    door: httpx.AsyncClient, given: Any, back: Any
) -> None:
    body = json.dumps({**CASE, "id": given})
    answer = await door.post(ADDRESS, content=body, headers={"Content-Type": "application/json"})
    assert answer.json()["id"] == back


async def test_who_asks_too_often_waits(door: httpx.AsyncClient) -> None:
    statuses = [(await door.post(ADDRESS, json=CASE)).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    assert (await door.post(ADDRESS, json=CASE)).headers["retry-after"] == "60"
