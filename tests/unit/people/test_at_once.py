"""What several do at the same instant counts as if one had waited for the other."""

from functools import partial

from sqlmodel import col, select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.people import administration
from ser_app.people.models import User
from ser_app.people.permissions import Role
from ser_app.people.sessions import sign_in
from tests.factories import actor_of, make_company, make_user
from tests.support.crowd import at_once


def test_wrong_passwords_that_come_together_are_all_counted(
    res: Resources, clock: MovableClock
) -> None:
    user = make_user(res, Role.PREPARER, make_company(res).operator)
    clock.instant = clock.now()
    wrong = partial(sign_in, res, user.email, "no es esta", address="", user_agent="")
    at_once(wrong, wrong, wrong, wrong)
    with res.database.reading() as unit:
        stored = unit.session.get(User, user.id)
        assert stored is not None
        assert stored.failed_attempts == 4


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
