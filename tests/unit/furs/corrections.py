"""Steps of a correction, from the filed declaration to the books."""

from dataclasses import replace
from datetime import date

from sqlmodel import col, select

from ser_app.base.resources import Resources
from ser_app.declarations.service import open_draft, save_draft, start_correction
from ser_app.declarations.states import LineKind, Use
from ser_app.furs import service, settlement
from ser_app.ledger.in_favour.repository import available
from ser_app.ledger.journal import Account
from ser_app.ledger.models import LedgerEntry
from tests.factories import Company
from tests.unit.furs.desk import EVERYBODY, declaration_of, file, prepare


def filed(
    res: Resources,
    company: Company,
    period: str = "2013-Q1",
    *,
    income: int = 950_000_000,
    use: Use = Use.FILING_AND_PAYMENT,
) -> str:
    """File a quarter; gives its FUR's number."""
    key = prepare(res, company, period, income=income, use=use)
    return file(res, company, service.issue(res, company.preparer, key)).number


def pay(res: Resources, number: str, day: date | None = None) -> None:
    """Let the money for a FUR arrive."""
    with res.database.unit() as unit:
        fur = settlement.fur_by_number(unit, EVERYBODY, number)
        settlement.mark_paid(unit, res, fur, day or res.clock.today())


def corrected_draft(
    res: Resources, company: Company, number: str, income: int, *, balance: int = 0
) -> str:
    """Correct the income of a filed declaration in a draft; gives the draft's public id."""
    key = start_correction(res, company.preparer, declaration_of(res, number).public_id)
    opened = open_draft(res, company.preparer, key)
    assert opened is not None
    line = opened.draft.of_kind(LineKind.INCOME)[0].public_id
    draft = opened.draft.with_amount(line, income)
    draft = replace(draft, nil_confirmed=income == 0, balance_applied=balance)
    save_draft(res, company.preparer, draft)
    return key


def correct(res: Resources, company: Company, number: str, income: int, *, balance: int = 0) -> str:
    """Correct the income of a filed declaration and file that; gives the correction's FUR."""
    key = corrected_draft(res, company, number, income, balance=balance)
    return file(res, company, service.issue(res, company.preparer, key)).number


def balance(res: Resources, company: Company) -> int:
    with res.database.reading() as unit:
        return available(unit, company.operator.id or 0)


def movements(res: Resources) -> list[tuple[str, int]]:
    """What happened to the balance in favour, as the books hold it."""
    with res.database.reading() as unit:
        found = unit.session.exec(
            select(LedgerEntry)
            .where(LedgerEntry.account == Account.IN_FAVOUR)
            .order_by(col(LedgerEntry.id))
        )
        return [(_what(entry), abs(entry.amount)) for entry in found]


def _what(entry: LedgerEntry) -> str:
    if entry.source.startswith("replaced:"):
        return "released"
    return "applied" if entry.amount > 0 else "credit"
