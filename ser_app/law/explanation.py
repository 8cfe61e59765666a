"""Figures: amounts that carry their own reason.

Every amount that the law engine returns is a `Figure`. Figures nest, so that the explanation *is*
the calculation and cannot drift from it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from ser_app.law.money import Pesos


class Provenance(StrEnum):
    """How sure we are of a rule or datum, strongest first; a figure takes its weakest input's."""

    CONFIRMED = "confirmed"
    SINGLE = "single"
    DECISION = "decision"
    DERIVED = "derived"
    ASSUMED = "assumed"
    DEMO = "demo"

    @property
    def weakness(self) -> int:
        """Position in the scale: 0 for confirmed, higher is weaker."""
        return _WEAKNESS[self]

    @property
    def label(self) -> str:
        """How the screen names it, in Spanish."""
        return _PROVENANCE_LABELS[self]


_WEAKNESS = {provenance: position for position, provenance in enumerate(Provenance)}
_PROVENANCE_LABELS = {
    Provenance.CONFIRMED: "confirmado: se leyó la norma o coinciden dos fuentes",
    Provenance.SINGLE: "una sola fuente",
    Provenance.DECISION: "la norma no lo resuelve: decisión de este sistema",
    Provenance.DERIVED: "derivado de otro dato certificado",
    Provenance.ASSUMED: "supuesto: no se tuvo a la vista el texto de la norma",
    Provenance.DEMO: "dato de demostración",
}


def weakest(provenances: Iterable[Provenance]) -> Provenance:
    """The weakest of several provenances; confirmed when there is none."""
    return max(provenances, key=_WEAKNESS.__getitem__, default=Provenance.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Citation:
    """A norm behind a figure, with the days between which it holds.

    Attributes:
        norm: `Decreto 1161 de 2010`.
        article: `art. 7, inc. 2`; empty when the whole norm is meant.
        url: Where to read it; empty when no public address is known.
        valid_from: First day on which the value taken from it holds.
        valid_to: Last day, or none while it is in force.
    """

    norm: str
    article: str
    url: str
    valid_from: date
    valid_to: date | None = None

    @property
    def text(self) -> str:
        """`Decreto 1161 de 2010, art. 7`."""
        return f"{self.norm}, {self.article}" if self.article else self.norm


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount with its reason.

    Attributes:
        code: Stable machine name: `levy`, `late_filing_penalty`, `arrears_interest`, `total`…
        label: Name on the form, in Spanish.
        amount: Whole pesos, rounded as the norm says.
        exact: The value before rounding, decimal text with 6 decimals.
        sentence: One plain sentence in Spanish that says why, also when the amount is zero.
        formula: The formula in symbols.
        substitution: The formula with the values put in.
        citations: The norms.
        provenance: The weakest provenance of all inputs.
        provisional: True when a rate or wage used is not certified yet.
        figures: The figures from which this one was computed.
    """

    code: str
    label: str
    amount: Pesos
    exact: str
    sentence: str
    formula: str
    substitution: str
    citations: tuple[Citation, ...] = ()
    provenance: Provenance = Provenance.CONFIRMED
    provisional: bool = False
    figures: tuple["Figure", ...] = field(default=())


def figure_to_json(figure: Figure) -> dict[str, Any]:
    """Turn a figure and all that it nests into plain JSON values."""
    return {
        "code": figure.code,
        "label": figure.label,
        "amount": figure.amount,
        "exact": figure.exact,
        "sentence": figure.sentence,
        "formula": figure.formula,
        "substitution": figure.substitution,
        "citations": _citations_to_json(figure.citations),
        "provenance": figure.provenance.value,
        "provisional": figure.provisional,
        "figures": [figure_to_json(child) for child in figure.figures],
    }


def figure_from_json(data: Mapping[str, Any]) -> Figure:
    """Read back what `figure_to_json` wrote, exactly.

    Raises:
        KeyError: A part is missing.
        ValueError: A day or a provenance is not one.
    """
    return Figure(
        code=data["code"],
        label=data["label"],
        amount=Pesos(data["amount"]),
        exact=data["exact"],
        sentence=data["sentence"],
        formula=data["formula"],
        substitution=data["substitution"],
        citations=tuple(citation_from_json(citation) for citation in data["citations"]),
        provenance=Provenance(data["provenance"]),
        provisional=data["provisional"],
        figures=tuple(figure_from_json(child) for child in data["figures"]),
    )


@lru_cache(maxsize=4096)
def _citations_to_json(citations: tuple[Citation, ...]) -> list[dict[str, str | None]]:
    """The same few norms stand behind thousands of figures; the list is only ever written out."""
    return [citation_to_json(citation) for citation in citations]


def citation_to_json(citation: Citation) -> dict[str, str | None]:
    """Turn a citation into plain JSON values."""
    return {
        "norm": citation.norm,
        "article": citation.article,
        "url": citation.url,
        "valid_from": citation.valid_from.isoformat(),
        "valid_to": citation.valid_to.isoformat() if citation.valid_to else None,
    }


def citation_from_json(data: Mapping[str, Any]) -> Citation:
    """Read back what `citation_to_json` wrote.

    Raises:
        KeyError: A part is missing.
        ValueError: A day is not one.
    """
    valid_to = data["valid_to"]
    return Citation(
        norm=data["norm"],
        article=data["article"],
        url=data["url"],
        valid_from=date.fromisoformat(data["valid_from"]),
        valid_to=date.fromisoformat(valid_to) if valid_to else None,
    )
