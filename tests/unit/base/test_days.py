"""Days of addresses and forms."""

from datetime import date

import pytest

from ser_app.base.days import read_day


def test_an_iso_day_is_read() -> None:
    assert read_day(" 2026-11-26 ") == date(2026, 11, 26)


@pytest.mark.parametrize("text", ["", "ayer", "9999-12-31", "0001-01-01", "2026-02-30", None, 7])
def test_what_is_no_day_of_ours_is_none(text: object) -> None:
    assert read_day(text) is None
