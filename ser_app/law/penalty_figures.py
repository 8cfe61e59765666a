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
from ser_app.law.penalty_words import (
    accepted_citations,
    accepted_factor,
    accepted_formula,
    accepted_provenances,
    accepted_sentence,
    act_sentence,
    bound_sentence,
    count_of_wages,
    rounding_sentence,
)
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
    if penalty.rate is None:
        return _nil_penalty(terms, terms.late_filing, penalty, penalty.wage, levy_provenance)
    return _percentage(
        levy,
        levy_provenance,
        filed_on,
        terms=terms,
        late=terms.late_filing,
        penalty=penalty,
        wage=penalty.wage,
        rate=penalty.rate,
    )


def _no_penalty(terms: Terms, penalty: Penalty) -> Figure:
    due = terms.due
    if penalty.branch is Branch.ON_TIME:
        sentence = f"No hay sanción: se presenta dentro del plazo, que vence el {due.text}."
    else:
        sentence = (
            "No hay sanción que liquidar aquí: se presenta después del vencimiento "
            f"({due.text}), pero en este régimen la multa solo la impone el Ministerio "
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
    act = late.not_declared if penalty.branch is Branch.NOT_DECLARED_NIL else None
    wages = late.nil if act is None else act.nil
    months = plural(penalty.months, "mes o fracción", "meses o fracción")
    because = "" if act is None else " y con acto del Ministerio"
    written = write_exact(penalty.exact)
    amount = (
        f"la sanción es de {count_of_wages(wages.value)}.{rounding_sentence(terms)}"
        if wages.value
        else "no hay sanción, porque no hay contraprestación sobre la cual calcularla."
    )
    return Figure(
        code=CODE,
        label=LABEL,
        amount=penalty.amount,
        exact=written.exact,
        sentence=f"Una declaración sin valor a pagar se presenta {months} después del vencimiento "
        f"({terms.due.text}){because}: {amount}"
        + act_sentence(penalty, late)
        + accepted_sentence(penalty.accepted),
        formula="salarios mínimos × SMLMV" + accepted_formula(penalty.accepted),
        substitution=f"{format_decimal(wages.value)} × {format_pesos(wage.monthly_pesos)}"
        f"{accepted_factor(penalty.accepted)} = {written.pesos}",
        citations=wages.citations + accepted_citations(penalty.accepted) + terms.due.citations,
        provenance=weakest(
            (
                levy_provenance,
                wages.provenance,
                *accepted_provenances(penalty.accepted),
                *_common_provenances(terms, late, wage),
            )
        ),
        provisional=penalty.provisional,
        figures=_limit_figures(late, wage, act=act is not None)[-1:],
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
    rate: Dated[Decimal],
) -> Figure:
    act = late.not_declared if penalty.branch is Branch.NOT_DECLARED else None
    minimum = late.minimum if act is None else act.minimum
    computed = _computed_figure(levy, levy_provenance, rate, penalty)
    return Figure(
        code=CODE,
        label=LABEL,
        amount=penalty.amount,
        exact=write_exact(penalty.exact).exact,
        sentence=_late_sentence(filed_on, terms, rate.value, penalty)
        + act_sentence(penalty, late)
        + bound_sentence(penalty, minimum.value, late)
        + accepted_sentence(penalty.accepted)
        + rounding_sentence(terms),
        formula=_formula(penalty) + accepted_formula(penalty.accepted),
        substitution=_substitution(levy, penalty, computed, minimum.value, late, wage),
        citations=rate.citations + accepted_citations(penalty.accepted) + terms.due.citations,
        provenance=weakest(
            _inputs(levy_provenance, rate, minimum, terms=terms, late=late, penalty=penalty)
        ),
        provisional=penalty.provisional,
        figures=(computed, *_bounds(levy, late, penalty, wage, act=act is not None)),
    )


def _inputs(
    levy_provenance: Provenance,
    rate: Dated[Decimal],
    minimum: Dated[Decimal],
    *,
    terms: Terms,
    late: LateFilingTerms,
    penalty: Penalty,
) -> list[Provenance]:
    inputs = [levy_provenance, rate.provenance, minimum.provenance, late.maximum.provenance]
    if penalty.wage is not None:
        inputs.extend(_common_provenances(terms, late, penalty.wage))
    if penalty.branch is Branch.NOT_DECLARED or late.long_rate.value != late.monthly_rate.value:
        inputs.append(late.short_delay.provenance)
    if late.maximum_share is not None:
        inputs.append(late.maximum_share.provenance)
    if bounds_contradict(penalty):
        inputs.append(late.minimum_above_maximum.provenance)
    inputs.extend(accepted_provenances(penalty.accepted))
    return inputs


def _formula(penalty: Penalty) -> str:
    if penalty.bound is Bound.MINIMUM:
        return "mínimo: salarios mínimos × SMLMV"
    if penalty.bound is Bound.MAXIMUM:
        if penalty.maximum_is_share:
            return "máximo: contraprestación × fracción máxima"
        return "máximo: salarios mínimos × SMLMV"
    return _computed_formula(penalty)


def _computed_formula(penalty: Penalty) -> str:
    if penalty.branch is Branch.NOT_DECLARED:
        return "contraprestación no declarada × tasa"
    return "contraprestación × tasa mensual × meses o fracción"


def _late_sentence(filed_on: date, terms: Terms, rate: Decimal, penalty: Penalty) -> str:
    months = plural(penalty.months, "mes o fracción", "meses o fracción")
    count = "se cuenta" if penalty.months == 1 else "se cuentan"
    late = (
        f"Presentada el {long_day(filed_on)}, {count} {months} desde el vencimiento "
        f"({terms.due.text})"
    )
    if penalty.branch is Branch.NOT_DECLARED:
        return f"{late} y con acto del Ministerio: el {format_percent(rate)} de lo no declarado."
    return f"{late}: {format_percent(rate)} de la contraprestación por cada mes o fracción."


def _substitution(
    levy: Pesos,
    penalty: Penalty,
    computed: Figure,
    minimum: Decimal,
    late: LateFilingTerms,
    wage: Wage,
) -> str:
    if penalty.bound is Bound.NONE and penalty.accepted is None:
        return computed.substitution
    factor = accepted_factor(penalty.accepted)
    result = write_exact(penalty.exact).pesos
    if penalty.bound is Bound.NONE:
        return f"{computed.substitution.partition(' = ')[0]}{factor} = {result}"
    share = late.maximum_share
    if penalty.bound is Bound.MAXIMUM and penalty.maximum_is_share and share is not None:
        return f"{format_pesos(levy)} × {format_percent(share.value)}{factor} = {result}"
    count = minimum if penalty.bound is Bound.MINIMUM else late.maximum.value
    return f"{format_decimal(count)} × {format_pesos(wage.monthly_pesos)}{factor} = {result}"


def _computed_figure(
    levy: Pesos, levy_provenance: Provenance, rate: Dated[Decimal], penalty: Penalty
) -> Figure:
    times = "" if penalty.branch is Branch.NOT_DECLARED else f" × {penalty.months}"
    written = write_exact(penalty.computed)
    return Figure(
        code="penalty_computed",
        label="Sanción calculada",
        amount=written.amount,
        exact=written.exact,
        sentence="Es la sanción antes de compararla con el mínimo y el máximo."
        if penalty.minimum.numerator
        else "Es la sanción antes de compararla con el máximo.",
        formula=_computed_formula(penalty),
        substitution=f"{format_pesos(levy)} × {format_percent(rate.value)}{times} = "
        f"{written.pesos}",
        citations=rate.citations,
        provenance=weakest((rate.provenance, levy_provenance)),
    )


def _bounds(
    levy: Pesos, late: LateFilingTerms, penalty: Penalty, wage: Wage, *, act: bool
) -> tuple[Figure, ...]:
    """Minimum, maximum and minimum wage, with the maximum as a share of the levy when it holds."""
    limits = _limit_figures(late, wage, act=act)
    share = late.maximum_share
    if not penalty.maximum_is_share or share is None:
        return limits
    written = write_exact(penalty.maximum)
    maximum = Figure(
        code="penalty_maximum",
        label="Sanción máxima",
        amount=written.amount,
        exact=written.exact,
        sentence=f"Es el {format_percent(share.value)} de la contraprestación, que es menos que "
        f"{count_of_wages(late.maximum.value)}.",
        formula="contraprestación × fracción máxima",
        substitution=f"{format_pesos(levy)} × {format_percent(share.value)} = {written.pesos}",
        citations=share.citations,
        provenance=share.provenance,
    )
    return tuple(maximum if figure.code == "penalty_maximum" else figure for figure in limits)


@lru_cache(maxsize=1024)
def _limit_figures(late: LateFilingTerms, wage: Wage, *, act: bool) -> tuple[Figure, ...]:
    """Minimum, maximum and minimum wage: the same for every case of a period filed in a year."""
    declared = late.not_declared
    minimum = declared.minimum if act and declared is not None else late.minimum
    return (
        *(
            (limit_figure("penalty_minimum", "Sanción mínima", minimum, wage, late.wage_day),)
            if minimum.value
            else ()
        ),
        limit_figure("penalty_maximum", "Sanción máxima", late.maximum, wage, late.wage_day),
        wage_figure(wage, late.wage_day),
    )


def limit_figure(
    code: str, label: str, wages: Dated[Decimal], wage: Wage, wage_day: Dated[str]
) -> Figure:
    """Explain a minimum or maximum in minimum wages."""
    written = write_exact(wages_in_pesos(wages.value, wage))
    return Figure(
        code=code,
        label=label,
        amount=written.amount,
        exact=written.exact,
        sentence=f"Equivale a {count_of_wages(wages.value)}.",
        formula="salarios mínimos × SMLMV",
        substitution=f"{format_decimal(wages.value)} × {format_pesos(wage.monthly_pesos)} = "
        f"{written.pesos}",
        citations=wages.citations,
        provenance=weakest((wages.provenance, wage.provenance, wage_day.provenance)),
        provisional=not wage.certified,
    )


_WAGE_DAYS = {
    "filing_day": "de la presentación",
    "due_day": "del vencimiento",
    "final_day": "en que el acto quedó en firme",
}


def wage_figure(wage: Wage, wage_day: Dated[str]) -> Figure:
    """Explain which minimum wage was taken."""
    day = _WAGE_DAYS[wage_day.value]
    certified = "" if wage.certified else " Aún no se ha cargado el de ese año: se usa el último."
    return Figure(
        code="minimum_wage",
        label=f"Salario mínimo mensual de {wage.year}",
        amount=Pesos(wage.monthly_pesos),
        exact=exact_whole(wage.monthly_pesos),
        sentence=f"Se toma el salario mínimo del día {day}.{certified}",
        formula="SMLMV",
        substitution=format_pesos(wage.monthly_pesos),
        citations=(wage.citation, *wage_day.citations),
        provenance=weakest((wage.provenance, wage_day.provenance)),
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
