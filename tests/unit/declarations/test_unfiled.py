from datetime import date, timedelta

from ser_app.declarations.unfiled import Authorisation, unfiled
from ser_app.law.periods import Period, Regime


def authorisation(
    valid_from: date = date(2012, 1, 1),
    valid_to: date | None = None,
    regime: Regime = Regime.PRST,
    key: int = 1,
) -> Authorisation:
    return Authorisation(key, "x", "96000123", "Andina", regime, valid_from, valid_to)


def fortnight(_regime: Regime, period: Period) -> date:
    return period.last_day + timedelta(days=15)


def texts(
    item: Authorisation, today: date, filed: frozenset[tuple[int, str]] = frozenset()
) -> list[str]:
    return [found.period.text for found in unfiled([item], filed, fortnight, today=today)]


def test_every_ended_quarter_since_the_expediente_began_is_owed() -> None:
    assert texts(authorisation(), date(2012, 12, 31)) == ["2012-Q1", "2012-Q2", "2012-Q3"]


def test_a_quarter_is_owed_from_the_day_after_its_end() -> None:
    assert texts(authorisation(), date(2012, 3, 31)) == []
    assert texts(authorisation(), date(2012, 4, 1)) == ["2012-Q1"]


def test_one_day_of_validity_makes_the_whole_quarter_owed() -> None:
    item = authorisation(date(2012, 3, 31), date(2012, 7, 1))
    assert texts(item, date(2013, 6, 20)) == ["2012-Q1", "2012-Q2", "2012-Q3"]


def test_filed_periods_are_settled_and_those_of_another_expediente_are_not() -> None:
    filed = frozenset({(1, "2012-Q1"), (2, "2012-Q2")})
    assert texts(authorisation(), date(2012, 7, 1), filed) == ["2012-Q2"]


def test_the_earliest_due_day_comes_first_across_expedientes() -> None:
    both = [authorisation(key=1), authorisation(date(2012, 4, 1), key=2)]
    found = unfiled(both, {(1, "2012-Q2")}, fortnight, today=date(2012, 7, 1))
    assert [(item.authorisation.key, item.period.text) for item in found] == [
        (1, "2012-Q1"),
        (2, "2012-Q2"),
    ]


def test_an_expediente_of_the_future_owes_nothing() -> None:
    assert texts(authorisation(date(2030, 1, 1)), date(2013, 6, 20)) == []
    assert texts(authorisation(date(2013, 2, 1), regime=Regime.RADIO), date(2013, 6, 20)) == []


def test_a_year_of_radio_is_owed_in_advance_but_for_the_fraction_in_which_it_begins() -> None:
    radio = authorisation(date(2011, 5, 2), regime=Regime.RADIO)
    assert texts(radio, date(2013, 1, 1)) == ["2012", "2013"]
    assert texts(authorisation(regime=Regime.RADIO), date(2012, 6, 1)) == ["2012"]


def test_the_due_day_itself_is_not_overdue() -> None:
    [item] = unfiled([authorisation()], frozenset(), fortnight, today=date(2012, 4, 15))
    assert not item.overdue(date(2012, 4, 15))
    assert item.overdue(date(2012, 4, 16))
