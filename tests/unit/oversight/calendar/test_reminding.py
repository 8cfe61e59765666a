"""Who is told, of what, and never twice: also when two do it at once or a round is cut off."""

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from ser_app.base.clock import MovableClock
from ser_app.base.mail.models import OutgoingMail
from ser_app.base.resources import Resources
from ser_app.law.explanation import Citation, Provenance
from ser_app.law.parameters import DueException, ExceptionKind
from ser_app.law.periods import Regime
from ser_app.oversight.calendar import repository
from ser_app.oversight.calendar.models import DueReminder
from ser_app.oversight.calendar.moments import GRACE_DAYS, Kind, plan_of
from ser_app.oversight.calendar.reminding import ROLES, send_reminders
from ser_app.people.models import User
from ser_app.people.permissions import OPERATOR_ROLES
from ser_app.settings import Settings
from tests.factories import Company, make_company, make_expediente
from tests.support.crowd import at_once

TEN_BEFORE = date(2013, 7, 5)


@pytest.fixture
def company(res: Resources, clock: MovableClock) -> Company:
    clock.moved_to = TEN_BEFORE
    return make_company(res, valid_from=date(2013, 4, 1))


def mails(res: Resources) -> list[OutgoingMail]:
    with res.database.reading() as unit:
        return list(unit.session.exec(select(OutgoingMail).order_by(col(OutgoingMail.id))))


def change(res: Resources, user_id: int, **values: object) -> None:
    with res.database.unit() as unit:
        user = unit.session.get(User, user_id)
        assert user is not None
        for name, value in values.items():
            setattr(user, name, value)


def test_those_who_prepare_sign_or_pay_are_told(res: Resources, company: Company) -> None:
    assert ROLES == OPERATOR_ROLES
    make_company(res, name="De otros S.A.S.", valid_from=date(2020, 1, 1))
    assert send_reminders(res) == 4
    with res.database.reading() as unit:
        operator = company.operator.id
        addresses = set(unit.session.exec(select(User.email).where(User.operator_id == operator)))
    assert {mail.recipient for mail in mails(res)} == addresses


def test_two_processes_at_once_tell_nobody_twice(res: Resources, company: Company) -> None:
    for number in range(3):
        make_expediente(res, company.operator, valid_from=date(2013, 4, 1 + number))
    counts = at_once(*[lambda: send_reminders(res)] * 4)
    assert sum(count for count in counts if isinstance(count, int)) == 4
    assert len(mails(res)) == 4
    with res.database.reading() as unit:
        assert len(unit.session.exec(select(DueReminder)).all()) == 16


@pytest.mark.usefixtures("company")
def test_the_database_itself_refuses_a_second_row(res: Resources) -> None:
    send_reminders(res)
    with res.database.reading() as unit:
        row = unit.session.exec(select(DueReminder)).first()
    assert row is not None
    again = DueReminder(**(row.model_dump() | {"id": None}))
    with pytest.raises(IntegrityError), res.database.unit() as unit:
        repository.add_reminders(unit, [again])


