"""The GS1-128 bar code, read back with a scanner."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ser_app.furs.barcode import collection_bars, gln_check_digit, gs1_128_elements
from ser_app.furs.code128 import gs1_symbols, module_widths
from tests.unit.furs.reading import bar_codes, drawn_alone, rendered

GLN = "7709998726789"
DAY = date(2020, 4, 1)
PUBLISHED = b"415770999872678980200000081324\x1d39000000131225\x1d9620200401"


def test_the_published_example_of_a_collection() -> None:
    assert gs1_128_elements(GLN, "0000081324", 131_225, DAY) == PUBLISHED


def test_people_read_the_same_with_parentheses() -> None:
    bars = collection_bars(GLN, "0000081324", 131_225, DAY)
    assert bars.text == "(415)7709998726789(8020)0000081324(3900)0000131225(96)20200401"
    assert bars.data == PUBLISHED


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_scanner_reads_what_was_meant(dpi: int) -> None:
    bars = collection_bars(GLN, "2013000123482136", 23_019_000, date(2013, 6, 20))
    assert bar_codes(rendered(drawn_alone(bars), dpi)) == [bars.data]


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    reference=st.text("0123456789", min_size=1, max_size=24),
    amount=st.integers(0, 10**14),
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
)
def test_any_reference_and_amount_survive_the_scanner(
    reference: str, amount: int, day: date
) -> None:
    bars = collection_bars(GLN, reference, amount, day)
    assert bar_codes(rendered(drawn_alone(bars))) == [bars.data]


def test_amounts_are_padded_to_ten_digits_and_longer_ones_stay_whole() -> None:
    assert b"39000000000000\x1d" in gs1_128_elements(GLN, "18", 0, DAY)
    assert b"3900123456789012\x1d" in gs1_128_elements(GLN, "18", 123_456_789_012, DAY)


def test_a_reference_of_25_digits_is_taken_as_given() -> None:
    assert b"8020" + b"9" * 25 + b"\x1d" in gs1_128_elements(GLN, "9" * 25, 1, DAY)


@pytest.mark.parametrize(
    "gln", ["7709998726788", "770999872678", "77099987267890", "77099987A6789", ""]
)
def test_a_wrong_gln_is_refused(gln: str) -> None:
    with pytest.raises(ValueError, match="GLN"):
        gs1_128_elements(gln, "18", 1, DAY)


@pytest.mark.parametrize("reference", ["", "9" * 26, "12 4", "12a4", "１２"])
def test_a_reference_that_is_no_number_is_refused(reference: str) -> None:
    with pytest.raises(ValueError, match="reference"):
        gs1_128_elements(GLN, reference, 1, DAY)


def test_a_negative_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        gs1_128_elements(GLN, "18", -1, DAY)


def test_the_check_digit_of_a_gln() -> None:
    assert gln_check_digit(GLN[:-1]) == "9"


def test_an_even_reference_travels_in_pairs_and_makes_the_symbol_short() -> None:
    even = collection_bars(GLN, "2013000123482136", 1, DAY)
    odd = collection_bars(GLN, "201300012348213", 1, DAY)
    assert even.modules < odd.modules


def test_a_symbol_begins_in_code_set_c_with_fnc1_and_ends_with_its_check() -> None:
    assert gs1_symbols("9620200401") == [105, 102, 96, 20, 20, 4, 1, 50]


def test_every_pattern_is_eleven_modules_wide_and_there_is_one_for_each_value() -> None:
    patterns = [tuple(module_widths([value])[:6]) for value in range(106)]
    assert len(set(patterns)) == 106
    assert {sum(pattern) for pattern in patterns} == {11}


@pytest.mark.parametrize("data", ["", "12\x1d", "12A4"])
def test_only_digits_and_separators_are_encoded(data: str) -> None:
    with pytest.raises(ValueError, match="digits"):
        gs1_symbols(data)
