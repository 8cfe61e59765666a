"""A correction of what is being paid: the session is closed with the last signature, or not."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from ser_app.base.errors import Conflict, Refused, SerError
from ser_app.base.resources import Resources
from ser_app.declarations.states import DeclarationState
from ser_app.furs import service
from ser_app.furs.states import FurState
from ser_app.people.actor import Actor
from tests.factories import PASSWORD, Company, make_company
from tests.unit.furs.corrections import (
    corrected_draft,
    filed,
)
from tests.unit.furs.desk import declaration_of, fur, set_pending, sign

LATER = date(2013, 8, 20)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@dataclass
class Sessions:
    """Stands in for the payments room."""

    error: SerError | None = None
    closed: list[str] = field(default_factory=list)
    res: Resources | None = None

    def close(self, res: Resources, actor: Actor, number: str) -> None:
        if self.error:
            raise self.error
        assert actor.operator_id is not None
        self.closed.append(number)
        set_pending(res, number, pending=False)


def _last_signature(
    res: Resources, company: Company, number: str, sessions: Sessions | None
) -> service.SignOutcome:
    return service.sign(
        res,
        company.accountant,
        number,
        password=PASSWORD,
        accepted=True,
        address="192.0.2.7",
        sessions=sessions,
    )


@pytest.fixture
def being_paid(res: Resources, company: Company) -> tuple[str, str]:
    """A filing whose FUR is being paid, and its correction that waits for the last signature."""
    number = filed(res, company)
    key = corrected_draft(res, company, number, 1_000_000_000)
    waiting = service.issue(res, company.preparer, key)
    set_pending(res, number, pending=True)
    return number, waiting


def test_the_session_is_closed_only_with_the_last_signature(
    res: Resources, company: Company, being_paid: tuple[str, str]
) -> None:
    number, waiting = being_paid
    sign(res, company.representative, waiting)
    assert fur(res, number).payment_pending
    sessions = Sessions()
    assert _last_signature(res, company, waiting, sessions).filed
    assert sessions.closed == [number]
    assert fur(res, number).state == FurState.ANNULLED


def test_a_refusal_of_the_gateway_loses_nothing(
    res: Resources, company: Company, being_paid: tuple[str, str]
) -> None:
    number, waiting = being_paid
    sign(res, company.representative, waiting)
    refusal = Refused("just_paid", "acaba de pagarse")
    with pytest.raises(Refused, match="acaba de pagarse"):
        _last_signature(res, company, waiting, Sessions(refusal))
    assert fur(res, number).state == FurState.FILED
    assert declaration_of(res, number).state == DeclarationState.FILED
    assert declaration_of(res, waiting).state == DeclarationState.PREPARED


def test_without_the_payments_room_what_is_being_paid_is_left_alone(
    res: Resources,
    company: Company,
    being_paid: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ser_app.furs import sessions

    monkeypatch.setattr(sessions, "_joined", [sessions._NotJoined()])
    _, waiting = being_paid
    sign(res, company.representative, waiting)
    with pytest.raises(Conflict, match="pago de este FUR en curso"):
        _last_signature(res, company, waiting, None)
