"""The explanation of a correction's penalty, alone or beside the first filing's own."""

from collections.abc import Callable
from dataclasses import replace

from ser_app.law.case import Case
from ser_app.law.explanation import Figure, Provenance, weakest
from ser_app.law.inaccuracy import (
    CorrectionBranch,
    CorrectionPenalty,
    Penalties,
    first_filing_levy,
)
from ser_app.law.money import (
    Pesos,
    exact_whole,
    format_decimal,
    format_percent,
    format_pesos,
    write_exact,
)
from ser_app.law.penalty import Bound
from ser_app.law.penalty_figures import CODE, limit_figure, penalty_figure, wage_figure
from ser_app.law.penalty_words import (
    accepted_citations,
    accepted_factor,
    accepted_formula,
    accepted_provenances,
    accepted_sentence,
    count_of_wages,
    rounding_sentence,
)
from ser_app.law.terms import Terms
from ser_app.law.texts import long_day

LABEL = "Sanción por corrección"
_ON_WHAT = {
    "lesser": "Se liquida sobre la menor de las dos contraprestaciones",
    "declared": "Se liquida sobre la contraprestación que se declaró",
    "corrected": "Se liquida sobre la contraprestación corregida",
}


def penalties_figure(
    case: Case, levy: Pesos, levy_provenance: Provenance, terms: Terms, penalties: Penalties
) -> Figure:
    """Explain the penalty line of a form.

    Args:
        case: The facts.
        levy: The rounded levy.
        levy_provenance: How sure we are of it.
        terms: The terms of the period.
        penalties: What was assessed.
    """
    late, correction = penalties.late, penalties.correction
    if correction is None and late is not None:
        return penalty_figure(levy, levy_provenance, case.filed_on, terms, late)
    if correction is None:  # assess_penalties always gives one of both
        raise ValueError(penalties)
    own = _correction_figure(case, levy_provenance, terms, correction)
    if late is None or case.corrects_filed_on is None:
        return own
    declared = first_filing_levy(levy, Pesos(case.corrects_levy or 0), terms)
    first = penalty_figure(declared, levy_provenance, case.corrects_filed_on, terms, late)
    asked = terms.first_filing_levy
    if correction.difference and late.wage is not None:
        whose = ", por decisión de este sistema" if asked.provenance is Provenance.DECISION else ""
        first = replace(
            first,
            sentence=f"{first.sentence} {_ON_WHAT[asked.value]}: {format_pesos(declared)}{whose}.",
            citations=first.citations + asked.citations,
            provenance=weakest((first.provenance, asked.provenance)),
        )
    return _together(first, own, terms, penalties)


def _together(first: Figure, own: Figure, terms: Terms, penalties: Penalties) -> Figure:
    first = replace(first, code="first_filing_penalty", label="Sanción de la declaración inicial")
    own = replace(own, code="correction_penalty", label=LABEL)
    limit = ""
    if penalties.together is not None:
        limit = " Juntas no pasan del máximo de la norma, que es lo que se cobra."
    return Figure(
        code=CODE,
        label="Sanciones",
        amount=penalties.amount,
        exact=exact_whole(penalties.amount),
        sentence="La declaración inicial no se ha pagado: se cobra su propia sanción por "
        f"extemporaneidad y la de la corrección.{limit}",
        formula="sanción de la declaración inicial + sanción por corrección"
        if penalties.together is None
        else "máximo de ambas sanciones",
        substitution=f"{format_pesos(first.amount)} + {format_pesos(own.amount)} = "
        f"{format_pesos(first.amount + own.amount)}"
        if penalties.together is None
        else write_exact(penalties.together).pesos,
        citations=terms.inaccuracy.together.citations
        if terms.inaccuracy is not None and terms.inaccuracy.together is not None
        else (),
        provenance=weakest((first.provenance, own.provenance)),
        provisional=first.provisional or own.provisional,
        figures=(first, own),
    )


