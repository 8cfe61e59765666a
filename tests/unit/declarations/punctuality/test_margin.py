"""In time by how much, or late by how much."""

from datetime import date, datetime, timedelta

import pytest

from ser_app.base.clock import BOGOTA
from ser_app.declarations.punctuality.margin import margin, punctuality

DUE = date(2013, 4, 15)


def at(day: int, hour: int, minute: int, second: int, microsecond: int = 0) -> datetime:
    return datetime(2013, 4, day, hour, minute, second, microsecond, tzinfo=BOGOTA)


@pytest.mark.parametrize(
    ("reached", "words"),
    [
        (at(15, 23, 18, 47), "Presentada a tiempo, por 00:41:12"),
        (at(15, 23, 59, 59, 998_000), "Presentada a tiempo, por 00:00:00"),
        (at(15, 23, 59, 59, 999_900), "Presentada a tiempo, por 00:00:00"),
        (at(16, 0, 0, 0), "Presentada 1 día después del vencimiento"),
        (at(18, 9, 0, 0), "Presentada 3 días después del vencimiento"),
        (at(15, 0, 0, 0), "Presentada a tiempo, por 23:59:59"),
        (at(14, 23, 59, 59), "Presentada a tiempo, por 1 día"),
        (at(12, 10, 0, 0), "Presentada a tiempo, por 3 días"),
    ],
)
def test_the_receipt_says_by_how_much(reached: datetime, words: str) -> None:
    assert punctuality(reached.date(), DUE, margin(reached, DUE)) == words


@pytest.mark.parametrize(
    ("collected", "words"),
    [
        (12, "Presentada a tiempo, 3 días antes del vencimiento"),
        (15, "Presentada a tiempo, el día del vencimiento"),
        (17, "Presentada 2 días después del vencimiento"),
    ],
)
def test_of_a_banks_collection_only_the_day_is_known(collected: int, words: str) -> None:
    assert punctuality(date(2013, 4, collected), DUE, None) == words


def test_the_margin_is_negative_when_the_day_is_over() -> None:
    assert margin(at(16, 0, 0, 0), DUE) == timedelta(milliseconds=-1)
