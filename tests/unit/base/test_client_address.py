"""Where a request comes from cannot be made up."""

import pytest

from ser_app.base.client_address import client_address, networks, origin_of

PROXY = networks("10.0.0.5, 10.1.0.0/16, fd00::/8")


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("198.51.100.7", [], "198.51.100.7"),
        ("198.51.100.7", ["203.0.113.9"], "198.51.100.7"),  # no proxy of ours: not believed
        ("10.0.0.5", ["203.0.113.9"], "203.0.113.9"),
        ("10.0.0.5", ["1.1.1.1, 203.0.113.9"], "203.0.113.9"),  # the left part is the client's own
        ("10.0.0.5", ["1.1.1.1", "203.0.113.9"], "203.0.113.9"),
        ("10.0.0.5", ["203.0.113.9, 10.1.2.3"], "203.0.113.9"),  # two proxies of ours
        ("10.0.0.5", ["10.1.2.3"], "10.1.2.3"),
        ("10.0.0.5", ["nonsense"], "10.0.0.5"),
        ("10.0.0.5", ["203.0.113.9, nonsense"], "10.0.0.5"),
        ("10.0.0.5", [""], "10.0.0.5"),
        ("10.0.0.5", [], "10.0.0.5"),
        ("fd00::1", ["2001:db8::9"], "2001:db8::9"),
        ("", ["203.0.113.9"], ""),
        ("unix:", ["203.0.113.9"], "unix:"),
    ],
)
def test_only_proxies_of_ours_are_believed(peer: str, forwarded: list[str], found: str) -> None:
    assert client_address(peer, forwarded, PROXY) == found


def test_without_trusted_proxies_nobody_is_believed() -> None:
    assert client_address("127.0.0.1", ["203.0.113.9"], ()) == "127.0.0.1"


def test_an_ipv6_customer_is_one_origin() -> None:
    assert origin_of("2001:db8:1:2::1") == origin_of("2001:db8:1:2:ffff::9")
    assert origin_of("2001:db8:1:2::1") != origin_of("2001:db8:1:3::1")
    assert origin_of("::ffff:203.0.113.9") == origin_of("203.0.113.9") == "203.0.113.9"
    assert len(origin_of("x" * 500)) == 64


def test_a_mistyped_network_is_told() -> None:
    with pytest.raises(ValueError, match="malo"):
        networks("10.0.0.1,malo")
