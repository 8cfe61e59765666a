"""The statement of account: any day, the own operator only, each figure with its reason."""

import csv
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.database import Unit
from ser_app.base.errors import NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.furs.debts.issuing import issue_debts_fur
from ser_app.ledger.journal import Account, Concept, Journal, Kind, against
from ser_app.ledger.models import Obligation
from ser_app.ledger.obligations.entering import enter
from ser_app.ledger.obligations.pledging import pledge
from ser_app.ledger.posting import post_all
from ser_app.ledger.statement import service
from ser_app.ledger.statement import state as module
from ser_app.ledger.statement.files import to_csv, to_xlsx
from ser_app.ledger.statement.folding import Change
from ser_app.ledger.statement.paper import to_pdf
from ser_app.ledger.statement.state import StatementState
from ser_app.ledger.statement.views import change_view, statement_view
from ser_app.people.permissions import Role
from ser_app.web.reasons import explained
from tests.factories import Company, make_company, ministry_actor
from tests.unit.furs.corrections import correct, filed, pay
from tests.unit.furs.desk import declaration_of
from tests.unit.ledger.obligations.support import fine, right

TODAY = date(2013, 6, 20)
NOW = datetime(2013, 6, 20, 15, tzinfo=UTC)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def of(
    res: Resources, company: Company, last: date | None = None, first: date | None = None
) -> service.Answer:
    return service.statement_of(res, company.accountant, "", first, last)


def written(pdf: bytes) -> str:
    """The words of a paper, with single spaces."""
    pages = [page.get_textpage().get_text_range() for page in PdfDocument(pdf)]
    return " ".join(" ".join(pages).split())


def test_what_is_owed_today_is_what_a_fur_of_today_asks_for(
    res: Resources, company: Company
) -> None:
    filed(res, company)
    found = of(res, company).statement
    assert (found.total, found.overdue, found.running) == (23_019_000, 23_019_000, 1_178_000)
    assert [change.amount for change in found.changes] == [21_841_000]
    reason = found.debts[0].interest
    assert reason is not None
    assert reason.amount == 1_178_000
    assert reason.substitution == "$ 20.900.000 × 31,25 % × 66 ÷ 366 = $ 1.177.766,39"


def test_a_day_before_the_filing_knows_nothing_of_it(res: Resources, company: Company) -> None:
    filed(res, company)
    found = of(res, company, last=date(2013, 6, 19)).statement
    assert (found.total, found.changes, found.debts) == (0, (), ())


def test_two_months_later_more_interest_has_run(res: Resources, company: Company) -> None:
    filed(res, company)
    found = of(res, company, last=date(2013, 8, 20)).statement
    assert (found.running, found.total) == (2_245_000, 21_841_000 + 2_245_000)


def test_paid_debts_leave_and_their_movements_stay(res: Resources, company: Company) -> None:
    pay(res, filed(res, company))
    found = of(res, company).statement
    assert (found.total, found.closing, found.debts) == (0, 0, ())
    assert [change.balance for change in found.changes] == [21_841_000, 23_019_000, 0]


def test_what_came_before_the_first_day_is_the_opening_balance(
    res: Resources, company: Company
) -> None:
    filed(res, company)
    found = of(res, company, first=date(2013, 6, 21), last=date(2013, 7, 1)).statement
    assert (found.opening, found.changes, found.closing) == (21_841_000, (), 21_841_000)


def test_days_the_wrong_way_round_are_refused(res: Resources, company: Company) -> None:
    with pytest.raises(Refused, match="primer día"):
        of(res, company, first=date(2013, 7, 1), last=TODAY)


def test_an_operator_sees_its_own_whatever_it_asks_for(res: Resources, company: Company) -> None:
    filed(res, company)
    other = make_company(res, name="Otro S.A.S.")
    asked = company.operator.public_id
    answer = service.statement_of(res, other.accountant, asked, None, None)
    assert answer.operator.public_id == other.operator.public_id
    assert (answer.statement.changes, answer.statement.total) == ((), 0)
    assert [each.public_id for each in service.operators(res, other.accountant)] == [
        other.operator.public_id
    ]


