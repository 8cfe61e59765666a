"""Rows written many at a time are those that were given, however many and whatever is in them."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import col, func, select

from ser_app.base.bulk import insert_rows
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.ledger.models import Obligation
from ser_app.payments.bank_files.models import BankAgreement
from tests.factories import make_company

AT = datetime(2013, 6, 20, 23, 59, 59, 123456, tzinfo=UTC)
ODD_TEXTS = [
    "", " ", "\\N", "\\", "\\\\n", "a\tb", "a\nb", "a\r\nb", "\\.", "\b\f\v", "ñandú · 10 %", "{}",
    "\u2028", "𝄞", '"', "'; --", "NULL",
]  # fmt: skip


def _event(number: int, text: str = "") -> dict[str, Any]:
    return {
        "at": AT,
        "source": "job",
        "subject": f"payment:{number}",
        "action": "payment.collected",
        "actor_id": None if number % 2 else number,
        "actor": text,
        "operator_id": None,
        "detail": {"text": text, "amount": 9_007_199_254_740_993, "none": None, "yes": True},
        "request": "",
        "before": None,
        "after": {"text": text},
    }


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 64, 511, 512, 2_048, 2_700])
def test_each_row_comes_once_in_its_order(res: Resources, count: int) -> None:
    with res.database.unit() as unit:
        insert_rows(unit, AuditEvent, [_event(each) for each in range(count)])
    with res.database.reading() as unit:
        found = unit.session.exec(select(AuditEvent.subject).order_by(col(AuditEvent.id))).all()
    assert found == [f"payment:{each}" for each in range(count)]


def test_texts_json_and_instants_come_back_as_they_were(res: Resources) -> None:
    given = [_event(number, text) for number, text in enumerate(ODD_TEXTS)]
    with res.database.unit() as unit:
        insert_rows(unit, AuditEvent, given)
    with res.database.reading() as unit:
        events = unit.session.exec(select(AuditEvent).order_by(col(AuditEvent.id))).all()
    assert [each.model_dump(exclude={"id"}) for each in events] == given


def test_days_and_truth_values_too(res: Resources) -> None:
    rows: list[dict[str, Any]] = [
        {"public_id": f"a{number}", "code": "007", "name": "Banco", "account": str(number),
         "since": since, "active": active}
        for number, (since, active) in enumerate([(None, True), (date(2013, 6, 20), False)])
    ]  # fmt: skip
    with res.database.unit() as unit:
        insert_rows(unit, BankAgreement, rows)
    with res.database.reading() as unit:
        found = unit.session.exec(select(BankAgreement).order_by(BankAgreement.public_id)).all()
    assert [each.model_dump(exclude={"id"}) for each in found] == rows


def test_one_row_that_a_constraint_refuses_undoes_all(res: Resources) -> None:
    company = make_company(res)
    rows: list[dict[str, Any]] = [
        {"source": f"filing:{number % 299}", "operator_id": company.operator.id, "kind":
         "declaration", "period": "2013-Q1", "description": "", "due_on": date(2013, 4, 15)}
        for number in range(300)
    ]  # fmt: skip
    refused: type[Exception] = res.database.engine.dialect.loaded_dbapi.IntegrityError
    with pytest.raises(refused), res.database.unit() as unit:
        insert_rows(unit, Obligation, rows)
    with res.database.reading() as unit:
        assert unit.session.exec(select(func.count()).select_from(Obligation)).one() == 0
