"""Two persons sign one FUR from two browsers at the same instant, over a running server."""

import asyncio
from collections.abc import Iterator
from datetime import date
from http import HTTPStatus

import httpx
import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.declarations.models import Declaration, DeclarationSignature
from ser_app.furs import service
from ser_app.furs.state.document import FurPageState
from ser_app.furs.texts import SIGNED, SIGNED_AND_FILED
from ser_app.oversight.books.parity import differences
from ser_app.people.actor import Actor
from ser_app.people.models import User
from tests.factories import PASSWORD, Company, make_company
from tests.support.databases import resources_on
from tests.support.server import UNHURRIED, Server, running_server
from tests.support.socket_client import RawClient
from tests.unit.furs.desk import declaration_of, fur, prepare

DAY = date(2013, 6, 20)
QUARTERS = ("2012-Q2", "2012-Q3", "2012-Q4", "2013-Q1")
REGISTERED = SIGNED.removesuffix(".")
"""What the page says to either of them, whoever was the last."""
FORM = {"form": {"password": PASSWORD, "accepted": True}}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A demonstration on a day of 2013."""
    with running_server(tmp_path_factory.mktemp("signed"), **UNHURRIED) as running:
        form = {"dia": DAY.isoformat(), "volver": "/"}
        moved = httpx.post(f"{running.url}/demo/reloj", data=form, timeout=60)
        assert moved.status_code == HTTPStatus.SEE_OTHER
        yield running


@pytest.fixture
def behind(server: Server) -> Iterator[Resources]:
    """The server's own database, from outside."""
    with resources_on(server.database_url, MovableClock(moved_to=DAY)) as found:
        yield found


@pytest.fixture
def company(behind: Resources) -> Company:
    return make_company(behind, name="Dos Firmas S.A.S.")


def cookie_of(server: Server, res: Resources, actor: Actor) -> str:
    with res.database.reading() as unit:
        user = unit.session.get(User, actor.user_id)
        assert user is not None
        form = {"email": user.email, "password": PASSWORD}
    entered = httpx.post(f"{server.url}/sesion/entrar", data=form, timeout=60)
    assert entered.status_code == HTTPStatus.SEE_OTHER, entered.text
    return entered.cookies["ser_sesion"]


async def opened(client: RawClient, number: str) -> None:
    """Open the FUR's page and wait until it is shown."""
    path = f"/furs/{number}"
    await client.hydrate(path)
    await client.send(f"{FurPageState.get_full_name()}.open", path=path)
    await shown(client, number)


async def shown(client: RawClient, words: str) -> None:
    """Wait until the page was told something."""
    async with asyncio.timeout(60):
        while words not in client.everything():
            await client.answer(patience=60)


@pytest.mark.server
async def test_both_signatures_are_there_and_it_is_filed_once(
    server: Server, behind: Resources, company: Company
) -> None:
    signers = (company.representative, company.accountant)
    first, second = (cookie_of(server, behind, each) for each in signers)
    for quarter in QUARTERS:
        number = service.issue(behind, company.preparer, prepare(behind, company, quarter))
        async with RawClient(server, first) as one, RawClient(server, second) as other:
            await asyncio.gather(opened(one, number), opened(other, number))
            handler, path = f"{FurPageState.get_full_name()}.sign", f"/furs/{number}"
            await asyncio.gather(*(each.send(handler, FORM, path) for each in (one, other)))
            await asyncio.gather(*(shown(each, REGISTERED) for each in (one, other)))
            said = [each.everything() for each in (one, other)]
        assert sum(SIGNED_AND_FILED in each for each in said) == 1
        assert fur(behind, number).state == "filed"
        declaration = declaration_of(behind, number)
        with behind.database.reading() as unit:
            signed = unit.session.exec(
                select(DeclarationSignature).where(
                    DeclarationSignature.declaration_id == declaration.id
                )
            ).all()
        assert {each.user_id for each in signed} == {each.user_id for each in signers}
        assert len(signed) == len(signers)
    with behind.database.reading() as unit:
        query = select(Declaration.receipt_number).where(
            Declaration.operator_id == company.operator.id
        )
        receipts = list(unit.session.exec(query))
    assert None not in receipts
    assert len(set(receipts)) == len(QUARTERS)
    assert differences(behind.database) == []
