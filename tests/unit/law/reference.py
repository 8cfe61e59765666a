"""A slow second reading of the law, day by day, that shares nothing with the engine.

It reads the tables itself, takes the holidays from the `holidays` package, steps through months one
by one, and adds the simple interest of each day as a fraction. Compound interest follows the norm's
formula over whole rate periods with exponentials of 50 digits, not the engine's daily products.
"""

import csv
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import holidays

_DATA = Path(__file__).parents[3] / "ser_app" / "law" / "data"
_ONE_DAY = timedelta(days=1)
_SIMPLE_SINCE = date(2012, 12, 26)
_BY_YEAR_SINCE = date(2019, 11, 22)


class Answer(NamedTuple):
    due_on: date
    base: int
    levy: int
    late_filing_penalty: int
    arrears_interest: int
    total: int


def _read(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


_RATES: dict[date, Fraction] = {}
for _row in _read("arrears_rates.csv"):
    _day = date.fromisoformat(_row["valid_from"])
    while _day <= date.fromisoformat(_row["valid_to"]):
        _RATES[_day] = Fraction(_row["arrears_rate_percent"]) / 100
        _day += _ONE_DAY
_LAST_RATE = max(_RATES)
_WAGES = {int(r["year"]): int(r["monthly_minimum_wage_pesos"]) for r in _read("minimum_wage.csv")}
_HOLIDAYS = holidays.country_holidays("CO", years=range(2009, 2031))


def liquidate(
    regime: str,
    year: int,
    quarter: int,
    *,
    gross_income: int,
    returns: int,
    filed_on: date,
    paid_on: date,
    act_issued: bool = False,
    balance_applied: int = 0,
) -> Answer:
    due = due_day(year, quarter)
    base = max(gross_income - returns, 0)
    levy = to_thousands(base * levy_rate(regime, year, quarter))
    late = penalty(regime, levy, due, filed_on, act_issued=act_issued)
    owed = levy - balance_applied
    interest = to_thousands(interest_of(owed, due, paid_on))
    return Answer(due, base, levy, late, interest, owed + late + interest)


def levy_rate(regime: str, year: int, quarter: int) -> Fraction:
    if regime == "PRST":
        return Fraction(19, 1000) if (year, quarter) >= (2020, 3) else Fraction(22, 1000)
    if (year, quarter) >= (2014, 4):
        return Fraction(30, 1000)
    return Fraction(27, 1000) if (year, quarter) >= (2012, 3) else Fraction(22, 1000)


def due_day(year: int, quarter: int) -> date:
    month_after = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    day = month_after - _ONE_DAY
    for _ in range(15):
        day += _ONE_DAY
    while day.strftime("%w") in "06" or day in _HOLIDAYS:
        day += _ONE_DAY
    return date(2020, 6, 1) if date(2020, 3, 23) <= day <= date(2020, 5, 30) else day


def penalty(regime: str, levy: int, due: date, filed_on: date, *, act_issued: bool) -> int:
    months = 0
    while filed_on > after_months(due, months):
        months += 1
    if regime != "PRST" or months == 0:
        return 0
    wage = _WAGES[min(filed_on.year, max(_WAGES))]
    by_act = act_issued and months > 3
    if levy == 0:
        return to_thousands(Fraction(wage * 3) if by_act else Fraction(wage, 2))
    if by_act:
        amount, minimum = Fraction(levy * 30, 100), Fraction(wage * 3)
    else:
        amount, minimum = Fraction(levy * 15, 1000) * months, Fraction(wage, 2)
    return to_thousands(min(max(amount, minimum), Fraction(wage * 2000)))


def after_months(day: date, count: int) -> date:
    year, month = day.year, day.month
    for _ in range(count):
        month += 1
        if month > 12:
            year, month = year + 1, 1
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(number, day.day))
        except ValueError:
            continue
    raise AssertionError(day)


def interest_of(owed: int, due: date, paid_on: date) -> Fraction:
    compound: list[tuple[Fraction, int]] = []
    simple = Fraction(0)
    day = due + _ONE_DAY
    while day <= paid_on:
        rate = _RATES.get(day, _RATES[_LAST_RATE])
        if day < _SIMPLE_SINCE:
            if compound and compound[-1][0] == rate:
                compound[-1] = (rate, compound[-1][1] + 1)
            else:
                compound.append((rate, 1))
        elif day < _BY_YEAR_SINCE:
            simple += rate / 366
        else:
            leap = date(day.year, 12, 31).timetuple().tm_yday == 366
            simple += rate / (366 if leap else 365)
        day += _ONE_DAY
    return owed * (_growth(compound) - 1 + simple)


def _growth(periods: list[tuple[Fraction, int]]) -> Fraction:
    with localcontext() as context:
        context.prec = 50
        logarithm = sum(
            (
                (1 + Decimal(rate.numerator) / Decimal(rate.denominator)).ln() * days / 365
                for rate, days in periods
            ),
            Decimal(0),
        )
        return Fraction(logarithm.exp()) if periods else Fraction(1)


def to_thousands(amount: Fraction) -> int:
    thousands, rest = divmod(amount, 1000)
    return int(thousands + (1 if rest >= 500 else 0)) * 1000
