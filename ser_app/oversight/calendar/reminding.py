"""Tells people of due days by mail: before, on and after them, each moment once.

What was told is a row in the transaction of its mail, and the database refuses a second one: a
round that is done twice, cut off, or done by two processes at once tells nobody twice.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from ser_app.base.clock import bogota_day
from ser_app.base.database import Unit
from ser_app.base.errors import Refused
from ser_app.base.mail.queueing import queue
from ser_app.base.resources import Resources
from ser_app.law.periods import Regime
from ser_app.oversight.calendar import repository
from ser_app.oversight.calendar.due_days import Due, Permit, Terms, due_between
from ser_app.oversight.calendar.mails import Told, written
from ser_app.oversight.calendar.models import DueReminder
from ser_app.oversight.calendar.moments import Moment, Plan, plan_of, wanted
from ser_app.oversight.calendar.pricing import prices
from ser_app.oversight.calendar.standing import WAITING, stands
from ser_app.people.actor import Scope
from ser_app.people.grants.repository import granted_on
from ser_app.people.models import User
from ser_app.people.permissions import OPERATOR_ROLES, PERMISSIONS_OF, Permission, Role
from ser_app.people.repository import user_by_id

_log = logging.getLogger(__name__)
_EVERYBODY: Final = Scope(None)
_SINCE: Final = date(2010, 1, 1)
_CONCERNED: Final = frozenset(
    {Permission.DECLARATION_PREPARE, Permission.DECLARATION_SIGN, Permission.PAYMENT_START}
)
ROLES: Final[frozenset[Role]] = frozenset(
    role for role in OPERATOR_ROLES if PERMISSIONS_OF[role] & _CONCERNED
)
"""Who is reminded: whoever prepares, signs or pays."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What the people of an operator may have to be told today."""

    operator_id: int
    told: Sequence[Told]


def send_reminders(res: Resources) -> int:
    """Write every mail that is due today and was not written; for the job. Gives how many."""
    today, plan = res.clock.today(), plan_of(res.settings)
    first = today - timedelta(days=plan.last)
    last = today - timedelta(days=plan.first)
    terms = Terms(res.rules)
    regimes = [each for each in Regime if _anything(each, terms, plan, (first, last), today)]
    if not regimes:
        return 0
    with res.database.reading() as unit:
        permits = repository.permits_of(unit, _EVERYBODY, regimes)
    written_now = 0
    for operator_id, own in groupby(permits, key=lambda each: each.operator_id):
        found = [
            (due, moment)
            for due in due_between(own, first, last, terms)
            if (moment := plan.on(due.due_on, today)) is not None
        ]
        if found:
            written_now += _remind_operator(res, operator_id, found, today)
    return written_now


def _anything(
    regime: Regime, terms: Terms, plan: Plan, between: tuple[date, date], today: date
) -> bool:
    """Whether anybody of a regime could have something to be told; most days nobody has."""
    anybody = Permit(0, "", "", 0, "", regime, "", _SINCE, None)
    return any(
        plan.on(due.due_on, today) is not None for due in due_between([anybody], *between, terms)
    )


def _remind_operator(
    res: Resources, operator_id: int, found: Sequence[tuple[Due, Moment]], today: date
) -> int:
    with res.database.reading() as unit:
        people = repository.recipients(unit, operator_id, ROLES, res.clock.now())
        keys = {due.permit.key for due, _ in found}
        oldest = min(due.due_on for due, _ in found)
        before = repository.told_of_operator(unit, keys, oldest)
        new = [
            (due, moment)
            for due, moment in found
            if any((user.id, _key(due, moment)) not in before for user in people)
        ]
        work = _Work(operator_id, _tellable(unit, res, operator_id, new, today))
        allowed = {
            user.id or 0: granted_on(unit, user.id or 0, bogota_day(res.clock.now()))
            for user in people
            if user.limited
        }
    return sum(_tell(res, user, work, allowed.get(user.id or 0)) for user in people)


def _tellable(
    unit: Unit,
    res: Resources,
    operator_id: int,
    found: Sequence[tuple[Due, Moment]],
    today: date,
) -> list[Told]:
    """What is not settled, with what waiting costs."""
    if not found:
        return []
    moments = {due.key: moment for due, moment in found}
    scope = Scope(operator_id)
    open_ones = [
        stand
        for stand in stands(unit, res, scope, [due for due, _ in found], today)
        if stand.standing in WAITING
    ]
    return [
        Told(stand, moments[stand.due.key], price)
        for stand, price in prices(unit, res, operator_id, open_ones, today)
    ]


def _tell(res: Resources, user: User, work: _Work, allowed: frozenset[int] | None) -> int:
    """Write one mail with all that a person was not told; 1 when there was something."""
    try:
        with res.database.unit() as unit:
            return _tell_in(unit, res, user.id or 0, work, allowed)
    except Refused as error:
        _log.warning("Nobody could be reminded at the address of %s: %s", user.public_id, error)
        return 0


def _tell_in(
    unit: Unit, res: Resources, user_id: int, work: _Work, allowed: frozenset[int] | None
) -> int:
    # The lock lets one process at a time decide what a person was told.
    user = user_by_id(unit, user_id, for_update=True)
    if user is None or user.suspended_at is not None or user.operator_id != work.operator_id:
        return 0
    chosen = repository.preference(unit, user_id)
    declined, none = (chosen.declined, chosen.none) if chosen else ([], False)
    before = repository.told(unit, user_id, {each.stand.due.permit.key for each in work.told})
    fresh = [
        each
        for each in work.told
        if _key(each.stand.due, each.moment) not in before
        and (allowed is None or each.stand.due.permit.key in allowed)
        and wanted(each.moment, declined, none=none)
    ]
    if not fresh:
        return 0
    now = res.clock.now()
    subject, text = written(res, user.full_name, fresh)
    mail = queue(unit, at=now, to=user.email, subject=subject, text=text)
    repository.add_reminders(unit, [_row(user_id, each, mail.public_id, res) for each in fresh])
    return 1


def _row(user_id: int, told: Told, mail_id: str, res: Resources) -> DueReminder:
    due = told.stand.due
    return DueReminder(
        user_id=user_id,
        expediente_id=due.permit.key,
        period=due.period.text,
        due_on=due.due_on,
        moment=told.moment.offset,
        mail_id=mail_id,
        sent_at=res.clock.now(),
    )


def _key(due: Due, moment: Moment) -> repository.Told:
    return due.permit.key, due.period.text, due.due_on, moment.offset
