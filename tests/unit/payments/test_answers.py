"""Reading PlacetoPay's answers: its published shapes and the odd ones seen in practice."""

import json
from decimal import Decimal
from typing import Any

import pytest

from ser_app.payments.gateways.placetopay.answers import (
    read_created,
    read_document,
    read_report,
)
from ser_app.payments.gateways.port import (
    FinalFailure,
    SessionReport,
    SessionState,
    TemporaryFailure,
    TransactionState,
)


def status(word: str, reason: Any = "00", message: Any = "Aprobada") -> dict[str, Any]:
    return {
        "status": word,
        "reason": reason,
        "message": message,
        "date": "2021-11-30T15:49:36-05:00",
    }


def transaction(word: str = "APPROVED", **changes: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "status": status(word),
        "internalReference": 1,
        "paymentMethod": "pse",
        "issuerName": "BANCO UNION COLOMBIANO",
        "amount": {
            "from": {"currency": "COP", "total": 23019000},
            "to": {"currency": "COP", "total": 23019000},
            "factor": 1,
        },
        "authorization": "000000",
        "reference": "1122334455",
        "receipt": "241516",
        "franchise": "_PSE_",
        "refunded": False,
        "processorFields": [
            {"keyword": "trazabilyCode", "value": "999900", "displayOn": "none"},
            {"keyword": "transactionCycle", "value": 3, "displayOn": "none"},
            {"keyword": "credit", "value": {"code": "0"}, "displayOn": "none"},
        ],
    }
    return base | changes


def report(word: str, reason: Any = "00", payment: Any = None) -> SessionReport:
    document = {"requestId": 1, "status": status(word, reason), "payment": payment}
    return read_report(read_document(json.dumps(document).encode()))


def test_an_approved_session_tells_bank_cus_and_cycle() -> None:
    answer = report("APPROVED", payment=[transaction()])
    assert answer.state is SessionState.APPROVED
    paid = answer.transactions[0]
    assert (paid.state, paid.amount, paid.currency) == (
        TransactionState.APPROVED,
        Decimal(23019000),
        "COP",
    )
    assert (paid.cus, paid.cycle, paid.bank) == ("999900", "3", "BANCO UNION COLOMBIANO")
    assert paid.at is not None
    assert paid.at.isoformat() == "2021-11-30T15:49:36-05:00"


@pytest.mark.parametrize(
    ("told", "read"),
    [
        (23019000, Decimal(23019000)),
        ("23019000", Decimal(23019000)),
        ("23019000.00", Decimal(23019000)),
        (23019000.5, Decimal("23019000.5")),
        ("NaN", None),
        ("", None),
        (None, None),
        (True, None),
    ],
)
def test_totals_come_as_numbers_or_text_and_are_never_floats(
    told: Any, read: Decimal | None
) -> None:
    amount = {"from": {"currency": "COP", "total": told}}
    assert report("APPROVED", payment=[transaction(amount=amount)]).transactions[0].amount == read


@pytest.mark.parametrize("receipt", ["241516", 241516])
def test_receipts_come_as_text_or_number(receipt: Any) -> None:
    answer = report("APPROVED", payment=[transaction(receipt=receipt)])
    assert answer.transactions[0].receipt == "241516"


@pytest.mark.parametrize("reason", ["PC", 0, None])
def test_reasons_come_as_text_number_or_null(reason: Any) -> None:
    assert report("PENDING", reason).state is SessionState.OPEN


@pytest.mark.parametrize(
    ("word", "reason", "payment", "state"),
    [
        ("PENDING", "PC", None, SessionState.OPEN),
        ("PENDING", "PT", [transaction("PENDING")], SessionState.PROCESSING),
        ("PENDING", "PC", [transaction("REJECTED")], SessionState.OPEN),
        (
            "PENDING",
            "PT",
            [transaction("PENDING"), transaction("REJECTED")],
            SessionState.PROCESSING,
        ),
        ("REJECTED", "?C", None, SessionState.CANCELLED),
        ("REJECTED", "MC", None, SessionState.CANCELLED),
        ("REJECTED", "XN", None, SessionState.EXPIRED),
        ("REJECTED", "XN", [transaction("REJECTED")], SessionState.REJECTED),
        ("APPROVED_PARTIAL", "00", [transaction()], SessionState.PARTIAL),
        ("PARTIAL_EXPIRED", "00", [transaction()], SessionState.PARTIAL),
    ],
)
def test_states_of_a_session(word: str, reason: str, payment: Any, state: SessionState) -> None:
    assert report(word, reason, payment).state is state


def test_the_newest_try_comes_first() -> None:
    newest = transaction("PENDING", issuerName="SEGUNDO")
    answer = report("PENDING", "PT", [newest, transaction("REJECTED", issuerName="PRIMERO")])
    assert [item.bank for item in answer.transactions] == ["SEGUNDO", "PRIMERO"]


def test_an_unknown_session_answers_200_and_failed() -> None:
    with pytest.raises(FinalFailure, match="No existe"):
        read_report({"status": status("FAILED", 0, "No existe la sesión")})


@pytest.mark.parametrize("body", [b"<html>Bad gateway</html>", b"", b"[]", b"[" * 100_000])
def test_an_answer_that_cannot_be_read_is_a_temporary_failure(body: bytes) -> None:
    with pytest.raises(TemporaryFailure):
        read_document(body)


def test_a_created_session_needs_number_and_address() -> None:
    created = {"status": status("OK", "PC"), "requestId": 1, "processUrl": "https://x.example/1"}
    assert read_created(created).request_id == "1"
    with pytest.raises(TemporaryFailure):
        read_created(created | {"processUrl": "javascript:alert(1)"})
    with pytest.raises(FinalFailure):
        read_created({"status": status("FAILED", 401, "Autenticación fallida 102")})


def test_what_is_kept_of_an_answer_has_no_personal_data() -> None:
    document = {
        "requestId": 1,
        "status": status("PENDING", "PC"),
        "request": {"payer": {"document": "1033332222"}},
        "payment": None,
    }
    assert "request" not in read_report(document).raw
