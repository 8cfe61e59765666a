"""What changed between two days, and which filings today's rules would liquidate otherwise."""

from dataclasses import replace

import pytest

from ser_app.base.errors import NotAllowed, Refused
from ser_app.base.resources import Resources
from ser_app.oversight.parameters.comparing import between, filings_that_would_change
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor
from tests.unit.declarations.test_filing import file, prepared


def test_two_days_are_told_in_words(res: Resources) -> None:
    supervisor = ministry_actor(res, Role.SUPERVISOR)
    views = between(res, supervisor, "2020-06-30", "2020-07-01")
    assert [(view.before, view.after) for view in views] == [("2,2 %", "1,9 %"), ("", "25,18 %")]


@pytest.mark.parametrize("days", [("", "2020-01-01"), ("2020-01-01", "ayer")])
def test_two_days_are_needed(res: Resources, days: tuple[str, str]) -> None:
    with pytest.raises(Refused):
        between(res, ministry_actor(res, Role.SUPERVISOR), *days)


def test_filings_that_would_change_are_counted_and_named(res: Resources) -> None:
    company = make_company(res)
    file(res, company, prepared(res, company))
    supervisor = ministry_actor(res, Role.SUPERVISOR)
    same = filings_that_would_change(res, supervisor)
    assert "De 1 declaración presentada, 0 darían" in same.sentence
    cheaper = res.rules.with_rows(
        rates=[
            replace(row, arrears_rate_percent=row.arrears_rate_percent / 2)
            for row in res.rules.rates
        ]
    )
    found = filings_that_would_change(replace(res, rules=cheaper), supervisor)
    assert found.regimes == "PRST: 1"
    assert (found.rows[0].difference, found.rows[0].why) == (
        "-$ 589.000", "intereses, total",
    )  # fmt: skip


def test_an_operator_sees_neither(res: Resources) -> None:
    outsider = make_company(res).preparer
    with pytest.raises(NotAllowed):
        between(res, outsider, "2020-01-01", "2021-01-01")
    with pytest.raises(NotAllowed):
        filings_that_would_change(res, outsider)
