"""A second thread writes in the order given, and before anything else of its transaction."""

import threading
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, func, select

from ser_app.base.behind import writing_behind
from ser_app.base.bulk import insert_rows
from ser_app.base.database import Unit
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.ledger.models import Obligation
from tests.factories import make_company

AT = datetime(2013, 6, 20, tzinfo=UTC)


def _events(first: int, count: int) -> list[dict[str, Any]]:
    return [
        {"at": AT, "source": "job", "subject": f"s:{number}", "action": "a", "actor": "",
         "detail": {}, "request": ""}
        for number in range(first, first + count)
    ]  # fmt: skip


def _subjects(unit: Unit) -> list[str]:
    return list(unit.session.exec(select(AuditEvent.subject).order_by(col(AuditEvent.id))))


def test_rows_are_there_in_their_order_when_anything_else_asks(res: Resources) -> None:
    expected: list[str] = []
    with res.database.unit() as unit, writing_behind(unit):
        for first in range(0, 3_000, 300):
            insert_rows(unit, AuditEvent, _events(first, 300))
            expected += [f"s:{number}" for number in range(first, first + 300)]
            if first % 900 == 0:
                assert _subjects(unit) == expected
    with res.database.reading() as unit:
        assert _subjects(unit) == expected


def test_another_thread_writes_while_the_first_goes_on(res: Resources) -> None:
    went_on = threading.Event()
    with res.database.unit() as unit, writing_behind(unit):
        assert unit.later is not None
        unit.later(lambda: _wait_for(went_on))
        insert_rows(unit, AuditEvent, _events(0, 20))
        went_on.set()
        assert len(_subjects(unit)) == 20
    assert unit.later is None


def _wait_for(event: threading.Event) -> None:
    assert event.wait(10)


def _write(res: Resources, debts: list[dict[str, Any]], *, asks: bool, fails: bool = False) -> None:
    with res.database.unit() as unit, writing_behind(unit):
        insert_rows(unit, AuditEvent, _events(0, 2_000))
        insert_rows(unit, Obligation, debts)
        if asks:
            _subjects(unit)
        if fails:
            raise ZeroDivisionError


def _counts(res: Resources) -> tuple[int, int]:
    with res.database.reading() as unit:
        debts = unit.session.exec(select(func.count()).select_from(Obligation)).one()
        return len(_subjects(unit)), debts


@pytest.mark.parametrize("asks", [True, False])
def test_what_the_database_refuses_undoes_the_transaction(res: Resources, asks: bool) -> None:
    debt = _debt(res)
    refused: type[Exception] = res.database.engine.dialect.loaded_dbapi.IntegrityError
    with pytest.raises((refused, IntegrityError)):
        _write(res, [debt, debt], asks=asks)
    assert _counts(res) == (0, 0)
    _write(res, [debt], asks=asks)
    assert _counts(res) == (2_000, 1)


def test_an_error_of_the_first_thread_undoes_it_too(res: Resources) -> None:
    with pytest.raises(ZeroDivisionError):
        _write(res, [_debt(res)], asks=False, fails=True)
    assert _counts(res) == (0, 0)


def _debt(res: Resources) -> dict[str, Any]:
    return {
        "source": "filing:1",
        "operator_id": make_company(res).operator.id,
        "kind": "declaration",
        "period": "2013",
        "description": "",
        "due_on": date(2013, 4, 15),
    }
