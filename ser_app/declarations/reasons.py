"""Reasons for the screen: the engine's figures, the due day and the delay, written out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ser_app.declarations.draft import Draft, case_of_draft
from ser_app.law.dependencies import Dependency, Reading, dependencies_of
from ser_app.law.due_days import DueDay
from ser_app.law.explanation import Figure
from ser_app.law.liquidation import Case, Liquidation
from ser_app.law.money import format_pesos
from ser_app.law.parameters import RuleBook
from ser_app.law.terms import terms_of
from ser_app.web.explanation import ExplainedFigure, Uncertainty
from ser_app.web.reasons import capital, explained, norms
from ser_app.web.words import day, day_long, plural

DUE_DAY: Final = "due_on"
DELAY: Final = "days_of_delay"
TOTAL: Final = "total"
FIGURE_CODES: Final = (
    "levy",
    "levy_difference",
    "late_filing_penalty",
    "arrears_interest",
    "balance_applied",
    "balance_in_favour",
    TOTAL,
)
CODES: Final = frozenset({*FIGURE_CODES, DUE_DAY, DELAY})
"""What a person may ask the reason of."""


def reason_of(
    code: str, draft: Draft, liquidation: Liquidation, rules: RuleBook, today: date
) -> ExplainedFigure:
    """The reason of one thing on the form.

    Args:
        code: One of `CODES`.
        draft: What is declared.
        liquidation: Its figures, with explanations.
        rules: The law in force.
        today: The business day.
    """
    if code == TOTAL:
        rests_on = uncertainties(case_of_draft(draft, today), rules)
        return replace(explained(figure_of(liquidation.figures, code)), uncertainties=rests_on)
    if code not in (DUE_DAY, DELAY):
        return explained(figure_of(liquidation.figures, code))
    due = terms_of(draft.regime, draft.period, rules).due
    if code == DUE_DAY:
        return _due_day(draft, due)
    return _delay(draft.payment_day, due, liquidation.days_of_delay)


def figure_of(figures: Sequence[Figure], code: str) -> Figure | None:
    """The figure of that code among the outermost ones, or None."""
    return next((figure for figure in figures if figure.code == code), None)


def uncertainties(case: Case, rules: RuleBook) -> list[Uncertainty]:
    """The assumed and decided rules behind a case's total, with the total of other readings.

    Raises:
        LawError: The case cannot be liquidated.
    """
    found = sorted(dependencies_of(case, rules), key=_largest_difference, reverse=True)
    return [_uncertainty(dependency) for dependency in found]


def _largest_difference(found: Dependency) -> int:
    return max((abs(reading.difference) for reading in found.readings), default=-1)


def _uncertainty(found: Dependency) -> Uncertainty:
    norm = "; ".join(citation.text for citation in found.citations)
    rule, _, more = found.description.partition(". ")
    return Uncertainty(
        rule=f"{rule.rstrip('.')}.",
        value=capital(found.value),
        provenance=f"{capital(found.provenance.label)}.",
        reason=" ".join(text for text in (more, f"{norm}." if norm else "", found.note) if text),
        readings=[_reading(reading) for reading in found.readings],
    )


def _reading(reading: Reading) -> str:
    what = f"Otra lectura: {reading.meaning}. "
    if reading.total is None:
        return f"{what}Con ella no se puede liquidar este caso."
    if not reading.difference:
        return f"{what}El total sería el mismo."
    sign = "más" if reading.difference > 0 else "menos"
    return (
        f"{what}El total sería {format_pesos(reading.total)}: "
        f"{format_pesos(abs(reading.difference))} {sign}."
    )


def _due_day(draft: Draft, due: DueDay) -> ExplainedFigure:
    return ExplainedFigure(
        label="Vencimiento",
        amount=day(due.day),
        sentence=due.sentence,
        formula="fin del período + plazo de la norma",
        substitution=f"{day(draft.period.last_day)} + plazo = {day(due.day)}",
        provenance=capital(due.provenance.label),
        provisional=False,
        norms=norms(due.citations),
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
        provenance=capital(due.provenance.label),
        provisional=False,
        norms=norms(due.citations),
        children=[],
    )
