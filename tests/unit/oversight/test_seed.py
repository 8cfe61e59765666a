from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import col, func, select
from stdnum.co import nit

from ser_app.base.append_only import APPEND_ONLY_TABLES
from ser_app.base.balanced_books import BOOK_TRIGGERS
from ser_app.base.clock import BOGOTA
from ser_app.base.errors import Refused
from ser_app.base.filing_sums import FILING_TRIGGERS
from ser_app.base.mail.models import OutgoingMail
from ser_app.base.one_way_to_pay import PAYMENT_TRIGGERS
from ser_app.base.passwords import verify_password
from ser_app.base.resources import Resources
from ser_app.base.tally_triggers import tally_trigger_names
from ser_app.base.tokens import sha256_hex
from ser_app.declarations.models import Declaration, DeclarationSignature
from ser_app.declarations.service import period_choices
from ser_app.furs.agreements.consulting import open_agreement
from ser_app.furs.models import Fur, FurDocument
from ser_app.law.periods import Period
from ser_app.ledger.agreements.models import Agreement
from ser_app.ledger.agreements.states import AgreementState
from ser_app.oversight.demo.seed import seed
from ser_app.oversight.demo.stories import about_an_hour_before
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.reconciliation.models import BankException
from ser_app.people.api_keys.entering import actor_of_key
from ser_app.people.models import Expediente, Operator, User
from ser_app.people.permissions import Permission, Role
from ser_app.people.repository import expedientes_of
from ser_app.people.texts import (
    DEMO_ACCOUNTS,
    DEMO_API_KEY,
    DEMO_LIMITED_API_KEY,
    DEMO_PASSWORD,
)
from tests.support.databases import ENGINE
from tests.unit.oversight.conftest import Demo, empty_demo

EARLY = datetime(2013, 3, 1, 15, 0, tzinfo=UTC)
_TRIGGERS = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal",
}


def figures(res: Resources) -> list[tuple[object, ...]]:
    with res.database.reading() as unit:
        query = select(
            Fur.number, Fur.period, Fur.state, Fur.total, Fur.reference, Fur.payment_day
        ).order_by(col(Fur.id))  # type: ignore[call-overload]  # more columns than its overloads
        return [tuple(row) for row in unit.session.exec(query)]


def test_there_is_one_documented_account_for_each_role_and_its_password_works(demo: Demo) -> None:
    with demo.res.database.reading() as unit:
        users = {user.email: user for user in unit.session.exec(select(User))}
    accounts = [users[mail] for _, _, mail in DEMO_ACCOUNTS]
    assert {Role(user.role) for user in accounts} == set(Role)
    assert verify_password(accounts[0].password_hash, DEMO_PASSWORD)
    assert "m=65536" in accounts[0].password_hash


def test_every_operator_has_a_right_check_digit_and_two_different_signers(demo: Demo) -> None:
    with demo.res.database.reading() as unit:
        operators = list(unit.session.exec(select(Operator)))
        users = list(unit.session.exec(select(User)))
    assert len(operators) >= 6
    for operator in operators:
        assert nit.is_valid(operator.nit + operator.check_digit)
        roles = [user.role for user in users if user.operator_id == operator.id]
        assert {Role.LEGAL_REPRESENTATIVE, Role.ACCOUNTANT, Role.PREPARER} <= set(roles)


