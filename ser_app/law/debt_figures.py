"""The explanation of the interest that runs on what is left of a levy."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ser_app.law.debts import accrue_levy_of, month_origin
from ser_app.law.explanation import Citation, Figure, Provenance, weakest
from ser_app.law.interest import Accrual, arrears_table
from ser_app.law.interest_figures import formula_of, part_figures, substitution_of
from ser_app.law.money import (
    Pesos,
    exact_whole,
    format_percent,
    format_pesos,
    round_half_up,
    write_exact,
)
from ser_app.law.monthly_interest import monthly_rate, months_left
from ser_app.law.months import months_of_delay
from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Period, Regime
from ser_app.law.terms import terms_of
from ser_app.law.texts import long_day, plural

_CODE = "arrears_interest"
_LABEL = "Intereses de mora hasta el día consultado"
ROUNDED_TO = 1000
"""Pesos to whose multiple interest is rounded when a debt is brought to a day."""


class Origin(NamedTuple):
    """Why a levy is owed since its due day, and what else is owed with it.

    Attributes:
        due_on: The due day.
        provenance: How sure we are of the levy and of that day.
        citations: The norms of that day; empty when it was set otherwise.
        penalty: What is left of the penalty that was declared with the levy, whole pesos.
    """

    due_on: date
    provenance: Provenance = Provenance.CONFIRMED
    citations: tuple[Citation, ...] = ()
    penalty: int = 0


def origin_of(
    regime: Regime, period: Period, due_on: date, rules: RuleBook, penalty: int = 0
) -> Origin:
    """The origin of the levy of a declaration.

    Args:
        regime: Its regime.
        period: Its period.
        due_on: The day on which it was due, as the books keep it.
        rules: The rules.
        penalty: What is left of its penalty, whole pesos.

    Raises:
        InvalidCase: The regime does not declare periods of that length.
        UnknownParameter: A rule has no value for that period.
    """
    terms = terms_of(regime, period, rules)
    rate = terms.levy_rate or terms.basis
    return Origin(
        due_on=due_on,
        provenance=weakest((rate.provenance, terms.rounding.provenance, terms.due.provenance)),
        citations=terms.due.citations if terms.due.day == due_on else (),
        penalty=penalty,
    )


def running_interest_figure(
    regime: Regime,
    principal: int,
    since: date,
    day: date,
    rules: RuleBook,
    origin: Origin | None = None,
    *,
    delay_from: date | None = None,
) -> Figure:
    """Explain the interest of a levy from the day since which it runs to a day.

    Args:
        regime: The regime of the levy.
        principal: What is left of it, whole pesos.
        since: The due day, or the day of the last payment that reached it.
        day: The day asked for.
        rules: The rules.
        origin: Why the levy is owed, when that is known; its doubts and norms are the interest's.
        delay_from: The due day, when `since` is the day of a payment.

    Raises:
        UnknownParameter: A rule or rate has no value on a day that is needed.
    """
    accrual = accrue_levy_of(regime, principal, since, day, rules, delay_from=delay_from)
    if not accrual.days or not principal:
        return _none(since, day, principal)
    if rules.choice(f"arrears_interest.{regime}", since).value == "monthly_usury_rate":
        found = _by_month(regime, principal, since, day, accrual, rules, delay_from=delay_from)
    else:
        found = _by_day(regime, principal, since, day, accrual, rules)
    return found if origin is None else _with_origin(found, origin, since, rules)


def with_charges(found: Figure, charged: int, unpaid: int) -> Figure:
    """The interest that is still owed, when the books have charged some of it before.

    Args:
        found: The interest of all days since which it runs.
        charged: What was charged of it already, paid or not, whole pesos.
        unpaid: What was charged, of it or of earlier days, and not paid, whole pesos.
    """
    if not charged and not unpaid:
        return found
    running = max(0, found.amount - charged)
    sentence, substitution = found.sentence, found.substitution
    if charged:
        sentence += (
            f" De ellos ya se cobraron {format_pesos(charged)}: corren {format_pesos(running)}."
        )
        substitution += f"; {format_pesos(found.amount)} − {format_pesos(charged)}"
    if unpaid:
        sentence += f" Se suman {format_pesos(unpaid)} de intereses cobrados y sin pagar."
        substitution += f" + {format_pesos(unpaid)}"
    owed = Pesos(running + unpaid)
    return replace(
        found,
        amount=owed,
        exact=exact_whole(owed),
        sentence=sentence,
        substitution=f"{substitution} = {format_pesos(owed)}",
    )


def _with_origin(found: Figure, origin: Origin, since: date, rules: RuleBook) -> Figure:
    sentence, citations = found.sentence, found.citations
    if since == origin.due_on:
        citations += origin.citations
    if origin.penalty:
        rule = rules.choice("penalty_interest", origin.due_on)
        whose = " (decisión de este sistema)" if rule.provenance is Provenance.DECISION else ""
        sentence += (
            f" La sanción de {format_pesos(origin.penalty)} no causa intereses mientras el "
            f"Ministerio no la imponga como multa{whose}."
        )
    return replace(
        found,
        sentence=sentence,
        citations=citations,
        provenance=weakest((found.provenance, origin.provenance)),
    )


def _none(since: date, day: date, principal: int) -> Figure:
    sentence = (
        "No corren intereses: no queda contraprestación por pagar."
        if not principal
        else f"No corren intereses hasta el {long_day(day)}: el plazo vence el {long_day(since)}."
    )
    zero = Pesos(0)
    return Figure(_CODE, _LABEL, zero, exact_whole(0), sentence, "0", "$ 0")


def _by_day(
    regime: Regime, principal: int, since: date, day: date, accrual: Accrual, rules: RuleBook
) -> Figure:
    scheme = rules.choice(f"arrears_interest.{regime}", since)
    rate_choice = rules.of_regime("rate_choice", regime, since)
    table = arrears_table(rules)
    choose = table.parts if rate_choice.value == "by_period" else table.parts_at_payment_rate
    parts = choose(Pesos(principal), since, day)
    figures = part_figures(parts)
    several = len({part.stretch.rate for part in parts}) > 1
    chosen = several or rate_choice.value != "by_period"
    which = (
        "cada día a la tasa de mora que rige para ese día"
        if rate_choice.value == "by_period"
        else "todos a la tasa de mora del día consultado"
    )
    return Figure(
        code=_CODE,
        label=_LABEL,
        amount=round_half_up(accrual.exact, ROUNDED_TO),
        exact=write_exact(accrual.exact).exact,
        sentence=f"Quedan {format_pesos(principal)} por pagar desde el {long_day(since)}: "
        f"{plural(accrual.days, 'día', 'días')} hasta el {long_day(day)}, {which}. "
        f"{_rounding(accrual)}",
        formula=formula_of(parts),
        substitution=substitution_of(parts, figures, accrual),
        citations=scheme.citations,
        provenance=weakest(
            (
                scheme.provenance,
                *((rate_choice.provenance,) if chosen else ()),
                *(part.stretch.provenance for part in parts),
            )
        ),
        provisional=accrual.provisional,
        figures=figures,
    )


def _by_month(
    regime: Regime,
    principal: int,
    since: date,
    day: date,
    accrual: Accrual,
    rules: RuleBook,
    *,
    delay_from: date | None,
) -> Figure:
    scheme = rules.choice(f"arrears_interest.{regime}", since)
    counting = rules.of_regime("month_counting", regime, since)
    divisor = rules.whole("monthly_interest_divisor", since)
    found = monthly_rate(day, rules)
    after = rules.choice("months_after_payment", since)
    counted_from = month_origin(regime, since, delay_from, rules)
    origin = counted_from or since
    count = months_left(origin, day, counting.value, since if counted_from else None)
    written = write_exact(accrual.exact)
    return Figure(
        code=_CODE,
        label=_LABEL,
        amount=round_half_up(accrual.exact, ROUNDED_TO),
        exact=written.exact,
        sentence=f"Quedan {format_pesos(principal)} por pagar desde el {long_day(since)}: "
        f"{plural(count, 'mes o fracción', 'meses o fracción')} hasta el {long_day(day)}"
        f"{_already_charged(counted_from, since, counting.value)}, cada uno "
        f"a la tasa máxima permitida ese día dividida entre {divisor.value}. {_rounding(accrual)}",
        formula=f"capital × tasa ÷ {divisor.value} × meses o fracción",
        substitution=f"{format_pesos(principal)} × {format_percent(found.rate)} ÷ {divisor.value} "
        f"× {count} = {written.pesos}",
        citations=scheme.citations,
        provenance=weakest(
            (
                scheme.provenance,
                counting.provenance,
                divisor.provenance,
                found.row.provenance,
                *((after.provenance,) if counted_from else ()),
            )
        ),
        provisional=accrual.provisional,
    )


def _already_charged(counted_from: date | None, since: date, counting: str) -> str:
    """What an earlier payment was charged of the same months."""
    if counted_from is None:
        return ""
    months = months_of_delay(counted_from, since, counting)
    count = plural(months, "mes o fracción ya cobrado", "meses o fracción ya cobrados")
    return f", contados desde el vencimiento ({long_day(counted_from)}) sin {count} con el pago"


def _rounding(accrual: Accrual) -> str:
    warning = " Incluye días cuya tasa aún no está certificada." if accrual.provisional else ""
    return f"Se redondea al múltiplo de {format_pesos(ROUNDED_TO)} más cercano.{warning}"
