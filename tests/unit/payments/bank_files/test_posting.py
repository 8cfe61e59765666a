"""A file is posted in lots: the same rows and books as one by one, each line once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel, col, select

from ser_app.base.clock import MovableClock
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.ledger import repository as books
from ser_app.ledger.journal import Account
from ser_app.oversight.books.entering import enter_missing
from ser_app.oversight.books.parity import differences
from ser_app.payments.bank_files import posting
from ser_app.payments.bank_files.posting import post_file, post_unfinished
from ser_app.payments.bank_files.writing import Collected
from ser_app.payments.collecting import lots
from ser_app.payments.reconciliation.models import BankException
from ser_app.payments.service import record_collection
from ser_app.people.permissions import Role
from tests.factories import ministry_actor
from tests.support.collections import AT, make_agreement, make_filed_furs
from tests.support.databases import ENGINE, database_url, resources_on
from tests.unit.payments.bank_files.files import loaded, posted, written
from tests.unit.payments.builders import TOTAL, Payable, attempts, fur_now, make_payable

CHANCE = {"id", "public_id", "attempt_id", "at", "created_by_id", "source", "actor", "actor_id"}
SIXTH_PAYMENT = 8
"""Its line in a file: the header and the batch stand before the payments."""
COMPARED = (
    "fur", "declaration", "payment_attempt", "payment_step", "ledger_entry", "ledger_journal",
)  # fmt: skip


@pytest.fixture(autouse=True)
def agreement(res: Resources) -> None:
    make_agreement(res)


def rows(res: Resources, *, without: set[str] = CHANCE) -> dict[str, list[dict[str, Any]]]:
    found = {}
    with res.database.engine.connect() as connection:
        for name in COMPARED:
            table = SQLModel.metadata.tables[name]
            chance = without - ({"source"} if name.startswith("ledger") else set())
            kept = [each for each in table.columns if each.name not in chance]
            listed = connection.execute(select(*kept)).mappings()
            found[name] = sorted((_without_chance(dict(row)) for row in listed), key=repr)
    return found


def _without_chance(row: dict[str, Any]) -> dict[str, Any]:
    """Exceptions are named by chance, and so are their entries."""
    if str(row.get("source", "")).startswith("unidentified:"):
        row |= {"source": "unidentified", "reason": None}
    return row


def exceptions(res: Resources) -> list[tuple[int, str]]:
    with res.database.reading() as unit:
        found = unit.session.exec(select(BankException).order_by(col(BankException.line)))
        return [(each.line, each.kind) for each in found]


def paying(*furs: Payable) -> list[Collected]:
    return [Collected(each.fur.reference or "", each.fur.total) for each in furs]


@contextmanager
def installation(folder: Path, engine: str = ENGINE) -> Iterator[Resources]:
    folder.mkdir()
    with (
        database_url(folder, engine) as url,
        resources_on(url, MovableClock(date(2013, 6, 20), AT)) as res,
    ):
        yield res


@pytest.mark.database
def test_lots_write_the_same_rows_and_books_as_one_by_one(tmp_path: Path) -> None:
    found = []
    for at_once in (1, 7, 1000):
        with installation(tmp_path / str(at_once)) as res:
            make_agreement(res)
            payments = [Collected(*each) for each in make_filed_furs(res, 20)]
            payments[4] = Collected(payments[4].reference, payments[4].amount + 1)
            payments.append(payments[0])
            file = posted(res, written(tmp_path / "a.txt", payments), lines_at_once=at_once)
            assert (file.credited, file.exceptions) == (19, 2)
            assert differences(res.database) == []
            found.append(rows(res))
            assert exceptions(res) == [(7, "wrong_amount"), (23, "repeated")]
    assert found[0] == found[1] == found[2]


@pytest.mark.database
def test_a_file_writes_what_typing_each_line_writes(tmp_path: Path) -> None:
    found = []
    for by_hand in (True, False):
        with installation(tmp_path / str(by_hand)) as res:
            make_agreement(res)
            furs = make_filed_furs(res, 12)
            if by_hand:
                treasury = ministry_actor(res, Role.TREASURY)
                for number, (reference, amount) in enumerate(furs, 1):
                    record_collection(
                        res, treasury, reference=reference, amount=amount, bank="Bancolombia",
                        collected_on=date(2013, 6, 20), receipt=f"{number:06d}",
                    )  # fmt: skip
            else:
                posted(res, written(tmp_path / "a.txt", [Collected(*each) for each in furs]))
            found.append(rows(res, without=CHANCE | {"bank_file_id", "bank_file_line"}))
    assert found[0] == found[1]


def test_writing_together_is_the_same_as_the_use_case_of_one_fur(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for together in (True, False):
        if not together:
            monkeypatch.setattr(lots, "_is_plain", lambda _fur: False)
        with resources_on(
            f"sqlite:///{tmp_path / f'{together}.db'}", MovableClock(date(2013, 6, 20), AT)
        ) as res:
            make_agreement(res)
            furs = make_filed_furs(res, 8)
            posted(res, written(tmp_path / "a.txt", [Collected(*each) for each in furs]))
            found.append(rows(res))
    assert found[0] == found[1]


def test_a_paper_fur_is_filed_by_the_bank_and_counts_from_the_collection_day(
    res: Resources, tmp_path: Path, clock: MovableClock
) -> None:
    due = make_payable(res, channel="paper", state="issued")
    clock.moved_to = date(2013, 6, 25)
    file = posted(res, written(tmp_path / "a.txt", paying(due)))
    assert file.credited == 1
    fur = fur_now(res, due.fur)
    assert (fur.state, fur.paid_on) == ("paid", date(2013, 6, 20))
    [attempt] = attempts(res)
    assert (attempt.value_day, attempt.bank_file_line) == (date(2013, 6, 20), 3)
    assert differences(res.database) == []


def test_each_exception_is_in_the_books_as_nobodys_money(res: Resources, tmp_path: Path) -> None:
    paid, late = make_payable(res), make_payable(res, payment_day=date(2013, 6, 19))
    unsigned = make_payable(res, state="issued")
    payments = [
        *paying(paid, paid, late, unsigned),
        Collected("999999", 50_000),
    ]
    enter_missing(res)
    file = posted(res, written(tmp_path / "a.txt", payments))
    assert (file.credited, file.exceptions) == (1, 4)
    assert exceptions(res) == [
        (4, "repeated"),
        (5, "expired"),
        (6, "not_filed"),
        (7, "unknown_reference"),
    ]
    with res.database.reading() as unit:
        assert books.balance(unit, Account.COLLECTED) == sum(each.amount for each in payments)
        assert books.balance(unit, Account.UNIDENTIFIED) == -(3 * TOTAL + 50_000)
    assert differences(res.database) == []


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_loading_stopped_anywhere_goes_on_and_credits_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    with installation(tmp_path / "stopped", engine) as res:
        make_agreement(res)
        furs = make_filed_furs(res, 25)
        file = loaded(res, written(tmp_path / "a.txt", [Collected(*each) for each in furs]))
        real = posting._post_lines

        def power_cut(*given: Any) -> Any:
            outcomes = real(*given)
            if given[-1].after == SIXTH_PAYMENT:
                raise KeyboardInterrupt
            return outcomes

        monkeypatch.setattr(posting, "_post_lines", power_cut)
        with pytest.raises(KeyboardInterrupt):
            post_file(res, file.id or 0, lines_at_once=3)
        assert len(attempts(res)) == 6  # neither the part that was interrupted nor any after it
        monkeypatch.setattr(posting, "_post_lines", real)
        assert post_unfinished(res) == 1
        assert post_unfinished(res) == 0
        assert len(attempts(res)) == 25
        assert post_file(res, file.id or 0).credited == 25
        assert differences(res.database) == []


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_two_workers_at_a_time_credit_each_line_once(tmp_path: Path, engine: str) -> None:
    with installation(tmp_path / "two", engine) as res:
        make_agreement(res)
        payments = [Collected(*each) for each in make_filed_furs(res, 60)]
        payments += payments[:5]
        file = loaded(res, written(tmp_path / "a.txt", payments))
        with ThreadPoolExecutor(2) as workers:
            done = [
                workers.submit(post_file, res, file.id or 0, lines_at_once=size) for size in (4, 7)
            ]
        assert {each.result().credited for each in done} == {60}
        assert len(attempts(res)) == 60
        assert [kind for _, kind in exceptions(res)] == ["repeated"] * 5
        assert differences(res.database) == []


def test_of_many_lines_a_person_is_asked_about_the_exceptions_only(
    res: Resources, tmp_path: Path
) -> None:
    payments = [Collected(*each) for each in make_filed_furs(res, 1000)]
    for place in range(0, 1000, 50):
        payments[place] = Collected(payments[place].reference, payments[place].amount - 1)
    file = posted(res, written(tmp_path / "a.txt", payments), lines_at_once=300)
    assert (file.credited, file.exceptions, len(exceptions(res))) == (980, 20, 20)
    with res.database.reading() as unit:
        credited = unit.session.exec(
            select(AuditEvent).where(AuditEvent.action == "payment.collected")
        )
        assert len(list(credited)) == 980
