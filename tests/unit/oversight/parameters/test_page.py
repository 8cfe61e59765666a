"""The page of parameters can be drawn, and its handlers take only what they should."""

from types import SimpleNamespace
from typing import Any

import pytest

from ser_app.base.resources import Resources
from ser_app.oversight.parameters import deciding
from ser_app.oversight.parameters import state as module
from ser_app.oversight.parameters.page import parameters_page
from ser_app.oversight.parameters.state import ParametersState
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import ministry_actor


@pytest.fixture
def page(res: Resources, monkeypatch: pytest.MonkeyPatch) -> ParametersState:
    monkeypatch.setattr(module, "resources", lambda: res)
    monkeypatch.setattr(deciding, "refresh_rules", lambda: None)
    router = SimpleNamespace(url=SimpleNamespace(query_parameters={"texto": "tarifa"}))
    monkeypatch.setattr(ParametersState, "router", router)
    return ParametersState(_reflex_internal_init=True)  # type: ignore[call-arg]


async def send(
    patch: pytest.MonkeyPatch, state: ParametersState, actor: Actor, handler: str, *given: object
) -> None:
    patch.setattr(module, "current_actor", lambda: actor)
    call: Any = ParametersState.event_handlers[handler].fn
    await call(state, *given)


def test_the_page_can_be_drawn() -> None:
    assert parameters_page()


async def test_treasury_proposes_and_an_administrator_approves(
    res: Resources, page: ParametersState, monkeypatch: pytest.MonkeyPatch
) -> None:
    treasury, admin = ministry_actor(res, Role.TREASURY), ministry_actor(res, Role.SER_ADMIN)
    await send(monkeypatch, page, treasury, "open")
    assert page.searching
    found = [each for chapter in page.chapters for each in chapter.parameters]
    assert found
    assert all("tarifa" in f"{each.title} {each.description}".lower() for each in found)
    rate = {"month": "2026-10", "usury": "25,50"}
    await send(monkeypatch, page, treasury, "propose_rate", rate)
    assert "otra persona" in page.done
    (proposal,) = page.proposals
    assert (proposal.value, proposal.may_decide, proposal.may_withdraw) == (
        "25,50 %; mora 23,50 %", False, True,
    )  # fmt: skip
    await send(monkeypatch, page, admin, "approve", proposal.public_id)
    assert page.proposals[0].state == "En vigor"


@pytest.mark.parametrize("form", [None, [], {"name": 7}, {"name": {"x": 1}}, {"value": "9" * 9999}])
async def test_nonsense_is_told_and_nothing_is_stored(
    res: Resources, page: ParametersState, monkeypatch: pytest.MonkeyPatch, form: object
) -> None:
    treasury = ministry_actor(res, Role.TREASURY)
    for handler in ("propose_value", "propose_rate", "propose_wage", "propose_due_day"):
        await send(monkeypatch, page, treasury, handler, form)
        assert page.problem
    await send(monkeypatch, page, treasury, "withdraw", {"no": "id"})
    assert page.problem
    assert page.proposals == []
