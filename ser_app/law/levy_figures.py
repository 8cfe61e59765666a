"""The explanation of the levy: a rate on the base, a right in minimum wages, or a given amount."""

from ser_app.law.case import Case
from ser_app.law.explanation import Figure, weakest
from ser_app.law.levy import Levy
from ser_app.law.money import (
    Pesos,
    exact_whole,
    format_decimal,
    format_percent,
    format_pesos,
    write_exact,
)
from ser_app.law.penalty_figures import wage_figure
from ser_app.law.penalty_words import count_of_wages
from ser_app.law.terms import Terms

_CODE = "levy"


def levy_figure(case: Case, terms: Terms, levy: Levy) -> Figure:
    """Explain the levy, with what it was computed from inside."""
    if levy.wage is not None:
        return _right_figure(case, terms, levy)
    if case.levy_amount is not None:
        return _given_figure(case, terms, levy)
    percent = format_percent(levy.rate)
    written = write_exact(levy.exact)
    rule = terms.levy_rate or terms.basis
    return Figure(
        code=_CODE,
        label="Contraprestación periódica",
        amount=levy.amount,
        exact=written.exact,
        sentence=_rate_sentence(case, terms, levy, percent),
        formula="base × tarifa" if terms.levy_rate is not None else "base × tarifa del título",
        substitution=f"{format_pesos(levy.base)} × {percent} = {written.pesos}",
        citations=rule.citations,
        provenance=weakest((rule.provenance, terms.rounding.provenance)),
        figures=(_base_figure(case, levy),),
    )


def difference_figure(corrects_levy: int, levy: Figure) -> Figure:
    """Explain by how much a correction changes the levy; the amount may be negative."""
    difference = levy.amount - corrects_levy
    if difference > 0:
        sentence = "Es lo que la corrección aumenta la contraprestación que se había declarado."
    elif difference < 0:
        sentence = "La corrección disminuye la contraprestación que se había declarado."
    else:
        sentence = "La corrección no cambia la contraprestación."
    return Figure(
        code="levy_difference",
        label="Diferencia con lo declarado",
        amount=Pesos(difference),
        exact=exact_whole(difference),
        sentence=sentence,
        formula="contraprestación de esta corrección − contraprestación declarada antes",
        substitution=f"{format_pesos(levy.amount)} − {format_pesos(corrects_levy)} = "
        f"{format_pesos(difference)}",
        provenance=levy.provenance,
    )


def _rate_sentence(case: Case, terms: Terms, levy: Levy, percent: str) -> str:
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


def _given_figure(case: Case, terms: Terms, levy: Levy) -> Figure:
    label = case.right.label if case.right is not None else "Contraprestación anual"
    given = format_pesos(case.levy_amount or 0)
    sentence = "Es el valor que fija el acto del Ministerio o la fórmula de la norma"
    if levy.amount != case.levy_amount:
        unit = format_pesos(terms.rounding.value)
        sentence += f", redondeado al múltiplo de {unit} más cercano"
    return Figure(
        code=_CODE,
        label=label,
        amount=levy.amount,
        exact=write_exact(levy.exact).exact,
        sentence=f"{sentence}.",
        formula="valor del acto o de la fórmula",
        substitution=given,
        citations=terms.basis.citations,
        provenance=weakest((terms.basis.provenance, terms.rounding.provenance)),
    )


def _right_figure(case: Case, terms: Terms, levy: Levy) -> Figure:
    wages, wage = terms.right_wages, levy.wage
    if wages is None or wage is None or case.right is None:
        raise ValueError(case)
    written = write_exact(levy.exact)
    units = f"{case.units} × " if case.units > 1 else ""
    each = " por cada estación" if case.units > 1 else ""
    return Figure(
        code=_CODE,
        label=case.right.label,
        amount=levy.amount,
        exact=written.exact,
        sentence=f"Cuesta {count_of_wages(wages.value)}{each}, redondeado al múltiplo de "
        f"{format_pesos(terms.rounding.value)} más cercano.",
        formula=("estaciones × " if case.units > 1 else "") + "salarios mínimos × SMLMV",
        substitution=f"{units}{format_decimal(wages.value)} × "
        f"{format_pesos(wage.monthly_pesos)} = {written.pesos}",
        citations=wages.citations,
        provenance=weakest(
            (
                wages.provenance,
                wage.provenance,
                terms.right_wage_day.provenance,
                terms.rounding.provenance,
            )
        ),
        provisional=not wage.certified,
        figures=(wage_figure(wage, terms.right_wage_day),),
    )
