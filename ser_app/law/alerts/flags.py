"""A flag: its rule as a sentence, the figures put in, and what they are compared with."""

from dataclasses import dataclass
from enum import StrEnum

from ser_app.law.explanation import Citation, Provenance


class Kind(StrEnum):
    """What a flag is about, in the order in which they are told."""

    HISTORY = "history"
    PEERS = "peers"
    RETURNS = "returns"
    NIL = "nil"
    MISSING = "missing"

    @property
    def label(self) -> str:
        """How the screen names it, in Spanish."""
        return _LABELS[self]


_LABELS = {
    Kind.HISTORY: "Ingresos lejos de su historia",
    Kind.PEERS: "Ingresos lejos de los del régimen",
    Kind.RETURNS: "Devoluciones altas",
    Kind.NIL: "En cero después de años con ingresos",
    Kind.MISSING: "Períodos sin presentar",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure that was put into the rule, named and written out.

    Attributes:
        pesos: The amount that is written out, whole pesos; None where it is something else.
    """

    label: str
    value: str
    pesos: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something that deserves a look; it says nothing about who is right, and blocks nothing.

    Attributes:
        rule: One sentence, with the threshold in it.
        figures: What was put in.
        compared: What it was compared with.
        threshold: The threshold in words: «50 %», «30 días».
        parameter: Name of the parameter that holds it.
        provenance: Where the threshold comes from.
        citations: The norm that lets the Ministry look.
    """

    kind: Kind
    rule: str
    figures: tuple[Entry, ...]
    compared: str
    threshold: str
    parameter: str
    provenance: Provenance
    citations: tuple[Citation, ...]
