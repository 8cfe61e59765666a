"""The list of payments is the same by whatever way it is found: by kept sums, by index, by day."""

from datetime import date, timedelta

import pytest

from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.payments.filters import PaymentFilter
from ser_app.payments.finding import repository
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.transitions import AttemptState
from ser_app.people.actor import Scope
from tests.factories import make_company
from tests.unit.payments.builders import make_payable

TODAY = date(2013, 6, 20)
ALL = Scope(None)
FILTERS = [
    PaymentFilter(),
    PaymentFilter(since=date(2013, 6, 12)),
    PaymentFilter(until=date(2013, 6, 15), channel="bank"),
    PaymentFilter(state=AttemptState.APPROVED),
    PaymentFilter(state=AttemptState.REVIEW, channel="pse"),
    PaymentFilter(text="operador s"),
    PaymentFilter(text="fur-2013"),
    PaymentFilter(text="777"),
    PaymentFilter(text="nadie"),
]
STATES = (AttemptState.APPROVED, AttemptState.REJECTED, AttemptState.REVIEW)


@pytest.fixture
def payments(res: Resources) -> None:
    """Thirty attempts of two operators on ten days, in three states and both channels."""
    companies = [make_company(res), make_company(res)]
    for place in range(30):
        payable = make_payable(res, companies[place % 2], period=f"{1900 + place}-Q1")
        with res.database.unit() as unit:
            unit.session.add(
                PaymentAttempt(
                    public_id=public_id(), fur_id=payable.fur.id or 0,
                    operator_id=payable.fur.operator_id, state=STATES[place % 3], live=False,
                    regime=payable.fur.regime,
                    channel="bank" if place % 4 == 0 else "pse", amount=1000 + place,
                    reference=payable.fur.reference or "", description="Prueba",
                    cus=f"{77700 + place}", created_at=res.clock.now() - timedelta(days=place % 10),
                    created_on=TODAY - timedelta(days=place % 10),
                )
            )  # fmt: skip


@pytest.mark.usefixtures("payments")
@pytest.mark.parametrize("narrowed", FILTERS, ids=str)
def test_pages_and_totals_are_those_of_all_rows(
    res: Resources, narrowed: PaymentFilter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with res.database.reading() as unit:
        found = repository.find(unit, ALL, narrowed)
        rows, totals = repository.page_of(unit, found, limit=100), found.totals
        listed = [row.attempt.id for row in repository.all_rows(unit, ALL, narrowed)]
        monkeypatch.setattr(repository, "FAR", 0)
        pages = [
            row.attempt.id
            for start in range(0, 40, 4)
            for row in repository.page_of(unit, found, limit=4, offset=start)
        ]
        mine = Scope(rows[0].attempt.operator_id if rows else 1)
        own = repository.find(unit, mine, narrowed).totals
    assert pages == listed == [row.attempt.id for row in rows]
    approved = [row.attempt.amount for row in rows if row.attempt.state == "approved"]
    assert totals.count == len(rows)
    assert (totals.approved_count, totals.approved_amount) == (len(approved), sum(approved))
    assert totals.review_count == sum(row.attempt.state == "review" for row in rows)
    assert own.count == sum(row.attempt.operator_id == rows[0].attempt.operator_id for row in rows)
