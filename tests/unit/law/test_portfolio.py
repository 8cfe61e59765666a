"""A portfolio brought to a day owes what each of its debts owes alone."""

import random
from datetime import date

import pytest

from ser_app.law.debts import accrue_fine, accrue_levy_of
from ser_app.law.errors import UnknownParameter
from ser_app.law.money import round_half_up
from ser_app.law.parameters import packaged_rules
from ser_app.law.periods import Regime
from ser_app.law.portfolio import Portfolio, bring_to

RULES = packaged_rules()
FIRST = {Regime.D1972: date(2006, 8, 1), Regime.POSTAL: date(2010, 7, 15)}


def debts(regime: Regime | None, count: int = 2_000) -> Portfolio:
    chance = random.Random(str(regime))  # noqa: S311  not a secret
    first = FIRST.get(regime, date(2010, 4, 15)) if regime else date(2010, 4, 15)
    return Portfolio(
        regime,
        [chance.choice([1, 499, 10**6, chance.randint(0, 10**12), 10**18]) for _ in range(count)],
        [chance.randint(first.toordinal(), date(2026, 9, 30).toordinal()) for _ in range(count)],
    )


@pytest.mark.parametrize("regime", [*Regime, None])
@pytest.mark.parametrize("day", [date(2012, 12, 26), date(2019, 11, 22), date(2026, 9, 30)])
def test_each_debt_owes_what_it_owes_alone(regime: Regime | None, day: date) -> None:
    portfolio = debts(regime)
    found = bring_to(day, portfolio, RULES)
    alone = []
    for principal, ordinal in zip(portfolio.principals, portfolio.due_days, strict=True):
        due = date.fromordinal(ordinal)
        if regime is None:
            accrual = accrue_fine(principal, due, day, RULES)
        else:
            accrual = accrue_levy_of(regime, principal, due, day, RULES)
        alone.append(round_half_up(accrual.exact, 1000))
    assert found.interests == alone
    assert found.total == sum(alone)
    assert found.provisional == 0


def test_an_exact_half_rounds_upwards_as_it_does_alone() -> None:
    # 12 % of 12 500 in 365 days is 1 500 pesos exactly
    year_later = Portfolio(None, [12_500], [date(2014, 4, 15).toordinal()])
    assert bring_to(date(2015, 4, 15), year_later, RULES).interests == [2_000]


def test_debts_beyond_the_last_certified_day_are_counted_as_provisional() -> None:
    portfolio = Portfolio(Regime.PRST, [10**9, 0], [date(2026, 4, 15).toordinal()] * 2)
    assert bring_to(date(2026, 12, 1), portfolio, RULES).provisional == 2


def test_a_day_without_a_rate_is_refused() -> None:
    portfolio = Portfolio(Regime.PRST, [1], [date(2026, 4, 15).toordinal()])
    with pytest.raises(UnknownParameter):
        bring_to(date(2035, 1, 1), portfolio, RULES)


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match=r"shorter|longer"):
        bring_to(date(2020, 1, 1), Portfolio(Regime.PRST, [1, 2], [735_000]), RULES)
