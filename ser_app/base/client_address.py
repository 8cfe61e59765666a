"""Where a request comes from: the peer's address, or what a trusted proxy says.

Anybody can write `X-Forwarded-For`. It is believed from the right, as far as each one who added to
it is a proxy of ours (`SER_TRUSTED_PROXIES`); the first address that is none is the client's.
"""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

Network = IPv4Network | IPv6Network
_LONGEST: Final = 64
_IPV6_OF_ONE: Final = 64
"""Bits of an IPv6 address that one customer usually has: the rest can be changed at will."""


@lru_cache(maxsize=8)
def networks(text: str) -> tuple[Network, ...]:
    """Read addresses and networks, separated by commas.

    Raises:
        ValueError: One of them is neither.
    """
    return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())


def client_address(peer: str, forwarded_for: Sequence[str], trusted: Sequence[Network]) -> str:
    """The client's address.

    Args:
        peer: Address of whoever opened the connection.
        forwarded_for: Every `X-Forwarded-For` header, in order.
        trusted: Networks of our proxies.
    """
    steps = [step.strip() for header in forwarded_for for step in header.split(",")]
    found = peer
    while is_trusted(found, trusted) and steps:
        step = _bare(steps.pop())
        if not step:
            break
        found = step
    return found[:_LONGEST]


def origin_of(address: str) -> str:
    """What counts as one origin: an IPv4 address, or the network of an IPv6 address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:_LONGEST]
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(IPv6Network((int(parsed), _IPV6_OF_ONE), strict=False))
    return str(parsed)


def _bare(step: str) -> str:
    try:
        return str(ip_address(step))
    except ValueError:
        return ""


def is_trusted(address: str, trusted: Sequence[Network]) -> bool:
    """Whether an address is one of our proxies'."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed.version == network.version and parsed in network for network in trusted)
