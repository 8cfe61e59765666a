"""Codes of the telephone, by the vectors of RFC 4226 and RFC 6238."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from ser_app.people.second_factor.totp import (
    code_at,
    enrolment_address,
    key_text,
    matching_step,
    new_secret,
    step_of,
)

SECRET = b"12345678901234567890"
NOW = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)


RFC_4226 = [
    *("755224", "287082", "359152", "969429", "338314"),
    *("254676", "287922", "162583", "399871", "520489"),
]


@pytest.mark.parametrize(("counter", "code"), list(enumerate(RFC_4226)))
def test_the_vectors_of_rfc_4226(counter: int, code: str) -> None:
    assert code_at(SECRET, counter) == code


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_vectors_of_rfc_6238(seconds: int, code: str) -> None:
    instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    assert code_at(SECRET, step_of(instant), digits=8) == code


@pytest.mark.parametrize(
    ("off", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_one_step_before_and_after_is_taken(off: int, taken: bool) -> None:
    code = code_at(SECRET, step_of(NOW) + off)
    assert (matching_step(SECRET, code, NOW, after=0) is not None) is taken


@pytest.mark.parametrize("off", [-1, 0, 1])
def test_a_step_is_taken_once_and_none_before_it(off: int) -> None:
    step = step_of(NOW) + off
    code = code_at(SECRET, step)
    assert matching_step(SECRET, code, NOW, after=step - 1) == step
    assert matching_step(SECRET, code, NOW, after=step) is None


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "\ud800"])
def test_what_is_no_code_matches_nothing(code: str) -> None:
    if code == "\ud800":
        with pytest.raises(UnicodeEncodeError):
            matching_step(SECRET, code, NOW, after=0)
        return
    assert matching_step(SECRET, code, NOW, after=0) is None


def test_secrets_are_new_each_time_and_160_bits() -> None:
    assert len({new_secret() for _ in range(100)}) == 100
    assert len(new_secret()) == 20


def test_the_address_says_what_applications_read() -> None:
    address = urlsplit(enrolment_address(SECRET, "ana gómez+1@x.co"))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert unquote(address.path) == "/SER Fondo Único de TIC:ana gómez+1@x.co"
    values = parse_qs(address.query)
    assert values["secret"] == ["GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"]
    assert values["issuer"] == ["SER Fondo Único de TIC"]
    assert key_text(SECRET) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
