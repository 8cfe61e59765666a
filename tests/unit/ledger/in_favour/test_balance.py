"""The account `in_favour` is the balance: every peso with the declaration that moved it."""

from datetime import date

import pytest
from sqlmodel import col, select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.ledger.in_favour.repository import available
from ser_app.ledger.journal import Account, Concept, Journal, Kind, Line
from ser_app.ledger.models import LedgerEntry
from ser_app.ledger.repository import add_journal
from ser_app.oversight.books.parity import differences
from tests.factories import Company, make_company
from tests.unit.furs.corrections import balance, correct, filed, pay
from tests.unit.furs.desk import declaration_of


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def _sources(res: Resources) -> list[tuple[str, int]]:
    with res.database.reading() as unit:
        query = (
            select(LedgerEntry)
            .where(LedgerEntry.account == Account.IN_FAVOUR)
            .order_by(col(LedgerEntry.id))
        )
        return [(each.source, -each.amount) for each in unit.session.exec(query)]


def _give(res: Resources, company: Company, amount: int, source: str = "test:gift") -> None:
    """Money without a debt, as a payment above it leaves."""
    day = res.clock.today()
    journal = Journal(
        source=source,
        kind=Kind.PAYMENT,
        operator_id=company.operator.id or 0,
        posted_on=day,
        value_day=day,
        description="Prueba",
        lines=[
            Line(Account.COLLECTED, Concept.LEVY, amount),
            Line(Account.IN_FAVOUR, Concept.LEVY, -amount),
        ],
    )
    with res.database.unit() as unit:
        add_journal(unit, journal, res.clock.now())


def test_credit_use_and_return_stand_in_the_books_with_their_declaration(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    pay(res, number)
    credit = correct(res, company, number, 900_000_000)
    second = filed(res, company, "2012-Q4")
    third = correct(res, company, second, 960_000_000, balance=1_000_000)
    clock.moved_to = date(2013, 6, 21)
    fourth = correct(res, company, third, 970_000_000, balance=200_000)
    key = {fur: declaration_of(res, fur).public_id for fur in (credit, third, fourth)}
    assert _sources(res) == [
        (f"filing:{key[credit]}", 1_212_000),
        (f"filing:{key[third]}", -1_000_000),
        (f"replaced:{key[third]}", 1_000_000),
        (f"filing:{key[fourth]}", -200_000),
    ]
    assert balance(res, company) == 1_012_000
    assert differences(res.database) == []


def test_money_that_another_journal_gives_is_available_at_once(
    res: Resources, company: Company
) -> None:
    _give(res, company, 300_000)
    number = filed(res, company)
    correct(res, company, number, 960_000_000, balance=300_000)
    assert balance(res, company) == 0


def test_nobody_spends_what_belongs_to_another_operator(res: Resources, company: Company) -> None:
    other = make_company(res, name="Otro S.A.S.")
    _give(res, other, 300_000)
    number = filed(res, company)
    with pytest.raises(Refused):
        correct(res, company, number, 960_000_000, balance=300_000)
    with res.database.reading() as unit:
        assert available(unit, other.operator.id or 0) == 300_000


def test_a_balance_below_nothing_is_a_difference(res: Resources, company: Company) -> None:
    _give(res, company, -5)
    said = [each.sentence for each in differences(res.database)]
    assert any(
        sentence.startswith("El saldo a favor del operador") and sentence.endswith("−$ 5.")
        for sentence in said
    ), said
