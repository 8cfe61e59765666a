"""Who has to act is reminded where it lands."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.oversight.parameters import deciding, proposing
from ser_app.oversight.parameters.proposing import Source
from ser_app.oversight.parameters.reminding import reminders
from ser_app.people import reminders as joined
from ser_app.people import state as module
from ser_app.people.actor import Actor
from ser_app.people.frame import framed
from ser_app.people.permissions import LANDING_PAGE, Role
from ser_app.people.state import SessionState
from ser_app.simulator.page import PAGES
from tests.factories import make_company, ministry_actor

NORM = Source(norm="Superintendencia Financiera de Colombia")


@pytest.fixture
def october(res: Resources) -> Resources:
    return replace(res, clock=MovableClock(moved_to=date(2026, 10, 2)))


@pytest.mark.parametrize(
    ("role", "reminded"),
    [(Role.TREASURY, True), (Role.SER_ADMIN, True), (Role.SUPERVISOR, False)],
)
def test_a_missing_rate_is_told_to_those_who_may_load_it(
    october: Resources, role: Role, reminded: bool
) -> None:
    found = reminders(october, ministry_actor(october, role))
    assert [each.href for each in found] == ["/parametros"] * reminded
    assert all("octubre de 2026" in each.text for each in found)


def test_an_operator_is_told_nothing(october: Resources) -> None:
    assert reminders(october, make_company(october).admin) == []


def test_a_waiting_proposal_is_told_to_another_person_until_it_is_decided(
    october: Resources,
) -> None:
    admin, second = (ministry_actor(october, Role.SER_ADMIN) for _ in range(2))
    proposal = proposing.propose_rate(october, admin, month="2026-10", usury="25,5", source=NORM)

    def told(actor: Actor) -> bool:
        return any("Por aprobar: 1 propuesta" in each.text for each in reminders(october, actor))

    assert (told(admin), told(second)) == (False, True)
    deciding.approve(october, second, proposal)
    assert not told(second)


@pytest.fixture
def here(october: Resources, monkeypatch: pytest.MonkeyPatch) -> SessionState:
    monkeypatch.setattr(joined, "_joined", [reminders])
    monkeypatch.setattr(module, "resources", lambda: october)
    return SessionState(_reflex_internal_init=True)  # type: ignore[call-arg]


@pytest.mark.parametrize(("role", "told"), [(Role.TREASURY, 1), (Role.SER_ADMIN, 0)])
def test_it_stands_on_the_page_where_the_person_lands_unless_that_tells_all(
    october: Resources,
    here: SessionState,
    monkeypatch: pytest.MonkeyPatch,
    role: Role,
    told: int,
) -> None:
    actor = ministry_actor(october, role)
    monkeypatch.setattr(module, "maybe_actor", lambda: actor)
    enter: Any = SessionState.event_handlers["enter"].fn
    for path, shown in (
        (LANDING_PAGE[role], told),
        ("/auditoria", 0),
        (LANDING_PAGE[role] + "/", told),
    ):
        router = SimpleNamespace(url=SimpleNamespace(path=path))
        monkeypatch.setattr(SessionState, "router", router)
        enter(here)
        assert len(here.reminders) == shown


def test_the_frame_draws_them() -> None:
    assert "reminders" in str(framed(replace(PAGES[0], permission="home.view"))())
