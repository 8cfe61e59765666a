"""Tesorería says whose an exception's money is, once, and the books follow."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused, SerError
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.ledger import repository as books
from ser_app.ledger.in_favour.repository import available
from ser_app.ledger.journal import Account
from ser_app.oversight.books.entering import enter_missing
from ser_app.oversight.books.parity import differences
from ser_app.payments.bank_files.writing import Collected
from ser_app.payments.reconciliation.cases import Decision
from ser_app.payments.reconciliation.evidence import read_evidence, store_evidence
from ser_app.payments.reconciliation.models import BankException, ExceptionResolution
from ser_app.payments.reconciliation.resolving import resolve
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import ministry_actor
from tests.support.collections import make_agreement
from tests.support.documents import PDF
from tests.unit.payments.bank_files.files import posted, written
from tests.unit.payments.builders import TOTAL, Payable, attempts, fur_now, make_payable, paid_on

WHY = "Lo confirmó el banco en su comprobante"


@pytest.fixture
def treasury(res: Resources) -> Actor:
    return ministry_actor(res, Role.TREASURY)


@pytest.fixture
def due(res: Resources) -> Payable:
    make_agreement(res)
    found = make_payable(res)
    enter_missing(res)
    return found


@pytest.fixture
def strange(
    res: Resources,
    due: Payable,  # noqa: ARG001  its agreement and its debt are there first
    tmp_path: Path,
) -> Callable[[int], str]:
    """Money of so many pesos with a reference that nobody knows; gives the exception."""

    def bring(amount: int) -> str:
        posted(res, written(tmp_path / f"{amount}.txt", [Collected("123456", amount)]))
        with res.database.reading() as unit:
            [row] = unit.session.exec(select(BankException))
            return row.public_id

    return bring


def test_to_the_fur_that_it_was_for(
    res: Resources, treasury: Actor, due: Payable, strange: Callable[[int], str]
) -> None:
    resolve(res, treasury, strange(TOTAL), Decision(way="fur", target=due.number, reason=WHY))
    assert fur_now(res, due.fur).state == "paid"
    [attempt] = attempts(res)
    assert (attempt.value_day, attempt.bank_file_line) == (date(2013, 6, 20), 3)
    with res.database.reading() as unit:
        assert books.balance(unit, Account.UNIDENTIFIED) == 0
        assert books.balance(unit, Account.COLLECTED) == TOTAL
        [resolution] = unit.session.exec(select(ExceptionResolution))
        assert (resolution.way, resolution.target, resolution.reason) == ("fur", due.number, WHY)
        events = unit.session.exec(
            select(AuditEvent).where(AuditEvent.action == "bank_exception.resolved")
        )
        assert [event.detail["reason"] for event in events] == [WHY]
    assert differences(res.database) == []


def test_a_fur_that_it_does_not_fit_says_why_and_nothing_changes(
    res: Resources, treasury: Actor, due: Payable, strange: Callable[[int], str]
) -> None:
    exception = strange(TOTAL - 1)
    with pytest.raises(Refused, match="valor distinto") as raised:
        resolve(res, treasury, exception, Decision(way="fur", target=due.number, reason=WHY))
    assert raised.value.field == "target"
    with res.database.reading() as unit:
        assert books.balance(unit, Account.UNIDENTIFIED) == -(TOTAL - 1)
    assert attempts(res) == []
    assert differences(res.database) == []


def test_to_a_period_in_part_and_its_fur_is_no_longer_right(
    res: Resources, treasury: Actor, due: Payable, strange: Callable[[int], str]
) -> None:
    debt = f"filing:{due.declaration.public_id}"
    resolve(res, treasury, strange(5_000_000), Decision(way="debt", target=debt, reason=WHY))
    assert fur_now(res, due.fur).state == "annulled"
    assert paid_on(res, due) is None
    with res.database.reading() as unit:
        # Penalty and interest first (D4350 art 27), the rest pays capital
        assert books.left_by_source(unit)[debt] == TOTAL - 5_000_000
        assert books.balance(unit, Account.UNIDENTIFIED) == 0


def test_to_a_period_that_it_settles_and_what_exceeds_is_in_favour(
    res: Resources, treasury: Actor, due: Payable, strange: Callable[[int], str]
) -> None:
    debt = f"filing:{due.declaration.public_id}"
    resolve(res, treasury, strange(TOTAL + 7_000), Decision(way="debt", target=debt, reason=WHY))
    assert paid_on(res, due) == date(2013, 6, 20)
    with res.database.reading() as unit:
        assert available(unit, due.company.operator.id or 0) == 7_000
    assert differences(res.database) == []


def test_to_the_operator_that_claims_it_with_evidence(
    res: Resources, treasury: Actor, due: Payable, strange: Callable[[int], str]
) -> None:
    exception, nit = strange(40_000), due.company.operator.nit
    claim = Decision(way="operator", target=nit, reason=WHY)
    with pytest.raises(Refused, match="soporte") as raised:
        resolve(res, treasury, exception, claim)
    assert raised.value.field == "evidence"
    evidence = store_evidence(res, treasury, exception, "consignacion.pdf", PDF)
    resolve(
        res,
        treasury,
        exception,
        Decision(way="operator", target=nit, reason=WHY, evidence=evidence),
    )
    with res.database.reading() as unit:
        assert available(unit, due.company.operator.id or 0) == 40_000
    assert read_evidence(res, treasury, evidence).content == PDF
    assert differences(res.database) == []


def test_back_to_the_bank(res: Resources, treasury: Actor, strange: Callable[[int], str]) -> None:
    resolve(res, treasury, strange(40_000), Decision(way="bank", reason=WHY))
    with res.database.reading() as unit:
        assert books.balance(unit, Account.UNIDENTIFIED) == 0
        assert books.balance(unit, Account.COLLECTED) == 0
    assert differences(res.database) == []


def test_once_only(res: Resources, treasury: Actor, strange: Callable[[int], str]) -> None:
    exception = strange(40_000)
    resolve(res, treasury, exception, Decision(way="bank", reason=WHY))
    with pytest.raises(Conflict, match="ya resolvió"):
        resolve(res, treasury, exception, Decision(way="bank", reason=WHY))


def test_an_expired_fur_is_imputed_to_its_debt_with_interest_to_the_collection_day(
    res: Resources, treasury: Actor, tmp_path: Path
) -> None:
    make_agreement(res)
    due = make_payable(res, payment_day=date(2013, 6, 19))
    enter_missing(res)
    money = [Collected(due.fur.reference or "", TOTAL)]
    posted(res, written(tmp_path / "a.txt", money))
    with res.database.reading() as unit:
        [row] = unit.session.exec(select(BankException))
    assert row.kind == "expired"
    debt = f"filing:{due.declaration.public_id}"
    resolve(res, treasury, row.public_id, Decision(way="debt", target=debt, reason=WHY))
    # 66 days of interest are what the FUR asked for, too (worked figure of the rules)
    assert paid_on(res, due) == date(2013, 6, 20)
    assert differences(res.database) == []


@pytest.mark.parametrize(
    ("decision", "field"),
    [
        (Decision(way="bank", reason="corto"), "reason"),
        (Decision(way="nada", reason=WHY), "way"),
        (Decision(way="fur", target="FUR-2013-999999", reason=WHY), "target"),
        (Decision(way="debt", target="filing:none", reason=WHY), "target"),
        (Decision(way="operator", target="12", reason=WHY), "target"),
        (Decision(way="operator", target="no es", reason=WHY), "target"),
    ],
)
def test_what_is_missing_is_told_at_its_field(
    res: Resources,
    treasury: Actor,
    strange: Callable[[int], str],
    decision: Decision,
    field: str,
) -> None:
    exception = strange(40_000)
    with pytest.raises(SerError) as raised:
        resolve(res, treasury, exception, decision)
    assert raised.value.field == field
    with res.database.reading() as unit:
        assert books.balance(unit, Account.UNIDENTIFIED) == -40_000


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"%PDF-1.7 without an end", b"\x89PNG\r\n\x1a\n", PDF[:3] + b"<script>"],
)
def test_evidence_is_what_its_bytes_say(
    res: Resources, treasury: Actor, strange: Callable[[int], str], content: bytes
) -> None:
    with pytest.raises(Refused, match="PDF, PNG o JPEG"):
        store_evidence(res, treasury, strange(40_000), "soporte.pdf", content)


def test_evidence_of_another_exception_does_not_count(
    res: Resources, treasury: Actor, due: Payable, strange: Callable[[int], str]
) -> None:
    exception = strange(40_000)
    with pytest.raises(NotFound):
        store_evidence(res, treasury, "nobody", "soporte.pdf", PDF)
    claim = Decision(way="operator", target=due.company.operator.nit, reason=WHY, evidence="f" * 24)
    with pytest.raises(Refused, match="soporte"):
        resolve(res, treasury, exception, claim)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.SER_ADMIN])
def test_only_tesoreria_resolves(
    res: Resources, role: Role, due: Payable, strange: Callable[[int], str]
) -> None:
    exception = strange(40_000)
    for actor in (ministry_actor(res, role), due.company.representative):
        with pytest.raises(NotAllowed):
            resolve(res, actor, exception, Decision(way="bank", reason=WHY))
        with pytest.raises(NotAllowed):
            store_evidence(res, actor, exception, "soporte.pdf", PDF)
