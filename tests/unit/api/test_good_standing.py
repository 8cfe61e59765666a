"""The certificate as a file over HTTP: the bytes that were issued, for whom may see them."""

from collections.abc import AsyncIterator
from datetime import date

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette
from starlette.requests import Request

from ser_app.api import good_standing
from ser_app.base.resources import Resources
from ser_app.declarations.good_standing.service import certificate, certify
from ser_app.people import guard
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.unit.furs.corrections import filed, pay


class Visitor:
    """Who asks; None until somebody signs in."""

    actor: Actor | None = None


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res, valid_from=date(2013, 1, 1))


@pytest.fixture
def number(res: Resources, company: Company) -> str:
    """A certificate of the company."""
    pay(res, filed(res, company))
    return certify(res, company.admin)


@pytest.fixture
def visitor(monkeypatch: pytest.MonkeyPatch) -> Visitor:
    found = Visitor()

    def actor_of_request(_request: Request) -> Actor | None:
        return found.actor

    monkeypatch.setattr(guard, "actor_of_request", actor_of_request)
    return found


@pytest_asyncio.fixture
async def door(res: Resources, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    monkeypatch.setattr(good_standing, "resources", lambda: res)
    transport = httpx.ASGITransport(Starlette(routes=good_standing.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://ser.example") as client:
        yield client


def _address(number: str) -> str:
    return f"/documentos/paz-y-salvo/{number}.pdf"


async def test_a_stranger_signs_in_first(
    door: httpx.AsyncClient, visitor: Visitor, number: str
) -> None:
    assert visitor.actor is None
    answer = await door.get(_address(number))
    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/ingresar")


async def test_the_operator_and_the_ministry_get_the_bytes_that_were_issued(
    res: Resources, door: httpx.AsyncClient, visitor: Visitor, company: Company, number: str
) -> None:
    issued = certificate(res, company.admin, number)
    for actor in (company.preparer, ministry_actor(res, Role.TREASURY)):
        visitor.actor = actor
        answer = await door.get(_address(number))
        assert (answer.status_code, answer.content) == (200, issued.content)
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.headers["cache-control"] == "private, no-store"
        assert f'filename="{number}.pdf"' in answer.headers["content-disposition"]


async def test_another_operators_and_an_unknown_number_look_alike(
    res: Resources, door: httpx.AsyncClient, visitor: Visitor, number: str
) -> None:
    visitor.actor = make_company(res, name="Otro S.A.S.").admin
    foreign, unknown = [await door.get(_address(each)) for each in (number, "PYS-2013-000999")]
    assert (foreign.status_code, foreign.text) == (unknown.status_code, unknown.text)
    assert foreign.status_code == 404
