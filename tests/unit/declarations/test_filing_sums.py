"""Which periods were filed is kept as bits of their decades, whoever changes a declaration."""

from datetime import date
from random import Random

import pytest
from sqlalchemy import text

from ser_app.base.filing_sums import compact_filings, differing_filings
from ser_app.base.resources import Resources
from ser_app.declarations.filing_bits import bits_between, periods_of_bits
from ser_app.declarations.repository import filed_periods
from ser_app.declarations.service.choosing import open_periods, open_span
from ser_app.law.periods import Period, Regime, quarters_between
from ser_app.oversight.board.filings.repository import permits
from ser_app.people.actor import Scope
from tests.factories import make_company
from tests.unit.furs.corrections import correct, filed

STATES = ("draft", "filed", "replaced", "discarded")
Pairs = set[tuple[int, str]]


def kept(res: Resources) -> Pairs:
    decades = range(201, 204)
    with res.database.reading() as unit:
        found = permits(unit, None, decades)
    return {
        (permit.key, period.text)
        for permit in found
        for decade, bits in zip(decades, permit.filed, strict=True)
        for period in periods_of_bits(decade, bits)
    }


def truth(res: Resources) -> Pairs:
    with res.database.reading() as unit:
        return filed_periods(unit, Scope(None))


def run(res: Resources, statement: str, **values: object) -> None:
    with res.database.unit() as unit:
        unit.session.execute(text(statement), values)


@pytest.mark.parametrize(
    ("first", "last"),
    [("2013-Q2", "2013-Q2"), ("2009-Q3", "2031-Q1"), ("2019-Q4", "2020-Q1"), ("2010", "2027")],
)
def test_bits_are_read_as_the_periods_they_were_made_of(first: str, last: str) -> None:
    ends = Period.parse(first), Period.parse(last)
    found = [each for decade, bits in bits_between(*ends) for each in periods_of_bits(decade, bits)]
    if ends[0].quarter:
        assert tuple(found) == quarters_between(*ends)
    else:
        assert [each.text for each in found] == [str(year) for year in range(2010, 2028)]


@pytest.mark.parametrize("regime", list(Regime))
def test_a_span_is_the_ends_of_the_open_periods(regime: Regime) -> None:
    days = [date(2009, 2, 1), date(2013, 1, 1), date(2013, 3, 31), date(2024, 7, 2)]
    for valid_from in days:
        for valid_to in (None, *days):
            for today in days:
                found = open_periods(regime, valid_from, valid_to, today)
                span = open_span(regime, valid_from, valid_to, today)
                assert span == ((found[0], found[-1]) if found else None)


@pytest.mark.database
def test_a_correction_takes_the_place_of_what_it_corrects(res: Resources) -> None:
    company = make_company(res)
    number = filed(res, company)
    filed(res, company, "2012-Q4")
    key = company.expediente.id or 0
    assert kept(res) == {(key, "2013-Q1"), (key, "2012-Q4")}
    correct(res, company, number, 1_000_000_000)
    assert kept(res) == truth(res) == {(key, "2013-Q1"), (key, "2012-Q4")}
    run(res, "UPDATE declaration SET state = 'replaced' WHERE period = '2012-Q4'")
    assert kept(res) == {(key, "2013-Q1")}
    assert differing_filings(res.database) == []


@pytest.mark.database
@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_happens_to_declarations_the_set_is_theirs(res: Resources, seed: int) -> None:
    chance, company = Random(seed), make_company(res)  # noqa: S311  examples
    filed(res, company)
    columns = (
        "operator_id, expediente_id, regime, use, channel, payment_day, nil_confirmed, due_on, "
        "gross_income, returns, base, levy, late_filing_penalty, arrears_interest, "
        "balance_applied, total, inputs, figures, rules_version, content_hash, prepared_by_id, "
        "created_at, updated_at, version"
    )
    copy = (
        f"INSERT INTO declaration (public_id, period, state, {columns}) "
        f"SELECT :key, :period, :state, {columns} FROM declaration WHERE period = '2013-Q1'"
    )
    periods = [*(f"{year}-Q{quarter}" for year in (2019, 2020) for quarter in (1, 4)), "2020"]
    for step in range(40):
        period, state = chance.choice(periods), chance.choice(STATES)
        match chance.randrange(3):
            case 0:
                run(res, "DELETE FROM declaration WHERE period = :period", period=period)
                run(res, copy, key=f"{seed}-{step}", period=period, state=state)
            case 1:
                change = "UPDATE declaration SET state = :state WHERE period = :period"
                run(res, change, state=state, period=period)
            case _:
                run(res, "DELETE FROM declaration WHERE period = :period", period=period)
        assert kept(res) == truth(res)
    assert differing_filings(res.database) == []


@pytest.mark.database
def test_putting_rows_together_changes_nothing_and_a_wrong_set_is_found(res: Resources) -> None:
    company = make_company(res)
    for period in ("2012-Q3", "2012-Q4", "2013-Q1"):
        filed(res, company, period)
    before = kept(res)
    compact_filings(res.database)
    assert kept(res) == before == truth(res)
    with res.database.reading() as unit:
        assert unit.session.execute(text("SELECT COUNT(*) FROM filing_sum")).scalar() == 1
    run(res, "UPDATE filing_sum SET periods = periods + 1")
    assert differing_filings(res.database) != []
