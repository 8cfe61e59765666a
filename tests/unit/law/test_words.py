"""Values of parameters in words: nobody reads an English code on a screen."""

from decimal import Decimal

import pytest

from ser_app.law.parameters import packaged_rules
from ser_app.law.parameters.schema import SPECS, Unit
from ser_app.law.parameters.words import read_words, value_words

CHOICES = [
    (name, choice) for name, spec in SPECS.items() if spec.unit is Unit.CHOICE
    for choice in spec.choices
]  # fmt: skip


@pytest.mark.parametrize(("name", "choice"), CHOICES)
def test_every_choice_has_its_words(name: str, choice: str) -> None:
    assert "_" not in read_words(name, choice)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("levy_rate.PRST", Decimal("0.022"), "2,2 %"),
        ("due_days_after_period_end.PRST", 15, "15 días"),
        ("short_delay_months.PRST", 3, "3 meses"),
        ("firmness_years.RADIO", 2, "2 años"),
        ("late_filing_minimum_wages.PRST", Decimal("0.5"), "0,5 SMLMV"),
        ("rounding_unit.PRST", 1000, "$ 1.000"),
        ("act_changes_penalty.PRST", True, "sí"),
    ],
)
def test_each_unit_is_written_out(name: str, value: object, words: str) -> None:
    assert value_words(name, value) == words  # type: ignore[arg-type]


def test_every_value_in_force_can_be_said() -> None:
    for parameter in packaged_rules().parameters.values():
        for dated in parameter.values:
            assert value_words(parameter.name, dated.value)
