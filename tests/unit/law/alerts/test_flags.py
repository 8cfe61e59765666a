"""Which flags rise: each value held on both sides, the figures worked out by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from ser_app.law.alerts import Declared, Facts, Kind, Late, Peers, flags, missing_flag
from ser_app.law.explanation import Provenance
from ser_app.law.parameters import packaged_rules
from ser_app.law.parameters.values import Dated
from ser_app.law.periods import Period, Regime, quarters_between

RULES = packaged_rules()
PERIOD = Period(2025, 4)
TODAY = date(2026, 1, 10)


def facts(income: int, *, returns: int = 0, history: dict[str, int] | None = None) -> Facts:
    """A declaration of the last quarter of 2025 in networks and services."""
    return Facts(
        regime=Regime.PRST,
        period=PERIOD,
        gross_income=income,
        returns=returns,
        history=tuple(
            Declared(Period.parse(period), filed) for period, filed in (history or {}).items()
        ),
        today=TODAY,
    )


def kinds(found: Facts) -> list[Kind]:
    return [flag.kind for flag in flags(found, RULES)]


YEAR = {"2024-Q4": 80, "2025-Q1": 100, "2025-Q2": 100, "2025-Q3": 120}  # 100 on average


@pytest.mark.parametrize(
    ("income", "rises"),
    [(150, False), (151, True), (50, False), (49, True), (100, False)],
)
def test_income_is_far_from_history_beyond_half_the_average(income: int, rises: bool) -> None:
    assert kinds(facts(income, history=YEAR)) == ([Kind.HISTORY] if rises else [])


def test_a_flag_tells_its_rule_its_figures_and_what_it_compares_with() -> None:
    (flag,) = flags(facts(38, history={"2025-Q2": 100, "2025-Q3": 101}), RULES)
    assert flag.rule == (
        "Los ingresos se apartan más de 50 % del promedio de los últimos trimestres presentados "
        "del expediente."
    )
    # 201 / 2 = 100.5 → 101; 38 / 100.5 = 0.37811 → 62.2 % less
    assert [(each.label, each.value) for each in flag.figures] == [
        ("Ingresos declarados", "$ 38"),
        ("Promedio propio", "$ 101"),
        ("Diferencia", "62,2 % menos"),
    ]
    assert flag.compared == (
        "Lo que presentó este expediente en T3 jul–sep 2025 y T2 abr–jun 2025."
    )
    assert (flag.threshold, flag.provenance) == ("50 %", Provenance.DECISION)
    assert [citation.text for citation in flag.citations] == ["Decreto 1161 de 2010, art. 9"]


def test_one_quarter_is_no_history_and_the_fifth_before_is_not_looked_at() -> None:
    assert kinds(facts(1, history={"2025-Q3": 100})) == []
    assert kinds(facts(1, history={"2025-Q3": 100, "2024-Q3": 100})) == []  # the fifth before
    assert kinds(facts(1, history={"2025-Q3": 100, "2024-Q4": 100})) == [Kind.HISTORY]


def test_a_history_without_income_compares_nothing() -> None:
    assert kinds(facts(100, history=dict.fromkeys(YEAR, 0))) == []


@pytest.mark.parametrize(
    ("income", "rises"),
    [(144, False), (145, True), (64, False), (63, True)],
)
def test_a_change_is_far_from_the_average_beyond_forty_points(income: int, rises: bool) -> None:
    """The regime grew 4 %; between 64 and 144 of 100 is near it."""
    found = replace(facts(income, history={"2025-Q3": 100}), peers=Peers(6, Fraction(4, 100)))
    assert kinds(found) == ([Kind.PEERS] if rises else [])


def test_peers_are_told_as_one_figure() -> None:
    found = replace(facts(40, history={"2025-Q3": 100}), peers=Peers(12, Fraction(-3, 100)))
    (flag,) = flags(found, RULES)
    assert [(each.label, each.value) for each in flag.figures] == [
        ("Ingresos declarados", "$ 40"),
        ("Ingresos de T3 jul–sep 2025", "$ 100"),
        ("Su cambio", "60 % menos"),
        ("Promedio del régimen", "3 % menos"),
        ("Distancia", "57 puntos porcentuales por debajo"),
    ]
    assert "12 operadores" in flag.compared


def test_without_a_quarter_before_or_without_peers_there_is_no_change_to_compare() -> None:
    assert kinds(replace(facts(40), peers=Peers(6, Fraction(0)))) == []
    assert kinds(facts(40, history={"2025-Q3": 100})) == []


@pytest.mark.parametrize(
    ("income", "returns", "rises"),
    [(1000, 200, False), (1000, 201, True), (0, 1, True), (0, 0, False)],
)
def test_returns_above_a_fifth_of_the_income(income: int, returns: int, rises: bool) -> None:
    assert kinds(facts(income, returns=returns)) == ([Kind.RETURNS] if rises else [])


def test_nil_after_eight_quarters_with_income() -> None:
    quarters = [each.text for each in quarters_between(Period(2023, 4), Period(2025, 3))]
    history = dict.fromkeys(quarters, 1)
    assert len(quarters) == 8
    assert kinds(facts(0, history=history)) == [Kind.NIL]
    assert kinds(facts(0, history=history | {"2023-Q4": 0})) == []
    assert kinds(facts(0, history=dict.fromkeys(quarters[1:], 1))) == []
    assert Kind.NIL not in kinds(facts(1, history=history))


@pytest.mark.parametrize(
    ("today", "rises"), [(date(2025, 8, 14), False), (date(2025, 8, 15), True)]
)
def test_a_period_is_missing_more_than_thirty_days_after_its_due_day(
    today: date, rises: bool
) -> None:
    late = Late(date(2025, 7, 15), Period(2025, 2))  # 14 August is the 30th day after it
    found = replace(facts(1), unfiled=(late,), today=today)
    assert kinds(found) == ([Kind.MISSING] if rises else [])
    assert (missing_flag([late], RULES, today) is not None) is rises


def test_the_missing_periods_are_named_and_later_ones_are_not() -> None:
    late = [
        Late(date(2025, 7, 15), Period(2025, 2)),
        Late(date(2025, 4, 15), Period(2025, 1)),
        Late(date(2025, 10, 15), PERIOD.next()),
    ]
    (flag,) = flags(replace(facts(1), unfiled=tuple(late)), RULES)
    assert [(each.label, each.value) for each in flag.figures] == [
        ("Sin presentar", "2 períodos"),
        ("Cuáles", "T1 ene–mar 2025 y T2 abr–jun 2025"),
        ("El más antiguo venció", "15 abr 2025"),
        ("Hace", "270 días"),
    ]


def test_a_missing_period_with_a_fur_says_that_it_is_not_filed() -> None:
    late = [
        Late(date(2025, 7, 15), Period(2025, 2), prepared=True),
        Late(date(2025, 4, 15), Period(2025, 1)),
    ]
    (flag,) = flags(replace(facts(1), unfiled=tuple(late)), RULES)
    assert [(each.label, each.value) for each in flag.figures][:3] == [
        ("Sin presentar", "2 períodos"),
        ("Cuáles", "T1 ene–mar 2025 y T2 abr–jun 2025"),
        ("Con FUR generado, NO presentado", "T2 abr–jun 2025"),
    ]


def test_radio_declares_amounts_of_acts_so_only_what_is_missing_is_told() -> None:
    found = replace(
        facts(1, returns=1, history=YEAR),
        regime=Regime.RADIO,
        period=Period(2026),
        unfiled=(Late(date(2025, 3, 31), Period(2025)),),
    )
    assert kinds(found) == [Kind.MISSING]


def test_several_flags_come_in_the_order_of_their_kinds() -> None:
    found = replace(
        facts(30, returns=29, history=YEAR),
        peers=Peers(6, Fraction(0)),
        unfiled=(Late(date(2025, 3, 31), Period(2024, 4)),),
    )
    assert kinds(found) == [Kind.HISTORY, Kind.PEERS, Kind.RETURNS, Kind.MISSING]


def test_a_threshold_holds_for_the_periods_that_end_once_it_is_in_force() -> None:
    cited = RULES.number("alert_returns_share", date(2025, 1, 1)).citations
    stricter = Dated(Decimal("0.10"), date(2025, 12, 31), None, Provenance.DECISION, cited)
    rules = RULES.with_value("alert_returns_share", stricter)
    found = facts(1000, returns=101)
    assert [flag.kind for flag in flags(found, rules)] == [Kind.RETURNS]
    assert flags(replace(found, period=Period(2025, 3)), rules) == ()


def test_before_the_first_threshold_there_is_no_flag() -> None:
    assert flags(replace(facts(1, returns=9), period=Period(2009, 4)), RULES) == ()
