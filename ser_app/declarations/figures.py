"""Explained figures as JSON and back, so that a filing keeps the reasons it was filed with."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ser_app.law.explanation import Citation, Figure, Provenance
from ser_app.law.money import Pesos

Json = dict[str, Any]


def figures_json(figures: Sequence[Figure]) -> list[Json]:
    """Figures as plain JSON: amounts are integers, exact values decimal text, days ISO text."""
    return [_figure_json(figure) for figure in figures]


def figures_from(stored: Sequence[Json]) -> tuple[Figure, ...]:
    """The figures that `figures_json` wrote."""
    return tuple(_figure_from(item) for item in stored)


def _figure_json(figure: Figure) -> Json:
    return {
        "code": figure.code,
        "label": figure.label,
        "amount": int(figure.amount),
        "exact": figure.exact,
        "sentence": figure.sentence,
        "formula": figure.formula,
        "substitution": figure.substitution,
        "citations": [_citation_json(citation) for citation in figure.citations],
        "provenance": figure.provenance.value,
        "provisional": figure.provisional,
        "figures": figures_json(figure.figures),
    }


def _citation_json(citation: Citation) -> Json:
    return {
        "norm": citation.norm,
        "article": citation.article,
        "url": citation.url,
        "valid_from": citation.valid_from.isoformat(),
        "valid_to": citation.valid_to.isoformat() if citation.valid_to else None,
    }


def _figure_from(stored: Json) -> Figure:
    return Figure(
        code=stored["code"],
        label=stored["label"],
        amount=Pesos(stored["amount"]),
        exact=stored["exact"],
        sentence=stored["sentence"],
        formula=stored["formula"],
        substitution=stored["substitution"],
        citations=tuple(_citation_from(item) for item in stored["citations"]),
        provenance=Provenance(stored["provenance"]),
        provisional=stored["provisional"],
        figures=figures_from(stored["figures"]),
    )


def _citation_from(stored: Json) -> Citation:
    return Citation(
        norm=stored["norm"],
        article=stored["article"],
        url=stored["url"],
        valid_from=date.fromisoformat(stored["valid_from"]),
        valid_to=date.fromisoformat(stored["valid_to"]) if stored["valid_to"] else None,
    )
