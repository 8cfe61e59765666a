"""The page of an act: its results, or the way to the acts where the address names none."""

from types import SimpleNamespace
from typing import Any

import pytest

from ser_app.base.resources import Resources
from ser_app.oversight.reliquidation import state as module
from ser_app.oversight.reliquidation.state import ReliquidationState
from ser_app.people.permissions import Role
from tests.factories import ministry_actor


@pytest.mark.parametrize(("query", "asked"), [({}, False), ({"acto": "0" * 24}, True)])
async def test_an_address_without_an_act_is_no_mistake(
    res: Resources, monkeypatch: pytest.MonkeyPatch, query: dict[str, str], *, asked: bool
) -> None:
    monkeypatch.setattr(module, "resources", lambda: res)
    monkeypatch.setattr(module, "current_actor", lambda: ministry_actor(res, Role.SER_ADMIN))
    router = SimpleNamespace(url=SimpleNamespace(query_parameters=query))
    monkeypatch.setattr(ReliquidationState, "router", router)
    page = ReliquidationState(_reflex_internal_init=True)  # type: ignore[call-arg]
    load: Any = ReliquidationState.event_handlers["load"].fn
    await load(page)
    assert (page.loaded, page.asked, page.problem != "") == (True, asked, asked)
