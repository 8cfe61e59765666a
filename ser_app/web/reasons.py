"""A figure of the law written out for the screen, with all that it is made of."""

from collections.abc import Iterator, Sequence
from typing import Final

from ser_app.law.explanation import Citation, Figure, Provenance
from ser_app.law.money import format_pesos
from ser_app.web.explanation import ExplainedFigure, ExplainedLine, NormLink
from ser_app.web.words import day

NO_REASON: Final = ExplainedFigure("", "", "", "", "", "", False, [], [])


def explained(figure: Figure | None) -> ExplainedFigure:
    """Write a figure out for the screen."""
    if figure is None:
        return NO_REASON
    return ExplainedFigure(
        label=figure.label,
        amount=format_pesos(figure.amount),
        sentence=figure.sentence,
        formula=figure.formula,
        substitution=figure.substitution,
        provenance=capital(figure.provenance.label),
        provisional=figure.provisional,
        norms=norms(figure.citations),
        children=list(_lines(figure, 1)),
    )


def _lines(figure: Figure, depth: int) -> Iterator[ExplainedLine]:
    for child in figure.figures:
        yield ExplainedLine(
            label=child.label,
            amount=format_pesos(child.amount),
            formula=child.formula,
            substitution=child.substitution,
            depth=str(depth),
            sentence=child.sentence,
            norm="; ".join(dict.fromkeys(citation.text for citation in child.citations)),
            provenance=""
            if child.provenance is Provenance.CONFIRMED
            else capital(child.provenance.label),
        )
        yield from _lines(child, depth + 1)


def norms(citations: Sequence[Citation]) -> list[NormLink]:
    """The norms with the days on which they hold, each once."""
    return [
        NormLink(f"{citation.text} ({_validity(citation)})", citation.url)
        for citation in dict.fromkeys(citations)
    ]


def _validity(citation: Citation) -> str:
    if citation.valid_to is None:
        return f"rige desde el {day(citation.valid_from)}"
    if citation.valid_to == citation.valid_from:
        return f"rige el {day(citation.valid_from)}"
    return f"rige del {day(citation.valid_from)} al {day(citation.valid_to)}"


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