def test_the_history_shows_every_way_that_a_period_may_go(demo: Demo) -> None:
    with demo.res.database.reading() as unit:
        declarations = list(unit.session.exec(select(Declaration)))
        furs = list(unit.session.exec(select(Fur)))
        attempts = list(unit.session.exec(select(PaymentAttempt)))
    filed = [item for item in declarations if item.state == "filed"]
    assert {item.state for item in declarations} == {"draft", "prepared", "filed", "replaced"}
    assert {item.filed_on.year for item in filed if item.filed_on} >= {2022, 2023, 2024, 2025, 2026}
    assert any(item.late_filing_penalty and item.arrears_interest for item in filed)
    assert any(item.total == 0 for item in filed)
    assert any(item.paid_on is None and item.total for item in filed)
    assert {fur.state for fur in furs} == {"issued", "filed", "paid", "annulled"}
    assert any(item.balance_in_favour for item in filed)
    assert {fur.use for fur in furs} == {"filing", "filing_and_payment", "payment"}
    assert any(fur.channel == "paper" and fur.payment_day > date(2026, 11, 20) for fur in furs)
    states = {"approved", "rejected", "processing", "reversed"}
    assert {attempt.state for attempt in attempts} == states
    assert 50 <= len(furs) <= 150


def test_what_visitors_are_invited_to_declare_is_free(demo: Demo) -> None:
    def open_periods(mail: str, number: str) -> dict[Period, object]:
        with demo.res.database.reading() as unit:
            query = select(Expediente.public_id).where(Expediente.number == number)
            key = unit.session.exec(query).one()
        choices = period_choices(demo.res, demo.actor(mail), key)
        return {choice.period: choice.state for choice in choices}

    assert open_periods("declarante@demo.ser", "96000123")[Period(2013, 1)] is None
    assert open_periods("declarante@postal.demo.ser", "94000310")[Period(2024, 3)] is None


def test_what_was_seeded_is_whole(demo: Demo) -> None:
    with demo.res.database.reading() as unit:
        for document, fur in unit.session.exec(
            select(FurDocument, Fur).where(FurDocument.fur_id == Fur.id)
        ):
            assert sha256_hex(document.content) == document.sha256 == fur.sha256
        signatures = unit.session.exec(select(func.count()).select_from(DeclarationSignature)).one()
        filed = unit.session.exec(
            select(func.count())
            .select_from(Declaration)
            .where(col(Declaration.state).in_(("filed", "replaced")))
        ).one()
    # Two for each filed declaration, and one for that which waits for its accountant.
    assert signatures == 2 * filed + 1


def test_the_append_only_tables_stay_so_after_the_move(demo: Demo) -> None:
    with demo.res.database.engine.connect() as connection:
        found = connection.exec_driver_sql(_TRIGGERS[ENGINE]).scalar_one()
    # SQLite needs one for each verb; PostgreSQL has one for both.
    each = 2 if ENGINE == "sqlite" else 1
    sums = len(tally_trigger_names()) + len(FILING_TRIGGERS)
    rules = len(BOOK_TRIGGERS) + len(PAYMENT_TRIGGERS) + sums + 3
    assert found == each * len(APPEND_ONLY_TABLES) + rules


def test_a_second_seed_does_nothing(demo: Demo) -> None:
    before = figures(demo.res)
    said: list[str] = []
    assert not seed(demo.res, said.append).seeded
    assert figures(demo.res) == before
    assert said == []


@pytest.mark.database
def test_the_figures_are_the_same_each_time_and_nothing_is_dated_after_now(tmp_path: Path) -> None:
    found = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        with empty_demo(tmp_path / name, EARLY) as res:
            seed(res, lambda _: None)
            found.append([row[:4] for row in figures(res)])
            with res.database.reading() as unit:
                last = unit.session.exec(select(func.max(col(Declaration.updated_at)))).one()
        assert last <= EARLY
    assert found[0] == found[1]
    assert len(found[0]) == 2


@pytest.mark.parametrize(
    "now",
    [
        # What happened an hour ago is yesterday, and yesterday's FUR can no longer be paid.
        pytest.param(datetime(2026, 11, 27, 5, 58, tzinfo=UTC), id="just after midnight"),
        # What was drafted yesterday cannot be the quarter that ended at midnight.
        pytest.param(datetime(2027, 1, 1, 5, 2, tzinfo=UTC), id="a new year"),
    ],
)
def test_it_can_be_made_at_any_time(tmp_path: Path, now: datetime) -> None:
    with empty_demo(tmp_path, now) as res:
        assert seed(res, lambda _: None).seeded


