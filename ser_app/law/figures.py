"""The explanation of a liquidation: its outermost figures, in the order of the form."""

from ser_app.law.case import Case
from ser_app.law.explanation import Figure, weakest
from ser_app.law.interest import Accrual
from ser_app.law.interest_figures import interest_figure
from ser_app.law.levy import Levy
from ser_app.law.money import Pesos, exact_whole, format_percent, format_pesos, write_exact
from ser_app.law.parameters import RuleBook
from ser_app.law.penalty import Penalty
from ser_app.law.penalty_figures import penalty_figure
from ser_app.law.terms import Terms


def figures_of(
    case: Case, terms: Terms, levy: Levy, penalty: Penalty, accrual: Accrual, rules: RuleBook
) -> tuple[Figure, ...]:
    """Explain levy, penalty, interest, balance applied if any, and total."""
    levy_part = levy_figure(case, terms, levy)
    owed = Pesos(levy.amount - case.balance_applied)
    figures = [
        levy_part,
        penalty_figure(levy.amount, levy_part.provenance, case.filed_on, terms, penalty),
        interest_figure(owed, levy_part.provenance, case, terms, accrual, rules),
    ]
    if case.balance_applied:
        figures.append(_balance_figure(case, terms))
    figures.append(_total_figure(figures))
    return tuple(figures)


def levy_figure(case: Case, terms: Terms, levy: Levy) -> Figure:
    """Explain the levy, with its base inside."""
    rate = terms.levy_rate
    percent = format_percent(rate.value)
    written = write_exact(levy.exact)
    return Figure(
        code="levy",
        label="Contraprestación periódica",
        amount=levy.amount,
        exact=written.exact,
        sentence=_levy_sentence(case, terms, levy, percent),
        formula="base × tarifa",
        substitution=f"{format_pesos(levy.base)} × {percent} = {written.pesos}",
        citations=rate.citations,
        provenance=weakest((rate.provenance, terms.rounding.provenance)),
        figures=(_base_figure(case, levy),),
    )


def _levy_sentence(case: Case, terms: Terms, levy: Levy, percent: str) -> str:
    if levy.base:
        net = " menos las devoluciones" if case.returns else ""
        return (
            f"Es el {percent} de los ingresos brutos del período ({case.period.label}){net}, "
            f"redondeado al múltiplo de {format_pesos(terms.rounding.value)} más cercano."
        )
    if case.gross_income:
        return "No hay contraprestación: las devoluciones igualan o superan los ingresos."
    return (
        "No hay contraprestación: no declara ingresos en el período. La declaración se presenta "
        "de todos modos."
    )


def _base_figure(case: Case, levy: Levy) -> Figure:
    return Figure(
        code="base",
        label="Base",
        amount=levy.base,
        exact=exact_whole(levy.base),
        sentence="Son los ingresos brutos causados en el período menos las devoluciones; nunca es "
        "menor que cero.",
        formula="ingresos brutos − devoluciones",
        substitution=f"{format_pesos(case.gross_income)} − {format_pesos(case.returns)} = "
        f"{format_pesos(levy.base)}",
    )


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


def _total_figure(parts: list[Figure]) -> Figure:
    """The sum of the figures beside it; they are not nested again."""
    by_code = {part.code: part.amount for part in parts}
    balance = by_code.get("balance_applied", 0)
    total = by_code["levy"] + by_code["late_filing_penalty"] + by_code["arrears_interest"] - balance
    less = f" − {format_pesos(balance)}" if balance else ""
    return Figure(
        code="total",
        label="Total a pagar",
        amount=Pesos(total),
        exact=exact_whole(total),
        sentence=_total_sentence(total, balance),
        formula="contraprestación − saldo a favor + sanción + intereses"
        if balance
        else "contraprestación + sanción + intereses",
        substitution=f"{format_pesos(by_code['levy'])}{less} + "
        f"{format_pesos(by_code['late_filing_penalty'])} + "
        f"{format_pesos(by_code['arrears_interest'])} = {format_pesos(total)}",
        provenance=weakest(part.provenance for part in parts),
        provisional=any(part.provisional for part in parts),
    )


def _total_sentence(total: int, balance: int) -> str:
    if not total:
        return "No hay nada que pagar."
    less = ", menos el saldo a favor que aplica" if balance else ""
    return f"Es la suma de contraprestación, sanción e intereses{less}."
