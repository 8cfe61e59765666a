"""The explanation of the interest that runs on a fine, or on another debt that is no levy."""

from datetime import date

from ser_app.law.debt_figures import ROUNDED_TO
from ser_app.law.debts import accrue_fine
from ser_app.law.explanation import Figure, weakest
from ser_app.law.money import (
    Pesos,
    exact_whole,
    format_percent,
    format_pesos,
    round_half_up,
    write_exact,
)
from ser_app.law.parameters import RuleBook
from ser_app.law.texts import long_day, plural

_CODE = "arrears_interest"
_LABEL = "Intereses hasta el día consultado"


def fine_interest_figure(principal: int, since: date, day: date, rules: RuleBook) -> Figure:
    """Explain the interest of a fine: simple, by day (Ley 68/1923 art 9).

    Args:
        principal: What is left of the fine, whole pesos.
        since: Its due day, or the day of the last payment that reached it.
        day: The day asked for.
        rules: The rules.

    Raises:
        UnknownParameter: The rule has no value on the day since which it runs.
    """
    rate = rules.number("fine_interest_rate", since)
    divisor = rules.choice("fine_interest_divisor", since)
    accrual = accrue_fine(principal, since, day, rules)
    if not accrual.days or not principal:
        return _none(principal, since, day)
    written = write_exact(accrual.exact)
    percent = format_percent(rate.value)
    return Figure(
        code=_CODE,
        label=_LABEL,
        amount=round_half_up(accrual.exact, ROUNDED_TO),
        exact=written.exact,
        sentence=f"Quedan {format_pesos(principal)} por pagar desde el {long_day(since)}: "
        f"{plural(accrual.days, 'día', 'días')} hasta el {long_day(day)}, al {percent} anual "
        "simple. Las multas y demás deudas que no son contraprestación no llevan la tasa de mora "
        f"tributaria. Se redondea al múltiplo de {format_pesos(ROUNDED_TO)} más cercano.",
        formula="capital × tasa × días ÷ divisor",
        substitution=f"{format_pesos(principal)} × {percent} × {accrual.days} ÷ {divisor.value} "
        f"= {written.pesos}",
        citations=(*rate.citations, *divisor.citations),
        provenance=weakest((rate.provenance, divisor.provenance)),
    )


def _none(principal: int, since: date, day: date) -> Figure:
    sentence = (
        "No corren intereses: no queda capital por pagar."
        if not principal
        else f"No corren intereses hasta el {long_day(day)}: el plazo vence el {long_day(since)}."
    )
    return Figure(_CODE, _LABEL, Pesos(0), exact_whole(0), sentence, "0", "$ 0")
