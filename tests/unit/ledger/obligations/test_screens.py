"""What the pages show and do, and that the template can be loaded back."""

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import load_workbook

from ser_app.base.resources import Resources
from ser_app.ledger.journal import Account
from ser_app.ledger.obligations.columns import COLUMNS
from ser_app.ledger.obligations.entering import enter
from ser_app.ledger.obligations.loading import report, upload
from ser_app.ledger.obligations.reading import Typed, read
from ser_app.ledger.obligations.reporting import report_view
from ser_app.ledger.obligations.sheets import lines_of
from ser_app.ledger.obligations.state import debt as debt_module
from ser_app.ledger.obligations.state import entry as entry_module
from ser_app.ledger.obligations.state import listing as list_module
from ser_app.ledger.obligations.state import load as load_module
from ser_app.ledger.obligations.state.debt import DebtState
from ser_app.ledger.obligations.state.entry import EntryState
from ser_app.ledger.obligations.state.listing import ObligationsState
from ser_app.ledger.obligations.state.load import FileState, LoadState
from ser_app.ledger.obligations.template import template_csv, template_xlsx
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.unit.ledger.obligations.support import TODAY, balance, fine, sheet

MODULES = (debt_module, entry_module, list_module, load_module)


class Screen:
    """Sends events to the pages as a person of the test's choice."""

    def __init__(self, res: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
        self.actor: Actor | None = None
        self._patch = monkeypatch
        for module in MODULES:
            monkeypatch.setattr(module, "resources", lambda: res)
            monkeypatch.setattr(module, "current_actor", lambda: self.actor)

    def at(self, state: type[Any], path: str, **query: str) -> Any:
        url = SimpleNamespace(path=path, query_parameters=query)
        self._patch.setattr(state, "router", SimpleNamespace(url=url))
        return state(_reflex_internal_init=True)

    @staticmethod
    async def send(state: Any, handler: str, *arguments: object) -> Any:
        answer = type(state).event_handlers[handler].fn(state, *arguments)
        if isinstance(answer, AsyncIterator):
            return [each async for each in answer]
        return await answer


@pytest.fixture
def screen(res: Resources, monkeypatch: pytest.MonkeyPatch) -> Screen:
    return Screen(res, monkeypatch)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest.fixture
def treasury(res: Resources) -> Actor:
    return ministry_actor(res, Role.TREASURY)


def test_the_template_reads_back_and_its_examples_are_right(tmp_path: Any) -> None:
    path = tmp_path / "plantilla.xlsx"
    path.write_bytes(template_xlsx())
    book = load_workbook(path)
    for name in ("Qué va en cada columna", "Obligaciones"):
        del book[name]
    book.save(path)
    found = [read(line.raw, TODAY.replace(year=2026)) for line in lines_of(path.read_bytes())]
    assert [type(each) for each in found] == [Typed] * 3
    assert template_csv().decode("utf-8-sig").strip().split(";") == [
        column.title for column in COLUMNS
    ]


def test_a_long_report_comes_in_pages_with_what_is_wrong_first(
    res: Resources, company: Company, treasury: Actor
) -> None:
    lines = [fine(company, act=str(number)) for number in range(60)]
    key = upload(res, treasury, "a.csv", sheet(*lines, fine(company, amount="0")))
    found = report(res, treasury, key)
    first, last = report_view(found, 1), report_view(found, 99)
    assert (first.lines[0].line, first.lines[0].state) == ("62", "Por corregir")
    assert (len(first.lines), first.summary, first.button) == (50, "1–50 de 61", "")
    assert (len(last.lines), last.next_href) == (11, "")
    assert first.outcome.startswith("1 línea por corregir de 61")


async def test_a_fine_is_reviewed_and_then_entered(
    res: Resources, screen: Screen, company: Company, treasury: Actor
) -> None:
    screen.actor = treasury
    state = screen.at(EntryState, "/obligaciones/nueva")
    await screen.send(state, "open")
    await screen.send(state, "choose_operator", company.operator.nit)
    assert [each.value for each in state.expedientes] == [company.expediente.number]
    typed = {name: text for name, text in fine(company).items() if name not in {"nit", "kind"}}
    await screen.send(state, "review", typed | {"amount": "mil"})
    assert state.errors["amount"].startswith("«mil»")
    assert [each.field for each in state.summary] == ["amount"]
    await screen.send(state, "review", typed)
    assert state.ready.button == "Registrar la multa por $ 5.000.000"
    assert balance(res, Account.DEBTOR) == 0
    await screen.send(state, "confirm")
    assert balance(res, Account.DEBTOR) == 5_000_000
    await screen.send(state, "confirm")
    assert balance(res, Account.DEBTOR) == 5_000_000
    assert state.done_href.startswith("/obligaciones/")


async def test_an_instalment_ticks_the_debts_that_it_takes_over(
    res: Resources, screen: Screen, company: Company, treasury: Actor
) -> None:
    key = enter(res, treasury, fine(company))
    screen.actor = treasury
    state = screen.at(EntryState, "/obligaciones/nueva")
    await screen.send(state, "open")
    await screen.send(state, "choose_operator", company.operator.nit)
    await screen.send(state, "choose_kind", "instalment")
    [debt] = state.debts
    assert debt.value == key
    form = {
        "amount": "3000000", "act": "Acuerdo 9", "act_day": "2013-06-20", "due_on": "2013-08-20",
        "norm": "Ley 1066 de 2006", "description": "Cuota 1", f"debt-{key}": True,
    }  # fmt: skip
    await screen.send(state, "review", form)
    assert state.ready.facts[-1].value == "$ 3.000.000 de Incumplimiento de reporte"
    await screen.send(state, "review", {name: form[name] for name in form if "debt" not in name})
    assert [each.field for each in state.summary] == ["debts"]


@pytest.mark.parametrize("form", [None, [], {"amount": 5, "act": ["x"]}, {"debt-x": True}])
async def test_what_no_browser_sends_harms_nothing(
    res: Resources, screen: Screen, treasury: Actor, form: object
) -> None:
    screen.actor = treasury
    entry = screen.at(EntryState, "/obligaciones/nueva")
    await screen.send(entry, "open")
    await screen.send(entry, "choose_operator", form)
    await screen.send(entry, "choose_kind", form)
    await screen.send(entry, "review", form)
    assert entry.summary
    debt = screen.at(DebtState, "/obligaciones/nobody")
    await screen.send(debt, "open")
    await screen.send(debt, "promise", form)
    await screen.send(debt, "undo", form)
    assert balance(res, Account.DEBTOR) == 0


async def test_a_file_goes_from_its_upload_to_the_books(
    res: Resources, screen: Screen, company: Company, treasury: Actor
) -> None:
    key = upload(res, treasury, "a.csv", sheet(fine(company)))
    screen.actor = treasury
    load = screen.at(LoadState, "/obligaciones/cargar")
    await screen.send(load, "open")
    assert [each.state for each in load.files] == ["Sin registrar"]
    assert await screen.send(load, "sent", key, "Archivo recibido.", True)
    assert await screen.send(load, "sent", "../../x", "", True) is None
    await screen.send(load, "sent", "", "Muy grande", False)
    assert load.refused == "Muy grande"
    file = screen.at(FileState, f"/obligaciones/cargas/{key}")
    await screen.send(file, "open")
    assert file.view.button == "Registrar 1 obligación por $ 5.000.000"
    await screen.send(file, "enter")
    assert file.done.startswith("Se registraron 1 obligación")
    assert (file.view.button, balance(res, Account.DEBTOR)) == ("", 5_000_000)


async def test_a_debt_shows_its_interest_its_promise_and_its_end(
    res: Resources, screen: Screen, company: Company, treasury: Actor
) -> None:
    key = enter(res, treasury, fine(company))
    screen.actor = treasury
    state = screen.at(DebtState, f"/obligaciones/{key}")
    await screen.send(state, "open")
    assert (state.view.total, state.view.interest) == ("$ 5.108.000", "$ 108.000")
    assert (state.view.may_take_back, state.view.why_not != "") == (False, True)
    await screen.send(state, "explain")
    assert state.opened
    form = {"amount": "1.000.000", "promised_on": "2013-07-15", "note": "Por escrito"}
    await screen.send(state, "promise", form | {"amount": "x"})
    assert state.errors["amount"]
    await screen.send(state, "promise", form)
    assert [each.state for each in state.view.promises] == ["Vigente"]
    screen.actor = ministry_actor(res, Role.TREASURY)
    await screen.send(state, "open")
    await screen.send(state, "undo", {"reason": "Revocada"})
    assert (state.view.state, state.view.total) == ("Anulada", "$ 0")
    assert "Revocada" in state.view.taken_back
    screen.actor = company.accountant
    await screen.send(state, "open")
    assert (state.view.may_pledge, state.view.may_take_back) == (False, False)


async def test_operators_see_their_list_without_the_treasurys_buttons(
    res: Resources, screen: Screen, company: Company, treasury: Actor
) -> None:
    enter(res, treasury, fine(company))
    screen.actor = company.accountant
    state = screen.at(ObligationsState, "/obligaciones", clase="fine", antes="x")
    await screen.send(state, "open")
    [row] = state.view.rows
    assert (row.state, row.left, state.may_enter) == ("Vencida", "$ 5.000.000", False)
    screen.actor = make_company(res, name="Otro S.A.S.").accountant
    await screen.send(state, "open")
    assert state.view.rows == []
