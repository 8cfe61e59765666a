"""The norms that texts may name: those behind the rules, and a few that give a page its reason.

A text of help never names a norm from memory: it asks here, and what nobody cites is an error.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from ser_app.law.explanation import Citation
from ser_app.law.parameters import packaged_rules


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm and its article, as a text names them.

    Attributes:
        name: `Decreto 1161 de 2010`.
        article: `art. 7`; empty when the whole norm is meant.
    """

    name: str
    article: str = ""

    @property
    def text(self) -> str:
        """`Decreto 1161 de 2010, art. 7`."""
        return f"{self.name}, {self.article}" if self.article else self.name


BESIDE_THE_RULES: Final = (
    Norm("Decreto 1161 de 2010", "art. 18"),  # the statement of account and who is in arrears
    Norm("Decreto 2364 de 2012"),  # electronic signature: own account, proof again, acceptance
    Norm("Ley 527 de 1999", "art. 7"),  # what makes a signature of a message of data
    Norm("Ley 527 de 1999", "art. 28"),  # digital signature
    Norm("Ley 962 de 2005", "art. 43"),  # a payment made for another period is moved
)
"""Norms that give no figure and so stand in no parameter; the code and docs/adr rest on them."""


class UnknownNorm(LookupError):
    """A text names a norm that neither the rules nor `BESIDE_THE_RULES` cite."""


def address_of(norm: Norm) -> str:
    """Where a norm can be read, as the rules cite it; empty when they know no address.

    Raises:
        UnknownNorm: Nothing cites it: it may be misspelt, or invented.
    """
    try:
        return _addresses()[norm]
    except KeyError:
        raise UnknownNorm(norm.text) from None


@cache
def _addresses() -> dict[Norm, str]:
    """The address of each norm that may be named."""
    beside = dict.fromkeys(BESIDE_THE_RULES, "")
    return beside | {Norm(each.norm, each.article): each.url for each in _citations()}


def _citations() -> Iterator[Citation]:
    """Every citation of the packaged rules."""
    rules = packaged_rules()
    for parameter in rules.parameters.values():
        for dated in parameter.values:
            yield from dated.citations
    for exception in rules.due_exceptions:
        yield exception.citation
