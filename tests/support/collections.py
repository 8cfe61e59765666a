"""Filed FURs by the thousand, made of rows, for files of banks."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from ser_app.base.bulk import insert_rows
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.declarations.models import Declaration
from ser_app.furs.models import Fur
from ser_app.furs.reference import luhn_digit
from ser_app.ledger.journal import Account, Concept, Journal, Kind, against
from ser_app.ledger.models import Obligation
from ser_app.ledger.posting import post_all
from ser_app.payments.bank_files.models import BankAgreement
from tests.factories import Company, make_company, make_expediente

FONDO = "8001316486"
BANK = "007"
ACCOUNT = "0123456789"
DAY = date(2013, 6, 20)
DUE = date(2013, 4, 15)
FILED = date(2013, 6, 19)
AT = datetime(2013, 6, 19, 15, tzinfo=UTC)
_PART = 5_000
_FIRST_YEAR = 1000
"""With the years from here on there are as many quarters as a part needs."""


def make_agreement(res: Resources) -> None:
    with res.database.unit() as unit:
        unit.session.add(
            BankAgreement(public_id=public_id(), code=BANK, name="Bancolombia", account=ACCOUNT)
        )


def make_filed_furs(res: Resources, count: int, *, first: int = 1) -> list[tuple[str, int]]:
    """Store filed declarations in the books, each with a FUR; gives references and totals.

    Each is of a period of its own, since an expediente files a period once; so some thousand belong
    to one expediente.
    """
    company = make_company(res)
    found = []
    for start in range(first, first + count, _PART):
        numbers = range(start, min(start + _PART, first + count))
        if start > first:
            company = replace(company, expediente=make_expediente(res, company.operator))
        with res.database.unit() as unit:
            insert_rows(unit, Declaration, [_declaration(company, each) for each in numbers])
            insert_rows(unit, Fur, [_fur(company, each) for each in numbers])
            insert_rows(unit, Obligation, [_obligation(company, each) for each in numbers])
            post_all(unit, res, [_filing(company, each) for each in numbers])
        found += [(_reference(each), _levy(each) + 178_000) for each in numbers]
    return found


def _levy(number: int) -> int:
    return 1_000_000 + number % 977 * 1000


def _reference(number: int) -> str:
    body = f"2013{number:07d}"
    return body + luhn_digit(body)


def _common(company: Company, number: int) -> dict[str, Any]:
    levy = _levy(number)
    return {
        "id": number,
        "operator_id": company.operator.id,
        "expediente_id": company.expediente.id,
        "regime": "PRST",
        "period": "2013-Q1",
        "use": "filing_and_payment",
        "channel": "electronic",
        "state": "filed",
        "levy": levy,
        "late_filing_penalty": 100_000,
        "arrears_interest": 78_000,
        "balance_applied": 0,
        "total": levy + 178_000,
        "due_on": DUE,
        "payment_day": DAY,
        "rules_version": "test",
        "filed_at": AT,
        "paid_on": None,
    }


def _declaration(company: Company, number: int) -> dict[str, Any]:
    levy = _levy(number)
    return {
        **_common(company, number),
        "public_id": f"d{number}",
        "period": f"{_FIRST_YEAR + number % _PART // 4}-Q{number % 4 + 1}",
        "gross_income": levy * 50,
        "returns": 0,
        "base": levy * 50,
        "nil_confirmed": False,
        "levy_rate": "",
        "yearly_adjustment": 0,
        "inputs": {},
        "figures": [],
        "engine_version": "",
        "liquidated_on": FILED,
        "content_hash": "0" * 64,
        "receipt_number": f"CP-{number}",
        "filed_on": FILED,
        "paid_amount": None,
        "corrects_id": None,
        "balance_in_favour": 0,
        "prepared_by_id": company.preparer.user_id,
        "created_at": AT,
        "updated_at": AT,
        "version": 1,
    }


def _fur(company: Company, number: int) -> dict[str, Any]:
    return {
        **_common(company, number),
        "number": f"FUR-2013-{number:06d}",
        "declaration_id": number,
        "reference": _reference(number),
        "filing_day": FILED,
        "payment_pending": False,
        "sha256": "0" * 64,
        "verification_hash": f"v{number}",
        "replaces_id": None,
        "annulled_because": "",
        "issued_at": AT,
        "issued_on": FILED,
        "issued_by_id": company.preparer.user_id,
    }


def _obligation(company: Company, number: int) -> dict[str, Any]:
    return {
        "id": number,
        "source": f"filing:d{number}",
        "operator_id": company.operator.id,
        "expediente_id": company.expediente.id,
        "kind": "declaration",
        "regime": "PRST",
        "period": "2013-Q1",
        "description": "Declaración de 2013-Q1",
        "due_on": DUE,
    }


def _filing(company: Company, number: int) -> Journal:
    owed = {Concept.LEVY: _levy(number), Concept.PENALTY: 100_000}
    return Journal(
        source=f"filing:d{number}",
        kind=Kind.FILING,
        operator_id=company.operator.id or 0,
        posted_on=FILED,
        value_day=FILED,
        description="Declaración presentada",
        lines=against(Account.DEBTOR, Account.REVENUE, owed, number),
    )
