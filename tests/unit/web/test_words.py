"""Days, instants and distances in time, as people read them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ser_app.web.words import (
    ago,
    before_stop,
    day,
    day_long,
    due_in,
    identity_document,
    moment,
    plural,
    whole_amounts,
)

NOW = datetime(2013, 6, 21, 4, 41, 7, tzinfo=UTC)


def test_a_day_is_short_in_tables_and_long_in_sentences() -> None:
    assert day(date(2013, 4, 15)) == "15 abr 2013"
    assert day(date(2024, 9, 1)) == "1 sep 2024"
    assert day_long(date(2013, 4, 15)) == "15 de abril de 2013"


def test_a_sentence_that_ends_with_a_company_has_one_full_stop() -> None:
    assert f"No es de {before_stop('Red S.A.S.')}." == "No es de Red S.A.S."
    assert before_stop("Red Ltda") == "Red Ltda"


def test_no_line_ends_between_the_sign_of_an_amount_and_its_figures() -> None:
    assert whole_amounts("2 por $ 1.000 y 1 por $ 5") == "2 por $\u00a01.000 y 1 por $\u00a05"


def test_the_number_of_an_identity_document_has_its_points() -> None:
    assert identity_document("CC 52123456") == "CC 52.123.456"
    assert identity_document("PA AB123456") == "PA AB123456"


def test_an_instant_is_shown_in_the_time_of_bogota_even_over_midnight() -> None:
    assert moment(NOW) == "20 jun 2013, 23:41:07"


def test_an_instant_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        moment(NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (timedelta(seconds=-3), "ahora mismo"),
        (timedelta(seconds=4), "ahora mismo"),
        (timedelta(seconds=42), "hace 42 s"),
        (timedelta(minutes=2, seconds=59), "hace 2 min"),
        (timedelta(hours=23, minutes=59), "hace 23 h"),
        (timedelta(days=1), "hace 1 día"),
        (timedelta(days=6), "hace 6 días"),
        (timedelta(days=7), "el 13 jun 2013"),
    ],
)
def test_how_long_ago(gone: timedelta, words: str) -> None:
    assert ago(NOW - gone, NOW) == words


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2013, 6, 23), "vence en 3 días"),
        (date(2013, 6, 21), "vence mañana"),
        (date(2013, 6, 20), "vence hoy"),
        (date(2013, 6, 19), "venció hace 1 día"),
        (date(2013, 4, 15), "venció hace 66 días"),
    ],
)
def test_how_far_a_due_day_is(due_on: date, words: str) -> None:
    assert due_in(due_on, date(2013, 6, 20)) == words


def test_one_thing_is_singular() -> None:
    assert [plural(n, "pago", "pagos") for n in (0, 1, 2)] == ["0 pagos", "1 pago", "2 pagos"]
