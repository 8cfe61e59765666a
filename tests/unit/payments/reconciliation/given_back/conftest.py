"""A day of June 2013, wired rooms, and the two persons who decide."""

from datetime import date

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.ledger.statement import given_back as joined
from ser_app.payments.reconciliation.given_back.telling import tell_given_back
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.unit.payments.reconciliation.given_back.deciding import (
    NOW,
)


@pytest.fixture(autouse=True)
def fixed_time(clock: MovableClock) -> None:
    clock.moved_to, clock.instant = None, NOW


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Statement and paz y salvo hear of payments given back, as when the rooms are wired."""
    monkeypatch.setattr(joined, "_joined", [tell_given_back])


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res, valid_from=date(2012, 1, 1))


@pytest.fixture
def two(res: Resources) -> tuple[Actor, Actor]:
    """The two persons of Tesorería."""
    return ministry_actor(res, Role.TREASURY), ministry_actor(res, Role.TREASURY)
