"""The balance in favour that a correction leaves: offered, spent once, released again."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Refused, SerError
from ser_app.base.resources import Resources
from ser_app.declarations.service import open_draft, save_draft
from ser_app.furs import service
from tests.factories import Company, make_company
from tests.unit.furs.corrections import (
    balance,
    correct,
    corrected_draft,
    filed,
    movements,
    pay,
)
from tests.unit.furs.desk import file, fur, prepare, sign

LATER = date(2013, 8, 20)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


def credited(res: Resources, company: Company) -> str:
    """Leave 1 212 000 in favour; gives the FUR that left it."""
    number = filed(res, company)
    pay(res, number)
    return correct(res, company, number, 900_000_000)


def with_balance(res: Resources, company: Company, period: str, income: int, wanted: int) -> str:
    key = prepare(res, company, period, income=income)
    opened = open_draft(res, company.preparer, key)
    assert opened is not None
    save_draft(res, company.preparer, replace(opened.draft, balance_applied=wanted))
    return key


def test_the_balance_is_offered_and_spent_at_filing(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    credited(res, company)
    clock.moved_to = date(2013, 7, 10)
    key = with_balance(res, company, "2013-Q2", 100_000_000, 1_212_000)
    opened = open_draft(res, company.preparer, key)
    assert opened is not None
    assert opened.draft.balance_available == 1_212_000
    number = service.issue(res, company.preparer, key)
    assert balance(res, company) == 1_212_000
    file(res, company, number)
    assert fur(res, number).total == 2_200_000 - 1_212_000
    assert balance(res, company) == 0
    assert movements(res) == [("credit", 1_212_000), ("applied", 1_212_000)]


def test_never_more_than_the_levy_nor_than_there_is(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    credited(res, company)
    clock.moved_to = date(2013, 7, 10)
    key = with_balance(res, company, "2013-Q2", 10_000_000, 1_212_000)
    with pytest.raises(Refused, match="supera la contraprestación"):
        service.issue(res, company.preparer, key)
    opened = open_draft(res, company.preparer, key)
    assert opened is not None
    save_draft(res, company.preparer, replace(opened.draft, balance_applied=220_000))
    number = service.issue(res, company.preparer, key)
    file(res, company, number)
    assert fur(res, number).total == 0
    assert balance(res, company) == 1_212_000 - 220_000


def test_more_than_there_is_is_told_with_what_there_is(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    credited(res, company)
    clock.moved_to = date(2013, 7, 10)
    key = with_balance(res, company, "2013-Q2", 500_000_000, 1_212_001)
    with pytest.raises(Refused, match=r"Puede aplicar hasta \$ 1\.212\.000") as refused:
        service.issue(res, company.preparer, key)
    assert refused.value.field == "balance_applied"


def test_two_declarations_cannot_use_the_same_pesos(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    credited(res, company)
    clock.moved_to = date(2013, 10, 10)
    waiting = []
    for period in ("2013-Q2", "2013-Q3"):
        key = with_balance(res, company, period, 100_000_000, 1_000_000)
        number = service.issue(res, company.preparer, key)
        waiting.append(sign(res, company.representative, number).number)

    def last_signature(number: str) -> str:
        try:
            return "filed" if sign(res, company.accountant, number).filed else "waiting"
        except SerError as error:
            return error.code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(last_signature, waiting)) == ["balance_spent", "filed"]
    assert balance(res, company) == 212_000


def test_balance_applied_to_a_filing_that_is_replaced_is_released(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    credited(res, company)
    clock.moved_to = date(2013, 7, 10)
    key = with_balance(res, company, "2013-Q2", 100_000_000, 1_212_000)
    number = service.issue(res, company.preparer, key)
    file(res, company, number)
    correction = corrected_draft(res, company, number, 10_000_000, balance=220_000)
    opened = open_draft(res, company.preparer, correction)
    assert opened is not None
    assert opened.draft.balance_available == 1_212_000
    file(res, company, service.issue(res, company.preparer, correction))
    assert movements(res)[-2:] == [("released", 1_212_000), ("applied", 220_000)]
    assert balance(res, company) == 992_000


# What is being paid
