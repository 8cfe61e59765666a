"""Whose certificate it is: the number that it names against the registered person's.

There is no single convention in Colombia: each authority puts the number somewhere else.
"""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from stdnum.co.nit import calc_check_digit

_PLACES: Final = (
    "1.3.6.1.4.1.23267.2.2",  # Certicámara
    "1.3.6.1.4.1.23267.2.3",  # Certicámara, NIT
    "2.5.4.5",  # serialNumber
    "1.3.6.1.4.1.31136.1.1.20.2",  # GSE
    "2.5.4.97",  # organizationIdentifier
)
_SHOWN: Final = 3
_PREFIX: Final = re.compile(r"^(?:PNOCO|NTRCO|IDCCO|PASCO|CC|CE|NIT|TI|PA|PEP|PPT)[\s:.-]*")


class Match(StrEnum):
    """What the certificate says about the person."""

    SAME = "same"
    NONE = "none"
    OTHER = "other"


def numbers(subject: Iterable[Sequence[str]]) -> list[str]:
    """The candidates for a document number, as the certificate writes them."""
    found = [
        (place, value.strip()) for place, value in subject if place in _PLACES and value.strip()
    ]
    return [value for _, value in sorted(found, key=lambda each: _PLACES.index(each[0]))]


def match(subject: Iterable[Sequence[str]], document: str) -> Match:
    """Whether a certificate names a registered document.

    Args:
        subject: Object identifier and text of each attribute.
        document: Kind and number as registered, `CC 52123456`.
    """
    candidates = numbers(subject)
    if not candidates:
        return Match.NONE
    kind, _, number = document.strip().partition(" ")
    wanted = {_plain(number)}
    if kind == "NIT":
        wanted.add(_plain(number) + calc_check_digit(_plain(number)))
    return Match.SAME if any(_plain(each) in wanted for each in candidates) else Match.OTHER


def hidden(number: str) -> str:
    """A number with all but its last three characters hidden."""
    return "•" * (len(number) - _SHOWN) + number[-_SHOWN:]


def _plain(text: str) -> str:
    """A number without its kind, points, hyphens and leading zeros; letters of passports stay."""
    number = _PREFIX.sub("", text.upper().strip())
    return re.sub(r"[\s.,-]", "", number).lstrip("0")
