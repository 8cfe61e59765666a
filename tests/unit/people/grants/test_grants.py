"""A limited person sees and acts only for the granted expedientes, from the next event on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from ser_app.base.clock import BOGOTA, MovableClock
from ser_app.base.errors import NotAllowed, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.declarations import repository as declarations
from ser_app.declarations.service import start_draft
from ser_app.furs import service as furs
from ser_app.furs.finding.repository import FurFilter
from ser_app.furs.repository import fur_by_number
from ser_app.law.periods import Period
from ser_app.oversight.home import home
from ser_app.payments import service as payments
from ser_app.payments.filters import PaymentFilter
from ser_app.payments.repository import attempt_by_public_id, attempts_of_fur
from ser_app.payments.service import payments_page
from ser_app.people import repository as people
from ser_app.people.actor import Actor, Scope
from ser_app.people.administration import change_role, suspend
from ser_app.people.grants import service
from ser_app.people.limits import WITHIN_EXPEDIENTES
from ser_app.people.models import Expediente, User
from ser_app.people.permissions import Permission, Role
from ser_app.people.proof.recent import ProofNeeded
from ser_app.people.sessions import CACHE, ActorCache, actor_of_token
from tests.factories import Company, enter, make_company, make_expediente, make_user, ministry_actor
from tests.unit.furs.desk import file, prepare


@dataclass
class Limited:
    """Somebody who prepares, limited to one of two expedientes, with a session."""

    company: Company
    own: Expediente
    other: Expediente
    user: User
    token: str


@pytest.fixture
def today(res: Resources) -> date:
    return res.clock.now().astimezone(BOGOTA).date()


@pytest.fixture
def limited(res: Resources, today: date) -> Limited:
    company = make_company(res)
    other = make_expediente(res, company.operator)
    user = make_user(res, Role.PREPARER, company.operator)
    token = enter(res, user.email)
    service.limit(res, company.admin, user.public_id, limited=True)
    service.grant(res, company.admin, user.public_id, company.expediente.public_id, today, "")
    return Limited(company, company.expediente, other, user, token)


def _actor(res: Resources, limited: Limited) -> Actor:
    actor = actor_of_token(res, limited.token)
    assert actor is not None
    return actor


def _begin(res: Resources, actor: Actor, expediente: Expediente) -> str:
    return start_draft(res, actor, expediente.public_id, Period.parse("2013-Q1").text)


def test_only_what_was_granted_is_there_to_declare(res: Resources, limited: Limited) -> None:
    actor = _actor(res, limited)
    with res.database.reading() as unit:
        found = people.expedientes_of(unit, actor.scope)
    assert [each.id for each in found] == [limited.own.id]
    _begin(res, actor, limited.own)
    with pytest.raises(NotFound):
        _begin(res, actor, limited.other)


def test_what_others_do_for_other_expedientes_is_not_there(
    res: Resources, limited: Limited
) -> None:
    actor = _actor(res, limited)
    mine = _begin(res, limited.company.preparer, limited.own)
    theirs = _begin(res, limited.company.preparer, limited.other)
    with res.database.reading() as unit:
        assert declarations.declaration_by_public_id(unit, actor.scope, mine)
        with pytest.raises(NotFound):
            declarations.declaration_by_public_id(unit, actor.scope, theirs)
        row = declarations.declaration_by_public_id(unit, Scope(None), theirs)
        with pytest.raises(NotFound):
            declarations.declaration_by_id(unit, actor.scope, row.id or 0)
    assert {task.expediente for task in home(res, actor).tasks} == {limited.own.number}


def test_what_is_of_the_whole_operator_is_not_for_a_limited_person(
    res: Resources, limited: Limited
) -> None:
    actor = _actor(res, limited)
    assert {each for each in Permission if actor.may(each)} <= WITHIN_EXPEDIENTES
    with pytest.raises(NotAllowed):
        _ = actor.scope.operator_id
    assert not actor.scope.admits(limited.company.operator.id or 0)
    assert not actor.scope.admits(limited.company.operator.id or 0, limited.other.id)
    assert actor.scope.admits(limited.company.operator.id or 0, limited.own.id)
    assert not actor.scope.admits(0, limited.own.id)


def test_lists_of_furs_and_payments_ask_too(res: Resources, limited: Limited) -> None:
    company, actor = limited.company, _actor(res, limited)
    numbers = [
        file(res, company, furs.issue(res, company.preparer, prepare(res, each))).number
        for each in (company, replace(company, expediente=limited.other))
    ]
    found = furs.furs_page(res, actor, FurFilter(), 1)
    assert [row.fur.number for row, _ in found.rows] == numbers[:1]
    assert found.totals.count == 1
    assert furs.furs_page(res, company.preparer, FurFilter(), 1).totals.count == 2
    assert furs.pdf(res, actor, numbers[0])
    for look in (furs.pdf, furs.fur_detail):
        with pytest.raises(NotFound):
            look(res, actor, numbers[1])
    collected = [_collect(res, number) for number in numbers]
    listed = payments_page(res, actor, PaymentFilter())
    assert (listed.count, [row.fur_number for row in listed.rows]) == ("1", numbers[:1])
    with res.database.reading() as unit:
        assert attempt_by_public_id(unit, actor.scope, collected[0])
        with pytest.raises(NotFound):
            attempt_by_public_id(unit, actor.scope, collected[1])
        assert attempts_of_fur(unit, actor.scope, numbers[1]) == []


def _collect(res: Resources, number: str) -> str:
    with res.database.reading() as unit:
        fur = fur_by_number(unit, Scope(None), number)
    treasury = ministry_actor(res, Role.TREASURY)
    return payments.record_collection(
        res,
        treasury,
        reference=fur.reference or "",
        collected_on=res.clock.today(),
        amount=fur.total,
        bank="Banco de prueba",
    )


def test_a_revocation_holds_from_the_next_event_in_every_process(
    res: Resources, limited: Limited, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _actor(res, limited)
    assert before.expedientes == frozenset({limited.own.id or 0})
    monkeypatch.setattr(ActorCache, "forget_user", lambda *_: None)  # another process did it
    [(held, _)] = service.access_of(res, limited.company.admin, limited.user.public_id).grants
    service.revoke(res, limited.company.admin, limited.user.public_id, held.public_id)
    assert _actor(res, limited).expedientes == frozenset()
    change_role(res, limited.company.admin, limited.user.public_id, Role.LEGAL_REPRESENTATIVE)
    assert _actor(res, limited).role is Role.LEGAL_REPRESENTATIVE
    suspend(res, limited.company.admin, limited.user.public_id)
    assert actor_of_token(res, limited.token) is None


def test_what_did_not_change_is_not_looked_up_again(
    res: Resources, limited: Limited, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _actor(res, limited)
    monkeypatch.setattr("ser_app.people.sessions._live", lambda *_: pytest.fail("looked again"))
    assert _actor(res, limited) is first
    CACHE.clear()


def test_days_begin_and_end(
    res: Resources, limited: Limited, clock: MovableClock, today: date
) -> None:
    admin, user = limited.company.admin, limited.user.public_id
    tomorrow = today + timedelta(days=1)
    service.grant(res, admin, user, limited.other.public_id, tomorrow, tomorrow.isoformat())
    assert _actor(res, limited).expedientes == frozenset({limited.own.id or 0})
    token = enter(res, limited.user.email)
    for days, expected in (
        (1, frozenset({limited.own.id or 0, limited.other.id or 0})),
        (2, frozenset({limited.own.id or 0})),
    ):
        clock.instant = res.clock.now() + timedelta(days=1)
        token = enter(res, limited.user.email)
        actor = actor_of_token(res, token)
        assert actor is not None
        assert actor.expedientes == expected, days


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (None, ""),
        (date(2030, 1, 2), "2030-01-01"),
        (date(2012, 1, 1), "2012-02-01"),
        (date(2030, 1, 1), "x"),
    ],
)
def test_days_that_cannot_be_are_refused(
    res: Resources, limited: Limited, first: date | None, last: str
) -> None:
    with pytest.raises(Refused):
        service.grant(
            res,
            limited.company.admin,
            limited.user.public_id,
            limited.other.public_id,
            first,
            last,
        )


def test_nobody_grants_what_is_not_the_own_operators(
    res: Resources, limited: Limited, today: date
) -> None:
    stranger = make_company(res)
    user = limited.user.public_id
    with pytest.raises(NotFound):
        service.grant(res, limited.company.admin, user, stranger.expediente.public_id, today, "")
    with pytest.raises(NotFound):
        service.grant(res, stranger.admin, user, stranger.expediente.public_id, today, "")
    with pytest.raises(NotAllowed):
        service.limit(res, ministry_actor(res, Role.SER_ADMIN), user, limited=False)
    with pytest.raises(NotAllowed):
        service.limit(res, _actor(res, limited), user, limited=False)
    with pytest.raises(NotAllowed):
        service.limit(res, limited.company.preparer, user, limited=False)


def test_administrators_and_the_own_account_are_not_limited(
    res: Resources, limited: Limited
) -> None:
    company = limited.company
    second = make_user(res, Role.OPERATOR_ADMIN, company.operator)
    for public_id in (second.public_id, company.admin.public_id):
        with pytest.raises(Refused):
            service.limit(res, company.admin, public_id, limited=True)
    with pytest.raises(Refused) as refused:
        change_role(res, company.admin, limited.user.public_id, Role.OPERATOR_ADMIN)
    assert refused.value.code == "limited"


def test_who_grants_proves_identity_again(res: Resources, limited: Limited, today: date) -> None:
    stale = replace(limited.company.admin, proved_at=None)
    acts: list[Callable[[], None]] = [
        lambda: service.limit(res, stale, limited.user.public_id, limited=False),
        lambda: service.grant(
            res, stale, limited.user.public_id, limited.other.public_id, today, ""
        ),
    ]
    for act in acts:
        with pytest.raises(ProofNeeded):
            act()


def test_the_same_days_are_not_granted_twice(res: Resources, limited: Limited, today: date) -> None:
    with pytest.raises(Refused) as refused:
        service.grant(
            res,
            limited.company.admin,
            limited.user.public_id,
            limited.own.public_id,
            today + timedelta(days=9),
            "",
        )
    assert refused.value.code == "granted_twice"
