"""A year that the clock walks day by day, with filings and payments on the way.

Every mail that comes is looked at, with its day and its person; none comes twice, though each day
is worked off twice.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

import pytest
from sqlmodel import col, select

from ser_app.base.clock import MovableClock
from ser_app.base.mail.models import OutgoingMail
from ser_app.base.resources import Resources
from ser_app.declarations.states import Use
from ser_app.furs import service
from ser_app.oversight.calendar.models import DueReminder, ReminderPreference
from ser_app.oversight.calendar.reminding import send_reminders
from ser_app.people.grants.models import ExpedienteGrant
from ser_app.people.models import Expediente, User
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, make_expediente, make_user
from tests.unit.furs.corrections import filed, pay
from tests.unit.furs.desk import declaration_of

FIRST: Final = date(2013, 1, 1)
DAYS: Final = 366
Mail = tuple[date, str]


def on(month: int, day: int) -> date:
    return date(2013, month, day)


EXPECTED: Final = {
    # Filed and paid on 10 January, five days before it is due.
    "T4 oct–dic 2012": [(on(1, 5), "Vence en 10 días")],
    # Nobody does anything until 20 June; then it is filed and paid.
    "T1 ene–mar 2013": [
        (on(4, 5), "Vence en 10 días"),
        (on(4, 12), "Vence en 3 días"),
        (on(4, 15), "Vence hoy"),
        (on(4, 16), "Venció hace 1 día"),
        (on(5, 16), "Venció hace 31 días"),
        (on(6, 15), "Venció hace 61 días"),
    ],
    # Filed on 8 July and paid on 20 August.
    "T2 abr–jun 2013": [
        (on(7, 5), "Vence en 10 días"),
        (on(7, 12), "Vence en 3 días"),
        (on(7, 15), "Vence hoy"),
        (on(7, 16), "Venció hace 1 día"),
        (on(8, 15), "Venció hace 31 días"),
    ],
    # Never filed; the machine stands still from 11 to 14 October, so what was due on the 12th
    # comes on the 14th, when one day is left.
    "T3 jul–sep 2013": [
        (on(10, 5), "Vence en 10 días"),
        (on(10, 14), "Vence mañana"),
        (on(10, 15), "Vence hoy"),
        (on(10, 16), "Venció hace 1 día"),
        (on(11, 15), "Venció hace 31 días"),
        (on(12, 15), "Venció hace 61 días"),
    ],
}
RADIO: Final = [
    (on(3, 22), "Vence en 10 días"),
    (on(3, 29), "Vence en 3 días"),
    (on(4, 1), "Vence hoy"),  # 31 March is Easter Sunday
    (on(4, 2), "Venció hace 1 día"),
    (on(5, 2), "Venció hace 31 días"),
    (on(6, 1), "Venció hace 61 días"),
    (on(7, 1), "Venció hace 91 días"),
    (on(7, 31), "Venció hace 121 días"),
    (on(8, 30), "Venció hace 151 días"),
    (on(9, 29), "Venció hace 181 días"),
]
"""Nobody ever pays it: 1 day after and then six times more, and then no more."""


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res, valid_from=date(2012, 10, 1))


@pytest.fixture
def station(res: Resources, company: Company) -> Expediente:
    return make_expediente(res, company.operator, "RADIO", valid_from=FIRST)


def _limited_to(res: Resources, company: Company, expediente: Expediente) -> User:
    """An accountant who acts for one expediente alone."""
    user = make_user(res, Role.ACCOUNTANT, company.operator)
    grant = ExpedienteGrant(
        public_id="g1",
        user_id=user.id or 0,
        expediente_id=expediente.id or 0,
        valid_from=FIRST,
        granted_by_id=user.id or 0,
        granted_by="Prueba",
        granted_at=res.clock.now(),
    )
    with res.database.unit() as unit:
        user.limited = True
        unit.session.add(user)
        unit.session.add(grant)
    return user


def _chooses(res: Resources, user_id: int, declined: list[str], *, none: bool = False) -> None:
    row = ReminderPreference(
        user_id=user_id, none=none, declined=declined, changed_at=res.clock.now()
    )
    with res.database.unit() as unit:
        unit.session.merge(row)


def _story(res: Resources, company: Company) -> dict[date, Callable[[], None]]:
    numbers: dict[str, str] = {}

    def at_once(period: str) -> None:
        pay(res, filed(res, company, period))

    def only_file() -> None:
        numbers["Q2"] = filed(res, company, "2013-Q2", use=Use.FILING)

    def pay_later() -> None:
        key = declaration_of(res, numbers["Q2"]).public_id
        pay(res, service.issue_payment_fur(res, company.preparer, key, res.clock.today()))

    return {
        on(1, 10): lambda: at_once("2012-Q4"),
        on(6, 20): lambda: at_once("2013-Q1"),
        on(7, 8): only_file,
        on(8, 20): pay_later,
        on(9, 1): lambda: _chooses(res, company.representative.user_id, [], none=True),
    }


def _mails(res: Resources) -> list[OutgoingMail]:
    with res.database.reading() as unit:
        return list(unit.session.exec(select(OutgoingMail).order_by(col(OutgoingMail.id))))


def _subject(period: str, expediente: Expediente, when: str) -> str:
    return f"{when}: {period}, expediente {expediente.number}"


def _all(company: Company, station: Expediente) -> list[Mail]:
    """What somebody gets who wants everything and acts for both expedientes."""
    prst = [
        (day, _subject(period, company.expediente, when))
        for period, found in EXPECTED.items()
        for day, when in found
    ]
    radio = [(day, _subject("Año 2013", station, when)) for day, when in RADIO]
    return sorted(prst + radio)


def test_every_mail_of_a_year_comes_once_on_its_day_to_whom_it_concerns(
    res: Resources, clock: MovableClock, company: Company, station: Expediente
) -> None:
    limited = _limited_to(res, company, station)
    _chooses(res, company.admin.user_id, ["before:10", "later"])
    make_user(res, Role.PREPARER, make_company(res, valid_from=date(2030, 1, 1)).operator)
    with res.database.unit() as unit:
        people = {user.email: user.id for user in unit.session.exec(select(User))}
    story, seen, told = _story(res, company), 0, dict[int, list[Mail]]()
    for number in range(DAYS):
        today = FIRST + timedelta(days=number)
        clock.moved_to = today
        if today in story:
            story[today]()
        if on(10, 11) <= today <= on(10, 13):
            continue  # nothing runs these days
        written = send_reminders(res)
        assert send_reminders(res) == 0
        fresh = _mails(res)[seen:]
        assert len(fresh) == written
        seen += written
        for mail in fresh:
            told.setdefault(people[mail.recipient] or 0, []).append((today, mail.subject))

    every = _all(company, station)
    not_later = [mail for mail in every if "en 10 días" not in mail[1] and _gone(mail[1]) < 31]
    assert told == {
        company.preparer.user_id: every,
        company.accountant.user_id: every,
        company.representative.user_id: [mail for mail in every if mail[0] < on(9, 1)],
        company.admin.user_id: not_later,
        limited.id: [mail for mail in every if station.number in mail[1]],
    }
    _nobody_was_told_twice(res)


def _gone(subject: str) -> int:
    words = subject.partition(":")[0].split()
    return int(words[2]) if words[0] == "Venció" else 0


def _nobody_was_told_twice(res: Resources) -> None:
    with res.database.reading() as unit:
        rows = list(unit.session.exec(select(DueReminder)))
    moments = Counter(
        (row.user_id, row.expediente_id, row.period, row.due_on, row.moment) for row in rows
    )
    assert max(moments.values()) == 1
    mails = _mails(res)
    assert Counter(row.mail_id for row in rows) == Counter(mail.public_id for mail in mails)
    assert max(Counter((mail.recipient, mail.subject) for mail in mails).values()) == 1
