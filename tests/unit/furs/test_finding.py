"""The list of FURs is the same by whatever way it is found: by kept sums, by index, by day."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.furs.finding import repository
from ser_app.furs.finding.repository import FurFilter
from ser_app.people.actor import Scope
from tests.factories import make_company
from tests.unit.payments.builders import make_payable

TODAY = date(2013, 6, 20)
ALL = Scope(None)
FILTERS = [
    FurFilter(),
    FurFilter(since=date(2013, 6, 12)),
    FurFilter(until=date(2013, 6, 15), use="filing_and_payment"),
    FurFilter(state="filed"),
    FurFilter(state="paid"),
    FurFilter(state="expired"),
    FurFilter(text="operador s"),
    FurFilter(text="fur-2013"),
    FurFilter(text="2013-0"),
    FurFilter(text="nadie"),
]


@pytest.fixture
def numbers(res: Resources) -> list[str]:
    """Thirty FURs of two operators on ten days; a third is paid, some have expired."""
    companies = [make_company(res), make_company(res)]
    found = []
    for place in range(30):
        payable = make_payable(
            res, companies[place % 2], period=f"{1900 + place}-Q1",
            payment_day=TODAY - timedelta(days=place % 4),
        )  # fmt: skip
        with res.database.unit() as unit:
            payable.fur.issued_on = TODAY - timedelta(days=place % 10)
            payable.fur.state = "paid" if place % 3 == 0 else "filed"
            unit.session.add(payable.fur)
        found.append(payable.number)
    return found


@pytest.mark.usefixtures("numbers")
@pytest.mark.parametrize("wanted", FILTERS, ids=str)
def test_pages_and_totals_are_those_of_all_rows(
    res: Resources, wanted: FurFilter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with res.database.reading() as unit:
        found = repository.find(unit, ALL, wanted, TODAY)
        rows, totals = repository.page_of(unit, found, offset=0, limit=100), found.totals
        monkeypatch.setattr(repository, "FAR", 0)
        pages = [
            row.fur.number
            for start in range(0, 40, 4)
            for row in repository.page_of(unit, found, offset=start, limit=4)
        ]
        mine = Scope(rows[0].fur.operator_id if rows else 1)
        own = repository.find(unit, mine, wanted, TODAY).totals
    assert pages == [row.fur.number for row in rows]
    assert totals.count == len(rows)
    assert totals.total == sum(row.fur.total for row in rows)
    assert own.count == sum(row.fur.operator_id == rows[0].fur.operator_id for row in rows)
    order = [(row.fur.issued_on, row.fur.id) for row in rows]
    assert order == sorted(order, reverse=True)


def test_a_whole_number_or_reference_finds_its_fur(res: Resources, numbers: list[str]) -> None:
    with res.database.reading() as unit:
        for text in (numbers[7], numbers[7].lower()):
            rows = first_page(unit, text)
            assert [row.fur.number for row in rows] == [numbers[7]]
        reference = rows[0].fur.reference or ""
        rows = first_page(unit, reference)
        assert [row.fur.number for row in rows] == [numbers[7]]


def first_page(unit: Unit, text: str) -> Sequence[repository.FurRow]:
    found = repository.find(unit, ALL, FurFilter(text=text), TODAY)
    return repository.page_of(unit, found, offset=0, limit=9)
