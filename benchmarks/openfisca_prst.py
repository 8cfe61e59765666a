"""The PRST rule beside OpenFisca-core: the same cases, the same pesos, cases a second.

Levy, late-filing penalty with minimum and maximum, and simple interest by rate period, for cases
due from 2013 on (OpenFisca has no exact compound interest; its numbers are 32-bit floats). It is
measured as each is meant to be used: OpenFisca over arrays of many operators of one quarter, and
one case at a time as a form needs it; ours one case at a time, without explanations, in and out
of Python values.

Run: `.venv/bin/python benchmarks/openfisca_prst.py [CASES]`.
"""

import random
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.parameters import Parameter, ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.liquidate import RULES, machine, timed
from ser_app.law.liquidation import due_day, liquidate
from ser_app.law.months import months_of_delay
from ser_app.law.periods import Period, Regime
from ser_app.law.stretches import stretches_of
from ser_app.law.wire import case_from_json

FIRST, LAST = 4 * 2013, 4 * 2025 + 2
LONGEST_DELAY = 365
OPERATOR = Entity("operator", "operators", "An operator", "")
STRETCHES = [stretch for stretch in stretches_of(RULES) if not stretch.compound]


class gross_income(Variable):  # noqa: N801  OpenFisca takes the name of the class
    """Gross income of the quarter, pesos."""

    value_type = float
    entity = OPERATOR
    definition_period = DateUnit.MONTH


class due_ordinal(Variable):  # noqa: N801  as above
    """Due day, as an ordinal."""

    value_type = int
    entity = OPERATOR
    definition_period = DateUnit.MONTH


class paid_ordinal(Variable):  # noqa: N801  as above
    """Payment day, as an ordinal."""

    value_type = int
    entity = OPERATOR
    definition_period = DateUnit.MONTH


class months_late(Variable):  # noqa: N801  as above
    """Months or fraction of delay in filing."""

    value_type = int
    entity = OPERATOR
    definition_period = DateUnit.MONTH


class monthly_wage(Variable):  # noqa: N801  as above
    """Minimum monthly wage of the filing day, pesos."""

    value_type = float
    entity = OPERATOR
    definition_period = DateUnit.MONTH


def to_thousands(amount: Any) -> Any:
    """Round to the nearest thousand, halves upwards."""
    return np.floor(amount / 1000 + 0.5) * 1000


class levy(Variable):  # noqa: N801  as above
    """Levy, rounded."""

    value_type = float
    entity = OPERATOR
    definition_period = DateUnit.MONTH

    def formula(operator: Any, period: Any, parameters: Any) -> Any:  # noqa: N805  OpenFisca's form
        """Apply the rate of the period."""
        return to_thousands(operator("gross_income", period) * parameters(period).levy_rate)


class penalty(Variable):  # noqa: N801  as above
    """Late-filing penalty, rounded."""

    value_type = float
    entity = OPERATOR
    definition_period = DateUnit.MONTH

    def formula(operator: Any, period: Any) -> Any:  # noqa: N805  as above
        """1.5 % a month between half a wage and 2000; half a wage for nothing payable."""
        months, wage = operator("months_late", period), operator("monthly_wage", period)
        computed = operator("levy", period) * 0.015 * months
        bounded = np.clip(computed, wage / 2, wage * 2000)
        return np.where(months > 0, to_thousands(bounded), 0)


class interest(Variable):  # noqa: N801  as above
    """Interest on arrears, rounded."""

    value_type = float
    entity = OPERATOR
    definition_period = DateUnit.MONTH

    def formula(operator: Any, period: Any) -> Any:  # noqa: N805  as above
        """Add the days of each rate period."""
        due, paid = operator("due_ordinal", period), operator("paid_ordinal", period)
        total = np.zeros(due.shape)
        for stretch in STRETCHES:
            days = np.minimum(paid, stretch.last) - np.maximum(due + 1, stretch.first) + 1
            total += np.maximum(days, 0) * (float(stretch.rate) / stretch.divisor)
        return to_thousands(operator("levy", period) * total)


VARIABLES = (
    gross_income,
    due_ordinal,
    paid_ordinal,
    months_late,
    monthly_wage,
    levy,
    penalty,
    interest,
)
INPUTS = ("gross_income", "due_ordinal", "paid_ordinal", "months_late", "monthly_wage")


