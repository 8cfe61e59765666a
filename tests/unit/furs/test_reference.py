"""Numbers and payment references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from ser_app.furs.reference import (
    MAX_REFERENCE_LENGTH,
    fur_number,
    is_payment_reference,
    payment_reference,
)


def test_a_number_carries_its_year_and_six_digits() -> None:
    assert fur_number(2013, 123) == "FUR-2013-000123"


@given(
    year=st.integers(1000, 9999),
    sequence=st.integers(1, 10**13),
    noise=st.integers(0, 99_999),
)
def test_every_reference_has_the_form_that_banks_and_gateways_take(
    year: int, sequence: int, noise: int
) -> None:
    reference = payment_reference(year, sequence, lambda _below: noise)
    assert reference.isdigit()
    assert reference[0] != "0"
    assert len(reference) % 2 == 0
    assert len(reference) <= MAX_REFERENCE_LENGTH
    assert luhn.is_valid(reference)
    assert is_payment_reference(reference)


def test_two_furs_of_a_year_never_share_a_reference_whatever_the_noise() -> None:
    references = {payment_reference(2013, sequence, lambda _b: 7) for sequence in range(1, 2000)}
    assert len(references) == 1999


def test_neighbours_cannot_be_guessed() -> None:
    draws = {payment_reference(2013, 123) for _ in range(50)}
    assert len(draws) > 40


@pytest.mark.parametrize(
    "text", ["", "0", "2013000123482137", "013000123482136", "20130001234821a6"]
)
def test_a_mistyped_reference_is_recognised(text: str) -> None:
    assert not is_payment_reference(text)


@pytest.mark.parametrize(("year", "sequence"), [(999, 1), (10_000, 1), (2013, 0), (2013, 10**15)])
def test_impossible_numbers_are_refused(year: int, sequence: int) -> None:
    with pytest.raises(ValueError, match=r"year|sequence|longer"):
        payment_reference(year, sequence)
