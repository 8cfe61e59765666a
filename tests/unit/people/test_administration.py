"""Who may create, suspend and re-role whom."""

from dataclasses import replace

import pytest

from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.mail.repository import newest
from ser_app.base.resources import Resources
from ser_app.people import administration, repository
from ser_app.people.administration import NewUser
from ser_app.people.errors import LockedOut, WrongPassword
from ser_app.people.own_password import change_own_password
from ser_app.people.permissions import MINISTRY_ROLES, OPERATOR_ROLES, Permission, Role
from ser_app.people.proof.recent import ProofNeeded
from ser_app.people.second_factor import enrolling
from ser_app.people.sessions import actor_of_token
from tests.factories import PASSWORD, actor_of, enter, make_company, make_user, ministry_actor
from tests.support.telephone import Telephone

ANA = NewUser("ana@prueba.example", "Ana Gómez", "52123456", Role.PREPARER)


def _enter(res: Resources, email: str, password: str = PASSWORD) -> str:
    return enter(res, email, password)


def test_the_operators_administrator_creates_people_of_the_own_operator(res: Resources) -> None:
    company = make_company(res)
    created = administration.create_user(res, company.admin, ANA)
    with res.database.reading() as unit:
        user = repository.user_by_email(unit, ANA.email)
    assert user is not None
    assert user.operator_id == company.operator.id
    assert user.must_change_password
    assert created.temporary_password not in user.password_hash


def test_a_new_person_may_do_nothing_until_the_password_is_the_own_one(res: Resources) -> None:
    created = administration.create_user(res, make_company(res).admin, ANA)
    actor = actor_of_token(res, _enter(res, created.email, created.temporary_password))
    assert actor is not None
    assert not actor.may(Permission.HOME_VIEW)
    change_own_password(res, actor, created.temporary_password, "una frase larga y propia")
    again = actor_of_token(res, _enter(res, created.email, "una frase larga y propia"))
    assert again is not None
    assert again.may(Permission.DECLARATION_PREPARE)


def test_changing_the_password_asks_for_the_current_one(res: Resources) -> None:
    company = make_company(res)
    with pytest.raises(WrongPassword):
        change_own_password(res, company.preparer, "no es esta", "una frase larga y propia")
    with pytest.raises(Refused):
        change_own_password(res, company.preparer, PASSWORD, "corta")


