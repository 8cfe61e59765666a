"""Reasons for the screen: the engine's figures, the due day and the delay, written out."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from ser_app.declarations.draft import Draft
from ser_app.law.due_days import DueDay
from ser_app.law.explanation import Citation, Figure
from ser_app.law.liquidation import Liquidation
from ser_app.law.money import format_pesos
from ser_app.law.parameters import RuleBook
from ser_app.law.terms import terms_of
from ser_app.web.explanation import ExplainedFigure, ExplainedLine, NormLink
from ser_app.web.words import day, day_long, plural

DUE_DAY: Final = "due_on"
DELAY: Final = "days_of_delay"
FIGURE_CODES: Final = ("levy", "late_filing_penalty", "arrears_interest", "total")
CODES: Final = frozenset({*FIGURE_CODES, DUE_DAY, DELAY})
"""What a person may ask the reason of."""

NO_REASON: Final = ExplainedFigure("", "", "", "", "", "", False, [], [])


def reason_of(
    code: str, draft: Draft, liquidation: Liquidation, rules: RuleBook
) -> ExplainedFigure:
    """The reason of one thing on the form.

    Args:
        code: One of `CODES`.
        draft: What is declared.
        liquidation: Its figures, with explanations.
        rules: The law in force.
    """
    if code not in (DUE_DAY, DELAY):
        return explained(figure_of(liquidation.figures, code))
    due = terms_of(draft.regime, draft.period, rules).due
    if code == DUE_DAY:
        return _due_day(draft, due)
    return _delay(draft.payment_day, due, liquidation.days_of_delay)


def figure_of(figures: Sequence[Figure], code: str) -> Figure | None:
    """The figure of that code among the outermost ones, or None."""
    return next((figure for figure in figures if figure.code == code), None)


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
        provenance=_capital(figure.provenance.label),
        provisional=figure.provisional,
        norms=_norms(figure.citations),
        children=[_line(child) for child in figure.figures],
    )


def _line(figure: Figure) -> ExplainedLine:
    return ExplainedLine(
        figure.label, format_pesos(figure.amount), figure.formula, figure.substitution
    )


def _norms(citations: Sequence[Citation]) -> list[NormLink]:
    return [NormLink(citation.text, citation.url) for citation in dict.fromkeys(citations)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _due_day(draft: Draft, due: DueDay) -> ExplainedFigure:
    return ExplainedFigure(
        label="Vencimiento",
        amount=day(due.day),
        sentence=due.sentence,
        formula="fin del período + plazo de la norma",
        substitution=f"{day(draft.period.last_day)} + plazo = {day(due.day)}",
        provenance=_capital(due.provenance.label),
        provisional=False,
        norms=_norms(due.citations),
        children=[],
    )


def _delay(payment_day: date, due: DueDay, days: int) -> ExplainedFigure:
    if days:
        sentence = (
            f"Del {day_long(due.day)}, que era el vencimiento, al {day_long(payment_day)}, cuando "
            f"paga, van {plural(days, 'día', 'días')} calendario. Cada uno causa intereses."
        )
    else:
        sentence = (
            f"Paga el {day_long(payment_day)}, a más tardar el día del vencimiento: no hay mora."
        )
    return ExplainedFigure(
        label="Días de mora",
        amount=plural(days, "día", "días"),
        sentence=sentence,
        formula="fecha de pago − vencimiento, nunca menos de 0",
        substitution=f"{day(payment_day)} − {day(due.day)} = {plural(days, 'día', 'días')}",
        provenance=_capital(due.provenance.label),
        provisional=False,
        norms=_norms(due.citations),
        children=[],
    )
