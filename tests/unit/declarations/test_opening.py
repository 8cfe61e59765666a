"""Opening pages by their address: who edits, who reads, who finds nothing."""

from typing import Any

import pytest
import reflex as rx
from reflex.istate.data import ReflexURL, URLData

from ser_app.base.resources import Resources
from ser_app.declarations.state.beginning import BeginState
from ser_app.declarations.state.form import DraftState
from ser_app.declarations.state.listing import DeclarationsState
from ser_app.declarations.state.summary import SummaryState
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.unit.declarations.support import begun, signed_in
from tests.unit.declarations.test_filing import prepared


async def tab_at(path: str) -> rx.State:
    root = rx.State(_reflex_internal_init=True)  # type: ignore[call-arg]  # the framework's own
    root.rx_router_url = URLData.from_url(ReflexURL(f"http://localhost{path}"))
    return root


async def load(state: Any) -> list[Any]:
    """Run the handler of the page's loading to its end; what it sends on."""
    handler = type(state).event_handlers["open"].fn
    outcome = handler(state)
    if hasattr(outcome, "__aiter__"):
        return [each async for each in outcome]
    return [await outcome]


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def as_actor(monkeypatch: pytest.MonkeyPatch, res: Resources, actor: Actor) -> None:
    signed_in(monkeypatch, res, actor)


async def test_the_preparer_gets_the_form(
    res: Resources, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_actor(monkeypatch, res, company.preparer)
    draft = begun(res, company)
    state = await (await tab_at(f"/declaraciones/{draft.public_id}/")).get_state(DraftState)
    await load(state)
    assert (state.mode, state.period, state.due) == ("form", "T1 ene–mar 2013", "15 abr 2013")
    assert state.representative == company.representative.name
    assert state.total == "$ 295.000"


@pytest.mark.parametrize("who", ["representative", "admin"])
async def test_who_may_not_edit_gets_the_summary(
    res: Resources, company: Company, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    as_actor(monkeypatch, res, getattr(company, who))
    draft = begun(res, company)
    tab = await tab_at(f"/declaraciones/{draft.public_id}")
    form = await tab.get_state(DraftState)
    assert SummaryState.open in await load(form)
    assert form.mode == "summary"
    assert form._desk.draft is None
    summary = await tab.get_state(SummaryState)
    await load(summary)
    assert summary.view.state == "draft"


async def test_a_prepared_declaration_is_read_and_explained(
    res: Resources, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_actor(monkeypatch, res, company.preparer)
    draft = prepared(res, company)
    tab = await tab_at(f"/declaraciones/{draft.public_id}")
    form, summary = await tab.get_state(DraftState), await tab.get_state(SummaryState)
    assert SummaryState.open in await load(form)
    await load(summary)
    assert summary.view.total == "$ 23.019.000"
    for code in ("levy", "nonsense", {"levy": 1}):
        await SummaryState.event_handlers["explain"].fn(summary, code)
        assert bool(summary.reason.label) is (code == "levy")


async def test_another_operators_declaration_is_not_found(
    res: Resources, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_company(res, name="Otra S.A.S.")
    draft = begun(res, company)
    tab = await tab_at(f"/declaraciones/{draft.public_id}")
    as_actor(monkeypatch, res, other.preparer)
    form, summary = await tab.get_state(DraftState), await tab.get_state(SummaryState)
    await load(form)
    assert (form.mode, form.public_id) == ("missing", "")
    await load(summary)
    assert summary.view.state == ""
    assert "No encontramos" in summary.problem


async def test_the_list_shows_what_the_address_asks_for(
    res: Resources, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_actor(monkeypatch, res, ministry_actor(res, Role.SUPERVISOR))
    begun(res, company, "2012-Q4")
    begun(res, company)
    tab = await tab_at("/declaraciones?ano=2012&pagina=x")
    state = await tab.get_state(DeclarationsState)
    await load(state)
    assert [row.period for row in state.view.rows] == ["T4 oct–dic 2012"]
    assert state.view.rows[0].note == company.operator.name
    assert not state.may_prepare


async def test_the_only_expediente_is_chosen_already(
    res: Resources, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_actor(monkeypatch, res, company.preparer)
    state = await (await tab_at("/declaraciones/nueva")).get_state(BeginState)
    await load(state)
    assert state.expediente == company.expediente.public_id
    assert [quarter.period for quarter in state.quarters] == ["2013-Q1"]
    redirect = await BeginState.event_handlers["begin"].fn(state, "2013-Q1")
    assert "/declaraciones/" in str(redirect)


@pytest.mark.parametrize("payload", ["nobody's", None, 7, {"a": 1}])
async def test_a_foreign_expediente_shows_nothing(
    res: Resources, company: Company, monkeypatch: pytest.MonkeyPatch, payload: object
) -> None:
    as_actor(monkeypatch, res, company.preparer)
    other = make_company(res, name="Otra S.A.S.")
    foreign = other.expediente.public_id if payload == "nobody's" else payload
    state = await (await tab_at("/declaraciones/nueva")).get_state(BeginState)
    await BeginState.event_handlers["choose_expediente"].fn(state, foreign)
    assert state.problem
    assert state.quarters == []