def test_the_ministry_chooses_and_a_wrong_choice_is_not_found(
    res: Resources, company: Company
) -> None:
    filed(res, company)
    treasury = ministry_actor(res, Role.TREASURY)
    answer = service.statement_of(res, treasury, company.operator.public_id, None, None)
    assert answer.statement.total == 23_019_000
    with pytest.raises(NotFound):
        service.statement_of(res, treasury, "nobody", None, None)


def test_the_files_hold_the_same_figures(res: Resources, company: Company) -> None:
    pay(res, filed(res, company))
    filed(res, company, "2012-Q4")
    answer = of(res, company)
    rows = list(csv.reader(StringIO(to_csv(answer).decode("utf-8-sig")), delimiter=";"))
    opening = ["2013-01-01", "", "", "Saldo anterior", "", "", "", "0"]
    assert rows[1] == ["Deudas", *opening]
    assert rows[-1] == ["Saldo a favor", *opening]
    moved = rows[2:-1]
    assert {row[0] for row in moved} == {"Deudas"}
    assert sum(int(row[7]) for row in moved) == answer.statement.closing
    assert {row[3] for row in moved} == {company.expediente.number}
    assert {row[5] for row in moved} == {"T1 ene–mar 2013", "T4 oct–dic 2012"}
    book = load_workbook(BytesIO(to_xlsx(answer)))
    last = [cell.value for cell in book["Deudas"][book["Deudas"].max_row]]
    assert last[1] == "2012-Q4"
    assert last[-1] == answer.statement.total


