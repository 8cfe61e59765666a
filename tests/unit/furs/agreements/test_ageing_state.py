"""The handlers of Cartera's page: each form shows its own errors."""

import pytest

from ser_app.base.resources import Resources
from ser_app.furs.agreements.state import ageing as module
from ser_app.furs.agreements.state.ageing import AgeingState
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor


@pytest.fixture
def state(res: Resources, monkeypatch: pytest.MonkeyPatch) -> AgeingState:
    actor = ministry_actor(res, Role.COLLECTIONS)
    monkeypatch.setattr(module, "resources", lambda: res)
    monkeypatch.setattr(module, "current_actor", lambda: actor)
    return AgeingState(_reflex_internal_init=True)  # type: ignore[call-arg]


async def send(state: AgeingState, handler: str, form: dict[str, str]) -> dict[str, str]:
    """Send a form; gives the errors that are shown."""
    await AgeingState.event_handlers[handler].fn(state, form)
    return {name: words for name, words in state.errors.items() if words}


async def test_what_lifts_a_report_shows_its_errors_in_its_own_form(
    res: Resources, state: AgeingState
) -> None:
    key = make_company(res).operator.public_id
    missing = {"operator": key, "source": "", "on_day": "2013-06-19"}
    assert list(await send(state, "report", missing)) == ["source"]
    assert list(await send(state, "lift", missing)) == ["lift_source"]
    undated = {"operator": key, "source": "Certificado 7", "on_day": ""}
    assert list(await send(state, "lift", undated)) == ["lift_on_day"]
    nobody = {"operator": "nadie", "source": "Certificado 7", "on_day": "2013-06-19"}
    assert list(await send(state, "lift", nobody)) == ["lift_operator"]


async def test_lifting_what_nobody_reported_is_told_above_the_page(
    res: Resources, state: AgeingState
) -> None:
    key = make_company(res).operator.public_id
    form = {"operator": key, "source": "Certificado 7", "on_day": "2013-06-19"}
    assert await send(state, "lift", form) == {}
    assert state.problem
    await send(state, "report", form)
    await send(state, "lift", form)
    assert (state.problem, state.done) == ("", "Reporte levantado.")
