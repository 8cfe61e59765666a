"""The form's handlers: each is an endpoint for the internet, and each keystroke counts."""

from collections.abc import Awaitable, Callable
from time import time
from types import MethodType
from typing import Any, Self

import pytest
import reflex as rx

from ser_app.base.resources import Resources
from ser_app.declarations import saving, service
from ser_app.declarations.draft import Draft
from ser_app.declarations.state import form as form_module
from ser_app.declarations.state.form import DraftState
from ser_app.declarations.states import LineKind
from ser_app.people.guard import permission_of
from ser_app.people.permissions import Permission
from tests.factories import Company, make_company
from tests.unit.declarations.support import begun, opened, saved, signed_in, with_income


class InBackground:
    """Stands in for the framework's proxy: gives background handlers their `async with self`."""

    def __init__(self, state: DraftState) -> None:
        object.__setattr__(self, "_state", state)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._state, name)
        return MethodType(found.__func__, self) if isinstance(found, MethodType) else found

    def __setattr__(self, name: str, value: object) -> None:
        setattr(self._state, name, value)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None


class Form:
    """A browser tab with the form open."""

    def __init__(self, state: DraftState, draft: Draft) -> None:
        self.state = state
        self.draft = draft
        self.income = draft.of_kind(LineKind.INCOME)[0].public_id
        self.returned = draft.of_kind(LineKind.RETURN)[0].public_id

    async def send(self, handler: str, *arguments: object) -> Any:
        """Send an event as the page does: the declaration's id goes first."""
        return await self.raw(handler, self.draft.public_id, *arguments)

    async def raw(self, handler: str, *arguments: object) -> Any:
        """Send an event with any payload."""
        found = DraftState.event_handlers[handler]
        call: Callable[..., Awaitable[Any]] = found.fn
        return await call(
            InBackground(self.state) if found.is_background else self.state, *arguments
        )


async def new_tab(draft: Draft) -> Form:
    root = rx.State(_reflex_internal_init=True)  # type: ignore[call-arg]  # the framework
    return Form(await root.get_state(DraftState), draft)


@pytest.fixture
def company(res: Resources, monkeypatch: pytest.MonkeyPatch) -> Company:
    made = make_company(res)
    signed_in(monkeypatch, res, made.preparer)
    monkeypatch.setattr("ser_app.declarations.desk.QUIET_SECONDS", 0.0)
    return made


@pytest.fixture
async def form(res: Resources, company: Company) -> Form:
    return await new_tab(begun(res, company))


async def test_a_keystroke_recalculates(form: Form) -> None:
    await form.send("set_amount", form.income, "950000000")
    state = form.state
    assert (state.levy, state.penalty, state.interest, state.total) == (
        "$ 20.900.000", "$ 941.000", "$ 1.178.000", "$ 23.019.000",
    )  # fmt: skip
    assert state.delay == "66 días de mora"
    assert state.spoken == "Total a pagar: 23.019.000 pesos"


async def test_returns_lower_the_base(form: Form) -> None:
    await form.send("set_amount", form.income, "1000")
    await form.send("set_amount", form.returned, "1500")
    assert form.state.base == "$ 0"
    assert "nunca por debajo" in form.state.returns_note


async def test_the_way_of_filing_moves_the_penalty(form: Form) -> None:
    await form.send("set_amount", form.income, "950000000")
    await form.send("set_payment_day", "2013-08-20")
    assert (form.state.penalty, form.state.interest) == ("$ 941.000", "$ 2.245.000")
    await form.send("set_channel", "paper")
    assert form.state.penalty == "$ 1.568.000"
    assert form.state.filing == "Se presenta y se paga en el banco el 20 ago 2013."


async def test_a_past_payment_day_is_refused_beside_the_field(form: Form) -> None:
    await form.send("set_payment_day", "2013-06-19")
    assert "ya pasó" in form.state.payment_day_error
    assert form.state.payment_day == "2013-06-19"
    await form.send("set_payment_day", "2013-06-21")
    assert form.state.payment_day_error == ""


async def test_a_payment_day_beyond_the_rules_shows_no_stale_total(form: Form) -> None:
    await form.send("set_amount", form.income, "950000000")
    await form.send("set_payment_day", "2150-01-01")
    assert form.state.total == "—"
    assert form.state.payment_day_error