def test_interest_charged_in_part_says_what_of_it_still_runs(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    source = f"filing:{declaration_of(res, number).public_id}"
    pay(res, issue_debts_fur(res, company.preparer, [source], TODAY, 1_500_000))
    clock.moved_to = date(2013, 6, 30)
    # 941 000 of penalty and 559 000 of 1 178 000 of interest are paid; on 30 June 1 356 000 are due
    [debt] = of(res, company).statement.debts
    assert (debt.left.interest, debt.running) == (619_000, 178_000)
    reason = debt.interest
    assert reason is not None
    assert reason.amount == 619_000 + 178_000
    assert "ya se cobraron $ 1.178.000: corren $ 178.000" in reason.sentence
    assert "Se suman $ 619.000 de intereses cobrados y sin pagar" in reason.sentence
    assert reason.substitution.endswith("; $ 1.356.000 − $ 1.178.000 + $ 619.000 = $ 797.000")


def test_a_correction_says_what_it_is_and_what_it_leaves_in_favour(
    res: Resources, company: Company
) -> None:
    number = filed(res, company)
    pay(res, number)
    correct(res, company, number, 1_000_000_000)
    older = filed(res, company, "2012-Q4")
    pay(res, older)
    correct(res, company, older, 300_000_000)
    answer = of(res, company)
    view = statement_view(answer)
    words = [each.description for each in view.changes]
    assert "Corrección de T1 ene–mar 2013 presentada: lo que agrega a lo ya pagado" in words
    assert {each.expediente for each in view.changes} == {f"Expediente {company.expediente.number}"}
    [left] = view.favour
    assert left.description.startswith("Corrección de T4 oct–dic 2012 presentada, que deja")
    assert (left.payment, left.charge, left.balance) == (view.in_favour, "", view.in_favour)
    assert view.favour_opening == "$ 0"
    sheet = load_workbook(BytesIO(to_xlsx(answer)))["Saldo a favor"]
    assert sheet.cell(sheet.max_row, 8).value == answer.statement.in_favour > 0
    last = to_csv(answer).decode().splitlines()[-1].split(";")
    assert (last[0], last[-1]) == ("Saldo a favor", str(answer.statement.in_favour))
    assert last[5:7] == ["", "Saldo a favor"]
    assert "que deja un saldo a favor" in written(to_pdf(answer, NOW))


def test_signs_tell_what_a_movement_adds_and_takes() -> None:
    def parts(*found: tuple[Concept, int]) -> str:
        change = Change("x", Kind.EXCESS, TODAY, TODAY, "Prueba", found, 0)
        return change_view(change).parts

    assert parts((Concept.PENALTY, 627_000), (Concept.LEVY, -651_000)) == (
        "Sanción + $\u00a0627.000 · Contraprestación − $\u00a0651.000"
    )
    assert (
        parts((Concept.LEVY, -5), (Concept.LEVY, 5))
        == "Contraprestación $\u00a05, de una deuda a otra"
    )
    assert parts((Concept.LEVY, -5), (Concept.INTEREST, -1)) == (
        "Contraprestación $\u00a05 · Intereses de mora $\u00a01"
    )


def test_money_of_a_debt_that_was_filed_later_pays_nothing_of_that_day(
    res: Resources, company: Company
) -> None:
    filed(res, company)
    owed = of(res, company).statement.total
    with res.database.unit() as unit:
        post_all(
            unit,
            res,
            [
                Journal(
                    source="payment:antes",
                    kind=Kind.PAYMENT,
                    operator_id=company.operator.id,
                    posted_on=TODAY,
                    value_day=date(2013, 6, 1),
                    description="Recaudo identificado",
                    lines=against(
                        Account.COLLECTED, Account.DEBTOR, {Concept.LEVY: 5_000}, _debt_of(unit)
                    ),
                )
            ],
        )
    before = of(res, company, date(2013, 6, 10)).statement
    assert (before.debts, before.total, before.overdue, before.closing) == ((), 0, 0, -5_000)
    assert before.early == 5_000
    answer = of(res, company, date(2013, 6, 10))
    assert "se recibieron $ 5.000" in statement_view(answer).early
    assert "se recibieron $ 5.000" in written(to_pdf(answer, NOW))
    after = of(res, company).statement
    assert after.early == 0
    assert 0 < after.total < owed
    assert statement_view(of(res, company)).early == ""


def _debt_of(unit: Unit) -> int:
    return unit.session.exec(select(Obligation.id)).one() or 0


def test_the_paper_shows_the_same_on_every_page(res: Resources, company: Company) -> None:
    for quarter in ("2012-Q1", "2012-Q2", "2012-Q3", "2012-Q4"):
        pay(res, filed(res, company, quarter))
    filed(res, company)
    answer = of(res, company)
    drawn = to_pdf(answer, NOW)
    assert to_pdf(answer, NOW) == drawn
    pages = [page.get_textpage().get_text_range() for page in PdfDocument(drawn)]
    words = written(drawn)
    # Nobody here knows the declarations, so the paper does not claim that nothing else is missing.
    assert "Para pagar lo registrado, el 20 de junio de 2013 $ 23.019.000" in words
    assert all(f"Hoja {number} de {len(pages)}" in page for number, page in enumerate(pages, 1))
    assert words.count("Pago de") == 4


def test_the_screen_says_what_is_overdue_and_keeps_money_apart(
    res: Resources, company: Company
) -> None:
    filed(res, company)
    view = statement_view(of(res, company))
    assert view.total == "$ 23.019.000"
    assert (view.debts[0].state, view.debts[0].late) == ("Vencida", "hace 66 días")
    assert view.changes[0].parts == "Contraprestación $\u00a020.900.000 · Sanción $\u00a0941.000"


async def test_the_page_opens_with_the_reason_of_a_debt(
    res: Resources, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed(res, company)
    monkeypatch.setattr(module, "resources", lambda: res)
    monkeypatch.setattr(module, "current_actor", lambda: company.accountant)
    router = SimpleNamespace(url=SimpleNamespace(query_parameters={"dia": "2013-06-20"}))
    monkeypatch.setattr(StatementState, "router", router)
    state = StatementState(_reflex_internal_init=True)  # type: ignore[call-arg]
    await _send(state, "open")
    assert state.view.total == "$ 23.019.000"
    await _send(state, "explain", state.view.debts[0].key)
    assert state.reason.amount == "$ 1.178.000"
    await _send(state, "explain", state.view.debts[0].key)
    assert state.open_key == ""
    await _send(state, "explain", state.view.debts[0].key)
    await _send(state, "explain", ["x"])
    assert state.open_key == ""


def test_the_reason_of_a_debt_is_told_to_whom_the_statement_is_of(
    res: Resources, company: Company
) -> None:
    filed(res, company)
    stranger, last = make_company(res), date(2013, 6, 20)
    debt = of(res, company).statement.debts[0].debt.id
    found = service.interest_of(res, company.accountant, "", last, debt)
    assert found is not None
    assert found.amount == 1_178_000
    assert service.interest_of(res, stranger.accountant, "", last, debt) is None
    with pytest.raises(NotFound):
        service.interest_of(res, ministry_actor(res, Role.SUPERVISOR), "nobody", last, debt)


async def _send(state: StatementState, handler: str, *arguments: object) -> None:
    call: Callable[..., Awaitable[Any]] = StatementState.event_handlers[handler].fn
    await call(state, *arguments)


def test_a_fine_and_a_right_stand_beside_the_declarations_with_their_own_interest(
    res: Resources, company: Company
) -> None:
    filed(res, company)
    treasury = ministry_actor(res, Role.TREASURY)
    key = enter(res, treasury, fine(company))
    enter(res, treasury, right(company))
    pledge(res, treasury, key, amount=2_000_000, promised_on=date(2013, 7, 15), note="Por escrito")
    answer = of(res, company)
    totals = [(each.debt.kind.value, each.running) for each in answer.statement.debts]
    assert sorted(totals) == [("declaration", 1_178_000), ("fine", 108_000), ("right", 683_000)]
    view = statement_view(answer)
    shown = {each.act.partition(" ·")[0]: each for each in view.debts}
    assert shown["Multa"].href == f"/obligaciones/{key}"
    assert shown["Multa"].promise == "$\u00a02.000.000 hasta el 15 jul 2013, vigente"
    assert shown[""].href.startswith("/declaraciones/")
    reasons = {
        str(each.debt.id): explained(each.interest)
        for each in answer.statement.debts
        if each.interest
    }
    norms = {name: reasons[each.key].norms[0].text for name, each in shown.items()}
    assert norms["Multa"].startswith("Ley 68 de 1923")
    assert not norms["Liquidación de derecho"].startswith("Ley 68 de 1923")


def test_what_is_not_due_yet_is_not_said_to_be_missing_to_be_up_to_date(
    res: Resources, company: Company
) -> None:
    treasury = ministry_actor(res, Role.TREASURY)
    enter(res, treasury, fine(company, due_on="2013-08-20"))
    view = statement_view(of(res, company))
    assert (view.overdue, view.total) == ("$ 0", "$ 5.000.000")
    assert view.title == "Para pagar todo lo registrado, también lo que aún no vence, el"
    enter(res, treasury, right(company))
    view = statement_view(of(res, company))
    assert view.overdue != view.total
    assert view.title.startswith("Para pagar todo lo registrado")


def test_acts_and_promises_are_in_the_files_too(res: Resources, company: Company) -> None:
    treasury = ministry_actor(res, Role.TREASURY)
    key = enter(res, treasury, fine(company))
    pledge(res, treasury, key, amount=2_000_000, promised_on=date(2013, 7, 15), note="Por escrito")
    answer = of(res, company)
    sheet = load_workbook(BytesIO(to_xlsx(answer)))["Deudas"]
    titles, row = ([cell.value for cell in each] for each in list(sheet.rows)[-2:])
    found = dict(zip(titles, row, strict=True))
    assert (found["Clase"], found["Acto"]) == ("Multa", "Resolución 45")
    assert (found["Intereses"], found["Total"]) == (108_000, 5_108_000)
    assert "hasta el 15 jul 2013" in found["Compromiso de pago"]
    assert "Multa: Incumplimiento de reporte (Resolución 45)" in to_csv(answer).decode()
    words = "".join(
        page.get_textpage().get_text_range() for page in PdfDocument(to_pdf(answer, NOW))
    )
    assert "Multa · Resolución 45" in words
    assert "Compromiso de pago: $ 2.000.000 hasta el 15 jul 2013" in words


def test_a_promise_of_later_is_unknown_to_an_earlier_day(res: Resources, company: Company) -> None:
    treasury = ministry_actor(res, Role.TREASURY)
    key = enter(res, treasury, fine(company))
    pledge(res, treasury, key, amount=1, promised_on=date(2013, 7, 15), note="Por escrito")
    assert of(res, company, last=date(2013, 6, 19)).promises == {}
