"""Keys of programs: who makes them, what they open, and when they stop."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock, bogota_day
from ser_app.base.errors import NotAllowed, NotFound, Refused
from ser_app.base.mail.models import OutgoingMail
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.furs.service import sign
from ser_app.people.administration import change_role, suspend
from ser_app.people.api_keys.entering import KeyRefused, actor_of_key
from ser_app.people.api_keys.models import ApiKey
from ser_app.people.api_keys.reach import KEY_PERMISSIONS
from ser_app.people.api_keys.service import MOST_KEYS, NewKey, keys_for, make_key, revoke_key
from ser_app.people.permissions import PERMISSIONS_OF, Permission, Role
from ser_app.people.proof.recent import ProofNeeded
from ser_app.people.texts import DEMO_API_KEYS
from tests.factories import Company, actor_of, make_company, make_user, ministry_actor
from tests.unit.api.v1.office import key_for

ADDRESS = "192.0.2.9"


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def refusal(res: Resources, token: str) -> str:
    with pytest.raises(KeyRefused) as refused:
        actor_of_key(res, token, ADDRESS)
    return refused.value.code


def test_administrator_and_representative_make_keys_and_nobody_else(
    res: Resources, company: Company
) -> None:
    for actor in (company.admin, company.representative):
        made = key_for(res, actor)
        assert actor_of_key(res, made.token, ADDRESS).operator_id == company.operator.id
    for other in (company.preparer, company.accountant, ministry_actor(res, Role.SER_ADMIN)):
        with pytest.raises(NotAllowed):
            key_for(res, other)
        with pytest.raises(NotAllowed):
            keys_for(res, other)


def test_making_one_asks_who_is_there(res: Resources, company: Company) -> None:
    with pytest.raises(ProofNeeded):
        key_for(res, replace(company.admin, proved_at=None))


def test_the_secret_is_nowhere_in_the_database(res: Resources, company: Company) -> None:
    made = key_for(res, company.admin)
    with res.database.reading() as unit:
        key = unit.session.exec(select(ApiKey)).one()
        events = [str(each.model_dump()) for each in unit.session.exec(select(AuditEvent))]
        mails = [each.text for each in unit.session.exec(select(OutgoingMail))]
    stored = [str(key.model_dump()), *events, *mails]
    assert len(made.token) > 40
    assert not any(made.token in each for each in stored)
    assert made.token.startswith(key.hint)
    assert len(key.hint) == 10
    assert any("program_key.created" in each for each in events)
    assert len([each for each in mails if "Contabilidad" in each]) == 2  # both who answer for keys


def test_a_key_has_what_it_was_given_and_what_that_needs(res: Resources, company: Company) -> None:
    made = key_for(res, company.admin, [Permission.DECLARATION_PREPARE])
    actor = actor_of_key(res, made.token, ADDRESS)
    allowed = {each for each in Permission if actor.may(each)}
    assert allowed == {Permission.DECLARATION_PREPARE, Permission.DECLARATION_VIEW}


def test_no_key_ever_has_more_than_a_declarante(res: Resources, company: Company) -> None:
    assert set(KEY_PERMISSIONS) <= PERMISSIONS_OF[Role.PREPARER]
    made = key_for(res, company.representative, list(Permission))
    actor = actor_of_key(res, made.token, ADDRESS)
    assert {each for each in Permission if actor.may(each)} == set(KEY_PERMISSIONS)
    with pytest.raises(NotAllowed):
        sign(res, actor, "FUR-2013-000001", password="x", accepted=True, address=ADDRESS)
    with pytest.raises(NotAllowed):
        key_for(res, actor)


def test_a_key_of_nothing_is_refused(res: Resources, company: Company) -> None:
    with pytest.raises(Refused) as refused:
        key_for(res, company.admin, [Permission.DECLARATION_SIGN])
    assert refused.value.field == "reach"


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\x07b"])
def test_a_key_says_for_what_it_is(res: Resources, company: Company, name: str) -> None:
    with pytest.raises(Refused) as refused:
        key_for(res, company.admin, name=name)
    assert refused.value.field == "name"


@pytest.mark.parametrize("days", [-1, 367, None])
def test_a_key_lives_a_year_at_most(res: Resources, company: Company, days: int | None) -> None:
    today = bogota_day(res.clock.now())
    last = None if days is None else today + timedelta(days=days)
    with pytest.raises(Refused) as refused:
        make_key(res, company.admin, NewKey("Contabilidad", ("fur.view",), last))
    assert refused.value.field == "last_day"


def test_there_is_a_limit_and_revoking_makes_room(res: Resources, company: Company) -> None:
    made = [key_for(res, company.admin) for _ in range(MOST_KEYS)]
    with pytest.raises(Refused) as refused:
        key_for(res, company.admin)
    assert refused.value.code == "too_many_keys"
    revoke_key(res, company.representative, made[0].public_id)
    key_for(res, company.admin)


def test_a_revoked_key_opens_nothing_from_then_on(res: Resources, company: Company) -> None:
    made = key_for(res, company.admin)
    actor_of_key(res, made.token, ADDRESS)
    revoke_key(res, company.representative, made.public_id)
    revoke_key(res, company.representative, made.public_id)
    assert refusal(res, made.token) == "key_revoked"
    with res.database.reading() as unit:
        events = list(unit.session.exec(select(AuditEvent)))
    assert [each.action for each in events].count("program_key.revoked") == 1


def test_nobody_sees_or_revokes_keys_of_another_operator(res: Resources, company: Company) -> None:
    made = key_for(res, company.admin)
    stranger = make_company(res).admin
    assert list(keys_for(res, stranger)) == []
    with pytest.raises(NotFound):
        revoke_key(res, stranger, made.public_id)


def test_a_key_ends_with_its_last_day(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    last = bogota_day(res.clock.now()) + timedelta(days=3)
    made = make_key(res, company.admin, NewKey("Contabilidad", ("fur.view",), last))
    with res.database.reading() as unit:
        ends = unit.session.exec(select(ApiKey.expires_at)).one()
    clock.instant = ends - timedelta(seconds=1)
    assert bogota_day(clock.now()) == last
    actor_of_key(res, made.token, ADDRESS)
    clock.instant = ends
    assert refusal(res, made.token) == "key_expired"


def test_a_key_stops_with_whoever_answers_for_it(res: Resources, company: Company) -> None:
    second = actor_of(make_user(res, Role.OPERATOR_ADMIN, company.operator), company.operator)
    made, other = key_for(res, company.admin), key_for(res, second)
    suspend(res, second, company.admin.public_id)
    assert refusal(res, made.token) == "key_stopped"
    actor_of_key(res, other.token, ADDRESS)
    assert len(keys_for(res, second)) == 2


def test_a_key_stops_when_its_person_gets_another_role(res: Resources, company: Company) -> None:
    made = key_for(res, company.representative)
    change_role(res, company.admin, company.representative.public_id, "preparer")
    assert refusal(res, made.token) == "key_stopped"


def test_the_last_use_is_written_down_once_a_minute(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    made = key_for(res, company.admin)
    start = clock.now()

    def used() -> tuple[timedelta | None, str]:
        with res.database.reading() as unit:
            key = unit.session.exec(select(ApiKey)).one()
        return (key.last_used_at - start if key.last_used_at else None), key.last_address

    assert used() == (None, "")
    for seconds, address in ((5, "192.0.2.1"), (40, "192.0.2.2"), (70, "192.0.2.3")):
        clock.instant = start + timedelta(seconds=seconds)
        actor_of_key(res, made.token, address)
    assert used() == (timedelta(seconds=70), "192.0.2.3")


@pytest.mark.parametrize("token", ["", "ser_x", "ser_" + "a" * 43, "\ud800"])
def test_what_is_no_key_opens_nothing(res: Resources, token: str) -> None:
    assert refusal(res, token) == "key_unknown"


@pytest.mark.parametrize("published", sorted(DEMO_API_KEYS))
def test_the_keys_of_the_demonstration_open_nothing_elsewhere(
    res: Resources, company: Company, published: str
) -> None:
    from ser_app.base.tokens import sha256_hex

    made = key_for(res, company.admin)
    with res.database.unit() as unit:
        key = unit.session.exec(select(ApiKey).where(ApiKey.public_id == made.public_id)).one()
        key.token_hash = sha256_hex(published.encode())
    demo = replace(res, settings=res.settings.model_copy(update={"mode": "demo"}))
    assert actor_of_key(demo, published, ADDRESS).operator_id == company.operator.id
    real = replace(res, settings=res.settings.model_copy(update={"mode": "production"}))
    assert refusal(real, published) == "key_unknown"


def test_days_of_the_demonstration_end_no_key(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    made = key_for(res, company.admin)
    clock.moved_to = date(2026, 9, 1)
    actor_of_key(res, made.token, ADDRESS)