@pytest.mark.usefixtures("company")
def test_a_mail_and_what_it_told_are_written_together_or_not_at_all(
    res: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = repository.add_reminders, []

    def cut_off(*args: object) -> None:
        calls.append(args)
        if len(calls) == 3:
            raise ConnectionError("the machine stopped here")
        real(*args)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(repository, "add_reminders", cut_off)
    with pytest.raises(ConnectionError):
        send_reminders(res)
    assert len(mails(res)) == 2
    assert send_reminders(res) == 2
    assert len({mail.recipient for mail in mails(res)}) == 4


def test_somebody_who_cannot_be_written_to_keeps_no_other_from_being_told(
    res: Resources, company: Company
) -> None:
    change(res, company.admin.user_id, email="no es un correo")
    assert send_reminders(res) == 3
    change(res, company.admin.user_id, email="ya@es.example")
    assert send_reminders(res) == 1


@pytest.mark.parametrize(
    "values",
    [
        {"suspended_at": True},
        {"invited": True},
        {"access_to": date(2013, 1, 1)},
        {"operator_id": None},
    ],
)
def test_an_account_that_does_not_work_is_left_alone(
    res: Resources, company: Company, values: dict[str, object]
) -> None:
    given = {k: res.clock.now() if k == "suspended_at" else v for k, v in values.items()}
    change(res, company.preparer.user_id, **given)
    assert send_reminders(res) == 3


def test_all_of_a_day_comes_in_one_mail(res: Resources, company: Company) -> None:
    others = [make_expediente(res, company.operator, valid_from=date(2013, 4, 1)) for _ in "123"]
    assert send_reminders(res) == 4
    mail = mails(res)[0]
    assert mail.subject == "4 vencimientos próximos en SER"
    assert all(f"expediente {each.number}" in mail.text for each in others)


def test_of_very_many_the_first_are_told_and_the_others_counted(
    res: Resources, company: Company
) -> None:
    for _ in range(30):
        make_expediente(res, company.operator, valid_from=date(2013, 4, 1))
    assert send_reminders(res) == 4
    text = mails(res)[0].text
    assert text.count("Vence en 10 días") == 20
    assert "Y 11 vencimientos más, en su calendario." in text
    assert send_reminders(res) == 0


@pytest.mark.usefixtures("company")
def test_a_due_day_that_the_ministry_moves_is_told_anew(
    res: Resources, clock: MovableClock
) -> None:
    clock.moved_to = date(2013, 7, 15)
    assert send_reminders(res) == 4
    moved = DueException(
        kind=ExceptionKind.CONTINGENCY,
        regimes=frozenset({Regime.PRST}),
        due_from=date(2013, 7, 15),
        due_to=date(2013, 7, 15),
        new_due_on=date(2013, 7, 22),
        reason="el sistema no atendió",
        provenance=Provenance.CONFIRMED,
        citation=Citation("Resolución 77 de 2013", "", "", date(2013, 7, 15)),
    )
    object.__setattr__(res, "rules", res.rules.with_rows(due_exceptions=[moved]))
    told = []
    for day in range(16, 26):
        clock.moved_to = date(2013, 7, day)
        if send_reminders(res):
            told.append((day, mails(res)[-1]))
        assert send_reminders(res) == 0
    assert [(day, mail.subject.partition(":")[0]) for day, mail in told] == [
        (16, "Vence en 6 días"),  # of the new day nobody was told before
        (19, "Vence en 3 días"),
        (22, "Vence hoy"),
        (23, "Venció hace 1 día"),
    ]
    assert "trasladado del 15 de julio de 2013 por Resolución 77 de 2013" in told[0][1].text


def test_old_debts_of_somebody_who_begins_are_not_told_one_by_one(
    res: Resources, clock: MovableClock
) -> None:
    make_company(res, valid_from=date(2010, 1, 1))
    clock.moved_to = date(2013, 2, 25)  # 41 days after the last due day
    assert send_reminders(res) == 0


def test_moments_are_settings() -> None:
    plan = plan_of(
        Settings(
            remind_days_before="20, 5,1",
            remind_days_after=2,
            remind_every_days=15,
            remind_most_after=2,
            _env_file=None,
        )
    )
    assert [each.offset for each in plan.moments] == [-20, -5, -1, 0, 2, 17, 32]
    assert plan.names() == ("before:20", "before:5", "before:1", "day", "after", "later")
    none = plan_of(Settings(remind_days_before="", remind_most_after=0, _env_file=None))
    assert [each.offset for each in none.moments] == [0, 1]


@pytest.mark.parametrize("text", ["diez", "10;3", "0", "-3", "61", "1.5"])
def test_days_that_are_none_start_nothing(text: str) -> None:
    with pytest.raises(ValueError, match="SER_REMIND_DAYS_BEFORE"):
        Settings(remind_days_before=text, _env_file=None)


def test_a_moment_is_fresh_for_a_week_and_the_last_one_counts() -> None:
    plan, due_on = plan_of(Settings(_env_file=None)), date(2013, 7, 15)

    def at(days: int) -> int | None:
        found = plan.on(due_on, due_on + timedelta(days=days))
        return found.offset if found else None

    assert [at(days) for days in (-11, -10, -4, -3, -1, 0, 1, 8, 9, 30, 31, 38, 39)] == [
        None, -10, -10, -3, -3, 0, 1, 1, None, None, 31, 31, None,
    ]  # fmt: skip
    assert [at(181), at(181 + GRACE_DAYS), at(182 + GRACE_DAYS), at(211)] == [181, 181, None, None]
    assert plan.moments[-1].kind is Kind.LATER
