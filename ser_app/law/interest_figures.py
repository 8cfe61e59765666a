"""The explanation of the interest on arrears, one figure inside for each stretch of days."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ser_app.law.case import Case
from ser_app.law.explanation import Figure, Provenance, weakest
from ser_app.law.interest import Accrual, Part, arrears_table
from ser_app.law.money import (
    Pesos,
    exact_whole,
    format_percent,
    format_pesos,
    round_half_up,
    write_exact,
)
from ser_app.law.monthly_figures import capital_sentence, monthly_interest_figure
from ser_app.law.parameters import RuleBook
from ser_app.law.stretches import Stretch
from ser_app.law.terms import Terms
from ser_app.law.texts import long_day, plural, short_day

CODE = "arrears_interest"
LABEL = "Intereses de mora"
_MANY = 4


def interest_figure(
    owed: Pesos,
    levy_provenance: Provenance,
    case: Case,
    terms: Terms,
    accrual: Accrual,
    rules: RuleBook,
) -> Figure:
    """Explain the interest of a case.

    Args:
        owed: Levy less balance applied, whole pesos.
        levy_provenance: How sure we are of the levy.
        case: The facts.
        terms: The terms of the period.
        accrual: The interest computed.
        rules: The rules.
    """
    if accrual.days == 0 or owed == 0:
        return _no_interest(levy_provenance, case, terms, accrual)
    if terms.interest.value == "monthly_usury_rate":
        return monthly_interest_figure(owed, levy_provenance, case, terms, accrual, rules)
    table = arrears_table(rules)
    choose = table.parts if terms.rate_choice.value == "by_period" else table.parts_at_payment_rate
    parts = choose(owed, terms.due.day, case.paid_on)
    inputs = [
        levy_provenance,
        terms.due.provenance,
        terms.interest.provenance,
        terms.rounding.provenance,
        *(part.stretch.provenance for part in parts),
    ]
    if case.balance_applied:
        inputs.append(terms.balance_effect.provenance)
    if len({part.stretch.rate for part in parts}) > 1 or terms.rate_choice.value != "by_period":
        inputs.append(terms.rate_choice.provenance)
    amount = round_half_up(accrual.exact, terms.rounding.value)
    figures = part_figures(parts)
    return Figure(
        code=CODE,
        label=LABEL,
        amount=amount,
        exact=write_exact(accrual.exact).exact,
        sentence=_sentence(case.paid_on, terms, accrual, amount) + capital_sentence(owed, case),
        formula=formula_of(parts),
        substitution=substitution_of(parts, figures, accrual),
        citations=terms.interest.citations + terms.due.citations,
        provenance=weakest(inputs),
        provisional=accrual.provisional,
        figures=figures,
    )


def _no_interest(levy_provenance: Provenance, case: Case, terms: Terms, accrual: Accrual) -> Figure:
    provenance = levy_provenance
    if accrual.days == 0:
        provenance = terms.due.provenance
        sentence = f"No hay intereses: se paga dentro del plazo, que vence el {terms.due.text}."
    elif case.balance_applied:
        sentence = "No hay intereses: el saldo a favor cubre toda la contraprestación."
        provenance = weakest((levy_provenance, terms.balance_effect.provenance))
    else:
        sentence = "No hay intereses: no hay contraprestación por pagar."
    return Figure(
        code=CODE,
        label=LABEL,
        amount=Pesos(0),
        exact=exact_whole(0),
        sentence=sentence,
        formula="0",
        substitution="$ 0",
        citations=terms.interest.citations + terms.due.citations,
        provenance=provenance,
    )


def _sentence(paid_on: date, terms: Terms, accrual: Accrual, amount: Pesos) -> str:
    days = plural(accrual.days, "día", "días")
    which = (
        "cada día, a la tasa de mora que rige para ese día"
        if terms.rate_choice.value == "by_period"
        else "todos a la tasa de mora del día del pago"
    )
    warning = " Incluye días cuya tasa aún no está certificada." if accrual.provisional else ""
    unit = format_pesos(terms.rounding.value)
    if amount:
        warning = f" El resultado se redondea al múltiplo de {unit} más cercano.{warning}"
    else:
        warning += f" Redondeados al múltiplo de {unit} más cercano quedan en cero."
    return (
        f"Se paga el {long_day(paid_on)}, {days} después del vencimiento "
        f"({terms.due.text}): {which}.{warning}"
    )


def formula_of(parts: list[Part]) -> str:
    """The formula of some stretches, in symbols."""
    compound = any(part.stretch.compound for part in parts)
    simple = any(not part.stretch.compound for part in parts)
    formulas = []
    if compound:
        formulas.append("capital × [Π (1 + tasa)^(días ÷ 365) − 1]")
    if simple:
        formulas.append("capital × Σ (tasa × días ÷ divisor del período)")
    return " + ".join(formulas)


def substitution_of(parts: list[Part], figures: tuple[Figure, ...], accrual: Accrual) -> str:
    """The same with the values put in; many stretches are summed in one phrase."""
    if len(parts) == 1:
        return figures[0].substitution
    total = write_exact(accrual.exact).pesos
    if len(parts) > _MANY:
        return f"suma de los {len(parts)} tramos = {total}"
    return " + ".join(figure.substitution.rpartition(" = ")[2] for figure in figures) + (
        f" = {total}"
    )


class _Wording(NamedTuple):
    """What a stretch says whatever the capital: the same for every case that it touches."""

    label: str
    sentence: str
    formula: str
    tail: str


@lru_cache(maxsize=16384)
def _wording(stretch: Stretch, first: int, last: int, rate: Decimal, *, grown: bool) -> _Wording:
    count = last - first + 1
    days = plural(count, "día", "días")
    rate_text = stretch.rate_text if rate is stretch.rate else format_percent(rate)
    own = rate == stretch.rate and stretch.rate_source
    source = f", {stretch.rate_source}" if own else ""
    certified = (
        ""
        if stretch.certified
        else " La tasa de estos días aún no está certificada: se usa la última conocida."
    )
    compound = " Se acumula sobre los intereses anteriores." if grown else ""
    return _Wording(
        label=f"{_short(first)} – {_short(last)}: {days} al {rate_text}",
        sentence=f"{days} a la tasa de mora del {rate_text} anual{source}.{compound}{certified}",
        formula=f"capital × [(1 + tasa)^(días ÷ {stretch.divisor}) − 1]"
        if stretch.compound
        else "capital × tasa × días ÷ divisor",
        tail=f" × [(1 + {rate_text})^({count} ÷ {stretch.divisor}) − 1] = "
        if stretch.compound
        else f" × {rate_text} × {count} ÷ {stretch.divisor} = ",
    )


def part_figures(parts: Sequence[Part]) -> tuple[Figure, ...]:
    """Explain the interest of each stretch of days with one rate, in their order."""
    return tuple(_part_figure(part, follows=place > 0) for place, part in enumerate(parts))


def _part_figure(part: Part, *, follows: bool) -> Figure:
    stretch = part.stretch
    written = write_exact(part.exact)
    grown = stretch.compound and follows
    wording = _wording(stretch, part.first, part.last, part.rate, grown=grown)
    capital = (
        write_exact(part.capital).pesos
        if stretch.compound
        else format_pesos(part.capital.numerator)
    )
    return Figure(
        code="interest_stretch",
        label=wording.label,
        amount=written.amount,
        exact=written.exact,
        sentence=wording.sentence,
        formula=wording.formula,
        substitution=f"{capital}{wording.tail}{written.pesos}",
        citations=stretch.citations,
        provenance=stretch.provenance,
        provisional=not stretch.certified,
    )


@lru_cache(maxsize=8192)
def _short(ordinal: int) -> str:
    return short_day(date.fromordinal(ordinal))
