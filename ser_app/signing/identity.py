"""Whose certificate it is: the number that it names against the registered person's.

There is no single convention in Colombia: each authority puts the number somewhere else.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from stdnum.co.nit import calc_check_digit

_OF_PEOPLE: Final = (
    "1.3.6.1.4.1.23267.2.2",  # Certicámara
    "2.5.4.5",  # serialNumber
    "1.3.6.1.4.1.31136.1.1.20.2",  # GSE
)
_OF_ORGANISATIONS: Final = (
    "1.3.6.1.4.1.23267.2.3",  # Certicámara, NIT
    "2.5.4.97",  # organizationIdentifier
)
"""Counted where no place of people has a number: else it is the employer's."""
_SHOWN: Final = 3
_KIND: Final = re.compile(r"^(PNOCO|NTRCO|IDCCO|PASCO|CC|CE|NIT|TI|PA|PEP|PPT)[\s:.-]*(?=\w)")
_SAME_KIND: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        # The NIT of a natural person is the number of the cédula (Decreto 1625 de 2016, 1.6.1.2.1).
        "CC": frozenset({"CC", "NIT", "NTRCO", "PNOCO", "IDCCO"}),
        "NIT": frozenset({"CC", "NIT", "NTRCO", "PNOCO", "IDCCO"}),
        "CE": frozenset({"CE", "PNOCO", "IDCCO"}),
        "TI": frozenset({"TI", "PNOCO", "IDCCO"}),
        "PA": frozenset({"PA", "PASCO"}),
        "PEP": frozenset({"PEP", "PNOCO"}),
        "PPT": frozenset({"PPT", "PNOCO"}),
    }
)
"""Which kinds of number a certificate may name for each kind that is registered."""


class Match(StrEnum):
    """What the certificate says about the person; `SEVERAL` when its numbers differ."""

    SAME = "same"
    NONE = "none"
    OTHER = "other"
    SEVERAL = "several"


def numbers(subject: Iterable[Sequence[str]]) -> list[str]:
    """The candidates for a document number, as the certificate writes them."""
    told = [(place, value.strip()) for place, value in subject if value.strip()]
    for places in (_OF_PEOPLE, _OF_ORGANISATIONS):
        found = [each for each in told if each[0] in places]
        if found:
            return [value for _, value in sorted(found, key=lambda each: places.index(each[0]))]
    return []


def match(subject: Iterable[Sequence[str]], document: str) -> Match:
    """Whether a certificate names a registered document.

    Args:
        subject: Object identifier and text of each attribute.
        document: Kind and number as registered, `CC 52123456`.
    """
    candidates = numbers(subject)
    if not candidates:
        return Match.NONE
    same = {_names(each, document) for each in candidates}
    if len(same) > 1:
        return Match.SEVERAL
    return Match.SAME if same == {True} else Match.OTHER


def _names(candidate: str, document: str) -> bool:
    registered, _, number = document.strip().partition(" ")
    kind, found = _parted(candidate)
    wanted = _plain(number)
    if kind and kind not in _SAME_KIND.get(registered, frozenset({registered})):
        return False
    # A NIT is written with its check digit or without.
    either = (
        {wanted, wanted + calc_check_digit(wanted)} if _may_be_nit(registered, kind) else {wanted}
    )
    return found in either


def _may_be_nit(registered: str, kind: str) -> bool:
    return registered == "NIT" or kind in {"NIT", "NTRCO"}


def _parted(text: str) -> tuple[str, str]:
    """The kind that a text begins with, if it does, and the number."""
    text = text.upper().strip()
    kind = _KIND.match(text)
    return (kind[1], _plain(text[kind.end() :])) if kind else ("", _plain(text))


def hidden(number: str) -> str:
    """A number with all but its last three characters hidden."""
    return "•" * (len(number) - _SHOWN) + number[-_SHOWN:]


def _plain(text: str) -> str:
    """A number without points, hyphens and leading zeros; letters of passports stay."""
    return re.sub(r"[\s.,-]", "", text).lstrip("0")
