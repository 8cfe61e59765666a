"""The statement as a file over HTTP: for whom may see it, and nobody else."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette
from starlette.requests import Request

from ser_app.api import statement
from ser_app.base.resources import Resources
from ser_app.people import guard
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.unit.furs.corrections import filed

ADDRESS = "/documentos/estado-de-cuenta."


class Visitor:
    """Who asks; None until somebody signs in."""

    actor: Actor | None = None


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest.fixture
def visitor(monkeypatch: pytest.MonkeyPatch) -> Visitor:
    found = Visitor()

    def actor_of_request(_request: Request) -> Actor | None:
        return found.actor

    monkeypatch.setattr(guard, "actor_of_request", actor_of_request)
    return found


@pytest_asyncio.fixture
async def door(res: Resources, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    monkeypatch.setattr(statement, "resources", lambda: res)
    transport = httpx.ASGITransport(Starlette(routes=statement.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://ser.example") as client:
        yield client


async def test_a_stranger_signs_in_first(door: httpx.AsyncClient, visitor: Visitor) -> None:
    assert visitor.actor is None
    answer = await door.get(f"{ADDRESS}csv")
    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/ingresar")


@pytest.mark.parametrize(
    ("kind", "begins"), [("csv", b"\xef\xbb\xbfC"), ("xlsx", b"PK"), ("pdf", b"%PDF")]
)
async def test_the_own_people_get_each_kind_of_file(
    res: Resources,
    door: httpx.AsyncClient,
    visitor: Visitor,
    company: Company,
    kind: str,
    begins: bytes,
) -> None:
    filed(res, company)
    visitor.actor = company.accountant
    answer = await door.get(f"{ADDRESS}{kind}?dia=2013-06-20")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    name = f"estado-de-cuenta-{company.operator.nit}-2013-06-20.{kind}"
    assert name in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("address", "status"),
    [("exe", 404), ("csv?operador=nobody", 404), ("csv?desde=2014-01-01&dia=2013-01-01", 409)],
)
async def test_what_cannot_be_given_is_said(
    res: Resources, door: httpx.AsyncClient, visitor: Visitor, address: str, status: int
) -> None:
    visitor.actor = (
        ministry_actor(res, Role.TREASURY) if "nobody" in address else make_company(res).accountant
    )
    answer = await door.get(f"{ADDRESS}{address}")
    assert answer.status_code == status
    assert answer.text


async def test_who_manages_users_sees_no_statement(
    res: Resources, door: httpx.AsyncClient, visitor: Visitor, company: Company
) -> None:
    visitor.actor = ministry_actor(res, Role.SER_ADMIN)
    answer = await door.get(f"{ADDRESS}csv?operador={company.operator.public_id}")
    assert answer.status_code == 404
