"""The sheet of a quarter as a file over HTTP: who gets it, who sends it, and what is told."""

import json
from collections.abc import AsyncIterator
from io import BytesIO

import httpx
import pytest
import pytest_asyncio
from openpyxl import Workbook, load_workbook
from starlette.applications import Starlette

from ser_app.api import quarter
from ser_app.base.resources import Resources
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor
from tests.unit.furs.quarter.offices import Office, make_office

SHEET = "/documentos/hojas/2013-Q1"
TEMPLATE = f"{SHEET}/plantilla.xlsx"
OURS = {"origin": "http://ser.example"}


class Door:
    """A client whose signed-in person the test chooses."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.actor: Actor | None = None

    async def send(self, content: bytes, address: str = SHEET) -> httpx.Response:
        return await self.client.post(f"{address}?nombre=hoja.xlsx", content=content, headers=OURS)


@pytest_asyncio.fixture
async def door(res: Resources, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Door]:
    from ser_app.people import guard

    transport = httpx.ASGITransport(Starlette(routes=quarter.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://ser.example") as client:
        opened = Door(client)
        monkeypatch.setattr(quarter, "resources", lambda: res)
        monkeypatch.setattr(guard, "actor_of_request", lambda _request: opened.actor)
        yield opened


@pytest.fixture
def office(res: Resources) -> Office:
    return make_office(res, "POSTAL", "PRST")


def book(*lines: tuple[object, ...]) -> bytes:
    made = Workbook()
    for line in lines:
        made.active.append(list(line))
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def amounts(office: Office) -> list[tuple[int, int]]:
    return [(row.draft.gross_income, row.draft.returns) for row in office.rows()]


async def test_the_template_has_the_expedientes_and_comes_back_filled_in(
    door: Door, office: Office
) -> None:
    door.actor = office.company.accountant
    office.write(("7.000", "5"))
    answer = await door.client.get(TEMPLATE)
    assert answer.status_code == 200
    assert "2013-Q1.xlsx" in answer.headers["content-disposition"]
    page = load_workbook(BytesIO(answer.content)).active
    assert [cell.value for cell in page[1]] == [
        "Expediente", "Servicio", "Ingresos brutos", "Devoluciones",
    ]  # fmt: skip
    assert [row[0].value for row in page.iter_rows(min_row=2)] == [
        each.number for each in office.expedientes
    ]
    assert (page["C2"].value, page["D2"].value) == (7_000, 5)
    page["C3"], page["C4"], page["D4"] = 950_000_000, "$ 1.234.567", 7
    file = BytesIO()
    page.parent.save(file)
    sent = await door.send(file.getvalue())
    assert sent.status_code == 201
    assert sent.json() == {"id": "{}", "message": "Se cargaron los valores de 3 filas."}
    assert amounts(office) == [(7_000, 5), (950_000_000, 0), (1_234_567, 7)]


async def test_refused_cells_are_named_and_the_others_are_kept(door: Door, office: Office) -> None:
    door.actor = office.company.accountant
    first, second, third = (each.number for each in office.expedientes)
    sent = await door.send(
        book(
            ("DEVOLUCIONES", "expediente", "ingresos brutos"),
            (None, int(first), -5),
            (2.5, second, 8_000),
            (3, third, 9_000),
            (None, "96999999", 1),
        )
    )
    assert sent.status_code == 201
    refused = json.loads(sent.json()["id"])
    assert ["negativo" in words or "centavos" in words for words in refused.values()] == [True] * 2
    assert "2 celdas no se guardaron" in sent.json()["message"]
    assert "No están en esta hoja: 96999999" in sent.json()["message"]
    assert amounts(office) == [(0, 0), (8_000, 0), (9_000, 3)]


async def test_an_empty_cell_leaves_what_was_typed(door: Door, office: Office) -> None:
    door.actor = office.company.accountant
    office.write(("7.000", "5"))
    number = office.expedientes[0].number
    csv = f"Expediente;Ingresos brutos;Devoluciones\r\n{number};;9\r\n".encode()
    assert (await door.send(csv)).status_code == 201
    assert amounts(office)[0] == (7_000, 9)


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7\x00", b"PK\x03\x04 no workbook", b"Expediente;Otra\r\n1;2\r\n"],
    ids=["empty", "binary", "damaged", "headings"],
)
async def test_what_is_no_sheet_is_refused_whole(
    door: Door, office: Office, content: bytes
) -> None:
    door.actor = office.company.accountant
    answer = await door.send(content)
    assert answer.status_code == 422
    assert answer.json()["message"]
    assert amounts(office) == [(0, 0)] * 3


async def test_the_bytes_are_counted_while_they_come(
    door: Door, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quarter, "MOST_BYTES", 100)
    door.actor = office.company.accountant
    assert (await door.send(book(("Expediente",)))).status_code == 413


async def test_only_who_prepares_gets_and_sends_it(
    res: Resources, door: Door, office: Office
) -> None:
    number = office.expedientes[0].number
    filled = book(("Expediente", "Ingresos brutos", "Devoluciones"), (number, 5, None))
    company = office.company
    for stranger in (
        None, company.representative, company.admin, ministry_actor(res, Role.TREASURY),
    ):  # fmt: skip
        door.actor = stranger
        assert (await door.send(filled)).status_code in {401, 403}
        assert (await door.client.get(TEMPLATE)).status_code in {303, 403}
    door.actor = make_company(res, name="Otro S.A.S.").accountant
    told = await door.send(filled)
    assert "No están en esta hoja" in told.json()["message"]
    assert amounts(office) == [(0, 0)] * 3


async def test_a_foreign_page_cannot_send(door: Door, office: Office) -> None:
    door.actor = office.company.accountant
    answer = await door.client.post(SHEET, content=b"x", headers={"origin": "https://otra.example"})
    assert answer.status_code == 403


async def test_a_period_that_is_none_is_not_found(door: Door, office: Office) -> None:
    door.actor = office.company.accountant
    for period in ("nunca", "2013-Q9", "1999-Q1"):
        address = f"/documentos/hojas/{period}"
        assert (await door.client.get(f"{address}/plantilla.xlsx")).status_code == 404
