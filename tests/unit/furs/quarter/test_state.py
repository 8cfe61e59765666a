"""The handlers of the sheet: each is an endpoint, whatever a browser sends."""

import json
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest

from ser_app.base.resources import Resources
from ser_app.furs.quarter import state as module
from ser_app.furs.quarter.state import QuarterState
from ser_app.people.actor import Actor
from tests.factories import PASSWORD
from tests.unit.furs.quarter.offices import LAST, Office, make_office


class Tab:
    """A browser tab with the sheet, of whoever is signed in."""

    def __init__(self, res: Resources, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch
        patch.setattr(module, "resources", lambda: res)
        router = SimpleNamespace(
            session=SimpleNamespace(client_ip="127.0.0.1"),
            url=SimpleNamespace(query_parameters={}),
        )
        patch.setattr(QuarterState, "router", router)
        self.state = QuarterState(_reflex_internal_init=True)  # type: ignore[call-arg]

    async def open(self, actor: Actor) -> None:
        self.patch.setattr(module, "current_actor", lambda: actor)
        await self.send("open")

    async def send(self, handler: str, *arguments: object) -> list[Any]:
        call: Callable[..., Any] = QuarterState.event_handlers[handler].fn
        answer: Awaitable[Any] | Any = call(self.state, *arguments)
        if hasattr(answer, "__aiter__"):
            return [each async for each in answer]
        return [await answer]

    async def write(self, *lines: tuple[str, ...]) -> None:
        await self.send(
            "write",
            [
                [row.key, column, text]
                for row, line in zip(self.state.rows, lines, strict=False)
                for column, text in zip(("income", "returns"), line, strict=False)
            ],
        )


@pytest.fixture
def office(res: Resources) -> Office:
    return make_office(res, "POSTAL")


@pytest.fixture
async def tab(res: Resources, office: Office, monkeypatch: pytest.MonkeyPatch) -> Tab:
    made = Tab(res, monkeypatch)
    await made.open(office.company.accountant)
    return made


async def test_it_opens_on_the_last_quarter_that_ended(tab: Tab, office: Office) -> None:
    assert (tab.state.period, tab.state.year) == ("2013-Q1", "2013")
    assert [row.number for row in tab.state.rows] == [each.number for each in office.expedientes]
    assert tab.state.totals.ready == 0
    await tab.send("choose_year", "2012")
    assert tab.state.period == "2012-Q4"
    await tab.send("choose_period", "2012-Q2")
    assert tab.state.period == "2012-Q2"
    for nonsense in (None, 7, "2031-Q1", "x"):
        await tab.send("choose_period", nonsense)
        assert tab.state.period == "2013-Q1"


async def test_typing_shows_what_it_costs_and_the_foot_adds_up(tab: Tab, office: Office) -> None:
    await tab.write(("950000000", ""), ("1000000",))
    assert tab.state.rows[0].total == "23.019.000"
    assert (tab.state.totals.ready, tab.state.totals.income) == (2, "951.000.000")
    assert tab.state.saved
    await tab.open(office.company.preparer)
    assert tab.state.rows[0].income == "950000000"


async def test_a_refused_cell_is_said_beside_its_row_until_it_is_mended(tab: Tab) -> None:
    await tab.write(("-5",), ("7000",))
    assert "negativo" in tab.state.rows[0].problem
    assert tab.state.totals.ready == 1
    # writing elsewhere leaves it
    await tab.send("write", [[tab.state.rows[0].key, "returns", "3"]])
    assert tab.state.rows[0].problem
    await tab.write(("5000",))
    assert (tab.state.rows[0].problem, tab.state.totals.ready) == ("", 2)


async def test_what_no_browser_of_ours_sends_changes_nothing(tab: Tab) -> None:
    before = tab.state.rows
    key = before[0].key
    wrong: list[Any] = [
        None, "x", 7, {}, [None], [["a"]], [[key, "levy", "1"]], [[key, "income", 5]],
        [[key, "income", "1" * 300]], [[None, "income", "1"]],
    ]  # fmt: skip
    for cells in wrong:
        await tab.send("write", cells)
    for key_, ticked in ((None, True), (key, "yes"), ("x" * 100, True)):
        await tab.send("set_nil", key_, ticked)
    for refused in (None, 7, "{", "[]", json.dumps({"nobody/income": 5})):
        await tab.send("load", refused, None, "yes")
    assert tab.state.rows == before
    forms: list[Any] = [None, [], {"password": 3}]
    for form in forms:
        await tab.send("sign", form)


async def test_an_upload_is_told_and_its_refused_cells_stay_beside_their_rows(tab: Tab) -> None:
    await tab.write(("7000",))
    refused = json.dumps({f"{tab.state.rows[0].key}/income": "«-5» es negativo"})
    await tab.send("load", refused, "Se cargaron 2 filas.", True)
    assert (tab.state.told, tab.state.totals.ready) == ("Se cargaron 2 filas.", 0)
    assert tab.state.rows[0].problem == "«-5» es negativo"
    await tab.send("load", "", "No es un libro", False)
    assert (tab.state.told, tab.state.file_error) == ("", "No es un libro")


async def test_the_last_quarter_is_copied_and_says_from_where(tab: Tab, office: Office) -> None:
    receipts = office.file(("700.000.000",), ("80.000.000",), period=LAST)
    await tab.send("copy")
    assert all(receipt in row.note for receipt, row in zip(receipts, tab.state.rows, strict=True))
    assert "2 filas" in tab.state.told
    await tab.write(("1",))
    assert tab.state.rows[0].note == ""
    await tab.send("copy")
    assert "No hay qué copiar" in tab.state.problem


async def test_from_the_typing_to_one_fur_that_pays_all(tab: Tab, office: Office) -> None:
    await tab.write(("950000000",), ("70000000",))
    assert tab.state.totals.generate == "Generar los 2 formularios"
    await tab.send("generate")
    assert [row.kind for row in tab.state.done] == ["paid", "paid"]
    assert [row.expediente for row in tab.state.done] == [row.number for row in tab.state.rows]
    for signer in (office.company.accountant, office.company.representative):
        await tab.open(signer)
        assert len(tab.state.signing) == 2
        await tab.send("sign", {"password": PASSWORD, "accepted": True})
        assert tab.state.signing == []
    assert all("constancia CP-2013-" in row.result for row in tab.state.done)
    assert tab.state.payment.startswith("FUR-2013-")
    assert tab.state.owed.button.startswith("Pagar 2 declaraciones")
    *_, going = await tab.send("pay")
    assert tab.state.payment in str(going.args)


async def test_a_wrong_password_stays_beside_its_field(tab: Tab, office: Office) -> None:
    await tab.write(("500000000",))
    await tab.send("generate")
    await tab.open(office.company.accountant)
    await tab.send("sign", {"password": "otra", "accepted": True})
    assert tab.state.password_error
    await tab.send("sign", {"password": PASSWORD})
    assert tab.state.oath_error
    assert len(tab.state.signing) == 1


async def test_only_forms_of_the_period_wait_on_its_sheet(tab: Tab, office: Office) -> None:
    office.write(("5.000.000",), period=LAST)
    office.issue(LAST)
    await tab.open(office.company.accountant)
    assert tab.state.signing == []
    await tab.send("choose_period", LAST.text)
    assert len(tab.state.signing) == 1
