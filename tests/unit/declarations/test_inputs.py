"""Whatever a browser sends is read with suspicion."""

from datetime import date
from typing import Any

import pytest

from ser_app.base.errors import Refused
from ser_app.declarations import inputs
from ser_app.declarations.states import Channel

WRONG: list[Any] = [None, 12, 1.5, True, [], {}, ["1"], {"a": 1}]


@pytest.mark.parametrize(
    ("text", "amount"),
    [("", 0), ("0", 0), ("950000000", 950_000_000), (" 7 ", 7), ("9999999999999999", 10**16 - 1)],
)
def test_digits_are_read(text: str, amount: int) -> None:
    assert inputs.read_amount(text) == amount


@pytest.mark.parametrize(
    "raw", [*WRONG, "-1", "1.5", "1e9", "٣", "²", "10000000000000000", "9" * 5000, "abc"]
)
def test_anything_else_is_no_amount(raw: object) -> None:
    with pytest.raises(Refused):
        inputs.read_amount(raw)


@pytest.mark.parametrize("raw", [*WRONG, "x" * 201])
def test_no_text_is_refused(raw: object) -> None:
    with pytest.raises(Refused):
        inputs.read_text(raw)


def test_text_keeps_its_letters_and_loses_control_characters() -> None:
    assert inputs.read_text("Televisión\x00\n «básica»") == "Televisión «básica»"


@pytest.mark.parametrize("raw", [*WRONG, "", "2013-13-01", "mañana", "2013-02-29"])
def test_no_day_is_refused(raw: object) -> None:
    with pytest.raises(Refused):
        inputs.read_day(raw)


def test_a_payment_day_is_today_or_later() -> None:
    today = date(2013, 6, 20)
    assert inputs.read_future_day("2013-06-20", today) == today
    with pytest.raises(Refused, match="ya pasó"):
        inputs.read_future_day("2013-06-19", today)


@pytest.mark.parametrize("raw", [*WRONG, "", "pigeon"])
def test_no_choice_is_refused(raw: object) -> None:
    with pytest.raises(Refused):
        inputs.read_choice(raw, Channel, "channel")


@pytest.mark.parametrize("raw", [*WRONG, "", "x" * 41])
def test_no_identifier_is_refused(raw: object) -> None:
    with pytest.raises(Refused):
        inputs.read_id(raw)


@pytest.mark.parametrize("raw", [None, "true", 1, []])
def test_no_flag_is_refused(raw: object) -> None:
    with pytest.raises(Refused):
        inputs.read_flag(raw)
