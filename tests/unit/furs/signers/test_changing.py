"""From its day another person signs; what was signed stays, what waits is issued anew."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from ser_app.base.clock import MovableClock
from ser_app.base.errors import NotAllowed, Refused
from ser_app.base.resources import Resources
from ser_app.furs import service as furs
from ser_app.furs.signers import views
from ser_app.furs.signers.reissuing import reissue_begun, reissue_waiting
from ser_app.furs.states import ShownFurState
from ser_app.people import repository as people
from ser_app.people.actor import Actor
from ser_app.people.administration import suspend
from ser_app.people.grants import service as grants
from ser_app.people.models import User
from ser_app.people.permissions import Role
from ser_app.people.proof.recent import ProofNeeded
from ser_app.people.signers.service import register, signers_of
from tests.factories import PASSWORD, Company, actor_of, make_company, make_user, ministry_actor
from tests.unit.furs.desk import prepare

_WHY = "Acta 14 de la asamblea, inscrita en la cámara"
_TODAY = date(2013, 6, 20)


def _sign(res: Resources, actor: Actor, number: str) -> furs.SignOutcome:
    return furs.sign(res, actor, number, password=PASSWORD, accepted=True, address="192.0.2.1")


def _new(res: Resources, company: Company, role: Role = Role.LEGAL_REPRESENTATIVE) -> User:
    return make_user(res, role, company.operator)


def _register(res: Resources, company: Company, user: User, day: date = _TODAY) -> int:
    return register(res, company.admin, user.role, user.public_id, day, _WHY)


def test_before_any_change_who_has_the_role_longest_signs(res: Resources) -> None:
    company = make_company(res)
    _new(res, company)
    now = signers_of(res, company.admin).now
    assert now.legal_representative is not None
    assert now.legal_representative.id == company.representative.user_id


def test_who_names_a_person_that_is_limited_to_expedientes_is_warned(res: Resources) -> None:
    company = make_company(res)
    free, limited = _new(res, company), _new(res, company)
    grants.limit(res, company.admin, limited.public_id, limited=True)
    _register(res, company, limited)
    found = signers_of(res, company.admin)
    assert views.limit_warning(found, free.public_id) == ""
    assert limited.full_name in views.limit_warning(found, limited.public_id)
    assert views.now_rows(found)[0].word == "Firma hoy, solo en sus expedientes"
    marked = [each.value for each in views.candidate_options(found) if "limitada" in each.label]
    assert marked == [f"{Role.LEGAL_REPRESENTATIVE}:{limited.public_id}"]


def test_from_the_day_on_only_the_new_person_signs(res: Resources, clock: MovableClock) -> None:
    company = make_company(res)
    user = _new(res, company)
    new = actor_of(user, company.operator)
    number = furs.issue(res, company.preparer, prepare(res, company))
    _register(res, company, user, _TODAY + timedelta(days=1))
    assert reissue_begun(res) == []
    with pytest.raises(Refused) as early:
        _sign(res, new, number)
    assert early.value.code == "not_registered"
    clock.moved_to = _TODAY + timedelta(days=1)
    [renewed] = reissue_begun(res)
    assert reissue_begun(res) == []
    detail = furs.fur_detail(res, company.preparer, renewed)
    assert [each.name for each in detail.missing if each.role == "legal_representative"] == [
        user.full_name
    ]
    old = furs.fur_detail(res, company.preparer, number)
    assert (old.state, old.replaced_by) == (ShownFurState.REPLACED, renewed)
    with pytest.raises(Refused) as late:
        _sign(res, company.representative, renewed)
    assert late.value.code == "not_registered"
    _sign(res, new, renewed)
    assert _sign(res, company.accountant, renewed).filed


def test_what_was_signed_stays_signed(res: Resources) -> None:
    company = make_company(res)
    number = furs.issue(res, company.preparer, prepare(res, company))
    _sign(res, company.representative, number)
    user = _new(res, company)
    operator = _register(res, company, user)
    assert reissue_waiting(res, operator) == []
    assert _sign(res, company.accountant, number).filed
    filed = furs.fur_detail(res, company.preparer, number)
    assert {each.user_id for each in filed.signatures} == {
        company.representative.user_id,
        company.accountant.user_id,
    }


def test_an_accountant_changes_alike(res: Resources) -> None:
    company = make_company(res)
    number = furs.issue(res, company.preparer, prepare(res, company))
    _sign(res, company.representative, number)
    user = _new(res, company, Role.ACCOUNTANT)
    [renewed] = reissue_waiting(res, _register(res, company, user), company.admin)
    assert _sign(res, actor_of(user, company.operator), renewed).filed


def test_whoever_is_named_and_suspended_is_not_replaced_by_the_one_before(res: Resources) -> None:
    company = make_company(res)
    user = _new(res, company)
    _register(res, company, user)
    suspend(res, company.admin, user.public_id)
    with res.database.reading() as unit:
        found = people.signatories(unit, company.operator.id or 0, _TODAY)
    assert found.legal_representative is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"day": _TODAY - timedelta(days=1)}, "from_day"),
        ({"day": None}, "from_day"),
        ({"reason": "nada"}, "reason"),
        ({"role": Role.PREPARER}, "user"),
        ({"user": "x"}, "user"),
    ],
)
def test_what_cannot_be_is_named(res: Resources, change: dict[str, object], field: str) -> None:
    company = make_company(res)
    user = _new(res, company)
    given: dict[str, object] = {
        "role": user.role, "user": user.public_id, "day": _TODAY, "reason": _WHY, **change,
    }  # fmt: skip
    with pytest.raises(Refused) as refused:
        register(res, company.admin, given["role"], given["user"], given["day"], given["reason"])  # type: ignore[arg-type]
    assert refused.value.field == field


def test_only_the_operators_administrator_registers(res: Resources) -> None:
    company, stranger = make_company(res), make_company(res)
    user = _new(res, company)
    for actor in (company.preparer, ministry_actor(res, Role.SER_ADMIN)):
        with pytest.raises(NotAllowed):
            register(res, actor, user.role, user.public_id, _TODAY, _WHY)
    with pytest.raises(Refused):
        register(res, stranger.admin, user.role, user.public_id, _TODAY, _WHY)
    with pytest.raises(ProofNeeded):
        register(
            res, replace(company.admin, proved_at=None), user.role, user.public_id, _TODAY, _WHY
        )


def test_a_registered_change_is_never_rewritten(res: Resources) -> None:
    company = make_company(res)
    _register(res, company, _new(res, company))
    with pytest.raises(DBAPIError), res.database.unit() as unit:
        unit.session.connection().exec_driver_sql("UPDATE signer_term SET reason = 'x'")


def test_near_the_due_day_the_way_over_paper_is_told(res: Resources, clock: MovableClock) -> None:
    company = make_company(res)
    clock.moved_to = date(2013, 7, 12)
    number = furs.issue(res, company.preparer, prepare(res, company, "2013-Q2"))
    assert furs.fur_detail(res, company.preparer, number).paper_route == ""
    user = _new(res, company)
    operator = _register(res, company, user, date(2013, 7, 12))
    [renewed] = reissue_waiting(res, operator)
    told = furs.fur_detail(res, company.preparer, renewed).paper_route
    assert user.full_name in told
    assert "papel" in told


def test_far_from_the_due_day_nothing_is_told(res: Resources, clock: MovableClock) -> None:
    company = make_company(res)
    clock.moved_to = date(2013, 7, 2)
    user = _new(res, company)
    _register(res, company, user, date(2013, 7, 2))
    number = furs.issue(res, company.preparer, prepare(res, company, "2013-Q2"))
    assert furs.fur_detail(res, company.preparer, number).paper_route == ""
