"""The explanation of the interest on arrears, one figure inside for each stretch of days."""

from datetime import date

from ser_app.law.case import Case
from ser_app.law.explanation import Citation, Figure, Provenance, weakest
from ser_app.law.interest import Accrual, Part, arrears_table
from ser_app.law.money import (
    Pesos,
    exact_text,
    format_exact_pesos,
    format_percent,
    format_pesos,
    round_half_up,
)
from ser_app.law.parameters import RuleBook
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
        return _no_interest(owed, case, terms, accrual)
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
    return Figure(
        code=CODE,
        label=LABEL,
        amount=round_half_up(accrual.exact, terms.rounding.value),
        exact=exact_text(accrual.exact),
        sentence=_sentence(case.paid_on, terms, accrual),
        formula=_formula(parts),
        substitution=_substitution(parts, accrual),
        citations=_distinct(terms.interest.citations + terms.due.citations),
        provenance=weakest(inputs),
        provisional=accrual.provisional,
        figures=tuple(_part_figure(part) for part in parts),
    )


def _no_interest(owed: Pesos, case: Case, terms: Terms, accrual: Accrual) -> Figure:
    if accrual.days == 0:
        sentence = (
            f"No hay intereses: se paga dentro del plazo, que vence el {long_day(terms.due.day)}."
        )
    elif case.balance_applied:
        sentence = "No hay intereses: el saldo a favor cubre toda la contraprestación."
    else:
        sentence = "No hay intereses: no hay contraprestación por pagar."
    return Figure(
        code=CODE,
        label=LABEL,
        amount=Pesos(0),
        exact=exact_text(accrual.exact),
        sentence=sentence,
        formula="0",
        substitution="$ 0",
        citations=_distinct(terms.interest.citations + terms.due.citations),
        provenance=terms.due.provenance if owed else Provenance.CONFIRMED,
    )


def _sentence(paid_on: date, terms: Terms, accrual: Accrual) -> str:
    days = plural(accrual.days, "día", "días")
    which = (
        "cada día, a la tasa de mora que rige para ese día"
        if terms.rate_choice.value == "by_period"
        else "todos a la tasa de mora del día del pago"
    )
    warning = " Incluye días cuya tasa aún no está certificada." if accrual.provisional else ""
    return (
        f"Se paga el {long_day(paid_on)}, {days} después del vencimiento "
        f"({long_day(terms.due.day)}): {which}.{warning}"
    )


def _formula(parts: list[Part]) -> str:
    compound = any(part.stretch.compound for part in parts)
    simple = any(not part.stretch.compound for part in parts)
    formulas = []
    if compound:
        formulas.append("capital × [Π (1 + tasa)^(días ÷ 365) − 1]")
    if simple:
        formulas.append("capital × Σ (tasa × días ÷ días del año)")
    return " + ".join(formulas)


def _substitution(parts: list[Part], accrual: Accrual) -> str:
    total = format_exact_pesos(accrual.exact)
    if len(parts) == 1:
        return _part_substitution(parts[0])
    if len(parts) > _MANY:
        return f"suma de los {len(parts)} tramos = {total}"
    return " + ".join(format_exact_pesos(part.exact) for part in parts) + f" = {total}"


def _part_figure(part: Part) -> Figure:
    stretch = part.stretch
    days = plural(part.days, "día", "días")
    rate = _rate_text(part)
    certified = (
        ""
        if stretch.certified
        else " La tasa de estos días aún no está certificada: se usa la última conocida."
    )
    compound = " Se acumula sobre los intereses anteriores." if stretch.compound else ""
    return Figure(
        code="interest_stretch",
        label=f"{_short(part.first)} – {_short(part.last)}: {days} al {rate}",
        amount=round_half_up(part.exact, 1),
        exact=exact_text(part.exact),
        sentence=f"{days} a la tasa de mora del {rate} anual.{compound}{certified}",
        formula="capital × [(1 + tasa)^(días ÷ días del año) − 1]"
        if stretch.compound
        else "capital × tasa × días ÷ días del año",
        substitution=_part_substitution(part),
        citations=stretch.citations,
        provenance=stretch.provenance,
        provisional=not stretch.certified,
    )


def _part_substitution(part: Part) -> str:
    capital, result = format_exact_pesos(part.capital), format_exact_pesos(part.exact)
    rate, divisor = _rate_text(part), part.stretch.divisor
    if part.stretch.compound:
        return f"{capital} × [(1 + {rate})^({part.days} ÷ {divisor}) − 1] = {result}"
    return f"{capital} × {rate} × {part.days} ÷ {divisor} = {result}"


def _rate_text(part: Part) -> str:
    stretch = part.stretch
    return stretch.rate_text if part.rate is stretch.rate else format_percent(part.rate)


def _short(ordinal: int) -> str:
    return short_day(date.fromordinal(ordinal))


def _distinct(citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citations))
