"""The handlers and words of a correction: on the form, on the receipt, in the list, on the FUR."""

from collections.abc import Awaitable, Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import reflex as rx

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.declarations import listing
from ser_app.declarations import service as declarations
from ser_app.declarations.receipt import SummaryView, summary_view
from ser_app.declarations.repository import DeclarationFilter
from ser_app.declarations.state.form import DraftState
from ser_app.declarations.state.listing import DeclarationsState
from ser_app.declarations.state.summary import SummaryState
from ser_app.furs import service
from ser_app.furs.views.document import fur_view
from ser_app.furs.views.review import review_view
from ser_app.people.guard import permission_of
from ser_app.people.permissions import Permission
from ser_app.signing.views.verification import verified_view
from tests.factories import Company, make_company
from tests.unit.declarations.support import signed_in
from tests.unit.furs.corrections import correct, corrected_draft, filed, pay
from tests.unit.furs.desk import declaration_of, prepare

TODAY = date(2013, 6, 20)


@pytest.fixture
def company(res: Resources, monkeypatch: pytest.MonkeyPatch) -> Company:
    made = make_company(res)
    signed_in(monkeypatch, res, made.preparer)
    return made


async def state_of(kind: type[rx.State]) -> Any:
    root = rx.State(_reflex_internal_init=True)  # type: ignore[call-arg]  # the framework
    return await root.get_state(kind)


async def send(state: Any, handler: str, *arguments: object) -> Any:
    call: Callable[..., Awaitable[Any]] = type(state).event_handlers[handler].fn
    return await call(state, *arguments)


async def form_of(key: str) -> Any:
    form = await state_of(DraftState)
    await form._lay_out(key)
    return form


def summary_of(res: Resources, company: Company, number: str) -> SummaryView:
    key = declaration_of(res, number).public_id
    found = declarations.summary(res, company.preparer, key)
    return summary_view(found, res, company.preparer)


# The form


async def test_the_form_says_what_it_corrects_and_what_changes(
    res: Resources, company: Company
) -> None:
    number = filed(res, company)
    pay(res, number)
    form = await form_of(corrected_draft(res, company, number, 1_000_000_000))
    assert form.title.startswith("Corrección · PRST")
    assert "Corrige la declaración presentada el 20 jun 2013 (CP-2013-" in form.correction_note
    assert "hasta el 20 de junio de 2016" in form.correction_note
    shown = {each.label: (each.before, each.after, each.difference) for each in form.differences}
    assert shown == {
        "Ingresos brutos": ("$ 950.000.000", "$ 1.000.000.000", "+$ 50.000.000"),
        "Base gravable": ("$ 950.000.000", "$ 1.000.000.000", "+$ 50.000.000"),
        "Contraprestación": ("$ 20.900.000", "$ 22.000.000", "+$ 1.100.000"),
        "Sanción": ("$ 941.000", "$ 941.000", "Igual"),
        "Intereses de mora": ("$ 1.178.000", "$ 1.240.000", "+$ 62.000"),
        "Total del período": ("$ 23.019.000", "$ 24.181.000", "+$ 1.162.000"),
    }
    assert (form.levy_settled, form.total) == ("−$ 20.900.000", "$ 1.162.000")


async def test_each_key_moves_the_difference(res: Resources, company: Company) -> None:
    number = filed(res, company)
    pay(res, number)
    key = corrected_draft(res, company, number, 950_000_000)
    form = await form_of(key)
    await send(form, "set_amount", key, form.incomes[0].public_id, "900000000")
    assert form.balance_left == "$ 1.212.000"
    totals = next(each for each in form.differences if each.label == "Total del período")
    assert (totals.after, totals.difference, totals.sign) == (
        "$ 21.807.000", "−$ 1.212.000", "less",
    )  # fmt: skip


