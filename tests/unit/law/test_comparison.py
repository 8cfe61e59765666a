"""Two days of the law side by side."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from ser_app.law.comparison import compare_books, compare_days
from ser_app.law.parameters import packaged_rules

RULES = packaged_rules()


def test_a_new_rate_is_told_with_its_norm() -> None:
    found = compare_days(RULES, date(2020, 6, 30), date(2020, 7, 1))
    (change,) = found.changes
    assert (change.name, change.before, change.after) == ("levy_rate.PRST", "2,2 %", "1,9 %")
    assert change.since == date(2020, 7, 1)
    assert change.citations[0].norm == "Resolución 903 de 2020"
    assert [row.valid_from for row in found.rates] == [date(2020, 7, 1)]


def test_a_rule_that_did_not_exist_yet_has_nothing_before() -> None:
    found = compare_days(RULES, date(2009, 12, 31), date(2010, 1, 1))
    names = {change.name: change.before for change in found.changes}
    assert names["levy_rate.PRST"] == ""
    assert [row.year for row in found.wages] == [2010]


def test_the_order_of_the_days_does_not_matter() -> None:
    days = (date(2012, 12, 25), date(2012, 12, 26))
    assert compare_days(RULES, *days) == compare_days(RULES, *reversed(days))
    assert {change.name for change in compare_days(RULES, *days).changes} == {
        "interest_formula", "interest_divisor",
    }  # fmt: skip


def test_a_moved_due_day_is_told_on_the_day_to_which_it_moved() -> None:
    (moved,) = compare_days(RULES, date(2020, 5, 31), date(2020, 6, 1)).due_exceptions
    assert moved.new_due_on == date(2020, 6, 1)


def test_the_same_day_changes_nothing() -> None:
    found = compare_days(RULES, date(2020, 6, 1), date(2020, 6, 1))
    assert (found.changes, found.rates, found.wages, found.due_exceptions) == ((), (), (), ())


def test_what_was_learnt_of_an_older_day_is_told_when_two_books_are_compared() -> None:
    later = RULES.with_rows(
        rates=[replace(RULES.rates[0], usury_rate_percent=Decimal(40))],
        wages=[replace(RULES.wages[0], monthly_pesos=1)],
    )
    day = date(2026, 9, 1)
    found = compare_books(RULES, day, later, day)
    assert [row.valid_from for row in found.rates] == [RULES.rates[0].valid_from]
    assert [row.year for row in found.wages] == [RULES.wages[0].year]
    assert compare_books(later, day, later, day).rates == ()
