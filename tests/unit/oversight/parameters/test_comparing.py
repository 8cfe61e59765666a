"""What changed between two days, and which filings today's rules would liquidate otherwise."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from ser_app.base.clock import BOGOTA, MovableClock
from ser_app.base.errors import NotAllowed, Refused
from ser_app.base.resources import Resources
from ser_app.base.rules.stored import current_rules
from ser_app.oversight.parameters import deciding, proposing
from ser_app.oversight.parameters.comparing import between, filings_that_would_change
from ser_app.oversight.parameters.proposing import Source
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
        "−$ 589.000", "intereses, total",
    )  # fmt: skip


def test_an_operator_sees_neither(res: Resources) -> None:
    outsider = make_company(res).preparer
    with pytest.raises(NotAllowed):
        between(res, outsider, "2020-01-01", "2021-01-01")
    with pytest.raises(NotAllowed):
        filings_that_would_change(res, outsider)


def test_two_days_are_compared_as_they_were_known_then(res: Resources) -> None:
    """A value approved on 2 May that reaches back to 2010: known on the 2nd, not on the 1st."""
    treasury, admin = ministry_actor(res, Role.TREASURY), ministry_actor(res, Role.SER_ADMIN)
    evening = datetime(2026, 5, 2, 23, 30, tzinfo=BOGOTA)
    then = replace(res, clock=MovableClock(moved_to=date(2013, 6, 20), instant=evening))
    proposal = proposing.propose_value(
        then,
        treasury,
        name="levy_rate.PRST",
        value="0.025",
        valid_from="2010-01-01",
        source=Source(norm="Resolución 290 de 2010"),
    )
    deciding.approve(then, admin, proposal)

    def told(first: str, last: str) -> list[tuple[str, str]]:
        views = between(res, treasury, first, last, as_known=True)
        return [(view.before, view.after) for view in views]

    assert told("2012-05-01", "2012-06-01") == []
    # On 1 July 2020 1.9 % was in force, whatever was approved for 2010.
    assert told("2026-05-01", "2026-05-02") == []
    reach = replace(res, rules=current_rules(res.database, res.rules))
    views = between(reach, treasury, "2020-06-30", "2020-07-01")
    assert [(view.before, view.after) for view in views[:1]] == [("2,5 %", "1,9 %")]


def test_what_was_approved_between_two_days_is_told_as_known(res: Resources) -> None:
    treasury, admin = ministry_actor(res, Role.TREASURY), ministry_actor(res, Role.SER_ADMIN)
    evening = datetime(2026, 5, 2, 23, 30, tzinfo=BOGOTA)
    then = replace(res, clock=MovableClock(moved_to=date(2013, 6, 20), instant=evening))
    proposal = proposing.propose_value(
        then,
        treasury,
        name="month_counting",
        value="calendar",
        valid_from="2004-01-01",
        source=Source(norm="Concepto 1 de 2026"),
    )
    deciding.approve(then, admin, proposal)
    (known,) = between(res, treasury, "2026-05-01", "2026-05-02", as_known=True)
    assert known.what.startswith("Cómo se cuentan los meses: ")
    assert known.before != known.after
    present = replace(res, rules=current_rules(res.database, res.rules))
    assert between(present, treasury, "2026-05-01", "2026-05-02") == []
    assert [
        view.what for view in between(res, treasury, "2026-05-02", "2026-05-03", as_known=True)
    ] == []
