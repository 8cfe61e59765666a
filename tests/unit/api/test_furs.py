"""The PDF of a FUR over HTTP."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette

from ser_app.api import furs
from ser_app.base.resources import Resources
from ser_app.furs import service
from ser_app.people.actor import Actor
from tests.factories import Company, make_company
from tests.unit.furs.desk import prepare


class Door:
    """A client whose signed-in person the test chooses."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.actor: Actor | None = None


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest.fixture
def number(res: Resources, company: Company) -> str:
    return service.issue(res, company.preparer, prepare(res, company))


@pytest_asyncio.fixture
async def door(res: Resources, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Door]:
    from ser_app.people import guard

    transport = httpx.ASGITransport(Starlette(routes=furs.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://ser.example") as client:
        opened = Door(client)
        monkeypatch.setattr(furs, "resources", lambda: res)
        monkeypatch.setattr(guard, "actor_of_request", lambda _request: opened.actor)
        yield opened


async def test_the_owner_gets_the_issued_bytes(
    res: Resources, company: Company, number: str, door: Door
) -> None:
    door.actor = company.preparer
    answer = await door.client.get(f"/documentos/furs/{number}.pdf")
    assert answer.status_code == 200
    assert answer.content == service.pdf(res, company.preparer, number).content
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'attachment; filename="{number}.pdf"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "private" in answer.headers["cache-control"]


async def test_head_tells_the_length_without_the_bytes(
    company: Company, number: str, door: Door
) -> None:
    door.actor = company.preparer
    answer = await door.client.head(f"/documentos/furs/{number}.pdf")
    assert answer.status_code == 200
    assert int(answer.headers["content-length"]) > 10_000
    assert answer.content == b""


async def test_what_the_browser_has_already_is_not_sent_again(
    company: Company, number: str, door: Door
) -> None:
    door.actor = company.preparer
    first = await door.client.get(f"/documentos/furs/{number}.pdf")
    again = await door.client.get(
        f"/documentos/furs/{number}.pdf", headers={"if-none-match": first.headers["etag"]}
    )
    assert again.status_code == 304


async def test_anonymous_people_sign_in_first(number: str, door: Door) -> None:
    answer = await door.client.get(f"/documentos/furs/{number}.pdf")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/ingresar?siguiente=/documentos/furs/")


async def test_foreign_and_unknown_numbers_look_alike(
    res: Resources, number: str, door: Door
) -> None:
    door.actor = make_company(res).preparer
    foreign = await door.client.get(f"/documentos/furs/{number}.pdf")
    unknown = await door.client.get("/documentos/furs/FUR-2013-999999.pdf")
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.text == unknown.text
