"""Which flags rise for a declaration. Integers and exact fractions only; nothing is read here.

Thresholds are those in force on the last day of the period declared, so that a flag of a period
does not depend on when somebody looks.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from ser_app.law.alerts.facts import Facts, Late
from ser_app.law.alerts.flags import Entry, Flag, Kind
from ser_app.law.alerts.words import (
    amount,
    distance,
    listed,
    more_or_less,
    of_share,
    points,
    share_of,
)
from ser_app.law.errors import UnknownParameter
from ser_app.law.parameters import AnyDated, RuleBook
from ser_app.law.parameters.words import value_words
from ser_app.law.periods import Regime
from ser_app.law.texts import plural, short_day

_QUARTERS: Final = 4


def flags(facts: Facts, rules: RuleBook) -> tuple[Flag, ...]:
    """The flags of a declaration, in the order of their kinds; none before the first threshold.

    In RADIO what is declared are amounts of acts and formulas: only what was not filed is told.

    Args:
        facts: The declaration and what stands around it.
        rules: The parameters.
    """
    try:
        return tuple(_flags(facts, rules))
    except UnknownParameter:
        return ()


def _flags(facts: Facts, rules: RuleBook) -> Iterator[Flag]:
    found: list[Flag | None] = []
    if facts.regime is not Regime.RADIO:
        found = [_history(facts, rules), _peers(facts, rules), _returns(facts, rules)]
        found.append(_nil(facts, rules))
    found.append(_missing(facts, rules))
    yield from (flag for flag in found if flag is not None)


def _history(facts: Facts, rules: RuleBook) -> Flag | None:
    """Income far from the average of the own last quarters, up or down."""
    day = facts.period.last_day
    share = rules.number("alert_history_share", day)
    number = rules.whole("alert_history_quarters", day).value
    known = facts.income_before
    filed = [each for each in facts.quarters_before(number) if each in known]
    if facts.nil or len(filed) < rules.whole("alert_history_least", day).value:
        return None
    total = sum(known[each] for each in filed)
    average = Fraction(total, len(filed))
    if not average or abs(facts.gross_income - average) <= Fraction(share.value) * average:
        return None
    return _flag(
        Kind.HISTORY,
        f"Los ingresos se apartan más de {value_words(share.name, share.value)} del promedio de "
        "los últimos trimestres presentados del expediente.",
        [
            amount("Ingresos declarados", facts.gross_income),
            amount("Promedio propio", average),
            Entry("Diferencia", more_or_less(facts.gross_income / average - 1)),
        ],
        f"Lo que presentó este expediente en {listed([each.label for each in filed])}.",
        share,
    )


def _peers(facts: Facts, rules: RuleBook) -> Flag | None:
    """A change of income far from the regime's average for the same quarter."""
    share = rules.number("alert_peers_share", facts.period.last_day)
    before = facts.income_before.get(facts.period.previous(), 0)
    if facts.nil or not before or facts.peers is None:
        return None
    own = Fraction(facts.gross_income, before) - 1
    if abs(own - facts.peers.change) <= Fraction(share.value):
        return None
    return _flag(
        Kind.PEERS,
        "El cambio de los ingresos frente al trimestre anterior se aparta más de "
        f"{points(Fraction(share.value))} del promedio de los operadores del régimen.",
        [
            amount("Ingresos declarados", facts.gross_income),
            amount(f"Ingresos de {facts.period.previous().label}", before),
            Entry("Su cambio", more_or_less(own)),
            Entry("Promedio del régimen", more_or_less(facts.peers.change)),
            Entry("Distancia", distance(own - facts.peers.change)),
        ],
        f"El promedio de {facts.peers.operators} operadores de {facts.regime.label.lower()} que ya "
        f"presentaron {facts.period.label}, al punto porcentual; de ninguno se muestra su valor.",
        share,
        threshold=points(Fraction(share.value)),
    )


def _returns(facts: Facts, rules: RuleBook) -> Flag | None:
    """Returns above a share of the income."""
    share = rules.number("alert_returns_share", facts.period.last_day)
    if facts.returns <= Fraction(share.value) * facts.gross_income:
        return None
    part = "Sin ingresos" if facts.nil else share_of(Fraction(facts.returns, facts.gross_income))
    return _flag(
        Kind.RETURNS,
        f"Las devoluciones superan {of_share(share)} de los ingresos brutos del período.",
        [
            amount("Devoluciones", facts.returns),
            amount("Ingresos declarados", facts.gross_income),
            Entry("Parte de los ingresos", part),
        ],
        "Los ingresos brutos de la misma declaración.",
        share,
    )


def _nil(facts: Facts, rules: RuleBook) -> Flag | None:
    """No income, after years in which each quarter had some."""
    years = rules.whole("alert_nil_years", facts.period.last_day)
    before = facts.quarters_before(years.value * _QUARTERS)
    known = facts.income_before
    if not facts.nil or not all(known.get(each) for each in before):
        return None
    total = sum(known[each] for each in before)
    return _flag(
        Kind.NIL,
        "Se declara en cero después de "
        f"{value_words(years.name, years.value)} seguidos con ingresos en cada trimestre.",
        [
            amount("Ingresos declarados", 0),
            amount(f"Ingresos de los {len(before)} trimestres anteriores", total),
            amount(f"Ingresos de {before[0].label}", known[before[0]]),
        ],
        f"Lo que presentó este expediente de {before[-1].label} a {before[0].label}.",
        years,
    )


def _missing(facts: Facts, rules: RuleBook) -> Flag | None:
    """Earlier periods of the expediente that were due some time ago."""
    days = rules.whole("alert_missing_days", facts.period.last_day)
    late = sorted(
        each
        for each in facts.unfiled
        if each.period < facts.period and (facts.today - each.due_on).days > days.value
    )
    return _of_late(late, days, facts.today) if late else None


def missing_flag(unfiled: Iterable[Late], rules: RuleBook, today: date) -> Flag | None:
    """The flag of an expediente with periods that nobody filed, for who looks at all of them.

    Args:
        unfiled: Periods without a filing.
        rules: The parameters; the threshold is that of today.
        today: The business day.

    Returns:
        None while the term of none has run out.
    """
    days = rules.whole("alert_missing_days", today)
    late = sorted(each for each in unfiled if (today - each.due_on).days > days.value)
    return _of_late(late, days, today) if late else None


def _of_late(late: list[Late], days: AnyDated, today: date) -> Flag:
    oldest = late[0]
    gone = (today - oldest.due_on).days
    prepared = [each.period.label for each in late if each.prepared]
    waiting = [Entry("Con FUR generado, NO presentado", listed(prepared))] if prepared else []
    return _flag(
        Kind.MISSING,
        "Hay períodos del expediente sin presentar que vencieron hace más de "
        f"{value_words(days.name, days.value)}.",
        [
            Entry("Sin presentar", plural(len(late), "período", "períodos")),
            Entry("Cuáles", listed([each.period.label for each in late])),
            *waiting,
            Entry("El más antiguo venció", short_day(oldest.due_on)),
            Entry("Hace", plural(gone, "día", "días")),
        ],
        "Los períodos que el expediente debía presentar, según su vigencia.",
        days,
    )


def _flag(
    kind: Kind,
    rule: str,
    figures: list[Entry],
    compared: str,
    dated: AnyDated,
    *,
    threshold: str = "",
) -> Flag:
    return Flag(
        kind=kind,
        rule=rule,
        figures=tuple(figures),
        compared=compared,
        threshold=threshold or value_words(dated.name, dated.value),
        parameter=dated.name,
        provenance=dated.provenance,
        citations=dated.citations,
    )
