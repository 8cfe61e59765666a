"""Deposits, claims and the exported day over HTTP: who may, how large, and what is told."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette

from ser_app.api import treasury
from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.payments.treasury.claiming import claims_page
from ser_app.payments.treasury.deposits import MOST_BYTES, cycles
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor
from tests.support.collections import make_agreement
from tests.support.documents import PDF

DEPOSITS = "/documentos/depositos"
CLAIM = "/documentos/reclamaciones/2013-06-19/007/40000/Un%20pago%2Fviejo?nombre=a.pdf"
CSV = b"dia;ciclo;valor;referencia\n2013-06-20;1;3000;A\n"
OURS = {"origin": "http://ser.example"}


class Door:
    """A client whose signed-in person the test chooses."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.actor: Actor | None = None


@pytest_asyncio.fixture
async def door(res: Resources, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Door]:
    from ser_app.people import guard

    make_agreement(res)
    transport = httpx.ASGITransport(Starlette(routes=treasury.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://ser.example") as client:
        opened = Door(client)
        monkeypatch.setattr(treasury, "resources", lambda: res)
        monkeypatch.setattr(guard, "actor_of_request", lambda _request: opened.actor)
        yield opened


async def test_a_file_of_deposits_is_taken_whole_and_only_from_a_page_of_ours(
    res: Resources, door: Door
) -> None:
    assert (await door.client.post(DEPOSITS, content=CSV, headers=OURS)).status_code == 401
    door.actor = ministry_actor(res, Role.AUDITOR)
    assert (await door.client.post(DEPOSITS, content=CSV, headers=OURS)).status_code == 403
    door.actor = ministry_actor(res, Role.TREASURY)
    foreign = {"origin": "http://mal.example"}
    assert (await door.client.post(DEPOSITS, content=CSV, headers=foreign)).status_code == 403
    large = b"x" * (MOST_BYTES + 1)
    assert (await door.client.post(DEPOSITS, content=large, headers=OURS)).status_code == 413
    assert cycles(res, door.actor) == []
    taken = await door.client.post(DEPOSITS, content=CSV, headers=OURS)
    assert (taken.status_code, taken.json()["message"]) == (201, "1 depósito registrado.")
    again = await door.client.post(DEPOSITS, content=CSV, headers=OURS)
    assert again.status_code == 422
    assert "Línea 2" in again.json()["message"]


async def test_a_claim_comes_with_its_document_and_gives_it_out_to_tesoreria_only(
    res: Resources, door: Door
) -> None:
    company, desk = make_company(res), ministry_actor(res, Role.TREASURY)
    door.actor = desk
    assert (await door.client.post(CLAIM, content=PDF, headers=OURS)).status_code == 403
    door.actor = company.preparer
    assert (await door.client.post(CLAIM, content=b"MZ", headers=OURS)).status_code == 422
    taken = await door.client.post(CLAIM, content=PDF, headers=OURS)
    assert taken.status_code == 201
    [found] = claims_page(res, desk).rows
    assert (found.claim.words, found.claim.amount) == ("Un pago/viejo", 40_000)
    address = f"/documentos/reclamaciones/{taken.json()['id']}/soporte"
    assert (await door.client.get(address)).status_code == 403
    door.actor = desk
    given = await door.client.get(address)
    assert given.content == PDF
    assert given.headers["content-disposition"].startswith("attachment")
    assert (await door.client.get(address.replace("/soporte", "x/soporte"))).status_code == 404


async def test_the_day_is_exported_to_who_may(
    res: Resources, door: Door, clock: MovableClock
) -> None:
    address = f"/documentos/dia/{clock.today().isoformat()}.csv"
    assert (await door.client.get(address)).status_code == 303
    door.actor = ministry_actor(res, Role.SUPERVISOR)
    assert (await door.client.get(address)).status_code == 403
    door.actor = ministry_actor(res, Role.AUDITOR)
    told = await door.client.get(address)
    assert told.content.decode("utf-8-sig").startswith("fecha;comprobante;")
    grouped = await door.client.get(f"{address}?agrupado=si")
    assert grouped.content.decode("utf-8-sig").startswith("fecha;codigo;")
    assert (await door.client.get("/documentos/dia/ayer.csv")).status_code == 404
