"""The rules in force: the program's, with what was approved since, in the order of approval."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from ser_app.base.resources import Resources
from ser_app.base.rules.models import RuleProposal
from ser_app.base.rules.stored import applied, current_rules, decisions
from ser_app.law.errors import InvalidParameters
from ser_app.law.explanation import Provenance
from ser_app.law.liquidation import liquidate
from ser_app.law.parameters import Dated, packaged_rules
from ser_app.law.periods import Regime
from ser_app.law.wire import case_from_json
from ser_app.people.permissions import Role
from tests.factories import make_user

RULES = packaged_rules()
LATE = {
    "regime": "PRST",
    "period": "2013-Q1",
    "gross_income": 950_000_000,
    "filed_on": "2013-05-16",
}


def proposal(**fields: Any) -> RuleProposal:
    usual: dict[str, Any] = {
        "public_id": "p",
        "kind": "value",
        "name": "month_counting",
        "valid_from": date(2004, 1, 1),
        "content": {"value": "calendar"},
        "norm": "Circular",
        "provenance": "confirmed",
        "state": "approved",
        "decision": 1,
        "proposed_by_id": 1,
        "proposed_by": "Ana",
        "proposed_at": datetime(2026, 11, 24, tzinfo=UTC),
    }
    return RuleProposal(**{**usual, **fields})


def test_an_approved_reading_changes_the_penalty() -> None:
    # 15 April to 16 May: two months by anniversary, two calendar months touched; to 1 May, 1 and 2
    item = {**LATE, "filed_on": "2013-05-01"}
    rules = applied(RULES, [proposal()])
    assert liquidate(case_from_json(item), RULES).late_filing_penalty == 314_000
    assert liquidate(case_from_json(item), rules).late_filing_penalty == 627_000
    assert rules.version != RULES.version


def test_one_regime_may_have_its_own_reading() -> None:
    rules = applied(RULES, [proposal(name="month_counting.RADIO")])
    assert rules.of_regime("month_counting", Regime.RADIO, date(2013, 1, 1)).value == "calendar"
    assert rules.of_regime("month_counting", Regime.PRST, date(2013, 1, 1)).value == "anniversary"


def test_a_value_holds_from_its_day_and_the_earlier_one_ends_before_it() -> None:
    added = proposal(name="levy_rate.PRST", valid_from=date(2027, 1, 1), content={"value": "0.015"})
    rate = applied(RULES, [added]).parameters["levy_rate.PRST"]
    assert rate.on(date(2027, 1, 1)).value == Decimal("0.015")
    assert rate.on(date(2026, 12, 31)).valid_to == date(2026, 12, 31)
    assert rate.on(date(2027, 1, 1)).citations[0].norm == "Circular"


def test_the_later_approval_wins_for_the_same_day() -> None:
    day = date(2027, 1, 1)
    both = [
        proposal(name="levy_rate.PRST", valid_from=day, content={"value": text})
        for text in ("0.015", "0.016")
    ]
    assert applied(RULES, both).number("levy_rate.PRST", day).value == Decimal("0.016")


def test_a_month_and_a_year_join_the_tables() -> None:
    rate = proposal(
        kind="rate",
        valid_from=date(2026, 10, 1),
        valid_to=date(2026, 10, 31),
        content={"usury": "25.50", "arrears": "23.50"},
    )
    wage = proposal(kind="wage", valid_from=date(2027, 1, 1), content={"pesos": "1900000"})
    rules = applied(RULES, [rate, wage])
    assert rules.rates[-1].arrears_rate_percent == Decimal("23.50")
    assert rules.wages[-1].monthly_pesos == 1_900_000


def test_a_month_that_leaves_a_gap_is_refused() -> None:
    rate = proposal(
        kind="rate",
        valid_from=date(2026, 12, 1),
        valid_to=date(2026, 12, 31),
        content={"usury": "25.50", "arrears": "23.50"},
    )
    with pytest.raises(InvalidParameters, match="faltan o sobran días"):
        applied(RULES, [rate])


def test_an_unknown_parameter_is_refused() -> None:
    value = Dated(Decimal(1), date(2020, 1, 1), None, Provenance.CONFIRMED)
    with pytest.raises(InvalidParameters, match="no se conoce"):
        RULES.with_value("levy_rate.OTRO", value)


def test_only_what_was_approved_is_in_force(res: Resources) -> None:
    author = make_user(res, Role.TREASURY)
    approver = make_user(res, Role.SER_ADMIN)
    assert current_rules(res.database, RULES).version == RULES.version
    assert decisions(res.database) == 0
    with res.database.unit() as unit:
        for state, decision in (("proposed", None), ("rejected", None), ("approved", 1)):
            unit.session.add(
                proposal(
                    public_id=state,
                    state=state,
                    decision=decision,
                    proposed_by_id=author.id,
                    decided_by_id=approver.id if decision else None,
                    content={"value": "calendar" if state == "approved" else "anniversary"},
                )
            )
    assert decisions(res.database) == 1
    found = current_rules(res.database, RULES)
    assert found.choice("month_counting", date(2013, 4, 15)).value == "calendar"
