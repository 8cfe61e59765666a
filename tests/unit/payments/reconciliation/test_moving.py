"""A payment for the wrong period goes to the right one without penalty (Ley 962/2005, art. 43)."""

from datetime import date

import pytest
from sqlmodel import select

from ser_app.base.errors import Conflict, NotAllowed, Refused
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.ledger import repository as books
from ser_app.ledger.posting import open_debts
from ser_app.oversight.books.entering import enter_missing
from ser_app.oversight.books.parity import differences
from ser_app.payments.reconciliation.models import PaymentMove
from ser_app.payments.reconciliation.moving import movable, move
from ser_app.payments.service import record_collection
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import ministry_actor
from tests.unit.payments.builders import DAY, TOTAL, Payable, make_payable, paid_on

WHY = "El operador pagó con el FUR del trimestre anterior"


@pytest.fixture
def treasury(res: Resources) -> Actor:
    return ministry_actor(res, Role.TREASURY)


@pytest.fixture
def wrong(res: Resources, treasury: Actor) -> Payable:
    """A declaration that was paid although the money was meant for another quarter."""
    found = make_payable(res)
    enter_missing(res)
    record_collection(
        res, treasury, reference=found.fur.reference or "", collected_on=DAY, amount=TOTAL,
        bank="Bancolombia",
    )  # fmt: skip
    return found


@pytest.fixture
def right(res: Resources, wrong: Payable) -> Payable:
    found = make_payable(res, wrong.company, period="2012-Q4")
    enter_missing(res)
    return found


def source(payable: Payable) -> str:
    return f"filing:{payable.declaration.public_id}"


def moved(res: Resources, actor: Actor, wrong: Payable, right: Payable) -> None:
    move(
        res, actor, number=wrong.number, from_source=source(wrong), to_source=source(right),
        reason=WHY,
    )  # fmt: skip


def test_one_debt_is_owed_again_as_ever_and_the_other_is_paid_on_that_day(
    res: Resources, treasury: Actor, wrong: Payable, right: Payable
) -> None:
    moved(res, treasury, wrong, right)
    assert paid_on(res, wrong) is None
    assert paid_on(res, right) == DAY
    with res.database.unit() as unit:
        debts = open_debts(unit, [source(wrong), source(right)])
        again = debts[source(wrong)].left
        # Capital and penalty as filed; interest runs from the due day as if nothing had come
        assert (again.levy, again.penalty, again.interest) == (20_900_000, 941_000, 0)
        assert (again.since, again.charged) == (date(2013, 4, 15), 0)
        assert debts[source(right)].left.total == 0
        [kept] = unit.session.exec(select(PaymentMove))
        assert (kept.amount, kept.reason) == (TOTAL, WHY)
        events = unit.session.exec(select(AuditEvent).where(AuditEvent.action == "payment.moved"))
        assert [event.detail["norm"] for event in events] == ["Ley 962 de 2005, art. 43"]
    assert differences(res.database) == []


def test_the_choice_shows_what_was_paid_and_what_is_owed(
    res: Resources, treasury: Actor, wrong: Payable, right: Payable
) -> None:
    found = movable(res, treasury, wrong.number)
    assert [(each.source, each.left) for each in found.paid] == [(source(wrong), TOTAL)]
    assert [each.source for each in found.others] == [source(right)]


def test_once_only(res: Resources, treasury: Actor, wrong: Payable, right: Payable) -> None:
    moved(res, treasury, wrong, right)
    third = make_payable(res, wrong.company, period="2012-Q3")
    enter_missing(res)
    with pytest.raises(Conflict, match="ya se movió"):
        moved(res, treasury, wrong, third)


def test_only_between_debts_of_one_operator_and_only_to_what_is_owed(
    res: Resources, treasury: Actor, wrong: Payable, right: Payable
) -> None:
    stranger = make_payable(res)
    enter_missing(res)
    with pytest.raises(Refused, match="otro operador"):
        moved(res, treasury, wrong, stranger)
    with pytest.raises(Refused, match="ya está en esa deuda"):
        moved(res, treasury, wrong, wrong)
    with pytest.raises(Refused, match="FUR pagado"):
        moved(res, treasury, right, wrong)
    with res.database.reading() as unit:
        assert books.left_by_source(unit)[source(wrong)] == 0
    assert differences(res.database) == []


def test_only_tesoreria_moves(res: Resources, wrong: Payable, right: Payable) -> None:
    for actor in (wrong.company.representative, ministry_actor(res, Role.AUDITOR)):
        with pytest.raises(NotAllowed):
            moved(res, actor, wrong, right)
        with pytest.raises(NotAllowed):
            movable(res, actor, wrong.number)
