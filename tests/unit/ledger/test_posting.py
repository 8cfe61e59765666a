"""From a filing to its payment, in the books."""

from datetime import date

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.ledger import repository
from ser_app.ledger.journal import Account, Concept, Journal, Kind, Line
from ser_app.ledger.models import LedgerJournal
from ser_app.oversight.books.entering import enter_missing
from ser_app.oversight.books.parity import differences
from tests.factories import Company, make_company
from tests.unit.furs.corrections import correct, filed, pay


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def _balance(res: Resources, account: Account) -> int:
    with res.database.reading() as unit:
        return repository.balance(unit, account)


def _parity(res: Resources) -> list[str]:
    return [each.sentence for each in differences(res.database)]


def test_a_filing_owes_levy_and_penalty_and_no_interest_yet(
    res: Resources, company: Company
) -> None:
    filed(res, company)
    # 20 900 000 + 941 000; the interest runs and is charged when it is paid
    assert _balance(res, Account.DEBTOR) == 21_841_000
    assert _balance(res, Account.REVENUE) == -21_841_000
    assert _parity(res) == []


def test_a_payment_charges_the_interest_and_says_where_each_peso_went(
    res: Resources, company: Company
) -> None:
    number = filed(res, company)
    pay(res, number)
    assert _balance(res, Account.DEBTOR) == 0
    assert _balance(res, Account.COLLECTED) == 23_019_000
    with res.database.reading() as unit:
        journal = unit.session.get(LedgerJournal, f"payment:{number}")
    assert journal is not None
    (reason,) = journal.reason["debts"]
    assert {name: reason[name] for name in ("order", "penalty", "interest", "levy")} == {
        "order": "penalty_first",
        "penalty": 941_000,
        "interest": 1_178_000,
        "levy": 20_900_000,
    }
    assert _parity(res) == []


def test_entering_everything_again_changes_nothing(res: Resources, company: Company) -> None:
    number = filed(res, company)
    pay(res, number)
    filed(res, company, "2012-Q4")
    before = [_balance(res, account) for account in Account]
    enter_missing(res)
    enter_missing(res)
    assert [_balance(res, account) for account in Account] == before


def test_an_unpaid_filing_that_is_corrected_is_taken_back(res: Resources, company: Company) -> None:
    number = filed(res, company)
    correct(res, company, number, 1_000_000_000)
    # 22 000 000, and the late-filing penalty of the first filing
    assert _balance(res, Account.DEBTOR) == 22_941_000
    assert _parity(res) == []


def test_a_lower_correction_of_what_was_paid_leaves_a_balance_that_is_applied(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    number = filed(res, company)
    pay(res, number)
    # 1 100 000 of levy, 50 000 of penalty and 62 000 of interest were paid too much
    correct(res, company, number, 900_000_000)
    assert _balance(res, Account.IN_FAVOUR) == -1_212_000
    assert _parity(res) == []
    second = filed(res, company, "2012-Q4")
    applied = correct(res, company, second, 960_000_000, balance=1_000_000)
    assert _balance(res, Account.IN_FAVOUR) == -212_000
    assert _parity(res) == []
    clock.moved_to = date(2013, 6, 20)
    pay(res, applied)
    assert _parity(res) == []


def test_a_difference_is_found_and_told(res: Resources, company: Company) -> None:
    filed(res, company)
    with res.database.unit() as unit:
        repository.add_journal(
            unit,
            Journal(
                source="test:1",
                kind=Kind.PAYMENT,
                operator_id=company.operator.id or 0,
                posted_on=date(2013, 6, 20),
                value_day=date(2013, 6, 20),
                description="Prueba",
                lines=[
                    Line(Account.COLLECTED, Concept.LEVY, 1),
                    Line(Account.IN_FAVOUR, Concept.LEVY, -1),
                ],
            ),
            res.clock.now(),
        )
    assert _parity(res) == [
        "Lo recaudado: se esperaba $ 0 y los libros dicen $ 1.",
        "El saldo a favor: se esperaba $ 0 y los libros dicen $ 1.",
    ]


def test_a_journal_that_does_not_balance_is_not_even_made() -> None:
    with pytest.raises(ValueError, match="does not balance"):
        Journal(
            source="x",
            kind=Kind.FILING,
            operator_id=1,
            posted_on=date(2013, 6, 20),
            value_day=date(2013, 6, 20),
            description="",
            lines=[Line(Account.DEBTOR, Concept.LEVY, 5), Line(Account.REVENUE, Concept.LEVY, -4)],
        )
