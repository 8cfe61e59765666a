"""The explanation of a whole liquidation: its figures, in the order of the form."""

from typing import NamedTuple

from ser_app.law.case import Case
from ser_app.law.explanation import Figure, weakest
from ser_app.law.inaccuracy import Penalties
from ser_app.law.inaccuracy_figures import penalties_figure
from ser_app.law.interest import Accrual
from ser_app.law.interest_figures import interest_figure
from ser_app.law.levy import Levy
from ser_app.law.levy_figures import difference_figure, levy_figure
from ser_app.law.money import Pesos, exact_whole, format_pesos
from ser_app.law.parameters import RuleBook
from ser_app.law.terms import Terms


class Assessment(NamedTuple):
    """All that was assessed for a case, before it is explained.

    Attributes:
        levy: The levy.
        penalties: The penalty line.
        owed: The levy that bears interest, whole pesos.
        accrual: Its interest.
        balance_in_favour: What a lower correction leaves, whole pesos.
    """

    levy: Levy
    penalties: Penalties
    owed: Pesos
    accrual: Accrual
    balance_in_favour: Pesos


def figures_of(
    case: Case, terms: Terms, assessment: Assessment, rules: RuleBook
) -> tuple[Figure, ...]:
    """Explain levy, difference if it corrects, penalty, interest, what is applied, and total."""
    levy = levy_figure(case, terms, assessment.levy)
    figures = [levy]
    if case.corrects_levy is not None:
        figures.append(difference_figure(case.corrects_levy, levy))
    figures += [
        penalties_figure(
            case, assessment.levy.amount, levy.provenance, terms, assessment.penalties
        ),
        interest_figure(assessment.owed, levy.provenance, case, terms, assessment.accrual, rules),
    ]
    if case.balance_applied:
        figures.append(_balance_figure(case, terms))
    if case.yearly_adjustment:
        figures.append(_adjustment_figure(case, terms))
    figures.append(_total_figure(case, figures))
    if assessment.balance_in_favour:
        figures.append(_balance_in_favour_figure(assessment, levy))
    return tuple(figures)


def _balance_figure(case: Case, terms: Terms) -> Figure:
    effect = terms.balance_effect
    amount = format_pesos(case.balance_applied)
    return Figure(
        code="balance_applied",
        label="Saldo a favor aplicado",
        amount=Pesos(case.balance_applied),
        exact=exact_whole(case.balance_applied),
        sentence="Cuenta como pagado antes del vencimiento: los intereses corren sobre lo demás.",
        formula="saldo a favor aplicado",
        substitution=amount,
        citations=effect.citations,
        provenance=effect.provenance,
    )


def _adjustment_figure(case: Case, terms: Terms) -> Figure:
    return Figure(
        code="yearly_adjustment",
        label="Ajuste anual",
        amount=Pesos(case.yearly_adjustment),
        exact=exact_whole(case.yearly_adjustment),
        sentence="El ajuste del año anterior se paga con el primer trimestre, sin intereses ni "
        "sanción.",
        formula="ajuste anual",
        substitution=format_pesos(case.yearly_adjustment),
        citations=terms.adjustment.citations,
        provenance=terms.adjustment.provenance,
    )


def _balance_in_favour_figure(assessment: Assessment, levy: Figure) -> Figure:
    amount = assessment.balance_in_favour
    before = format_pesos(levy.amount + amount)
    return Figure(
        code="balance_in_favour",
        label="Saldo a favor",
        amount=amount,
        exact=exact_whole(amount),
        sentence="La corrección disminuye la contraprestación: la diferencia queda a su favor.",
        formula="contraprestación declarada antes − contraprestación de esta corrección",
        substitution=f"{before} − {format_pesos(levy.amount)} = {format_pesos(amount)}",
        provenance=levy.provenance,
    )


_TERMS = {
    "levy": (1, "contraprestación"),
    "levy_difference": (1, "mayor valor de la contraprestación"),
    "balance_applied": (-1, "saldo a favor"),
    "late_filing_penalty": (1, "sanción"),
    "arrears_interest": (1, "intereses"),
    "yearly_adjustment": (1, "ajuste anual"),
}


def _total_figure(case: Case, parts: list[Figure]) -> Figure:
    """The sum of the figures beside it; they are not nested again."""
    settled_apart = case.corrects_levy is not None and not case.corrects_unpaid
    left_out = "levy" if settled_apart else "levy_difference"
    by_code = {part.code: part for part in parts if part.code != left_out}
    total, words, numbers = 0, "", ""
    for code, (sign, word) in _TERMS.items():
        part = by_code.get(code)
        if part is None:
            continue
        amount = max(0, part.amount)
        total += sign * amount
        joint = "" if not words else (" + " if sign > 0 else " − ")
        words += joint + word
        numbers += joint + format_pesos(amount)
    return Figure(
        code="total",
        label="Total a pagar",
        amount=Pesos(total),
        exact=exact_whole(total),
        sentence=_total_sentence(words) if total else "No hay nada que pagar.",
        formula=words,
        substitution=f"{numbers} = {format_pesos(total)}",
        provenance=weakest(part.provenance for part in parts),
        provisional=any(part.provisional for part in parts),
    )


def _total_sentence(words: str) -> str:
    added, _, taken = words.partition(" − ")
    if not taken:
        *names, last = added.split(" + ")
        return f"Es la suma de {', '.join(names)} {'e' if last.startswith('i') else 'y'} {last}."
    return "Es la suma de contraprestación, sanción e intereses, menos el saldo a favor que aplica."
