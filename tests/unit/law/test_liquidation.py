from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from ser_app.law.errors import InvalidCase, UncertifiedValue, UnknownParameter
from ser_app.law.explanation import Citation, Provenance
from ser_app.law.liquidation import Case, due_day, liquidate, require_certified
from ser_app.law.parameters import (
    DueException,
    ExceptionKind,
    RateRow,
    WageRow,
    build_rules,
    packaged_files,
    packaged_rules,
)
from ser_app.law.periods import Period, Regime
from ser_app.law.rights import Right

RULES = packaged_rules()
Q1 = Period(2013, 1)


def case(filed_on: str = "2013-06-20", paid_on: str | None = None, **changes: Any) -> Case:
    facts: dict[str, Any] = {
        "regime": Regime.PRST,
        "period": Q1,
        "gross_income": 950_000_000,
        "filed_on": date.fromisoformat(filed_on),
        "paid_on": date.fromisoformat(paid_on or filed_on),
    }
    return Case(**{**facts, **changes})


def test_the_worked_example_of_the_main_job() -> None:
    found = liquidate(case(), RULES)
    assert (found.levy, found.late_filing_penalty, found.arrears_interest, found.total) == (
        20_900_000,
        941_000,
        1_178_000,
        23_019_000,
    )
    assert (found.days_of_delay, found.months_of_delay) == (66, 3)
    assert found.levy_rate == Decimal("0.022")
    assert found.rules_version == RULES.version


def test_due_day_alone() -> None:
    assert due_day(Regime.PRST, Q1, RULES) == date(2013, 4, 15)
    assert due_day(Regime.POSTAL, Period(2020, 1), RULES) == date(2020, 6, 1)


@pytest.mark.parametrize("field", ["gross_income", "returns", "balance_applied"])
@pytest.mark.parametrize("value", [-1, 1.0, True, "1", Decimal(1), None, 10**18 + 1])
def test_amounts_are_whole_pesos_and_nothing_else(field: str, value: Any) -> None:
    with pytest.raises(InvalidCase) as refused:
        case(**{field: value})
    assert (refused.value.code, refused.value.field) == ("invalid_amount", field)