def system() -> TaxBenefitSystem:
    """The rule as an OpenFisca system, with the rates of the levy as its parameters."""
    made = TaxBenefitSystem([OPERATOR])
    for variable in VARIABLES:
        made.add_variable(variable)
    values = {
        dated.valid_from.isoformat(): {"value": float(str(dated.value))}
        for dated in RULES.parameters["levy_rate.PRST"].values
    }
    root = ParameterNode("", data={})
    root.add_child("levy_rate", Parameter("levy_rate", {"values": values}))
    made.parameters = root
    return made


def random_cases(count: int) -> list[dict[str, Any]]:
    """Late PRST cases, the same on every run."""
    chance = random.Random(20130415)  # noqa: S311  not a secret
    found = []
    for _ in range(count):
        index = chance.randint(FIRST, LAST)
        period = Period(index // 4, index % 4 + 1)
        due = due_day(Regime.PRST, period, RULES)
        filed = due + timedelta(days=chance.randint(0, LONGEST_DELAY))
        found.append(
            {
                "regime": "PRST",
                "period": period.text,
                "gross_income": chance.randint(10**8, 10**10),
                "filed_on": filed.isoformat(),
            }
        )
    return found


def columns(case: dict[str, Any]) -> dict[str, float]:
    """What OpenFisca is given of a case."""
    due = due_day(Regime.PRST, Period.parse(case["period"]), RULES)
    filed = date.fromisoformat(case["filed_on"])
    wages = {row.year: row.monthly_pesos for row in RULES.wages}
    return {
        "gross_income": case["gross_income"],
        "due_ordinal": due.toordinal(),
        "paid_ordinal": filed.toordinal(),
        "months_late": months_of_delay(due, filed, "anniversary"),
        "monthly_wage": wages[min(filed.year, max(wages))],
    }


def month_of(period: str) -> str:
    """The first month of a quarter, as OpenFisca writes it."""
    return Period.parse(period).first_day.isoformat()[:7]


def calculate(made: TaxBenefitSystem, month: str, given: list[dict[str, float]]) -> list[Any]:
    """Total of many operators for one quarter."""
    builder = SimulationBuilder()
    simulation = builder.build_default_simulation(made, len(given))
    for name in INPUTS:
        simulation.set_input(name, month, np.array([row[name] for row in given]))
    parts = [simulation.calculate(name, month) for name in ("levy", "penalty", "interest")]
    return list(sum(parts))


def main() -> None:
    """Measure and print both, and in how many cases they agree."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    cases = random_cases(count)
    made = system()
    groups: dict[str, list[dict[str, float]]] = defaultdict(list)
    order: dict[str, list[int]] = defaultdict(list)
    for position, case in enumerate(cases):
        groups[month_of(case["period"])].append(columns(case))
        order[month_of(case["period"])].append(position)
    singles = [(month_of(case["period"]), columns(case)) for case in cases[:300]]
    theirs: dict[int, float] = {}

    def vectorised() -> None:
        for month, given in groups.items():
            theirs.update(zip(order[month], calculate(made, month, given), strict=True))

    def one_by_one() -> None:
        for month, given in singles:
            calculate(made, month, [given])

    ours: list[int] = []

    def our_engine() -> None:
        ours[:] = [liquidate(case_from_json(case), RULES, explain=False).total for case in cases]

    many = count / min(timed(vectorised) for _ in range(3))
    single = len(singles) / min(timed(one_by_one) for _ in range(3))
    own = count / min(timed(our_engine) for _ in range(3))
    apart = [abs(theirs[position] - total) for position, total in enumerate(ours)]
    print(f"machine   {machine()}")
    print(f"cases     {count} late PRST returns, totals without explanation, one core")
    print(f"ser_app, one case at a time      {own:>10,.0f} cases/s")
    print(f"OpenFisca-core, one at a time    {single:>10,.0f} cases/s   ratio {own / single:,.1f}")
    print(f"OpenFisca-core, by quarter       {many:>10,.0f} cases/s   ratio {own / many:,.2f}")
    same = sum(difference < 1 for difference in apart)
    print(
        f"same total in {same:,} of {count:,}; the rest is up to {max(apart):,.0f} pesos apart, "
        "since OpenFisca-core keeps amounts as 32-bit floats"
    )


if __name__ == "__main__":
    main()
