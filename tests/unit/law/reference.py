"""A slow second reading of the law, day by day, that shares nothing with the engine.

It takes the items of the batch as they are written, reads the tables itself, takes the holidays
from the `holidays` package, steps through days and months one by one, and keeps every amount a
fraction until the one rounding that the form asks for. Compound interest follows the norm's formula
over the days of each rate with exponentials of 50 digits, not the engine's daily products.
"""

import csv
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import holidays

_DATA = Path(__file__).parents[3] / "ser_app" / "law" / "data"
_ONE_DAY = timedelta(days=1)
_SIMPLE_SINCE = date(2012, 12, 26)
_BY_YEAR_SINCE = date(2019, 11, 22)
ANNIVERSARY, CALENDAR = "anniversary", "calendar"
BY_PERIOD, PAYMENT_DAY = "by_period", "payment_day"


class Answer(NamedTuple):
    due_on: date
    base: int
    levy: int
    late_filing_penalty: int
    arrears_interest: int
    total: int
    levy_difference: int
    balance_in_favour: int
    provisional: bool


class Readings(NamedTuple):
    """Which of two readings is taken where the norm leaves it open."""

    month_counting: str = ANNIVERSARY
    rate_choice: str = BY_PERIOD


USUAL = Readings()


def _read(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


_ARREARS: dict[date, Fraction] = {}
_USURY: dict[date, Fraction] = {}
for _row in _read("arrears_rates.csv"):
    _day = date.fromisoformat(_row["valid_from"])
    while _day <= date.fromisoformat(_row["valid_to"]):
        _ARREARS[_day] = Fraction(_row["arrears_rate_percent"]) / 100
        _USURY[_day] = Fraction(_row["usury_rate_percent"]) / 100
        _day += _ONE_DAY
_FIRST_RATE, _LAST_RATE = min(_ARREARS), max(_ARREARS)
_WAGES = {int(r["year"]): int(r["monthly_minimum_wage_pesos"]) for r in _read("minimum_wage.csv")}
_HOLIDAYS = frozenset(holidays.country_holidays("CO", years=range(2003, 2031)))


def liquidate(item: Mapping[str, Any], readings: Readings = USUAL) -> Answer:
    """What an item of `liquidate --batch` owes."""
    regime, filed_on = item["regime"], date.fromisoformat(item["filed_on"])
    paid_on = date.fromisoformat(item.get("paid_on", item["filed_on"]))
    due = due_day(item)
    base = max(item.get("gross_income", 0) - item.get("returns", 0), 0)
    levy = levy_of(item)
    corrected = item.get("corrects_levy")
    difference = 0 if corrected is None else levy - corrected
    apart = corrected is not None and not item.get("corrects_unpaid", False)
    principal = max(0, difference) if apart else levy
    penalty = penalty_of(item, levy, due, filed_on, readings.month_counting)
    owed = principal - item.get("balance_applied", 0)
    interest = to_thousands(interest_of(regime, owed, due, paid_on, readings))
    return Answer(
        due,
        base,
        levy,
        penalty,
        interest,
        owed + penalty + interest + item.get("yearly_adjustment", 0),
        difference,
        max(0, -difference) if apart else 0,
        (owed > 0 and paid_on > due and paid_on > _LAST_RATE)
        or any(day.year > max(_WAGES) for day in wage_days(item, levy, due, penalty, readings)),
    )


def wage_days(
    item: Mapping[str, Any], levy: int, due: date, penalty: int, readings: Readings
) -> list[date]:
    """The days whose minimum wage the figures depend on."""
    days, corrected = [], item.get("corrects_levy")
    regime, filed_on = item["regime"], date.fromisoformat(item["filed_on"])
    if item.get("right", "spectrum") != "spectrum":
        days.append(date.fromisoformat(item["final_on"]))
    if penalty == 0:
        return days
    first = None if corrected is not None else filed_on
    declared = levy if corrected is None else min(levy, corrected)
    if item.get("corrects_unpaid", False):
        first = date.fromisoformat(item["corrects_filed_on"])
    if first is not None and count_months(due, first, readings.month_counting) > 0:
        days += [first] if declared > 0 or regime == "PRST" else []
    if corrected is not None and correction_penalty(item, levy - corrected, due, filed_on):
        days.append(filed_on)
    return days


# --- the levy -------------------------------------------------------------------------------------


def levy_of(item: Mapping[str, Any]) -> int:
    right = item.get("right")
    if right in {"concession", "chain_registration", "postal_registration"}:
        wages = 3 if right == "concession" else 100
        wage = wage_of(date.fromisoformat(item["final_on"]))
        return to_thousands(Fraction(wages * wage * item.get("units", 1)))
    if right == "spectrum" or item["regime"] == "RADIO":
        return to_thousands(Fraction(item["levy_amount"]))
    base = max(item.get("gross_income", 0) - item.get("returns", 0), 0)
    return to_thousands(base * levy_rate(item))


def levy_rate(item: Mapping[str, Any]) -> Fraction:
    """The rate of the quarter declared."""
    period = tuple(int(part) for part in item["period"].split("-Q"))
    if item["regime"] == "D1972":
        return Fraction(item["levy_rate"])
    if item["regime"] == "PRST":
        return Fraction(19, 1000) if period >= (2020, 3) else Fraction(22, 1000)
    if period >= (2014, 4):
        return Fraction(30, 1000)
    return Fraction(27, 1000) if period >= (2012, 3) else Fraction(22, 1000)


# --- the due day ----------------------------------------------------------------------------------


def due_day(item: Mapping[str, Any]) -> date:
    if item.get("right") is not None:
        day = _right_due_day(item)
    elif item["regime"] == "RADIO":
        day = date(int(item["period"]), 3, 31)
    else:
        year, quarter = (int(part) for part in item["period"].split("-Q"))
        month_after = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
        if item["regime"] == "D1972":
            day = after_months(month_after, 1) - _ONE_DAY
        else:
            day = month_after - _ONE_DAY
            for _ in range(15):
                day += _ONE_DAY
    day = _working(day)
    return date(2020, 6, 1) if date(2020, 3, 23) <= day <= date(2020, 5, 30) else day


def _right_due_day(item: Mapping[str, Any]) -> date:
    """PRST pays the spectrum of a year in its first three months; other rights wait for the act."""
    final_on = date.fromisoformat(item["final_on"]) if item.get("final_on") else None
    if item["regime"] == "PRST":
        of_the_year = _working(date(int(item["period"]), 3, 31))
        if final_on is None or final_on <= of_the_year:
            return of_the_year
    assert final_on is not None
    day = final_on
    for _ in range(30):
        day += _ONE_DAY
    return day


def _working(day: date) -> date:
    while day.strftime("%w") in "06" or day in _HOLIDAYS:
        day += _ONE_DAY
    return day


# --- the penalties --------------------------------------------------------------------------------


def penalty_of(item: Mapping[str, Any], levy: int, due: date, filed_on: date, counting: str) -> int:
    """The penalty line of the form; two penalties are two figures, each rounded on its own."""
    corrected = item.get("corrects_levy")
    if corrected is None:
        return to_thousands(late_penalty(item, levy, due, filed_on, counting))
    correction = to_thousands(correction_penalty(item, levy - corrected, due, filed_on))
    if not item.get("corrects_unpaid", False):
        return correction
    first_filed_on = date.fromisoformat(item["corrects_filed_on"])
    first = late_penalty(item, min(levy, corrected), due, first_filed_on, counting)
    together = to_thousands(first) + correction
    if item["regime"] == "D1972":
        return min(together, to_thousands(Fraction(1000 * wage_of(filed_on))))
    return together


def late_penalty(
    item: Mapping[str, Any], levy: int, due: date, filed_on: date, counting: str
) -> Fraction:
    months = count_months(due, filed_on, counting)
    if months == 0 or item["regime"] == "POSTAL":
        return Fraction(0)
    wage = wage_of(filed_on)
    if item["regime"] == "D1972":
        rate = Fraction(15, 1000) if months <= 3 else Fraction(30, 1000)
        maximum = min(Fraction(levy, 2), Fraction(1000 * wage))
        return min(max(levy * rate * months, Fraction(wage, 2)), maximum)
    by_act = item.get("act_issued", False) and months > 3
    amount = levy * Fraction(30, 100) if by_act else levy * Fraction(15, 1000) * months
    if item["regime"] == "RADIO":
        return min(amount, Fraction(1000 * wage))
    minimum = Fraction(3 * wage) if by_act else Fraction(wage, 2)
    fine = min(max(amount, minimum), Fraction(2000 * wage))
    return fine * Fraction(3, 4) if by_act and item.get("accepts_charge", False) else fine


def correction_penalty(
    item: Mapping[str, Any], difference: int, due: date, filed_on: date
) -> Fraction:
    regime, found = item["regime"], item.get("found_by_ministry", False)
    if difference <= 0 or regime == "POSTAL":
        return Fraction(0)
    if filed_on <= due and not found:  # whoever corrects within the term still declares in time
        return Fraction(0)
    percent = {
        ("PRST", False): 0,
        ("PRST", True): 20,
        ("RADIO", False): 10,
        ("RADIO", True): 20,
        ("D1972", False): 30,
        ("D1972", True): 100,
    }[regime, found]
    maximum = (2000 if regime == "PRST" else 1000) * wage_of(filed_on)
    fine = min(Fraction(difference * percent, 100), Fraction(maximum))
    accepted = regime == "PRST" and found and item.get("accepts_charge", False)
    return fine * Fraction(3, 4) if accepted else fine


def wage_of(day: date) -> int:
    return _WAGES[min(day.year, max(_WAGES))]


def count_months(due: date, day: date, counting: str = ANNIVERSARY) -> int:
    """Months or fraction of month of a delay."""
    if counting == CALENDAR:
        touched, walking = set(), due + _ONE_DAY
        while walking <= day:
            touched.add((walking.year, walking.month))
            walking += _ONE_DAY
        return len(touched)
    months = 0
    while day > after_months(due, months):
        months += 1
    return months


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


# --- the interest ---------------------------------------------------------------------------------


def interest_of(
    regime: str, owed: int, due: date, paid_on: date, readings: Readings = USUAL
) -> Fraction:
    """The interest of a levy, exact but for the compound part, which has 50 digits."""
    if paid_on <= due or owed == 0:
        return Fraction(0)
    if regime == "D1972":
        months = count_months(due, paid_on, readings.month_counting)
        return owed * _rate_on(_USURY, paid_on) / 12 * months
    compound: dict[Fraction, int] = {}
    simple: dict[tuple[Fraction, int], int] = {}
    day = due + _ONE_DAY
    while day <= paid_on:
        rate_day = paid_on if readings.rate_choice == PAYMENT_DAY else day
        rate = _rate_on(_ARREARS, rate_day)
        if day < _SIMPLE_SINCE:
            compound[rate] = compound.get(rate, 0) + 1
        else:
            divisor = 366 if day < _BY_YEAR_SINCE else _days_of_year(day.year)
            simple[rate, divisor] = simple.get((rate, divisor), 0) + 1
        day += _ONE_DAY
    later = sum((rate * days / by for (rate, by), days in simple.items()), Fraction(0))
    return owed * (_growth(compound) - 1 + later)


def _rate_on(rates: Mapping[date, Fraction], day: date) -> Fraction:
    """The rate of a day, or the last known one for 366 days more; before the first, none.

    Raises:
        LookupError: The day has no rate.
    """
    if _FIRST_RATE <= day <= _LAST_RATE + 366 * _ONE_DAY:
        return rates.get(day, rates[_LAST_RATE])
    raise LookupError(day)


def fine_interest(principal: int, due: date, paid_on: date) -> Fraction:
    """12 % a year, simple, each day a 365th."""
    days, day = 0, due
    while day < paid_on:
        day += _ONE_DAY
        days += 1
    return principal * Fraction(12, 100) * days / 365


@cache
def _days_of_year(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def _growth(days_of_rate: dict[Fraction, int]) -> Fraction:
    if not days_of_rate:
        return Fraction(1)
    with localcontext() as context:
        context.prec = 50
        logarithms = (_logarithm(rate) * days for rate, days in days_of_rate.items())
        return Fraction((sum(logarithms, Decimal(0)) / 365).exp())


@cache
def _logarithm(rate: Fraction) -> Decimal:
    with localcontext() as context:
        context.prec = 50
        return (1 + Decimal(rate.numerator) / Decimal(rate.denominator)).ln()


# --- debts and payments ---------------------------------------------------------------------------


def accrue(item: Mapping[str, Any]) -> tuple[int, int, Fraction]:
    """Days, interest and exact interest of an item of `accrue --batch`."""
    due, to = date.fromisoformat(item["due_on"]), date.fromisoformat(item["to"])
    if item["concept"] == "fine":
        exact = fine_interest(item["principal"], due, to)
    else:
        exact = interest_of(item["regime"], item["principal"], due, to)
    return max(0, (to - due).days), to_thousands(exact), exact


def impute(item: Mapping[str, Any]) -> tuple[list[dict[str, Any]], int]:
    """What an item of `impute --batch` pays of each debt, and what is left over."""
    left, debts = item["payment"], item["debts"]
    served: dict[int, dict[str, Any]] = {}
    while len(served) < len(debts):
        waiting = [place for place in range(len(debts)) if place not in served]
        oldest = min(waiting, key=lambda place: (debts[place]["due_on"], place))
        parts = _serve(left, debts[oldest], item["order"])
        left -= sum(parts.values())
        served[oldest] = {"id": debts[oldest].get("id"), **parts}
    return [served[place] for place in range(len(debts))], left


def _serve(payment: int, debt: Mapping[str, Any], order: str) -> dict[str, int]:
    owed = {part: debt[part] for part in ("penalty", "interest", "principal")}
    total = sum(owed.values())
    if payment >= total:
        return owed
    if order == "proportional":
        share = int(Fraction(payment * owed["principal"], total) // 1000) * 1000
        paid = {"penalty": 0, "interest": 0, "principal": share}
        rest = payment - paid["principal"]
        surcharges = owed["penalty"] + owed["interest"]
        if surcharges:
            # the part of the penalty is cut down to the peso and the interest takes what is left
            of_penalty = int(Fraction(rest * owed["penalty"], surcharges) // 1)
            paid["penalty"] = min(of_penalty, owed["penalty"])
            paid["interest"] = min(rest - of_penalty, owed["interest"])
        paid["principal"] += rest - paid["penalty"] - paid["interest"]
        return paid
    first, second = ("penalty", "interest") if order == "penalty_first" else ("interest", "penalty")
    paid = dict.fromkeys(owed, 0)
    for part in (first, second, "principal"):
        paid[part] = min(owed[part], payment - sum(paid.values()))
    return paid


def to_thousands(amount: Fraction) -> int:
    thousands, rest = divmod(amount, 1000)
    return int(thousands + (1 if rest >= 500 else 0)) * 1000
