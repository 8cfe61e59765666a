"""One person with two accounts is one person: in signing, in being named, in taking back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.furs import service
from ser_app.ledger.in_favour.asking import Wanted, ask
from ser_app.ledger.in_favour.deciding import record_payment
from ser_app.ledger.obligations.entering import enter
from ser_app.ledger.obligations.taking_back import take_back
from ser_app.payments.reconciliation.cases import Decision
from ser_app.payments.reconciliation.moving import move
from ser_app.payments.reconciliation.resolving import resolve
from ser_app.people.actor import Actor
from ser_app.people.administration import change_role, reactivate
from ser_app.people.models import User
from ser_app.people.permissions import Role
from ser_app.people.proof.recent import ProofNeeded
from ser_app.people.signers.service import register
from tests.factories import Company, make_company, ministry_actor
from tests.unit.furs.desk import prepare, sign
from tests.unit.ledger.obligations.support import fine

TODAY = date(2013, 6, 20)
WHY = "Acta 12 de la junta directiva"


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(moved_to=TODAY)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def same_document(res: Resources, one: Actor, other: Actor) -> None:
    """Let both accounts be of one person."""
    with res.database.unit() as unit:
        first, second = unit.session.get(User, one.user_id), unit.session.get(User, other.user_id)
        assert first is not None
        assert second is not None
        second.document_type, second.document_number = first.document_type, first.document_number
        unit.session.add(second)


def test_one_person_does_not_sign_in_both_qualities_with_two_accounts(
    res: Resources, company: Company
) -> None:
    same_document(res, company.representative, company.accountant)
    number = service.issue(res, company.preparer, prepare(res, company))
    sign(res, company.representative, number)
    with pytest.raises(Refused) as refused:
        sign(res, company.accountant, number)
    assert refused.value.code == "same_signer"


def test_one_person_is_not_named_for_both_qualities(res: Resources, company: Company) -> None:
    other = make_company(res).accountant
    with res.database.unit() as unit:
        user = unit.session.get(User, other.user_id)
        assert user is not None
        user.operator_id = company.operator.id
        unit.session.add(user)
    same_document(res, company.representative, other)
    with pytest.raises(Refused) as refused:
        register(res, company.admin, Role.ACCOUNTANT, other.public_id, TODAY, WHY)
    assert refused.value.code == "signer_both"


def test_one_person_does_not_annul_the_debt_that_it_entered(
    res: Resources, company: Company
) -> None:
    first, second = (ministry_actor(res, Role.TREASURY) for _ in range(2))
    same_document(res, first, second)
    key = enter(res, first, fine(company))
    with pytest.raises(Refused) as refused:
        take_back(res, second, key, "Se ingresó por error")
    assert refused.value.code == "same_person"


def test_what_moves_money_or_power_asks_who_is_there(res: Resources, company: Company) -> None:
    treasury = replace(ministry_actor(res, Role.TREASURY), proved_at=None)
    signer, admin = (
        replace(each, proved_at=None) for each in (company.representative, company.admin)
    )
    wanted = Wanted(
        key="0" * 24, amount=1, bank="Banco", account_type="savings", account_number="123456",
        reason="Saldo",
    )  # fmt: skip
    acts: list[Callable[[], object]] = [
        lambda: resolve(res, treasury, "x", Decision(way="back", target="", reason="x" * 20)),
        lambda: move(
            res, treasury, number="FUR-2013-000001", from_source="a", to_source="b", reason="x" * 20
        ),
        lambda: record_payment(res, treasury, "x", TODAY, "1"),
        lambda: ask(res, signer, wanted),
        lambda: change_role(res, admin, company.preparer.public_id, Role.ACCOUNTANT),
        lambda: reactivate(res, admin, company.preparer.public_id),
    ]
    for act in acts:
        with pytest.raises(ProofNeeded):
            act()
