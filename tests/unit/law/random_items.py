"""Random items of the batch, the same ones for the same seed, spread over all regimes."""

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.unit.law import reference

_LAST_DAY = date(2027, 9, 30)
"""Rates are known provisionally for 366 days after the last certified one."""
_RIGHTS = {
    "RADIO": ("concession", "chain_registration", "spectrum"),
    "POSTAL": ("postal_registration",),
    "PRST": ("spectrum",),
}
_FIRST_QUARTER = {"PRST": (2010, 1), "POSTAL": (2010, 3), "D1972": (2006, 2)}


def liquidation_item(random: Random, regime: str) -> dict[str, Any]:
    """An item of `liquidate --batch` that is not refused."""
    item = {"regime": regime, **_subject(random, regime)}
    due = reference.due_day(item)
    item["filed_on"] = _day_about(random, due).isoformat()
    item["paid_on"] = _day_about(random, due).isoformat()
    item["act_issued"] = random.random() < 0.4
    item["accepts_charge"] = random.random() < 0.3
    levy = principal = reference.levy_of(item)
    if random.random() < 0.4:
        item |= _correction(random, item, levy)
        if not item.get("corrects_unpaid", False):
            principal = max(0, levy - item["corrects_levy"])
    item["balance_applied"] = random.choice([0, 0, principal // 3, principal])
    return item


def _subject(random: Random, regime: str) -> dict[str, Any]:
    if regime in _RIGHTS and random.random() < 0.2:
        return _right(random, regime)
    if regime == "RADIO":
        return {"period": str(random.randint(2010, 2026)), "levy_amount": amount(random)}
    year, quarter = _FIRST_QUARTER[regime]
    index = random.randint(4 * year + quarter - 1, 4 * 2026 + 2)
    subject: dict[str, Any] = {
        "period": f"{index // 4}-Q{index % 4 + 1}",
        "gross_income": amount(random),
        "returns": random.choice([0, amount(random)]),
    }
    if regime == "D1972":
        subject["levy_rate"] = f"0.{random.randint(0, 1999):04}"
        if subject["period"].endswith("Q1"):
            subject["yearly_adjustment"] = random.choice([0, amount(random)])
    return subject


def _right(random: Random, regime: str) -> dict[str, Any]:
    right = random.choice(_RIGHTS[regime])
    if regime == "PRST":
        return _yearly_spectrum(random)
    final_on = date(2010, 7, 1) + timedelta(days=random.randint(0, 6100))
    subject = {"right": right, "final_on": final_on.isoformat(), "period": str(final_on.year)}
    if right == "spectrum":
        return {**subject, "levy_amount": amount(random)}
    return {**subject, "units": random.randint(1, 20)}


def _yearly_spectrum(random: Random) -> dict[str, Any]:
    """Paid for each year: its act became final in that year, in an earlier one, or is not named."""
    year = random.randint(2010, 2026)
    subject = {"right": "spectrum", "period": str(year), "levy_amount": amount(random)}
    final_on = date(year, 12, 31) - timedelta(days=random.choice([0, 250, 285, 310, 800]))
    final_on -= timedelta(days=random.randint(0, 30))
    return random.choice([subject, {**subject, "final_on": final_on.isoformat()}])


def _correction(random: Random, item: dict[str, Any], levy: int) -> dict[str, Any]:
    corrected = random.choice([levy, levy + 1000, levy * 2 // 3, levy * 3 // 2, 0, levy // 50])
    facts: dict[str, Any] = {
        "corrects_levy": corrected // 1000 * 1000,
        "found_by_ministry": random.random() < 0.5,
    }
    if random.random() < 0.4:
        filed_on = date.fromisoformat(item["filed_on"])
        first = filed_on - timedelta(days=random.choice([0, 5, 40, 100, 700]))
        facts |= {"corrects_unpaid": True, "corrects_filed_on": first.isoformat()}
    return facts


def _day_about(random: Random, due: date) -> date:
    days = random.choice([
        random.randint(-40, 5),
        random.randint(0, 130),
        random.randint(0, 800),
        random.randint(0, 6000),
    ])  # fmt: skip
    return max(date(2006, 7, 29), min(due + timedelta(days=days), _LAST_DAY))


def amount(random: Random) -> int:
    """Whole pesos, of every size, often near a rounding edge."""
    value = random.randint(0, 10 ** random.randint(4, 13))
    return random.choice([value, value // 1000 * 1000, value // 1000 * 1000 + 500])


def accrual_item(random: Random) -> dict[str, Any]:
    """An item of `accrue --batch`."""
    due = date(2006, 7, 29) + timedelta(days=random.randint(0, 7200))
    return {
        "concept": random.choice(["levy", "levy", "fine"]),
        "regime": random.choice(["PRST", "POSTAL", "RADIO"] if due.year > 2010 else ["D1972"]),
        "principal": amount(random),
        "due_on": due.isoformat(),
        "to": _day_about(random, due).isoformat(),
    }


def imputation_item(random: Random) -> dict[str, Any]:
    """An item of `impute --batch`, with a payment below, at or above what is owed."""
    debts = [
        {
            "id": str(number),
            "due_on": (date(2015, 1, 1) + timedelta(days=random.randint(0, 30))).isoformat(),
            "penalty": _owed(random),
            "interest": _owed(random),
            "principal": _owed(random),
        }
        for number in range(random.randint(0, 4))
    ]
    owed = sum(debt[part] for debt in debts for part in ("penalty", "interest", "principal"))  # type: ignore[misc]
    return {
        "order": random.choice(["penalty_first", "interest_first", "proportional"]),
        "payment": random.choice([0, 1, owed, owed + 1, random.randint(0, owed + owed // 3)]),
        "debts": debts,
    }


def _owed(random: Random) -> int:
    return random.choice([0, 1, 999, amount(random), amount(random)])