async def test_an_unpaid_one_is_compared_on_the_same_payment_day(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    clock.moved_to = date(2013, 8, 20)
    form = await form_of(corrected_draft(res, company, number, 1_000_000_000))
    shown = {each.label: (each.before, each.difference) for each in form.differences}
    assert shown["Intereses de mora"] == ("$ 2.245.000", "+$ 118.000")
    assert shown["Sanción"] == ("$ 941.000", "Igual")
    assert form.total == "$ 25.304.000"
    assert form.levy_settled == ""


async def test_an_initial_declaration_shows_nothing_of_it(res: Resources, company: Company) -> None:
    form = await form_of(prepare(res, company))
    assert form.differences == []
    assert (form.correction_note, form.balance_offer, form.levy_settled) == ("", "", "")


async def test_the_same_values_are_told_when_going_on(res: Resources, company: Company) -> None:
    key = corrected_draft(res, company, filed(res, company), 950_000_000)
    form = await form_of(key)
    assert form.correction_error == ""
    assert await send(form, "review", key) is None
    assert "no hay nada que corregir" in form.correction_error
    assert [problem.field for problem in form.problems] == ["correction"]


async def test_balance_is_offered_counted_and_refused_beside_its_field(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    pay(res, number)
    correct(res, company, number, 900_000_000)
    clock.moved_to = date(2013, 7, 10)
    key = prepare(res, company, "2013-Q2", income=100_000_000)
    form = await form_of(key)
    assert "tiene $ 1.212.000 de saldo a favor" in form.balance_offer
    await send(form, "set_balance", key, form.balance_most)
    assert (form.balance_used, form.total) == ("$ 1.212.000", "$ 988.000")
    await send(form, "set_balance", key, "1212001")
    assert "hasta $ 1.212.000" in form.balance_error
    assert form.total == "$ 988.000"
    await send(form, "set_balance", key, "un millón")
    assert "solo con números" in form.balance_error
    await send(form, "set_balance", key, "")
    assert (form.balance_error, form.balance_used, form.total) == ("", "", "$ 2.200.000")


async def test_nobody_elses_draft_takes_a_balance(res: Resources, company: Company) -> None:
    foreign = prepare(res, make_company(res))
    form = await form_of(prepare(res, company))
    await send(form, "set_balance", foreign, "1")
    assert form.problem
    assert form.public_id != foreign


# Where it begins


async def test_it_begins_from_the_page_and_from_the_list(res: Resources, company: Company) -> None:
    number = filed(res, company)
    key = declaration_of(res, number).public_id
    page, rows = await state_of(SummaryState), await state_of(DeclarationsState)
    first = await send(page, "correct", key)
    again = await send(rows, "correct", key)
    assert first is not None
    assert again is not None
    assert page.refused == rows.refused == ""


async def test_a_refusal_is_told_where_the_person_stands(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    key = declaration_of(res, filed(res, company)).public_id
    clock.moved_to = date(2017, 1, 1)
    for kind in (SummaryState, DeclarationsState):
        state = await state_of(kind)
        assert await send(state, "correct", key) is None
        assert "está en firme" in state.refused
        assert await send(state, "correct", {"id": key}) is None


def test_only_who_prepares_may_begin() -> None:
    for kind in (SummaryState, DeclarationsState):
        assert permission_of(kind.event_handlers["correct"].fn) == Permission.DECLARATION_PREPARE
    fn = DraftState.event_handlers["set_balance"].fn
    assert permission_of(fn) == Permission.DECLARATION_PREPARE


# What is read afterwards


def test_both_declarations_name_each_other(res: Resources, company: Company) -> None:
    number = filed(res, company)
    pay(res, number)
    new = correct(res, company, number, 900_000_000)
    old, now = summary_of(res, company, number), summary_of(res, company, new)
    assert old.state_word == "Corregida"
    assert old.corrected.startswith("CP-2013-00000002, presentada")
    assert not old.may_correct
    assert now.kind == "Corrección"
    assert now.corrects.startswith("CP-2013-00000001, presentada")
    assert now.corrected == ""
    assert now.levy_settled == "−$ 20.900.000"
    assert now.sentence.endswith("quedó un saldo a favor de $ 1.212.000.")
    assert (now.balance_left, now.balance) == ("$ 1.212.000", "$ 1.212.000")
    assert [each.difference for each in now.differences][-1] == "+$ 1.212.000"
    assert now.may_correct
    assert now.correct_note.startswith("Se puede corregir hasta el 20 de junio de 2016")


def test_the_list_marks_corrections_and_keeps_the_old_one_apart(
    res: Resources, company: Company
) -> None:
    correct(res, company, filed(res, company), 1_000_000_000)

    def rows(state: str) -> list[listing.RowView]:
        wanted = DeclarationFilter(state=state)
        page = declarations.declarations_page(res, company.preparer, wanted, 1)
        return listing.list_view(page, wanted, TODAY, all_operators=False).rows

    assert [row.period for row in rows("")] == ["T1 ene–mar 2013 · Corrección"]
    assert [row.state_word for row in rows("replaced")] == ["Corregida"]
    assert rows("replaced")[0].correct_id == ""
    assert rows("")[0].correct_id


def test_the_review_says_what_filing_it_does(res: Resources, company: Company) -> None:
    key = corrected_draft(res, company, filed(res, company), 1_000_000_000)
    view = review_view(service.review(res, company.preparer, key))
    assert any("Su FUR se anula" in step for step in view.steps)
    assert any(answer.label == "Corrige" for answer in view.answers)


def test_the_pages_of_the_furs_tell_it(res: Resources, company: Company) -> None:
    number = filed(res, company)
    new = correct(res, company, number, 1_000_000_000)
    old = fur_view(service.fur_detail(res, company.preparer, number), TODAY)
    assert old.state_word == "Anulado"
    assert f"la reemplaza {new}" in old.sentence
    assert old.other == new
    assert old.total_label == "Total liquidado"
    now = fur_view(service.fur_detail(res, company.preparer, new), TODAY)
    about = {detail.label: detail.value for detail in now.about}
    assert about["Declaración"] == f"Corrección de {number}"


def test_a_paid_fur_says_that_its_declaration_was_corrected(
    res: Resources, company: Company
) -> None:
    number = filed(res, company)
    pay(res, number)
    new = correct(res, company, number, 1_000_000_000)
    old = fur_view(service.fur_detail(res, company.preparer, number), TODAY)
    assert old.state_word == "Pagado"
    assert new in old.sentence


@pytest.mark.parametrize(
    ("state", "because", "expected"),
    [
        ("annulled", "La declaración fue corregida: la reemplaza FUR-1.", "fue ANULADO"),
        ("paid", "", "corregida después con FUR-2"),
        ("filed", "", "corregida después con FUR-2"),
        ("replaced", "", "corregida después con FUR-2"),
    ],
)
def test_verification_says_what_the_paper_is_worth(state: str, because: str, expected: str) -> None:
    from ser_app.furs.states import ShownFurState

    found: Any = SimpleNamespace(
        number="FUR-2013-000001",
        state=ShownFurState(state),
        at_issue=SimpleNamespace(state=ShownFurState.ISSUED, receipt="", signatures=0),
        today=TODAY,
        replaced_by="",
        signers=2,
        use="filing_and_payment",
        operator="Operador",
        nit="900",
        period="T1",
        total=1,
        issued_on=TODAY,
        payment_day=TODAY,
        sha256="0",
        receipt="CP-1",
        filed_at=None,
        paid_on=TODAY if state == "paid" else None,
        annulled_because=because,
        corrects="",
        corrected_by="FUR-2",
        signatures=(),
        demo=False,
        debts=0,
    )
    view = verified_view(found)
    assert expected in view.headline
    assert because in view.sentence
