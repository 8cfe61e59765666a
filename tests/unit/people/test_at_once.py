"""What several do at the same instant counts as if one had waited for the other."""

from functools import partial

from sqlmodel import col, select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.people import administration
from ser_app.people.attempts.models import AttemptTally
from ser_app.people.models import User
from ser_app.people.permissions import Role
from ser_app.people.signing_in import sign_in
from tests.factories import PASSWORD, actor_of, make_company, make_user
from tests.support.crowd import at_once


def test_wrong_passwords_that_come_together_are_all_counted(
    res: Resources, clock: MovableClock
) -> None:
    user = make_user(res, Role.PREPARER, make_company(res).operator)
    clock.instant = clock.now()
    wrong = partial(sign_in, res, user.email, "no es esta", address="", user_agent="")
    at_once(wrong, wrong, wrong, wrong)
    with res.database.reading() as unit:
        tallies = {each.kind: each.failures for each in unit.session.exec(select(AttemptTally))}
    assert tallies == {"account": 4, "address": 4}


def test_guesses_that_come_together_are_not_looked_at_beyond_the_limit(
    res: Resources, clock: MovableClock
) -> None:
    user = make_user(res, Role.PREPARER, make_company(res).operator)
    clock.instant = clock.now()
    wrong = partial(sign_in, res, user.email, "no es esta", address="", user_agent="")
    right = partial(sign_in, res, user.email, PASSWORD, address="", user_agent="")
    outcomes = at_once(*[wrong] * 7)
    assert all(isinstance(outcome, Refused) for outcome in outcomes)
    assert all(isinstance(outcome, Refused) for outcome in at_once(right, right))


def test_two_administrators_who_suspend_each_other_leave_one(res: Resources) -> None:
    company = make_company(res)
    second = make_user(res, Role.OPERATOR_ADMIN, company.operator)
    other = actor_of(second, company.operator)
    outcomes = at_once(
        lambda: administration.suspend(res, company.admin, second.public_id),
        lambda: administration.suspend(res, other, company.admin.public_id),
    )
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    with res.database.reading() as unit:
        admins = select(User).where(
            User.role == Role.OPERATOR_ADMIN, col(User.suspended_at).is_(None)
        )
        assert len(unit.session.exec(admins).all()) == 1
