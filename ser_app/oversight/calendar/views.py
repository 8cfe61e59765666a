"""What the calendar's page shows: formatted text only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from ser_app.law.money import format_pesos
from ser_app.law.months import months_later
from ser_app.ledger.journal import ObligationKind
from ser_app.ledger.statement.folding import Open
from ser_app.oversight.calendar.mails import address_of
from ser_app.oversight.calendar.models import CalendarFeed
from ser_app.oversight.calendar.moments import Kind, Moment, Plan
from ser_app.oversight.calendar.preferences import Choices
from ser_app.oversight.calendar.service import FIRST_MONTH, NEAR, DueCalendar, shown_month
from ser_app.oversight.calendar.standing import Stand, Standing
from ser_app.oversight.calendar.texts import STANDING_WORDS
from ser_app.web.words import MONTHS, ago, day, day_long, due_in, moment, plural

MOST_ROWS: Final = 50
WEEKDAYS: Final = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")


@dataclass(frozen=True)
class DueView:
    """A due day.

    Attributes:
        short: «T2 · 96000123», for a cell of the month.
        title: Its period.
        place: Its expediente.
        due: The day.
        help: How far it is, and from where it was moved.
        owed: What is owed today of what was filed; empty where nothing is known to be.
        word: How it stands.
        kind: The kind of that state.
        href: Where its next step is done.
        action: The words of that link; empty where there is nothing to do.
    """

    short: str
    title: str
    place: str
    due: str
    help: str
    owed: str
    word: str
    kind: str
    href: str
    action: str


@dataclass(frozen=True)
class DayView:
    """A cell of the month: its number, what falls due, and whether it is today."""

    number: str
    spoken: str
    inside: bool
    today: bool
    dues: list[DueView]


@dataclass(frozen=True)
class WeekView:
    """Seven days from Monday on."""

    days: list[DayView]


@dataclass(frozen=True)
class CalendarView:
    """The page.

    Attributes:
        month: «julio de 2013».
        near: What is late or near.
        more: How many of these are not shown; empty when all are.
        weeks: The month by weeks.
        listed: What falls due in the month, for a telephone.
        has_previous: Whether there is a month before.
        has_following: Whether there is one after.
    """

    month: str = ""
    near: list[DueView] = field(default_factory=list)
    more: str = ""
    weeks: list[WeekView] = field(default_factory=list)
    listed: list[DueView] = field(default_factory=list)
    has_previous: bool = False
    has_following: bool = False
    has_permits: bool = False


@dataclass(frozen=True)
class ChoiceView:
    """A reminder that a person gets or not."""

    key: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class FeedView:
    """The private address: whether there is one, since when, and when it was last read."""

    exists: bool = False
    made: str = ""
    read: str = ""


def calendar_view(found: DueCalendar) -> CalendarView:
    """Show the calendar."""
    following = months_later(found.month, 1)
    rows = [(each.due.due_on, due_view(each, found.today)) for each in found.near]
    rows += [
        (each.debt.due_on, debt_view(each, found.today))
        for each in found.debts
        if each.debt.due_on <= found.today + NEAR
    ]
    rows.sort(key=lambda row: row[0])
    near, hidden = [view for _, view in rows[:MOST_ROWS]], len(rows) - MOST_ROWS
    days = _by_day(found)
    return CalendarView(
        month=f"{MONTHS[found.month.month - 1]} de {found.month.year}",
        near=near,
        more=f"Y {plural(hidden, 'vencimiento', 'vencimientos')} más." if hidden > 0 else "",
        weeks=list(_weeks(found, days)),
        listed=[view for at in sorted(days) for view in days[at]],
        has_previous=found.month > FIRST_MONTH,
        has_following=shown_month(following, found.today) == following,
        has_permits=found.expedientes > 0,
    )


def due_view(stand: Stand, today: date) -> DueView:
    """Show a due day."""
    due, (word, kind) = stand.due, _state(stand, today)
    moved = f" · {due.day.moved}" if due.day.moved else ""
    short = f"T{due.period.quarter}" if due.period.quarter else f"Año {due.period.year}"
    owed = stand.owed
    return DueView(
        short=f"{short} · {due.permit.number}",
        title=due.period.label,
        place=f"Expediente {due.permit.number}",
        due=day(due.due_on),
        help=f"{due_in(due.due_on, today)}{moved}",
        owed=format_pesos(owed.total) if owed is not None and owed.known else "",
        word=word,
        kind=kind,
        href=address_of(stand),
        action=_ACTIONS[stand.standing],
    )


_ACTIONS: Final = {
    Standing.COMING: "",
    Standing.UNDECLARED: "Declarar",
    Standing.DRAFT: "Continuar",
    Standing.SIGNING: "Ver",
    Standing.PAPER: "Ver",
    Standing.UNPAID: "Pagar",
    Standing.PAYING: "Ver",
    Standing.COVERED: "Ver",
    Standing.SETTLED: "Ver",
}


def _state(stand: Stand, today: date) -> tuple[str, str]:
    word, kind = STANDING_WORDS[stand.standing]
    late = stand.due.due_on < today and kind == "pending"
    return (word, "overdue") if late else (word, kind)


def debt_view(debt: Open, today: date) -> DueView:
    """Show a debt of an act, or an instalment of an agreement."""
    owed, late = debt.debt, debt.debt.due_on < today
    instalment = owed.kind is ObligationKind.INSTALMENT
    place = f"Expediente {owed.expediente}" if owed.expediente else "De todo el operador"
    return DueView(
        short=f"{owed.kind.label} · {owed.expediente}" if owed.expediente else owed.kind.label,
        title=owed.description or owed.kind.label,
        place=place,
        due=day(owed.due_on),
        help=due_in(owed.due_on, today),
        owed=format_pesos(debt.total) if debt.known else "",
        word="Por pagar",
        kind="overdue" if late else "pending",
        href="/acuerdos" if instalment else "/estado-de-cuenta",
        action="Pagar",
    )


def _by_day(found: DueCalendar) -> dict[date, list[DueView]]:
    """What falls due in the month, by its days."""
    days: dict[date, list[DueView]] = {}
    for each in found.in_month:
        days.setdefault(each.due.due_on, []).append(due_view(each, found.today))
    for debt in found.debts:
        if debt.debt.due_on.replace(day=1) == found.month:
            days.setdefault(debt.debt.due_on, []).append(debt_view(debt, found.today))
    return days


def _weeks(found: DueCalendar, days: Mapping[date, list[DueView]]) -> Iterator[WeekView]:
    following = months_later(found.month, 1)
    at = found.month - timedelta(days=found.month.weekday())
    while at < following:
        yield WeekView([_day(found, at + timedelta(days=number), days) for number in range(7)])
        at += timedelta(days=7)


def _day(found: DueCalendar, at: date, days: Mapping[date, list[DueView]]) -> DayView:
    inside = (at.year, at.month) == (found.month.year, found.month.month)
    return DayView(
        number=str(at.day) if inside else "",
        spoken=day_long(at) if inside else "",
        inside=inside,
        today=at == found.today,
        dues=days.get(at, []) if inside else [],
    )


def choice_views(found: Choices) -> list[ChoiceView]:
    """Show what a person can choose between."""
    first = {each.key: each for each in reversed(found.plan.moments)}
    return [
        ChoiceView(key, _label(first[key], found.plan), key not in found.declined)
        for key in found.plan.names()
    ]


def _label(at: Moment, plan: Plan) -> str:
    if at.kind is Kind.BEFORE:
        return f"{plural(-at.offset, 'día', 'días')} antes de cada vencimiento"
    if at.kind is Kind.DAY:
        return "El día del vencimiento"
    if at.kind is Kind.AFTER:
        return f"{plural(at.offset, 'día', 'días')} después, si falta presentar o pagar"
    later = [each.offset for each in plan.moments if each.kind is Kind.LATER]
    after = next(each.offset for each in plan.moments if each.kind is Kind.AFTER)
    times = plural(len(later), "vez", "veces")
    return f"Después cada {later[0] - after} días mientras siga sin cumplirse, hasta {times}"


def feed_view(feed: CalendarFeed | None, now: datetime) -> FeedView:
    """Show how the private address stands."""
    if feed is None:
        return FeedView()
    read = f"Leída por última vez {ago(feed.read_at, now)}." if feed.read_at else ""
    return FeedView(
        exists=True,
        made=f"Creada el {moment(feed.made_at)}.",
        read=read or "Ningún programa la ha leído todavía.",
    )


def month_of(text: str) -> date | None:
    """Read «2013-07»; None for anything else."""
    try:
        return datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007  a month has no zone
    except ValueError:
        return None