@pytest.mark.parametrize("value", ["2013-04-15", datetime(2013, 4, 15), None])  # noqa: DTZ001  not a day
def test_days_are_days(value: object) -> None:
    with pytest.raises(InvalidCase) as refused:
        replace(case(), paid_on=value)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.field) == ("invalid_date", "paid_on")


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"regime": Regime.RADIO}, "field_not_applicable", "gross_income"),
        ({"regime": Regime.RADIO, "gross_income": 0}, "missing_field", "levy_amount"),
        ({"regime": Regime.D1972}, "missing_field", "levy_rate"),
        ({"found_by_ministry": True}, "missing_field", "corrects_levy"),
        (
            {"corrects_levy": 5, "corrects_unpaid": True},
            "missing_field",
            "corrects_filed_on",
        ),
        ({"yearly_adjustment": 1}, "field_not_applicable", "yearly_adjustment"),
        ({"right": Right.CONCESSION}, "field_not_applicable", "right"),
        ({"right": Right.SPECTRUM, "gross_income": 0}, "invalid_period", "period"),
        (
            {"regime": Regime.RADIO, "right": Right.SPECTRUM, "gross_income": 0},
            "missing_field",
            "final_on",
        ),
    ],
)
def test_each_regime_says_which_fact_is_missing_or_foreign(
    facts: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(InvalidCase) as refused:
        liquidate(case(**facts), RULES)
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"levy_rate": Decimal("0.03")}, "field_not_applicable", "levy_rate"),
        ({"levy_amount": 5}, "field_not_applicable", "levy_amount"),
        ({"balance_applied": 20_900_001}, "balance_above_levy", "balance_applied"),
        ({"period": Period(2013)}, "invalid_period", "period"),
    ],
)
def test_facts_that_do_not_fit_are_refused_and_not_ignored(
    changes: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(InvalidCase) as refused:
        liquidate(case(**changes), RULES)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_period_without_rate_names_parameter_and_day() -> None:
    with pytest.raises(UnknownParameter) as refused:
        liquidate(case(period=Period(2009, 4)), RULES)
    assert (refused.value.parameter, refused.value.day) == ("levy_rate.PRST", date(2009, 10, 1))
    assert "1 de octubre de 2009" in refused.value.message


def test_the_penalty_is_on_the_whole_levy_and_the_interest_on_what_is_left() -> None:
    whole, half = liquidate(case(), RULES), liquidate(case(balance_applied=10_450_000), RULES)
    assert half.late_filing_penalty == whole.late_filing_penalty
    assert half.arrears_interest == 589_000
    assert half.total == 20_900_000 - 10_450_000 + 941_000 + 589_000


def test_paid_in_time_needs_no_certified_rate() -> None:
    found = liquidate(case("2027-07-15", period=Period(2027, 2)), RULES)
    assert not found.provisional
    require_certified(found)


def test_paid_late_with_an_uncertified_rate_is_provisional_and_no_fur_may_be_issued() -> None:
    found = liquidate(case("2026-10-15", "2026-12-10", period=Period(2026, 3)), RULES)
    assert found.provisional
    assert found.figure("arrears_interest").provisional
    assert not found.figure("late_filing_penalty").provisional
    with pytest.raises(UncertifiedValue) as refused:
        require_certified(found)
    assert refused.value.parameter == "arrears_rate"
    assert "octubre de 2026 a diciembre de 2026" in refused.value.message
    assert "Administrador SER" in refused.value.message


def test_filed_late_with_an_uncertified_wage_is_provisional_too() -> None:
    found = liquidate(case("2027-02-01", "2026-10-15", period=Period(2026, 3)), RULES)
    assert found.figure("late_filing_penalty").provisional
    assert not found.figure("arrears_interest").provisional
    with pytest.raises(UncertifiedValue, match="salario mínimo de 2027"):
        require_certified(found)


def test_a_nil_return_paid_late_needs_no_rate() -> None:
    found = liquidate(
        case("2026-10-15", "2027-12-31", period=Period(2026, 3), gross_income=0), RULES
    )
    assert (found.total, found.provisional) == (0, False)


def test_demo_rows_are_used_and_visible_as_such() -> None:
    rules = RULES.with_rows(
        rates=[
            RateRow(
                valid_from=date(2026, 10, 1),
                valid_to=date(2027, 9, 30),
                usury_rate_percent=Decimal("29.24"),
                arrears_rate_percent=Decimal("27.24"),
                provenance=Provenance.DEMO,
            )
        ],
        wages=[WageRow(year=2027, monthly_pesos=1_850_000, provenance=Provenance.DEMO)],
    )
    found = liquidate(case("2027-02-01", period=Period(2026, 3)), rules)
    require_certified(found)
    assert found.figure("arrears_interest").provenance is Provenance.DEMO
    assert found.figure("late_filing_penalty").provenance is Provenance.DEMO
    assert found.figure("levy").provenance is Provenance.ASSUMED
    assert found.rules_version == rules.version != RULES.version


def test_a_contingency_moves_the_due_day() -> None:
    contingency = DueException(
        kind=ExceptionKind.CONTINGENCY,
        regimes=frozenset({Regime.PRST}),
        periods=frozenset({Q1}),
        new_due_on=date(2013, 4, 22),
        reason="el servicio no estuvo disponible",
        provenance=Provenance.DEMO,
        citation=Citation("Aviso del Ministerio", "", "", date(2013, 4, 15)),
    )
    rules = RULES.with_rows(due_exceptions=[contingency])
    found = liquidate(case("2013-04-22"), rules)
    assert (found.due_on, found.total) == (date(2013, 4, 22), 20_900_000)
    assert due_day(Regime.POSTAL, Q1, rules) == date(2013, 4, 15)


def changed(file: str, old: str, new: str) -> Any:
    files = packaged_files()
    assert old in files[file]
    return build_rules({**files, file: files[file].replace(old, new)})


@pytest.mark.parametrize(
    ("file", "old", "new", "look", "before", "after"),
    [
        (
            "penalties.yaml",
            "value: anniversary",
            "value: calendar",
            lambda found: found.months_of_delay,
            3,
            3,
        ),
        (
            "interest.yaml",
            "value: by_period",
            "value: payment_day",
            lambda found: found.arrears_interest,
            2_245_000,
            2_213_000,
        ),
        (
            "levy.yaml",
            "value: 1000",
            "value: 1",
            lambda found: found.late_filing_penalty,
            941_000,
            940_500,
        ),
        (
            "penalties.yaml",
            "value: 2000",
            "value: 0.25",
            lambda found: found.late_filing_penalty,
            941_000,
            147_000,
        ),
    ],
)
def test_a_decision_is_changed_in_the_file_and_nowhere_else(
    file: str, old: str, new: str, look: Callable[[Any], int], before: int, after: int
) -> None:
    facts = case("2013-06-20", "2013-08-20")
    assert look(liquidate(facts, RULES)) == before
    assert look(liquidate(facts, changed(file, old, new))) == after


def test_calendar_months_count_the_months_touched() -> None:
    rules = changed("penalties.yaml", "value: anniversary", "value: calendar")
    assert liquidate(case("2013-05-02"), rules).months_of_delay == 2
    assert liquidate(case("2013-05-02"), RULES).months_of_delay == 1


def test_the_minimum_may_win_over_the_maximum_by_parameter() -> None:
    files = packaged_files()
    text = files["penalties.yaml"].replace("value: 2000", "value: 0.25")
    text = text.replace("value: maximum_wins", "value: minimum_wins")
    rules = build_rules({**files, "penalties.yaml": text})
    assert liquidate(case("2013-04-20"), rules).late_filing_penalty == 295_000


def test_the_minimum_wage_may_be_that_of_the_due_day_by_parameter() -> None:
    rules = changed("penalties.yaml", "value: filing_day", "value: due_day")
    nil = case("2014-01-02", gross_income=0)
    assert liquidate(nil, rules).late_filing_penalty == 295_000
    assert liquidate(nil, RULES).late_filing_penalty == 308_000


def test_a_filing_day_without_minimum_wage_is_refused_naming_it() -> None:
    with pytest.raises(UnknownParameter) as refused:
        liquidate(case("2028-01-02", "2026-10-15", period=Period(2026, 3)), RULES)
    assert (refused.value.parameter, refused.value.field) == ("minimum_wage", "filed_on")
    assert "2 de enero de 2028" in refused.value.message
