"""The last day on which a declaration may be corrected, counted by hand."""

from datetime import date

import pytest

from ser_app.law.explanation import Provenance
from ser_app.law.firmness import last_day_to_correct
from ser_app.law.parameters import packaged_rules
from ser_app.law.periods import Regime

RULES = packaged_rules()


@pytest.mark.parametrize(
    ("regime", "filed_on", "last_day"),
    [
        (Regime.PRST, date(2013, 6, 20), date(2016, 6, 20)),  # a Monday
        (Regime.POSTAL, date(2013, 4, 15), date(2016, 4, 15)),  # a Friday
        (Regime.RADIO, date(2013, 3, 19), date(2015, 3, 19)),  # two years, a Thursday
        (Regime.D1972, date(2012, 4, 26), date(2015, 4, 27)),  # 26 April 2015 is a Sunday
        (Regime.RADIO, date(2011, 6, 27), date(2013, 6, 27)),
        (Regime.PRST, date(2012, 2, 29), date(2015, 3, 2)),  # 28 February 2015 is a Saturday
    ],
)
def test_years_of_the_regime_from_the_filing(
    regime: Regime, filed_on: date, last_day: date
) -> None:
    assert last_day_to_correct(regime, filed_on, RULES).day == last_day


def test_the_sentence_names_the_day_and_the_norm() -> None:
    found = last_day_to_correct(Regime.POSTAL, date(2013, 4, 15), RULES)
    assert found.sentence == (
        "Se puede corregir hasta el 15 de abril de 2016: 3 años desde que se presentó, el 15 de "
        "abril de 2013 (Decreto 1739 de 2010, art. 2)."
    )
    assert found.provenance is Provenance.CONFIRMED


def test_a_day_that_moves_says_from_where_and_by_which_norm() -> None:
    found = last_day_to_correct(Regime.D1972, date(2012, 4, 26), RULES)
    assert found.sentence == (
        "Se puede corregir hasta el 27 de abril de 2015: 3 años desde que se presentó, el 26 de "
        "abril de 2012 (Decreto 1972 de 2003, art. 59), trasladado del 26 de abril de 2015, "
        "domingo (Ley 4 de 1913, art. 62)."
    )
    assert [citation.norm for citation in found.citations] == [
        "Decreto 1972 de 2003",
        "Ley 4 de 1913",
    ]


def test_the_term_of_prst_is_assumed_and_says_so() -> None:
    found = last_day_to_correct(Regime.PRST, date(2013, 6, 20), RULES)
    assert found.provenance is Provenance.ASSUMED
    assert found.sentence == (
        "Se puede corregir hasta el 20 de junio de 2016: 3 años desde que se presentó, el 20 de "
        "junio de 2013. El término es un supuesto (Decreto 1739 de 2010, art. 2 (por analogía)). "
        "El Decreto 1161 de 2010 no fija el término; se supone el mismo de los operadores postales."
    )
    assert found.norm == "supuesto, Decreto 1739 de 2010, art. 2 (por analogía)"