def test_production_is_never_seeded(res: Resources) -> None:
    production = replace(res, settings=res.settings.model_copy(update={"mode": "production"}))
    with pytest.raises(Refused) as refusal:
        seed(production, lambda _: None)
    assert refusal.value.code == "not_a_demonstration"
    with res.database.reading() as unit:
        assert unit.session.exec(select(func.count()).select_from(User)).one() == 0


@pytest.mark.database
def test_an_interrupted_seed_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ser_app.oversight.demo.programme.play", give_up)
    with empty_demo(tmp_path, EARLY) as res:
        with pytest.raises(KeyboardInterrupt):
            seed(res, lambda _: None)
        with res.database.reading() as unit:
            assert unit.session.exec(select(func.count()).select_from(User)).one() == 0


def test_one_key_reaches_the_whole_operator_and_one_an_expediente_of_it(demo: Demo) -> None:
    whole = actor_of_key(demo.res, DEMO_API_KEY, "192.0.2.9")
    limited = actor_of_key(demo.res, DEMO_LIMITED_API_KEY, "192.0.2.9")
    assert whole.operator_id == limited.operator_id
    with demo.res.database.reading() as unit:
        seen = [expedientes_of(unit, each.scope) for each in (whole, limited)]
    assert len(seen[0]) == 4
    assert [each.number for each in seen[1]] == ["97000911"]
    assert whole.may(Permission.STATEMENT_VIEW)
    assert not limited.may(Permission.STATEMENT_VIEW)


def test_an_agreement_that_nobody_paid_any_more_is_due_at_once_and_was_told_so(demo: Demo) -> None:
    collections = demo.actor("cartera@demo.ser")
    with demo.res.database.reading() as unit:
        query = select(Agreement).where(Agreement.state == AgreementState.ACCELERATED)
        agreement = unit.session.exec(query).one()
        mails = select(OutgoingMail).where(OutgoingMail.recipient == "contacto@combeima.demo.ser")
        subjects = [each.subject for each in unit.session.exec(mails)]
    opened = open_agreement(demo.res, collections, agreement.public_id)
    left = [(each.number, each.left) for each in opened.instalments if each.left]
    assert [number for number, _ in left] == [agreement.instalments + 1]
    for words in ("Se aprobó su acuerdo", "Cuota del ", "Cuota vencida del ", "se incumplió"):
        assert [each for each in subjects if words in each], words


def test_tesoreria_finds_payments_by_pse_that_a_person_has_to_look_at(demo: Demo) -> None:
    with demo.res.database.reading() as unit:
        query = select(BankException, PaymentAttempt).join(
            PaymentAttempt, col(PaymentAttempt.id) == col(BankException.attempt_id)
        )
        found = {held.kind: (held, attempt) for held, attempt in unit.session.exec(query)}
    assert [held.resolved_at for held, _ in found.values()] == [None, None]
    held, attempt = found["several"]
    assert (attempt.state, held.amount) == ("approved", attempt.amount)
    held, attempt = found["given_back"]
    assert (attempt.state, held.amount) == ("reversed", -attempt.amount)


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        ("2026-11-27 10:00", "2026-11-27 08:58"),
        ("2026-11-27 00:30", "2026-11-26 23:28"),
        ("2026-11-27 00:50", "2026-11-26 23:28"),  # 23:48 is too late for the FUR of that day
        ("2026-11-27 01:02", "2026-11-27 00:00"),
    ],
)
def test_no_payment_begins_in_the_last_minutes_of_a_day(now: str, begins: str) -> None:
    when, expected = (
        datetime.strptime(each, "%Y-%m-%d %H:%M").replace(tzinfo=BOGOTA) for each in (now, begins)
    )
    assert about_an_hour_before(when) == expected
