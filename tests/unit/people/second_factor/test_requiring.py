"""Who is held to a second factor, and what is closed without one."""

from dataclasses import replace

import pytest

from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.people.permissions import MINISTRY_ROLES, Permission, Role
from ser_app.people.second_factor.requiring import is_required
from ser_app.people.service import prove_to_sign
from ser_app.people.sessions import CACHE, actor_of_token
from tests.factories import PASSWORD, actor_of, enter, make_operator, make_user

SIGNERS = {Role.LEGAL_REPRESENTATIVE, Role.ACCOUNTANT}


@pytest.fixture
def strict(res: Resources) -> Resources:
    CACHE.clear()
    return replace(res, settings=res.settings.model_copy(update={"second_factor": "required"}))


@pytest.mark.parametrize("role", list(Role))
def test_the_ministrys_people_may_do_nothing_else_before_they_enrol(
    strict: Resources, role: Role
) -> None:
    user = make_user(strict, role, make_operator(strict) if role.of_operator else None)
    actor = actor_of_token(strict, enter(strict, user.email), fresh=True)
    assert actor is not None
    open_now = {permission for permission in Permission if actor.may(permission)}
    held = role in MINISTRY_ROLES
    assert (open_now == {Permission.ACCOUNT_OWN}) is held
    assert actor.first_thing == ("/mi-cuenta/seguridad" if held else "")


@pytest.mark.parametrize("role", list(Role))
def test_it_is_required_of_the_ministry_and_of_signers(strict: Resources, role: Role) -> None:
    assert is_required(strict, role) is (role in MINISTRY_ROLES | SIGNERS)


def test_in_a_demonstration_nobody_is_held_to_it(res: Resources) -> None:
    assert not any(is_required(res, role) for role in Role)
    live = res.settings.model_copy(update={"mode": "production"})
    assert live.second_factor_required
    assert not live.model_copy(update={"second_factor": "optional"}).second_factor_required


def test_nobody_signs_without_it_where_it_is_required(strict: Resources, res: Resources) -> None:
    signer = actor_of(make_user(res, Role.LEGAL_REPRESENTATIVE, make_operator(res)))
    with pytest.raises(Refused) as refused:
        prove_to_sign(strict, signer, PASSWORD)
    assert refused.value.code == "second_factor_needed"
    prove_to_sign(res, signer, PASSWORD)
