"""A day is closed when nothing differs, and only two people open it again."""

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.database import Database
from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.ledger.closed_days import repository as closes
from ser_app.ledger.journal import Account, Concept, Journal, Kind, against
from ser_app.ledger.models import LedgerJournal
from ser_app.ledger.posting import post_all
from ser_app.oversight.closing import service
from ser_app.payments.bank_files.writing import Collected
from ser_app.payments.reconciliation.cases import Decision
from ser_app.payments.reconciliation.models import BankException
from ser_app.payments.reconciliation.resolving import resolve
from ser_app.payments.treasury.board import record_silence
from ser_app.payments.treasury.deposits import Given, record
from ser_app.people.actor import Actor
from ser_app.people.errors import WrongPassword
from ser_app.people.models import User
from ser_app.people.permissions import Role
from tests.factories import PASSWORD, ministry_actor
from tests.support.collections import make_agreement
from tests.unit.payments.bank_files.files import posted, written

DAY = date(2013, 6, 20)
NEXT = date(2013, 6, 21)
WHY = "El banco envió un archivo corregido"


@pytest.fixture
def treasury(res: Resources) -> Actor:
    return ministry_actor(res, Role.TREASURY)


@pytest.fixture
def quiet(res: Resources, treasury: Actor, clock: MovableClock) -> None:
    """A bank that collected nothing on the day, which is over."""
    make_agreement(res)
    record_silence(res, treasury, agreement(res), DAY, "El banco avisó por correo")
    clock.moved_to = NEXT


def agreement(res: Resources) -> str:
    from ser_app.payments.bank_files.repository import agreements

    with res.database.reading() as unit:
        return agreements(unit)[0].public_id


def kinds(res: Resources, actor: Actor) -> list[str]:
    return [each.kind for each in service.day_of(res, actor, DAY).differences]


def money(res: Resources, source: str, day: date) -> date:
    """Post money of nobody on a day; gives the day in which it was posted."""
    lines = against(Account.COLLECTED, Account.UNIDENTIFIED, {Concept.LEVY: 5}, None)
    journal = Journal(
        source=source, kind=Kind.UNIDENTIFIED, operator_id=None, posted_on=day, value_day=day,
        description="x", lines=lines,
    )  # fmt: skip
    with res.database.unit() as unit:
        post_all(unit, res, [journal])
    with res.database.reading() as unit:
        found = unit.session.get(LedgerJournal, source)
        assert found is not None
        assert found.value_day == day
        return found.posted_on


def test_the_list_empties_one_by_one_until_the_day_is_signed(
    res: Resources, treasury: Actor, clock: MovableClock, tmp_path: Path
) -> None:
    make_agreement(res)
    record(res, treasury, Given(DAY.isoformat(), "1", "5000", "DEP-1"))
    clock.moved_to = NEXT
    assert kinds(res, treasury) == ["file", "cycle"]
    posted(res, written(tmp_path / "a.txt", [Collected("123456", 40_000)]))
    assert kinds(res, treasury) == ["exception", "cycle"]
    with pytest.raises(Refused, match="quedan 2 diferencias"):
        service.close(res, treasury, DAY, PASSWORD)
    with res.database.reading() as unit:
        [row] = unit.session.exec(select(BankException))
    resolve(res, treasury, row.public_id, Decision(way="bank", reason=WHY))
    from ser_app.payments.treasury.deposits import explain

    explain(res, treasury, (DAY, "1"), (0, 5000), "Pago de prueba de la pasarela")
    assert kinds(res, treasury) == []
    service.close(res, treasury, DAY, PASSWORD)
    assert service.day_of(res, treasury, DAY).closed


@pytest.mark.usefixtures("quiet")
def test_books_out_of_parity_hold_a_close_up(res: Resources, treasury: Actor) -> None:
    money(res, "astray", NEXT)
    assert kinds(res, treasury) == ["parity", "parity"]


@pytest.mark.usefixtures("quiet")
def test_the_record_tells_the_sums_and_its_hash_chains_to_the_one_before(
    res: Resources, treasury: Actor, tmp_path: Path, clock: MovableClock
) -> None:
    sha256 = service.close(res, treasury, DAY, PASSWORD)
    clock.moved_to = date(2013, 6, 22)
    posted(res, written(tmp_path / "b.txt", [Collected("123456", 40_000)], day=NEXT))
    with res.database.reading() as unit:
        [row] = unit.session.exec(select(BankException))
    resolve(res, treasury, row.public_id, Decision(way="bank", reason=WHY))
    clock.moved_to = date(2013, 6, 25)
    second = service.close(res, treasury, date(2013, 6, 22), PASSWORD)
    with res.database.reading() as unit:
        stored = closes.closes_of(unit, date(2013, 6, 22))[0]
    assert hashlib.sha256(stored.content.encode()).hexdigest() == stored.sha256 == second
    told = json.loads(stored.content)
    assert told["previous"] == sha256
    assert told["journals"] == 2
    assert told["sums"] == [
        {"account": "collected", "concept": "levy", "debit": 40_000, "credit": 40_000},
        {"account": "unidentified", "concept": "levy", "debit": 40_000, "credit": 40_000},
    ]


@pytest.mark.usefixtures("quiet")
def test_what_comes_later_is_posted_in_the_next_open_day(res: Resources, treasury: Actor) -> None:
    service.close(res, treasury, DAY, PASSWORD)
    assert money(res, "late", DAY) == NEXT
    assert money(res, "today", NEXT) == NEXT