def test_roles_stay_on_their_side(res: Resources) -> None:
    company, ministry = make_company(res), ministry_actor(res, Role.SER_ADMIN)
    assert set(administration.assignable_roles(company.admin)) == OPERATOR_ROLES
    assert set(administration.assignable_roles(ministry)) == MINISTRY_ROLES
    with pytest.raises(Refused):
        administration.create_user(res, company.admin, replace(ANA, role=Role.TREASURY))
    with pytest.raises(Refused):
        administration.create_user(res, ministry, ANA)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "sin arroba"}, "email"),
        ({"full_name": "  "}, "full_name"),
        ({"full_name": "Ana\r\nBcc: x"}, "full_name"),
        ({"document_number": "52.123.456"}, "document_number"),
        ({"role": "superuser"}, "role"),
        ({"role": Role.ACCOUNTANT}, "professional_card"),
    ],
)
def test_each_wrong_field_is_named(res: Resources, change: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        administration.create_user(res, make_company(res).admin, replace(ANA, **change))  # type: ignore[arg-type]  # all of them are str
    assert refused.value.field == field


def test_a_mail_has_one_account(res: Resources) -> None:
    admin = make_company(res).admin
    administration.create_user(res, admin, ANA)
    with pytest.raises(Conflict):
        administration.create_user(res, admin, replace(ANA, email=ANA.email.upper()))


def test_a_suspension_ends_the_sessions_at_once_although_the_actor_was_cached(
    res: Resources,
) -> None:
    company = make_company(res)
    with res.database.reading() as unit:
        preparer = repository.user_by_id(unit, company.preparer.user_id)
    assert preparer is not None
    token = _enter(res, preparer.email)
    assert actor_of_token(res, token) is not None
    administration.suspend(res, company.admin, preparer.public_id)
    assert actor_of_token(res, token) is None
    administration.reactivate(res, company.admin, preparer.public_id)
    assert actor_of_token(res, token) is None
    assert actor_of_token(res, _enter(res, preparer.email)) is not None


def test_a_new_role_holds_on_the_next_look(res: Resources) -> None:
    company = make_company(res)
    with res.database.reading() as unit:
        preparer = repository.user_by_id(unit, company.preparer.user_id)
    assert preparer is not None
    token = _enter(res, preparer.email)
    assert actor_of_token(res, token).role is Role.PREPARER  # type: ignore[union-attr]  # just signed in
    administration.change_role(res, company.admin, preparer.public_id, Role.OPERATOR_ADMIN)
    assert actor_of_token(res, token).role is Role.OPERATOR_ADMIN  # type: ignore[union-attr]


def test_other_operators_people_are_not_there(res: Resources) -> None:
    mine, theirs = make_company(res), make_company(res, name="Otro S.A.S.")
    ministry = ministry_actor(res, Role.SER_ADMIN)
    with pytest.raises(NotFound):
        administration.suspend(res, mine.admin, theirs.preparer.public_id)
    with pytest.raises(NotAllowed):
        administration.suspend(res, ministry, theirs.preparer.public_id)
    shown = {user.public_id for user in administration.users_for(res, mine.admin)}
    assert theirs.preparer.public_id not in shown
    assert mine.preparer.public_id in shown


def test_nobody_else_administers(res: Resources) -> None:
    company = make_company(res)
    for actor in (company.preparer, company.representative, company.accountant):
        with pytest.raises(NotAllowed):
            administration.users_for(res, actor)
        with pytest.raises(NotAllowed):
            administration.suspend(res, actor, company.preparer.public_id)


def test_the_own_account_and_the_last_administrator_stay(res: Resources) -> None:
    company = make_company(res)
    with pytest.raises(Refused) as own:
        administration.suspend(res, company.admin, company.admin.public_id)
    assert own.value.code == "own_account"
    second = actor_of(make_user(res, Role.OPERATOR_ADMIN, company.operator), company.operator)
    administration.suspend(res, second, company.admin.public_id)
    with pytest.raises(Refused) as last:
        administration.change_role(
            res, replace(company.admin, user_id=-1), second.public_id, Role.PREPARER
        )
    assert last.value.code == "last_administrator"


def test_everything_is_audited(res: Resources) -> None:
    company = make_company(res)
    administration.create_user(res, company.admin, ANA)
    administration.suspend(res, company.admin, company.preparer.public_id)
    with res.database.reading() as unit:
        rows = unit.session.connection().exec_driver_sql("SELECT action, actor FROM audit_event")
        trail = rows.all()
    assert [row[0] for row in trail] == ["user.created", "user.suspended"]
    assert all(row[1] == company.admin.label for row in trail)


def test_a_new_password_throws_out_whoever_else_holds_a_cookie(res: Resources) -> None:
    company = make_company(res)
    with res.database.reading() as unit:
        user = repository.user_by_id(unit, company.preparer.user_id)
    assert user is not None
    mine, stolen = _enter(res, user.email), _enter(res, user.email)
    actor = actor_of_token(res, mine)
    assert actor is not None
    change_own_password(res, actor, PASSWORD, "una frase larga y propia")
    assert actor_of_token(res, mine) is not None
    assert actor_of_token(res, stolen) is None
    with res.database.reading() as unit:
        (told,) = newest(unit, 9)
    assert (told.recipient, "cambió" in told.subject) == (user.email, True)


def test_guessing_the_current_password_locks_the_account(res: Resources) -> None:
    company = make_company(res)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            change_own_password(res, company.preparer, "no es esta", "una frase larga y propia")
    with pytest.raises(LockedOut):
        change_own_password(res, company.preparer, PASSWORD, "una frase larga y propia")


def test_an_administrator_lets_a_locked_person_try_again(res: Resources) -> None:
    company, stranger = make_company(res), make_company(res)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            change_own_password(res, company.preparer, "no es esta", "una frase larga y propia")
    key = company.preparer.public_id
    assert administration.locked_for(res, company.admin) == {key}
    assert administration.locked_for(res, stranger.admin) == set()
    with pytest.raises(NotFound):
        administration.unlock(res, stranger.admin, key)
    administration.unlock(res, company.admin, key)
    assert administration.locked_for(res, company.admin) == set()
    change_own_password(res, company.preparer, PASSWORD, "una frase larga y propia")


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("muy corta", "password_short"),
        (PASSWORD, "password_same"),
        ("colombia2026!!", "password_common"),
        ("demostracion-2026", "password_common"),
        ("persona de prueba", "password_own"),
    ],
)
def test_a_weak_new_password_is_refused_and_the_old_one_stays(
    res: Resources, new: str, code: str
) -> None:
    company = make_company(res)
    with pytest.raises(Refused) as refused:
        change_own_password(res, company.preparer, PASSWORD, new)
    assert refused.value.code == code
    change_own_password(res, company.preparer, PASSWORD, "una frase larga y propia")


def test_an_administrator_takes_off_a_second_factor_that_was_lost(res: Resources) -> None:
    company, stranger = make_company(res), make_company(res)
    with res.database.reading() as unit:
        user = repository.user_by_id(unit, company.preparer.user_id)
    assert user is not None
    token = enter(res, user.email)
    actor = actor_of_token(res, token)
    assert actor is not None
    telephone = Telephone(enrolling.start(res, actor).key)
    enrolling.confirm(res, actor, telephone.code(res.clock.now()))
    assert administration.with_second_factor(res, company.admin) == {user.public_id}
    with pytest.raises(NotFound):
        administration.remove_second_factor(res, stranger.admin, user.public_id)
    with pytest.raises(ProofNeeded):
        administration.remove_second_factor(
            res, replace(company.admin, proved_at=None), user.public_id
        )
    administration.remove_second_factor(res, company.admin, user.public_id)
    assert actor_of_token(res, token) is None
    assert administration.with_second_factor(res, company.admin) == set()
    assert enter(res, user.email)  # the password is enough again


def test_the_command_line_takes_off_a_second_factor_too(res: Resources) -> None:
    admin = make_user(res, Role.SER_ADMIN)
    token = enter(res, admin.email)
    administration.remove_second_factor_of(res, admin.email)
    assert actor_of_token(res, token, fresh=True) is None
    with pytest.raises(NotFound):
        administration.remove_second_factor_of(res, "nadie@prueba.example")
