"""The log of stops as people read it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ser_app.base.errors import NotAllowed
from ser_app.base.resources import Resources
from ser_app.base.uptime.models import ServiceStop
from ser_app.law.explanation import Citation, Provenance
from ser_app.law.parameters import DueException, ExceptionKind
from ser_app.law.periods import Regime
from ser_app.oversight.stops.listing import span_words, stop_views, stops_csv, touched
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor

BEGAN = datetime(2013, 4, 16, 2, 40, tzinfo=UTC)  # 21:40 of 15 April in Bogotá


@pytest.fixture
def stopped(res: Resources) -> Resources:
    """An installation that was down on the evening of a due day."""
    with res.database.unit() as unit:
        unit.session.add(
            ServiceStop(
                began_at=BEGAN,
                ended_at=BEGAN + timedelta(hours=2, minutes=18),
                planned=False,
                began_on=date(2013, 4, 15),
                ended_on=date(2013, 4, 15),
                recorded_at=BEGAN,
            )
        )
    return res


def test_a_stop_names_the_due_days_that_it_touched(stopped: Resources) -> None:
    [view] = stop_views(stopped, ministry_actor(stopped, Role.TREASURY))
    assert view.number == "1"
    assert view.began == "15 abr 2013, 21:40:00"
    assert view.lasted == "2 h 18 min"
    assert view.kind_word == "No programada"
    words = view.touched.replace("\N{NO-BREAK SPACE}", " ")
    assert words == "Postal, T1 2013 (15 abr 2013); PRST, T1 2013 (15 abr 2013)"


def test_the_file_says_the_same(stopped: Resources) -> None:
    text = stops_csv(stopped, ministry_actor(stopped, Role.AUDITOR)).decode("utf-8-sig")
    heading, row = text.splitlines()
    # What a spreadsheet in Spanish takes for columns; a cell with a semicolon stands in quotes.
    assert heading.startswith("numero;inicio_utc")
    assert row == (
        "1;2013-04-16T02:40:00+00:00;2013-04-16T04:58:00+00:00;8280;no programada;2013-04-15;"
        '2013-04-15;"POSTAL 2013-Q1 (15 abr 2013); PRST 2013-Q1 (15 abr 2013)"'
    )


def test_operators_do_not_see_it(stopped: Resources) -> None:
    company = make_company(stopped)
    for read in (stop_views, stops_csv):
        with pytest.raises(NotAllowed):
            read(stopped, company.admin)


def test_days_without_a_due_day_touch_nothing(res: Resources) -> None:
    assert touched(res.rules, date(2013, 6, 3), date(2013, 6, 4)) == []


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=45), "45 s"),
        (timedelta(minutes=3, seconds=9), "3 min 9 s"),
        (timedelta(minutes=25), "25 min"),
        (timedelta(hours=26), "26 h 0 min"),
    ],
)
def test_a_span_in_words(span: timedelta, words: str) -> None:
    assert span_words(span) == words


def test_a_contingency_for_it_does_not_hide_the_due_day_that_it_touched(res: Resources) -> None:
    moved = DueException(
        kind=ExceptionKind.CONTINGENCY,
        regimes=frozenset({Regime.PRST}),
        due_from=date(2013, 4, 15),
        due_to=date(2013, 4, 15),
        new_due_on=date(2013, 4, 22),
        reason="el sistema no atendió",
        provenance=Provenance.CONFIRMED,
        citation=Citation("Resolución 77 de 2013", "", "", date(2013, 4, 22)),
    )
    rules = res.rules.with_rows(due_exceptions=[moved])
    found = touched(rules, date(2013, 4, 15), date(2013, 4, 15))
    assert "PRST 2013-Q1 (15 abr 2013)" in found
