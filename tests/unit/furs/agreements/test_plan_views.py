"""What a simulated schedule says of its amounts and of its rates."""

from datetime import date
from decimal import Decimal

import pytest

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.furs.agreements.plan_views import plan_view
from ser_app.law.explanation import Provenance
from ser_app.law.money import format_pesos
from ser_app.law.parameters import RateRow, packaged_rules
from ser_app.ledger.agreements.owed import made_up_from
from ser_app.ledger.agreements.simulating import offer, simulate
from ser_app.ledger.agreements.terms import Terms
from tests.factories import Company, make_company
from tests.unit.furs.corrections import filed

OCTOBER = date(2026, 10, 1)
DEMO = RateRow(
    valid_from=OCTOBER,
    valid_to=date(2027, 9, 30),
    usury_rate_percent=Decimal("29.24"),
    arrears_rate_percent=Decimal("27.24"),
    provenance=Provenance.DEMO,
)


@pytest.fixture
def company(res: Resources) -> Company:
    found = make_company(res)
    filed(res, found)
    return found


def test_equal_instalments_are_said_to_be_equal_and_others_between_which_amounts(
    res: Resources, company: Company
) -> None:
    for count in (2, 60):
        found = simulate(res, company.preparer, (), Terms(5_019_000, count, 1))
        *before, last = [row.total for row in found.rows if row.number]
        low, high = min(before), max(before)
        level = plan_view(found).level
        rest = "" if low <= last <= high else f"La última, {format_pesos(last)}."
        if count == 2:
            assert low == high
            told = ("Cada cuota", format_pesos(low), rest)
        else:
            # no capital makes some of them meet the thousand: their interest is rounded to it
            assert 0 < high - low < 1000
            between = f"Entre {format_pesos(low)} y {format_pesos(high)}."
            told = ("Cada cuota, a lo sumo", format_pesos(high), f"{between} {rest}".strip())
        assert (level.label, level.amount, level.note.replace("\xa0", " ")) == told
        assert sum(part.amount for row in found.rows for part in row.parts) == found.owed


def test_rates_of_the_demonstration_are_never_called_certified(
    res: Resources, company: Company, clock: MovableClock
) -> None:
    clock.moved_to = date(2026, 9, 15)
    terms = Terms(offer(res, company.preparer).least_first, 3, 1)
    told = plan_view(simulate(res, company.preparer, (), terms))
    assert told.certified.startswith("Las cuotas después del 30 sep 2026 se estiman con la última")
    assert "(derivado de otro dato certificado)" in told.certified
    object.__setattr__(res, "rules", res.rules.with_rows(rates=[DEMO]))
    told = plan_view(simulate(res, company.preparer, (), terms))
    assert told.certified == (
        "Las tasas desde el 1 oct 2026 son datos de demostración: no están certificadas."
    )
    noted = {(row.interest != "$ 0", row.note) for row in told.rows}
    assert noted == {(False, ""), (True, "tasa de demostración")}
    terms = Terms(terms.first_payment, 14, 1)
    told = plan_view(simulate(res, company.preparer, (), terms))
    assert "después del 30 sep 2027" in told.certified
    assert "última tasa conocida (dato de demostración)" in told.certified
    assert told.rows[-1].note == "estimado"


def test_rates_are_made_up_from_the_first_row_of_the_demonstration() -> None:
    rules = packaged_rules()
    assert made_up_from(rules) is None
    assert made_up_from(rules.with_rows(rates=[DEMO])) == OCTOBER
