"""How late a draft is, in the words of its side panel."""

from datetime import date

import pytest

from ser_app.declarations.views import _bears_interest
from ser_app.law.case import Case
from ser_app.law.liquidation import liquidate
from ser_app.law.parameters import packaged_rules
from ser_app.law.periods import Period, Regime


@pytest.mark.parametrize(
    ("corrects_levy", "late"), [(None, True), (20_000_000, True), (22_000_000, False)]
)
def test_a_correction_downwards_is_not_in_arrears(corrects_levy: int | None, *, late: bool) -> None:
    case = Case(
        regime=Regime.PRST,
        period=Period(2013, 1),
        gross_income=950_000_000,
        filed_on=date(2013, 6, 20),
        paid_on=date(2013, 6, 20),
        corrects_levy=corrects_levy,
    )
    assert _bears_interest(liquidate(case, packaged_rules())) is late