async def test_lines_come_and_go(form: Form) -> None:
    await form.send("add_line", "income")
    assert len(form.state.incomes) == 2
    await form.send("remove_line", form.state.incomes[1].public_id)
    assert [line.public_id for line in form.state.incomes] == [form.income]


@pytest.mark.parametrize(
    ("handler", "payload"),
    [
        ("set_amount", ("INCOME", "12.5")),
        ("set_amount", ("INCOME", 12)),
        ("set_amount", ("INCOME", "9" * 400)),
        ("set_amount", ("foreign", "12")),
        ("set_amount", ({"a": 1}, "12")),
        ("set_amount", ()),
        ("set_description", ("INCOME", "x" * 201)),
        ("set_description", ("INCOME", ["x"])),
        ("add_line", ("gift",)),
        ("add_line", (7,)),
        ("remove_line", ("foreign",)),
        ("set_use", ("payment",)),
        ("set_use", (None,)),
        ("set_channel", ("pigeon",)),
        ("set_payment_day", ("tomorrow",)),
        ("set_payment_day", (20130620,)),
        ("set_nil", ("true",)),
        ("explain", ({"levy": 1},)),
        ("explain", ("__class__",)),
    ],
)
async def test_nonsense_is_refused_and_changes_nothing(
    form: Form, handler: str, payload: tuple[object, ...]
) -> None:
    await form.send("set_amount", form.income, "5")
    before = form.state._desk.draft
    arguments = [form.income if each == "INCOME" else each for each in payload]
    await form.send(handler, *arguments)
    assert form.state._desk.draft == before
    assert form.state.gross_income == "$ 5"


@pytest.mark.parametrize("declaration_id", ["", "nobody's", None, 7, ["x"], "x" * 100])
async def test_another_declaration_is_not_touched(form: Form, declaration_id: object) -> None:
    await form.raw("set_amount", declaration_id, form.income, "5")
    assert form.state.problem
    assert form.state._desk.draft is None


async def test_a_foreign_operators_draft_cannot_be_opened(res: Resources, form: Form) -> None:
    other = make_company(res, name="Otra S.A.S.")
    theirs = begun(res, other)
    await form.raw("set_amount", theirs.public_id, theirs.lines[0].public_id, "5")
    assert "No encontramos" in form.state.problem
    assert opened(res, other.preparer, theirs.public_id) == theirs


async def test_every_handler_that_changes_asks_for_the_permission_to_prepare() -> None:
    tags = {
        name: permission_of(handler.fn)
        for name, handler in DraftState.event_handlers.items()
        if handler.fn.__module__.startswith("ser_app.")
    }
    assert tags.pop("open") == Permission.DECLARATION_VIEW
    assert set(tags.values()) == {Permission.DECLARATION_PREPARE}


async def test_what_was_typed_is_saved(res: Resources, company: Company, form: Form) -> None:
    follow = await form.send("set_amount", form.income, "950000000")
    assert follow is DraftState.keep
    await form.raw("keep")
    assert opened(res, company.preparer, form.draft.public_id).gross_income == 950_000_000
    assert form.state.saved.startswith("Guardado a las ")
    assert not form.state.save_failed


async def test_one_keeper_for_a_burst_of_keystrokes(form: Form) -> None:
    assert await form.send("set_amount", form.income, "9") is DraftState.keep
    assert await form.send("set_amount", form.income, "95") is None


async def test_the_form_goes_on_after_the_server_forgot_it(
    res: Resources, company: Company, form: Form
) -> None:
    await form.send("set_description", form.income, "Internet fijo")
    await form.raw("keep")
    restarted = await new_tab(form.draft)
    await restarted.send("set_amount", form.income, "7")
    await restarted.raw("keep")
    kept = opened(res, company.preparer, form.draft.public_id)
    assert (kept.lines[0].description, kept.lines[0].amount) == ("Internet fijo", 7)


