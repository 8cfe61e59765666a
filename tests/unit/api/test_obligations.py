"""Files of obligations over HTTP: who may send them, how large, of which kind."""

from collections.abc import AsyncIterator, Iterator
from io import BytesIO

import httpx
import pytest
import pytest_asyncio
from openpyxl import load_workbook
from sqlmodel import select
from starlette.applications import Starlette

from ser_app.api import obligations
from ser_app.base.resources import Resources
from ser_app.base.spreadsheets import MOST_BYTES
from ser_app.ledger.obligations.models import Charge, ChargeFile
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor
from tests.unit.ledger.obligations.support import fine, sheet

ADDRESS = "/documentos/obligaciones"
OURS = {"origin": "http://ser.example"}


class Door:
    """A client whose signed-in person the test chooses."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.actor: Actor | None = None

    async def send(self, content: bytes | AsyncIterator[bytes], **headers: str) -> httpx.Response:
        address = f"{ADDRESS}?nombre=multas.csv"
        return await self.client.post(address, content=content, headers=OURS | headers)


@pytest_asyncio.fixture
async def door(res: Resources, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Door]:
    from ser_app.people import guard

    transport = httpx.ASGITransport(Starlette(routes=obligations.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://ser.example") as client:
        opened = Door(client)
        opened.actor = ministry_actor(res, Role.TREASURY)
        monkeypatch.setattr(obligations, "resources", lambda: res)
        monkeypatch.setattr(guard, "actor_of_request", lambda _request: opened.actor)
        yield opened


def stored(res: Resources) -> list[ChargeFile]:
    with res.database.reading() as unit:
        return list(unit.session.exec(select(ChargeFile)))


async def test_a_file_is_kept_and_nothing_is_entered(res: Resources, door: Door) -> None:
    content = sheet(fine(make_company(res)))
    answer = await door.send(content)
    again = await door.send(content)
    assert (answer.status_code, again.status_code) == (201, 201)
    assert answer.json()["id"] == again.json()["id"]
    assert [each.name for each in stored(res)] == ["multas.csv"]
    with res.database.reading() as unit:
        assert unit.session.exec(select(Charge)).all() == []


async def test_a_large_body_is_cut_off_while_it_streams(res: Resources, door: Door) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 65_536
            yield b"x" * 65_536

    answer = await door.send(endless())
    assert answer.status_code == 413
    assert "2 MB" in answer.json()["message"]
    assert sent <= MOST_BYTES + 2 * 65_536
    assert stored(res) == []


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"\x89PNG\r\n\x1a\n\x00\x00", 415), (b"\xd0\xcf\x11\xe0\x00", 415), (b"", 422)],
)
async def test_what_is_no_file_of_obligations_is_refused(
    res: Resources, door: Door, content: bytes, status: int
) -> None:
    answer = await door.send(content)
    assert answer.status_code == status
    assert answer.json()["message"]
    assert stored(res) == []


async def test_only_the_treasury_sends_and_only_from_our_pages(res: Resources, door: Door) -> None:
    company = make_company(res)
    content = sheet(fine(company))
    foreign = await door.send(content, origin="http://evil.example")
    door.actor = company.representative
    operator = await door.send(content)
    door.actor = ministry_actor(res, Role.AUDITOR)
    auditor = await door.send(content)
    door.actor = None
    nobody = await door.send(content)
    codes = [each.status_code for each in (foreign, operator, auditor, nobody)]
    assert codes == [403, 403, 403, 401]
    assert stored(res) == []


async def test_a_refused_sender_is_not_read(door: Door) -> None:
    door.actor = None

    def body() -> Iterator[bytes]:
        pytest.fail("a byte was read")
        yield b""

    async def reading() -> AsyncIterator[bytes]:
        for each in body():
            yield each

    assert (await door.send(reading())).status_code == 401


async def test_the_template_is_for_whom_may_enter(res: Resources, door: Door) -> None:
    book = await door.client.get(f"{ADDRESS}/plantilla.xlsx")
    text = await door.client.get(f"{ADDRESS}/plantilla.csv")
    assert load_workbook(BytesIO(book.content)).sheetnames[0] == "Obligaciones"
    assert text.content.startswith(b"\xef\xbb\xbfNIT;Clase;")
    assert (await door.client.get(f"{ADDRESS}/plantilla.exe")).status_code == 404
    door.actor = make_company(res).accountant
    assert (await door.client.get(f"{ADDRESS}/plantilla.csv")).status_code == 404
    door.actor = None
    assert (await door.client.get(f"{ADDRESS}/plantilla.csv")).status_code == 303


async def test_the_report_tells_each_line(res: Resources, door: Door) -> None:
    company = make_company(res, name="=HYPERLINK(1)")
    content = sheet(fine(company), fine(company, amount="mil"))
    key = (await door.send(content)).json()["id"]
    answer = await door.client.get(f"{ADDRESS}/{key}/reporte.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("2;Correcta;;;'=HYPERLINK(1);5000000;")
    assert lines[2].startswith("3;Por corregir;Valor;")
    door.actor = company.accountant
    assert (await door.client.get(f"{ADDRESS}/{key}/reporte.csv")).status_code == 403
