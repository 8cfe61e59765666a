"""The explanation of interest by month or fraction (D1972 art 66)."""

from ser_app.law.case import Case
from ser_app.law.explanation import Figure, Provenance, weakest
from ser_app.law.interest import Accrual
from ser_app.law.money import Pesos, format_percent, format_pesos, round_half_up, write_exact
from ser_app.law.monthly_interest import monthly_rate
from ser_app.law.months import months_of_delay
from ser_app.law.parameters import RuleBook
from ser_app.law.stretches import certification
from ser_app.law.terms import Terms
from ser_app.law.texts import long_day, plural


def monthly_interest_figure(
    owed: Pesos,
    levy_provenance: Provenance,
    case: Case,
    terms: Terms,
    accrual: Accrual,
    rules: RuleBook,
) -> Figure:
    """Explain the interest of a case whose regime counts months.

    Args:
        owed: Levy owed less balance applied, whole pesos.
        levy_provenance: How sure we are of the levy.
        case: The facts.
        terms: The terms of the period.
        accrual: The interest computed.
        rules: The rules.
    """
    found = monthly_rate(case.paid_on, rules)
    divisor = rules.whole("monthly_interest_divisor", terms.due.day)
    count = months_of_delay(terms.due.day, case.paid_on, terms.month_counting.value)
    months = plural(count, "mes o fracción", "meses o fracción")
    written = write_exact(accrual.exact)
    warning = " La tasa de ese día aún no está certificada." if accrual.provisional else ""
    rate = format_percent(found.rate)
    capital = capital_sentence(owed, case)
    return Figure(
        code="arrears_interest",
        label="Intereses de mora",
        amount=round_half_up(accrual.exact, terms.rounding.value),
        exact=written.exact,
        sentence=f"Se paga el {long_day(case.paid_on)}, {months} después del vencimiento "
        f"({terms.due.text}): por cada uno, la tasa máxima permitida el día del pago, dividida "
        f"entre {divisor.value}. El resultado se redondea al múltiplo de "
        f"{format_pesos(terms.rounding.value)} más cercano.{warning}{capital}",
        formula=f"capital × tasa ÷ {divisor.value} × meses o fracción",
        substitution=f"{format_pesos(owed)} × {rate} ÷ {divisor.value} × {count} = {written.pesos}",
        citations=(
            *terms.interest.citations,
            *((certification(found.row),) if found.certified else ()),
        ),
        provenance=weakest(
            (
                levy_provenance,
                terms.due.provenance,
                terms.interest.provenance,
                terms.month_counting.provenance,
                divisor.provenance,
                found.row.provenance,
                terms.rounding.provenance,
            )
        ),
        provisional=accrual.provisional,
    )


def capital_sentence(owed: Pesos, case: Case) -> str:
    """From where the capital comes when a balance is applied, with a space before it."""
    if not case.balance_applied:
        return ""
    settled_apart = case.corrects_levy is not None and not case.corrects_unpaid
    what = "el mayor valor de la contraprestación" if settled_apart else "la contraprestación"
    whole, applied = format_pesos(owed + case.balance_applied), format_pesos(case.balance_applied)
    return (
        f" El capital es {what} menos el saldo a favor aplicado: {whole} − {applied} = "
        f"{format_pesos(owed)}."
    )