async def test_a_database_that_is_gone_is_told_and_nothing_is_lost(
    res: Resources, company: Company, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    await form.send("set_amount", form.income, "7")

    def broken(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(service, "save_draft", broken)
    job = form.state._desk.next_job(10**12)
    assert job is not None
    await InBackground(form.state)._save(job)
    assert form.state.save_failed
    assert "No se pudo guardar" in form.state.saved
    assert "Se intenta de nuevo en 2 s" in form.state.saved
    monkeypatch.undo()
    assert saving.try_save(res, company.preparer, form.state._desk.unsaved[job.public_id]).version


async def test_the_second_window_can_take_theirs_or_keep_mine(
    res: Resources, company: Company, form: Form
) -> None:
    await form.send("set_amount", form.income, "2")
    saved(res, company, with_income(form.draft, 1))
    await form.raw("keep")
    assert form.state.stale
    assert form.state.gross_income == "$ 2"
    await form.send("keep_mine")
    await form.raw("keep")
    assert opened(res, company.preparer, form.draft.public_id).gross_income == 2
    assert not form.state.stale


async def test_the_second_window_takes_theirs(res: Resources, company: Company, form: Form) -> None:
    await form.send("set_amount", form.income, "2")
    saved(res, company, with_income(form.draft, 1))
    await form.raw("keep")
    await form.send("take_theirs")
    assert not form.state.stale
    assert form.state.gross_income == "$ 1"


async def test_review_shows_what_is_missing(form: Form) -> None:
    assert await form.send("review") is None
    assert [problem.field for problem in form.state.problems] == ["nil_confirmed"]
    assert form.state.attempt == 1
    await form.send("set_nil", True)
    assert form.state.problems == []


async def test_review_goes_on_once_everything_is_saved(
    res: Resources, company: Company, form: Form
) -> None:
    await form.send("set_amount", form.income, "5")
    assert await form.send("review") is DraftState.leave
    redirect = await form.raw("leave")
    assert f"/declaraciones/{form.draft.public_id}/revisar" in str(redirect)
    assert opened(res, company.preparer, form.draft.public_id).gross_income == 5


async def test_review_stays_when_it_cannot_be_saved(
    res: Resources, company: Company, form: Form
) -> None:
    await form.send("set_amount", form.income, "2")
    saved(res, company, with_income(form.draft, 1))
    await form.send("review")
    assert await form.raw("leave") is None
    assert form.state.stale
    assert not form.state.leaving


async def test_review_says_so_when_a_save_takes_too_long(
    form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    await form.send("set_amount", form.income, "5")
    assert form.state._desk.next_job(time(), hurry=True)  # another save, which never reports back
    await form.send("review")
    monkeypatch.setattr(form_module, "_HURRY_SECONDS", 0.2)
    assert await form.raw("leave") is None
    assert "Todavía no se ha podido guardar" in form.state.problem
    assert not form.state.leaving
    assert form.state.gross_income == "$ 5"


async def test_a_reason_is_given_for_everything(form: Form) -> None:
    await form.send("set_amount", form.income, "950000000")
    for code in ("levy", "late_filing_penalty", "arrears_interest", "total", "due_on"):
        await form.send("explain", code)
        reason = form.state.reason
        assert reason.label
        assert reason.sentence
        assert reason.provenance
        assert reason.norms or code == "total"


async def test_an_open_reason_follows_the_typing(form: Form) -> None:
    await form.send("explain", "levy")
    await form.send("set_amount", form.income, "950000000")
    assert form.state.reason.amount == "$ 20.900.000"
    await form.send("explain", "levy")
    assert form.state.open_code == ""


async def test_a_discarded_draft_is_not_saved_any_more(
    res: Resources, company: Company, form: Form
) -> None:
    await form.send("set_amount", form.income, "5")
    redirect = await form.send("discard")
    assert "/declaraciones" in str(redirect)
    await form.raw("keep")
    kept = service.summary(res, company.preparer, form.draft.public_id).declaration
    assert (kept.state, kept.gross_income) == ("discarded", 0)


async def test_what_waiting_costs_is_drawn_only_while_it_is_open(form: Form) -> None:
    await form.send("set_amount", form.income, "950000000")
    assert not form.state.waiting.ready
    await form.send("wait")
    before = form.state.waiting
    assert before.ready
    await form.send("set_amount", form.income, "1900000000")
    assert form.state.waiting.rows != before.rows
    await form.send("wait")
    assert not form.state.waiting.ready
    await form.raw("wait", "de otro")
    assert not form.state.waiting.ready


async def test_alerts_follow_what_is_typed(form: Form) -> None:
    """The periods before were never filed; returns are told while they are above a fifth."""
    await form.send("set_amount", form.income, "1000000")
    assert [alert.kind for alert in form.state.alerts] == ["missing"]
    await form.send("set_amount", form.returned, "200001")
    assert [alert.kind for alert in form.state.alerts] == ["returns", "missing"]
    await form.send("set_amount", form.returned, "200000")
    assert [alert.kind for alert in form.state.alerts] == ["missing"]