@pytest.mark.usefixtures("quiet")
def test_the_database_itself_refuses_an_entry_of_a_closed_day(
    res: Resources, treasury: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.close(res, treasury, DAY, PASSWORD)
    around: Callable[..., dict[date, date]] = lambda _unit, days: {each: each for each in days}  # noqa: E731
    monkeypatch.setattr("ser_app.ledger.repository.open_days", around)
    # Bulk inserts bring the error of the driver itself, another one on each engine.
    with pytest.raises(Exception, match="posting day is closed"):
        money(res, "late", DAY)
    _reopened(res, treasury)
    assert money(res, "late", DAY) == DAY


def _reopened(res: Resources, treasury: Actor) -> Actor:
    service.ask_reopening(res, treasury, DAY, WHY)
    second = ministry_actor(res, Role.TREASURY)
    service.decide_reopening(res, second, DAY, approve=True)
    return second


@pytest.mark.usefixtures("quiet")
def test_two_people_reopen_and_the_day_is_closed_again(res: Resources, treasury: Actor) -> None:
    service.close(res, treasury, DAY, PASSWORD)
    service.ask_reopening(res, treasury, DAY, WHY)
    with pytest.raises(Conflict):
        service.ask_reopening(res, treasury, DAY, WHY)
    with pytest.raises(Refused, match="otra persona"):
        service.decide_reopening(res, treasury, DAY, approve=True)
    twin = ministry_actor(res, Role.TREASURY)
    with res.database.unit() as unit:
        first, other = (
            unit.session.get(User, treasury.user_id),
            unit.session.get(User, twin.user_id),
        )
        assert first is not None
        assert other is not None
        other.document_number = first.document_number
        unit.session.add(other)
    with pytest.raises(Refused, match="otra persona"):
        service.decide_reopening(res, twin, DAY, approve=True)
    second = ministry_actor(res, Role.TREASURY)
    service.decide_reopening(res, second, DAY, approve=True)
    found = service.day_of(res, treasury, DAY)
    assert (found.closed, found.pending) == (False, None)
    with pytest.raises(Refused):
        service.decide_reopening(res, second, DAY, approve=True)
    service.close(res, second, DAY, PASSWORD)
    assert [each.number for each, _ in service.day_of(res, treasury, DAY).closes] == [1, 2]
    with res.database.reading() as unit:
        query = select(AuditEvent.action).where(AuditEvent.subject.startswith("day_close:"))
        assert list(unit.session.exec(query)) == [
            "day.closed", "day.reopening_asked", "day.reopened", "day.closed",
        ]  # fmt: skip


@pytest.mark.usefixtures("quiet")
def test_a_refused_reopening_leaves_the_day_closed_and_can_be_asked_again(
    res: Resources, treasury: Actor
) -> None:
    service.close(res, treasury, DAY, PASSWORD)
    second = ministry_actor(res, Role.TREASURY)
    with pytest.raises(NotFound):
        service.decide_reopening(res, second, DAY, approve=True)
    service.ask_reopening(res, treasury, DAY, WHY)
    with pytest.raises(Refused):
        service.decide_reopening(res, second, DAY, approve=False)
    service.decide_reopening(res, second, DAY, approve=False, note="Se corrige con asiento de hoy")
    assert service.day_of(res, treasury, DAY).closed
    service.ask_reopening(res, second, DAY, WHY)


@pytest.mark.usefixtures("quiet")
def test_who_may_and_with_what(res: Resources, treasury: Actor) -> None:
    with pytest.raises(Refused, match="todavía no termina"):
        service.close(res, treasury, NEXT, PASSWORD)
    with pytest.raises(WrongPassword):
        service.close(res, treasury, DAY, "otra")
    with pytest.raises(NotAllowed):
        service.close(res, ministry_actor(res, Role.AUDITOR), DAY, PASSWORD)
    with pytest.raises(NotAllowed):
        service.day_of(res, ministry_actor(res, Role.SUPERVISOR), DAY)
    with pytest.raises(Refused, match="no está cerrado"):
        service.ask_reopening(res, treasury, DAY, WHY)
    service.close(res, treasury, DAY, PASSWORD)
    with pytest.raises(Conflict):
        service.close(res, treasury, DAY, PASSWORD)
    with pytest.raises(Refused, match="motivo"):
        service.ask_reopening(res, treasury, DAY, "porque")
    with pytest.raises(NotAllowed):
        service.ask_reopening(res, ministry_actor(res, Role.SER_ADMIN), DAY, WHY)
    with pytest.raises(Refused, match="cerrado"):
        record(res, treasury, Given(DAY.isoformat(), "1", "5000", "DEP-1"))


@pytest.mark.usefixtures("quiet")
def test_what_was_signed_cannot_be_changed(res: Resources, treasury: Actor) -> None:
    service.close(res, treasury, DAY, PASSWORD)
    _reopened(res, treasury)
    for statement in (
        "UPDATE day_close SET sha256 = 'x'",
        "DELETE FROM day_reopening",
        "UPDATE day_reopening_request SET reason = 'x'",
    ):
        _refused(res.database, statement)


def _refused(database: Database, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), database.unit() as unit:
        unit.session.connection().exec_driver_sql(statement)
