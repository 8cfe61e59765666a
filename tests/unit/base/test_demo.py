from datetime import date

from ser_app.base.database import Database
from ser_app.base.demo import demo_day, demo_rules, set_demo_day
from ser_app.base.resources import Resources
from ser_app.law.explanation import Provenance
from ser_app.law.parameters import packaged_rules


def test_a_database_without_tables_has_no_moved_day() -> None:
    empty = Database("sqlite://")
    assert demo_day(empty) is None
    empty.dispose()


def test_the_demo_day_is_kept_moved_again_and_given_up(res: Resources) -> None:
    assert demo_day(res.database) is None
    for day in (date(2013, 6, 20), date(2024, 11, 5), None):
        with res.database.unit() as unit:
            set_demo_day(unit, day)
        assert demo_day(res.database) == day


def test_demo_rates_reach_a_year_past_the_last_certified_day_and_say_so() -> None:
    certified, demo = packaged_rules(), demo_rules(packaged_rules())
    added = demo.rates[len(certified.rates) :]
    assert [row.provenance for row in added] == [Provenance.DEMO] * 12
    assert added[0].valid_from > certified.rates[-1].valid_to
    assert (added[-1].valid_to - certified.rates[-1].valid_to).days in {365, 366}
    assert {row.arrears_rate_percent for row in added} == {certified.rates[-1].arrears_rate_percent}


def test_the_wage_of_the_next_year_is_made_up_and_the_certified_ones_stay() -> None:
    certified, demo = packaged_rules(), demo_rules(packaged_rules())
    assert demo.wages[:-1] == certified.wages
    assert demo.wages[-1].year == certified.wages[-1].year + 1
    assert demo.wages[-1].provenance is Provenance.DEMO


def test_a_book_with_demo_rows_has_a_version_of_its_own() -> None:
    assert demo_rules(packaged_rules()).version != packaged_rules().version