def _correction_figure(
    case: Case, levy_provenance: Provenance, terms: Terms, correction: CorrectionPenalty
) -> Figure:
    if correction.rate is None or correction.wage is None:
        return _no_penalty(terms, correction)
    inaccuracy = terms.inaccuracy
    if inaccuracy is None:  # a rate comes from these terms
        raise ValueError(correction)
    rate = format_percent(correction.rate.value)
    written = write_exact(correction.exact)
    computed = write_exact(correction.computed)
    bounded = correction.bound is Bound.MAXIMUM
    who = (
        "El Ministerio encontró un mayor valor"
        if correction.branch is CorrectionBranch.FOUND
        else f"Corrige por su cuenta el {long_day(case.filed_on)} un mayor valor"
    )
    limit = f" Se cobra el máximo de {count_of_wages(inaccuracy.maximum.value)}." if bounded else ""
    start = (
        f"{format_decimal(inaccuracy.maximum.value)} × "
        f"{format_pesos(correction.wage.monthly_pesos)}"
        if bounded
        else f"{format_pesos(correction.difference)} × {rate}"
    )
    factor = accepted_factor(correction.accepted)
    return Figure(
        code=CODE,
        label=LABEL,
        amount=correction.amount,
        exact=written.exact,
        sentence=f"{who} de {format_pesos(correction.difference)}: el {rate} de esa diferencia."
        f"{limit}{accepted_sentence(correction.accepted)}{rounding_sentence(terms)}",
        formula=("máximo: salarios mínimos × SMLMV" if bounded else "diferencia × tasa")
        + accepted_formula(correction.accepted),
        substitution=f"{start}{factor} = {written.pesos}",
        citations=correction.rate.citations + accepted_citations(correction.accepted),
        provenance=weakest(
            (
                levy_provenance,
                correction.rate.provenance,
                inaccuracy.maximum.provenance,
                inaccuracy.wage_day.provenance,
                correction.wage.provenance,
                terms.rounding.provenance,
                *accepted_provenances(correction.accepted),
            )
        ),
        provisional=not correction.wage.certified,
        figures=(
            Figure(
                code="penalty_computed",
                label="Sanción calculada",
                amount=computed.amount,
                exact=computed.exact,
                sentence="Es la sanción antes de compararla con el máximo.",
                formula="diferencia × tasa",
                substitution=f"{format_pesos(correction.difference)} × {rate} = {computed.pesos}",
                citations=correction.rate.citations,
                provenance=weakest((correction.rate.provenance, levy_provenance)),
            ),
            limit_figure(
                "penalty_maximum",
                "Sanción máxima",
                inaccuracy.maximum,
                correction.wage,
                inaccuracy.wage_day,
            ),
            wage_figure(correction.wage, inaccuracy.wage_day),
        ),
    )


def _no_penalty(terms: Terms, correction: CorrectionPenalty) -> Figure:
    sentence = _NO_PENALTY[correction.branch](terms)
    inaccuracy = terms.inaccuracy
    rate = correction.rate
    if rate is not None:
        citations, provenance = rate.citations, rate.provenance
    elif correction.branch is CorrectionBranch.IN_TIME and inaccuracy is not None:
        citations = inaccuracy.in_time.citations + terms.due.citations
        provenance = weakest((inaccuracy.in_time.provenance, terms.due.provenance))
    elif correction.branch is CorrectionBranch.BY_PROCEDURE:
        citations, provenance = terms.penalty_scheme.citations, terms.penalty_scheme.provenance
    else:
        citations, provenance = (), Provenance.CONFIRMED
    return Figure(
        code=CODE,
        label=LABEL,
        amount=Pesos(0),
        exact=exact_whole(0),
        sentence=sentence,
        formula="0",
        substitution="$ 0",
        citations=citations,
        provenance=provenance,
    )


_NO_PENALTY: dict[CorrectionBranch, Callable[[Terms], str]] = {
    CorrectionBranch.NO_DIFFERENCE: lambda _: (
        "No hay sanción: la contraprestación es la misma que se había declarado."
    ),
    CorrectionBranch.LOWER: lambda _: (
        "No hay sanción: la corrección disminuye la contraprestación."
    ),
    CorrectionBranch.IN_TIME: lambda terms: (
        f"No hay sanción: corrige dentro del plazo, que vence el {terms.due.text}."
    ),
    CorrectionBranch.BY_PROCEDURE: lambda _: (
        "No hay sanción que liquidar aquí: en este régimen la multa solo la impone el Ministerio "
        "mediante una actuación administrativa."
    ),
    CorrectionBranch.VOLUNTARY: lambda _: (
        "No hay sanción: en este régimen corregir por su cuenta solo causa intereses."
    ),
    CorrectionBranch.FOUND: lambda _: "No hay sanción: la norma no fija ninguna.",
}
