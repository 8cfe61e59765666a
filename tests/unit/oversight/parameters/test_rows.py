"""Rates, wages and moved due days are listed with where they come from."""

from ser_app.law.parameters import packaged_rules
from ser_app.oversight.parameters.rows import moved_rows, rate_rows, wage_rows

RULES = packaged_rules()


def test_every_rate_is_listed_the_newest_first() -> None:
    rows = rate_rows(RULES)
    assert len(rows) == len(RULES.rates)
    assert rows[0].since == "Del 1 sep 2026 al 30 sep 2026"
    (october,) = [row for row in rows if row.since == "Del 1 oct 2019 al 31 oct 2019"]
    assert (october.value, october.provenance) == ("Mora 26,65 %; usura 28,65 %", "Derivado")


def test_every_wage_is_listed() -> None:
    rows = wage_rows(RULES)
    assert [row.value for row in rows if "2013" in row.since] == ["$ 589.500 al mes"]
    assert len(rows) == len(RULES.wages)


def test_a_moved_due_day_says_from_where_to_where_and_why() -> None:
    (suspension,) = moved_rows(RULES)
    assert suspension.since == (
        "D1972, POSTAL, PRST, RADIO: vencimientos del 23 mar 2020 al 30 may 2020"
    )
    assert suspension.value.startswith("Pasan al 1 jun 2020, porque se suspendieron")
    assert (suspension.provenance, suspension.kind) == ("Supuesto", "overdue")
