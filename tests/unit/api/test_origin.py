"""Which pages are ours."""

import pytest

from ser_app.api.origin import is_own


@pytest.mark.parametrize(
    ("origin", "own"),
    [
        ("https://ser.example", True),
        ("http://ser.example", False),
        ("https://ser.example:8443", False),
        ("https://ser.example.malo.example", False),
        ("https://malo.example", False),
        ("ftp://ser.example", False),
        ("null", False),
        ("", False),
        ("https://[malo", False),
    ],
)
def test_over_https_only_https_pages_of_the_same_host_are_ours(origin: str, *, own: bool) -> None:
    assert is_own(origin, "ser.example", secure=True) is own


def test_a_demonstration_on_this_machine_is_plain_http() -> None:
    assert is_own("http://localhost:3000", "localhost:3000", secure=False)
    assert not is_own("http://localhost:3001", "localhost:3000", secure=False)
