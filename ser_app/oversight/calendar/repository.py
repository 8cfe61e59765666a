"""All queries of the calendar."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.declarations.models import Declaration
from ser_app.declarations.states import DeclarationState
from ser_app.law.periods import Regime
from ser_app.oversight.calendar.due_days import Permit
from ser_app.oversight.calendar.models import CalendarFeed, DueReminder, ReminderPreference
from ser_app.people.access_days import has_access
from ser_app.people.actor import Scope
from ser_app.people.models import Expediente, Operator, User
from ser_app.people.permissions import Role
from ser_app.people.repository import within

Told = tuple[int, str, date, int]
"""What a person was told: expediente, period, due day, moment."""


def permits_of(unit: Unit, scope: Scope, regimes: Collection[Regime] | None = None) -> list[Permit]:
    """The expedientes inside a scope, by operator and number; of some regimes, or of all."""
    query = (
        select(Expediente, Operator.name)
        .join(Operator, col(Operator.id) == col(Expediente.operator_id))
        .where(*within(scope, Expediente.operator_id, Expediente.id))
        .order_by(col(Expediente.operator_id), col(Expediente.number))
    )
    if regimes is not None:
        query = query.where(col(Expediente.regime).in_(sorted(regimes)))
    return [
        Permit(
            key=each.id or 0,
            public_id=each.public_id,
            number=each.number,
            operator_id=each.operator_id,
            operator=name,
            regime=Regime(each.regime),
            levy_rate=each.levy_rate,
            valid_from=each.valid_from,
            valid_to=each.valid_to,
        )
        for each, name in unit.session.exec(query)
    ]


def declarations_of(
    unit: Unit, scope: Scope, periods: Collection[str], today: date
) -> dict[tuple[int, str], Declaration]:
    """What stands for each expediente and period on a day: what was filed by then, or begun."""
    query = (
        select(Declaration)
        .where(
            col(Declaration.period).in_(sorted(periods)),
            col(Declaration.state).in_(("draft", "prepared", "filed")),
            *within(scope, Declaration.operator_id, Declaration.expediente_id),
        )
        .order_by(col(Declaration.id))
    )
    found = [each for each in unit.session.exec(query) if (each.filed_on or today) <= today]
    found.sort(key=lambda each: each.state == DeclarationState.FILED)
    return {(each.expediente_id, each.period): each for each in found}


def last_filed(unit: Unit, expedientes: Collection[int], today: date) -> dict[int, Declaration]:
    """The newest period of each expediente that was filed by a day."""
    query = (
        select(Declaration)
        .where(
            col(Declaration.expediente_id).in_(sorted(expedientes)),
            Declaration.state == DeclarationState.FILED,
            col(Declaration.filed_on) <= today,
        )
        .order_by(col(Declaration.period), col(Declaration.id))
    )
    return {each.expediente_id: each for each in unit.session.exec(query)}


def recipients(unit: Unit, operator_id: int, roles: Collection[Role], now: datetime) -> list[User]:
    """The people of an operator with one of those roles whose account works at an instant."""
    query = (
        select(User)
        .where(
            User.operator_id == operator_id,
            col(User.role).in_(sorted(roles)),
            col(User.suspended_at).is_(None),
            col(User.invited).is_(False),
        )
        .order_by(col(User.id))
    )
    return [user for user in unit.session.exec(query) if has_access(user, now)]


def told(unit: Unit, user_id: int, expedientes: Collection[int]) -> set[Told]:
    """What a person was told about some expedientes."""
    query = select(DueReminder).where(
        DueReminder.user_id == user_id, col(DueReminder.expediente_id).in_(sorted(expedientes))
    )
    return {
        (each.expediente_id, each.period, each.due_on, each.moment)
        for each in unit.session.exec(query)
    }


def told_of_operator(
    unit: Unit, expedientes: Collection[int], since: date
) -> set[tuple[int, Told]]:
    """Who was told what about some expedientes, of due days from a day on."""
    query = select(DueReminder).where(
        col(DueReminder.expediente_id).in_(sorted(expedientes)), col(DueReminder.due_on) >= since
    )
    return {
        (each.user_id, (each.expediente_id, each.period, each.due_on, each.moment))
        for each in unit.session.exec(query)
    }


def add_reminders(unit: Unit, rows: Sequence[DueReminder]) -> None:
    """Write down what a mail tells; the database refuses a second time."""
    unit.session.add_all(rows)
    unit.flush()


def preference(unit: Unit, user_id: int) -> ReminderPreference | None:
    """What a person chose; None while everything is sent."""
    return unit.session.get(ReminderPreference, user_id)


def preferences(unit: Unit, user_ids: Collection[int]) -> dict[int, ReminderPreference]:
    """What people chose, by their id."""
    query = select(ReminderPreference).where(col(ReminderPreference.user_id).in_(sorted(user_ids)))
    return {each.user_id: each for each in unit.session.exec(query)}


def add(unit: Unit, row: ReminderPreference | CalendarFeed) -> None:
    """Store a preference or an address."""
    unit.session.add(row)
    unit.flush()


def feed_of(unit: Unit, user_id: int) -> CalendarFeed | None:
    """The private address of a person; None without one."""
    return unit.session.get(CalendarFeed, user_id)


def feed_by_hash(unit: Unit, token_hash: str) -> CalendarFeed | None:
    """The private address whose token has that hash."""
    query = select(CalendarFeed).where(CalendarFeed.token_hash == token_hash)
    return unit.session.exec(query).first()


def remove_feed(unit: Unit, feed: CalendarFeed) -> None:
    """Take a private address back."""
    unit.session.delete(feed)
