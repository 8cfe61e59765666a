"""The explanation of the late-filing penalty, also when there is none."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from ser_app.law.explanation import Figure, Provenance, weakest
from ser_app.law.money import (
    Pesos,
    exact_whole,
    format_decimal,
    format_percent,
    format_pesos,
    write_exact,
)
from ser_app.law.parameters import Dated
from ser_app.law.penalty import Bound, Branch, Penalty, bounds_contradict, wages_in_pesos
from ser_app.law.terms import LateFilingTerms, Terms
from ser_app.law.texts import long_day, plural
from ser_app.law.wages import Wage

CODE = "late_filing_penalty"
LABEL = "Sanción por extemporaneidad"


def penalty_figure(
    levy: Pesos, levy_provenance: Provenance, filed_on: date, terms: Terms, penalty: Penalty
) -> Figure:
    """Explain a penalty with its computed amount, minimum, maximum and minimum wage inside."""
    if penalty.wage is None or terms.late_filing is None:
        return _no_penalty(terms, penalty)
    if penalty.branch in {Branch.LATE_NIL, Branch.NOT_DECLARED_NIL}:
        return _nil_penalty(terms, terms.late_filing, penalty, penalty.wage, levy_provenance)
    return _percentage(
        levy,
        levy_provenance,
        filed_on,
        terms=terms,
        late=terms.late_filing,
        penalty=penalty,
        wage=penalty.wage,
    )


def _no_penalty(terms: Terms, penalty: Penalty) -> Figure:
    due = terms.due
    if penalty.branch is Branch.ON_TIME:
        sentence = (
            f"No hay sanción: se presentó dentro del plazo, que vence el {long_day(due.day)}."
        )
    else:
        sentence = (
            "No hay sanción que liquidar aquí: se presentó después del vencimiento "
            f"({long_day(due.day)}), pero en este régimen la multa solo la impone el Ministerio "
            "mediante una actuación administrativa."
        )
    late = penalty.branch is Branch.BY_PROCEDURE
    inputs = (due.provenance, terms.penalty_scheme.provenance) if late else (due.provenance,)
    return Figure(
        code=CODE,
        label=LABEL,
        amount=Pesos(0),
        exact=exact_whole(0),
        sentence=sentence,
        formula="0",
        substitution="$ 0",
        citations=terms.penalty_scheme.citations + due.citations,
        provenance=weakest(inputs),
    )


def _nil_penalty(
    terms: Terms,
    late: LateFilingTerms,
    penalty: Penalty,
    wage: Wage,
    levy_provenance: Provenance,
) -> Figure:
    act = penalty.branch is Branch.NOT_DECLARED_NIL
    wages = late.not_declared_nil if act else late.nil
    months = plural(penalty.months, "mes o fracción", "meses o fracción")
    because = " y con acto del Ministerio" if act else ""
    written = write_exact(penalty.exact)
    return Figure(
        code=CODE,
        label=LABEL,
        amount=penalty.amount,
        exact=written.exact,
        sentence=f"Una declaración sin valor a pagar se presentó {months} después del vencimiento "
        f"({long_day(terms.due.day)}){because}: la sanción es de {_count_of_wages(wages.value)}."
        + _rounding_sentence(terms),
        formula="salarios mínimos × SMLMV",
        substitution=f"{format_decimal(wages.value)} × {format_pesos(wage.monthly_pesos)} = "
        f"{written.pesos}",
        citations=wages.citations + terms.due.citations,
        provenance=weakest(
            (levy_provenance, wages.provenance, *_common_provenances(terms, late, wage))
        ),
        provisional=penalty.provisional,
        figures=_limit_figures(late, wage, act=act)[-1:],
    )


def _percentage(
    levy: Pesos,
    levy_provenance: Provenance,
    filed_on: date,
    *,
    terms: Terms,
    late: LateFilingTerms,
    penalty: Penalty,
    wage: Wage,
) -> Figure:
    act = penalty.branch is Branch.NOT_DECLARED
    rate = late.not_declared_rate if act else late.monthly_rate
    minimum = late.not_declared_minimum if act else late.minimum
    computed = _computed_figure(levy, levy_provenance, rate, penalty, act=act)
    inputs = [
        levy_provenance,
        rate.provenance,
        minimum.provenance,
        late.maximum.provenance,
        *_common_provenances(terms, late, wage),
    ]
    if act:
        inputs.append(late.short_delay.provenance)
    if bounds_contradict(penalty):
        inputs.append(late.minimum_above_maximum.provenance)
    return Figure(
        code=CODE,
        label=LABEL,
        amount=penalty.amount,
        exact=write_exact(penalty.exact).exact,
        sentence=_late_sentence(filed_on, terms, rate.value, penalty, act=act)
        + _bound_sentence(penalty, minimum.value, late.maximum.value)
        + _rounding_sentence(terms),
        formula=_FORMULAS[penalty.bound, act],
        substitution=_substitution(penalty, computed, minimum.value, late.maximum.value, wage),
        citations=rate.citations + terms.due.citations,
        provenance=weakest(inputs),
        provisional=penalty.provisional,
        figures=(computed, *_limit_figures(late, wage, act=act)),
    )


_FORMULAS = {
    (Bound.NONE, False): "contraprestación × tasa mensual × meses o fracción",
    (Bound.NONE, True): "contraprestación no declarada × tasa",
    (Bound.MINIMUM, False): "mínimo: salarios mínimos × SMLMV",
    (Bound.MINIMUM, True): "mínimo: salarios mínimos × SMLMV",
    (Bound.MAXIMUM, False): "máximo: salarios mínimos × SMLMV",
    (Bound.MAXIMUM, True): "máximo: salarios mínimos × SMLMV",
}


def _late_sentence(
    filed_on: date, terms: Terms, rate: Decimal, penalty: Penalty, *, act: bool
) -> str:
    months = plural(penalty.months, "mes o fracción", "meses o fracción")
    late = (
        f"Presentada el {long_day(filed_on)}, se cuentan {months} desde el vencimiento "
        f"({long_day(terms.due.day)})"
    )
    if act:
        return f"{late} y con acto del Ministerio: el {format_percent(rate)} de lo no declarado."
    return f"{late}: {format_percent(rate)} de la contraprestación por cada mes o fracción."


def _rounding_sentence(terms: Terms) -> str:
    unit = format_pesos(terms.rounding.value)
    return f" El resultado se redondea al múltiplo de {unit} más cercano."


def _bound_sentence(penalty: Penalty, minimum: Decimal, maximum: Decimal) -> str:
    if penalty.bound is Bound.MINIMUM:
        return f" Como resulta menor, se cobra el mínimo de {_count_of_wages(minimum)}."
    if penalty.bound is Bound.MAXIMUM:
        return f" Se cobra el máximo de {_count_of_wages(maximum)}."
    return ""


def _substitution(
    penalty: Penalty, computed: Figure, minimum: Decimal, maximum: Decimal, wage: Wage
) -> str:
    if penalty.bound is Bound.NONE:
        return computed.substitution
    count = minimum if penalty.bound is Bound.MINIMUM else maximum
    return (
        f"{format_decimal(count)} × {format_pesos(wage.monthly_pesos)} = "
        f"{write_exact(penalty.exact).pesos}"
    )


def _computed_figure(
    levy: Pesos,
    levy_provenance: Provenance,
    rate: Dated[Decimal],
    penalty: Penalty,
    *,
    act: bool,
) -> Figure:
    times = "" if act else f" × {penalty.months}"
    written = write_exact(penalty.computed)
    return Figure(
        code="penalty_computed",
        label="Sanción calculada",
        amount=written.amount,
        exact=written.exact,
        sentence="Es la sanción antes de compararla con el mínimo y el máximo.",
        formula=_FORMULAS[Bound.NONE, act],
        substitution=f"{format_pesos(levy)} × {format_percent(rate.value)}{times} = "
        f"{written.pesos}",
        citations=rate.citations,
        provenance=weakest((rate.provenance, levy_provenance)),
    )


@lru_cache(maxsize=1024)
def _limit_figures(late: LateFilingTerms, wage: Wage, *, act: bool) -> tuple[Figure, ...]:
    """Minimum, maximum and minimum wage: the same for every case of a period filed in a year."""
    minimum = late.not_declared_minimum if act else late.minimum
    return (
        _limit_figure("penalty_minimum", "Sanción mínima", minimum, wage, late),
        _limit_figure("penalty_maximum", "Sanción máxima", late.maximum, wage, late),
        _wage_figure(wage, late),
    )


def _limit_figure(
    code: str, label: str, wages: Dated[Decimal], wage: Wage, late: LateFilingTerms
) -> Figure:
    written = write_exact(wages_in_pesos(wages.value, wage))
    return Figure(
        code=code,
        label=label,
        amount=written.amount,
        exact=written.exact,
        sentence=f"Equivale a {_count_of_wages(wages.value)}.",
        formula="salarios mínimos × SMLMV",
        substitution=f"{format_decimal(wages.value)} × {format_pesos(wage.monthly_pesos)} = "
        f"{written.pesos}",
        citations=wages.citations,
        provenance=weakest((wages.provenance, wage.provenance, late.wage_day.provenance)),
        provisional=not wage.certified,
    )


def _wage_figure(wage: Wage, late: LateFilingTerms) -> Figure:
    day = "de la presentación" if late.wage_day.value == "filing_day" else "del vencimiento"
    certified = "" if wage.certified else " Aún no se ha cargado el de ese año: se usa el último."
    return Figure(
        code="minimum_wage",
        label=f"Salario mínimo mensual de {wage.year}",
        amount=Pesos(wage.monthly_pesos),
        exact=exact_whole(wage.monthly_pesos),
        sentence=f"Se toma el salario mínimo del día {day}.{certified}",
        formula="SMLMV",
        substitution=format_pesos(wage.monthly_pesos),
        citations=(wage.citation, *late.wage_day.citations),
        provenance=weakest((wage.provenance, late.wage_day.provenance)),
        provisional=not wage.certified,
    )


def _common_provenances(terms: Terms, late: LateFilingTerms, wage: Wage) -> tuple[Provenance, ...]:
    return (
        terms.due.provenance,
        terms.month_counting.provenance,
        terms.rounding.provenance,
        late.wage_day.provenance,
        wage.provenance,
    )


def _count_of_wages(count: Decimal) -> str:
    if count == Decimal("0.5"):
        return "½ salario mínimo mensual"
    if count == 1:
        return "1 salario mínimo mensual"
    return f"{format_decimal(count)} salarios mínimos mensuales"
