"""Words and factors of a penalty: the other branch, the limits, an accepted charge, rounding."""

from decimal import Decimal

from ser_app.law.explanation import Citation, Provenance
from ser_app.law.money import format_decimal, format_percent, format_pesos, write_exact
from ser_app.law.parameters import Dated
from ser_app.law.penalty import Bound, Branch, Penalty, bounds_contradict
from ser_app.law.terms import LateFilingTerms, Terms
from ser_app.law.texts import plural


def act_sentence(penalty: Penalty, late: LateFilingTerms) -> str:
    """What the Ministry's act changes or would change, with a space before it; empty if nothing."""
    if penalty.branch in {Branch.NOT_DECLARED, Branch.NOT_DECLARED_NIL}:
        return ""
    act = late.not_declared
    if penalty.act_issued:
        if act is None:
            return " En este régimen el acto del Ministerio no la cambia."
        short = plural(late.short_delay.value, "mes", "meses")
        return f" El acto del Ministerio no la cambia: solo lo hace pasados {short} de retardo."
    if act is None or penalty.months <= late.short_delay.value:
        return ""
    rule = act.rate if penalty.branch is Branch.LATE else act.nil
    if not rule.value:
        return ""
    norm = "; ".join(citation.text for citation in rule.citations)
    other = (
        f"del {format_percent(rule.value)} de lo no declarado"
        if penalty.branch is Branch.LATE
        else f"de {count_of_wages(rule.value)}"
    )
    return f" El Ministerio no ha expedido su acto; después de él sería {other} ({norm})."


def rounding_sentence(terms: Terms) -> str:
    """To what the result is rounded, with a space before it."""
    unit = format_pesos(terms.rounding.value)
    return f" El resultado se redondea al múltiplo de {unit} más cercano."


def accepted_sentence(accepted: Dated[Decimal] | None) -> str:
    """What accepting the charge changes, with a space before it; empty when it was not."""
    if accepted is None:
        return ""
    return f" Como acepta el cargo y paga, se paga el {format_percent(accepted.value)} de la multa."


def accepted_citations(accepted: Dated[Decimal] | None) -> tuple[Citation, ...]:
    """The norms of an accepted charge."""
    return () if accepted is None else accepted.citations


def accepted_provenances(accepted: Dated[Decimal] | None) -> tuple[Provenance, ...]:
    """How sure we are of what an accepted charge changes."""
    return () if accepted is None else (accepted.provenance,)


def accepted_formula(accepted: Dated[Decimal] | None) -> str:
    """The factor of an accepted charge, in words."""
    return "" if accepted is None else " × fracción por aceptar el cargo"


def accepted_factor(accepted: Dated[Decimal] | None) -> str:
    """The factor of an accepted charge, as a number."""
    return "" if accepted is None else f" × {format_percent(accepted.value)}"


def _contradiction(penalty: Penalty, minimum: Decimal, late: LateFilingTerms) -> str:
    """Why a limit is charged that the computed amount does not even reach."""
    rule = late.minimum_above_maximum
    lowest, highest = write_exact(penalty.minimum).pesos, write_exact(penalty.maximum).pesos
    share = late.maximum_share
    of_what = (
        f"el {format_percent(share.value)} de la contraprestación"
        if penalty.maximum_is_share and share is not None
        else count_of_wages(late.maximum.value)
    )
    winner = "máximo" if penalty.bound is Bound.MAXIMUM else "mínimo"
    whose = ", por decisión de este sistema" if rule.provenance is Provenance.DECISION else ""
    return (
        f" El mínimo, {count_of_wages(minimum)} ({lowest}), supera el máximo, {of_what} "
        f"({highest}): cuando se contradicen manda el {winner}{whose}, y es lo que se cobra."
    )


def bound_sentence(penalty: Penalty, minimum: Decimal, late: LateFilingTerms) -> str:
    """Which limit is charged and why, with a space before it; empty when none is."""
    if bounds_contradict(penalty):
        return _contradiction(penalty, minimum, late)
    if penalty.bound is Bound.MINIMUM:
        return f" Como resulta menor, se cobra el mínimo de {count_of_wages(minimum)}."
    if penalty.bound is Bound.MAXIMUM:
        if penalty.maximum_is_share and late.maximum_share is not None:
            share = format_percent(late.maximum_share.value)
            return f" Se cobra el máximo, que es el {share} de la contraprestación."
        return f" Se cobra el máximo de {count_of_wages(late.maximum.value)}."
    return ""


def count_of_wages(count: Decimal) -> str:
    """`½ salario mínimo mensual`, `2000 salarios mínimos mensuales`."""
    if count == Decimal("0.5"):
        return "½ salario mínimo mensual"
    if count == 1:
        return "1 salario mínimo mensual"
    return f"{format_decimal(count)} salarios mínimos mensuales"
