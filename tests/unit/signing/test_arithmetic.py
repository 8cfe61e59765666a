"""The figures of a form, added up and liquidated once more, whoever wrote them."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ser_app.cli.saying import shown
from ser_app.cli.verify import _says
from ser_app.furs.form import Form, from_json, to_json
from ser_app.law.explanation import Figure
from ser_app.law.money import Pesos
from ser_app.law.parameters import packaged_rules
from ser_app.law.periods import Regime
from ser_app.signing.arithmetic import check_figures
from ser_app.signing.embedded import NotAFur, form_in
from tests.unit.furs.examples import form


def of_today(**changes: Any) -> Form:
    """The worked case, issued with the packaged rules."""
    return form(demo=False, rules_version=packaged_rules().version, **changes)


def correction(**changes: Any) -> Form:
    """A correction upwards, 100 days after the due day: only the difference is owed."""
    return of_today(
        kind="Corrección de FUR-2013-000001",
        corrects="FUR-2013-000001",
        corrected_levy=11_000_000,
        late_filing_penalty=0,
        arrears_interest=558_000,
        total=10_458_000,
        figures=(),
        **changes,
    )


def test_the_same_rules_give_the_same() -> None:
    found = check_figures(of_today())
    assert found.errors == ()
    assert found.same is True
    assert found.again.endswith("da lo mismo.")


def test_another_version_of_the_rules_is_explained_and_the_figures_compared() -> None:
    same = check_figures(replace(of_today(), rules_version="0123456789ab"))
    assert same.same is True
    assert "con las reglas 0123456789ab, que no son las de este programa" in same.again
    assert same.again.endswith("Las cifras son las mismas.")
    other = check_figures(
        replace(of_today(), rules_version="x", arrears_interest=1_179_000, total=23_020_000)
    )
    assert other.same is False
    assert "da $ 23.019.000, y el FUR dice $ 23.020.000" in other.again
    assert other.again.endswith("Las cifras no son las mismas.")


def test_another_value_with_the_same_rules_is_said_to_be_so() -> None:
    found = check_figures(of_today(arrears_interest=1_179_000, total=23_020_000))
    assert found.same is False
    assert "Las reglas son las mismas con que se expidió" in found.again


def test_a_correction_is_liquidated_with_what_it_corrects() -> None:
    found = check_figures(correction())
    assert found.errors == ()
    assert found.same is True
    told = "\n".join(_says(correction()))
    assert "Ya declarado             $ 11.000.000, con FUR-2013-000001" in told


def test_a_correction_of_an_unpaid_filing_says_what_is_missing() -> None:
    found = check_figures(replace(correction(), corrected_levy=None, total=21_458_000))
    assert found.same is None
    assert "no se había pagado" in found.again


def downwards(balance: int, explained: int) -> Form:
    figure = Figure(
        code="balance_in_favour",
        label="Saldo a favor",
        amount=Pesos(explained),
        exact=f"{explained}.000000",
        sentence="",
        formula="",
        substitution="",
    )
    return of_today(
        kind="Corrección de FUR-2013-000001",
        corrects="FUR-2013-000001",
        corrected_levy=22_000_000,
        late_filing_penalty=0,
        arrears_interest=0,
        total=0,
        balance_in_favour=balance,
        figures=(figure,),
    )


def test_a_correction_downwards_says_what_is_left_and_checks_it_against_its_explanation() -> None:
    found = check_figures(downwards(1_150_000, 1_150_000))
    assert found.errors == ()
    assert found.same is True
    assert "sale de lo que se pagó antes" in found.again
    assert "Saldo a favor que queda  $ 1.150.000" in "\n".join(
        _says(downwards(1_150_000, 1_150_000))
    )
    (error,) = check_figures(downwards(5_000_000, 1_150_000)).errors
    assert "$ 5.000.000, no es el de su explicación, $ 1.150.000" in error
    assert check_figures(of_today(balance_in_favour=5_000_000)).errors


def test_what_radio_pays_has_neither_base_nor_rate() -> None:
    given_amount = of_today(
        regime=Regime.RADIO.label, period="2013", given_amount=True, gross_income=20_900_000, base=0
    )
    lines = list(_says(given_amount))
    assert [line.split()[-1] for line in lines if line.strip().startswith(("Base", "Tarifa"))] == [
        "aplica",
        "aplica",
    ]


@pytest.mark.parametrize("rate", ["abc", "", "NaN", "1e999999999", "-5 %", "Infinity", "1" * 5000])
def test_a_rate_that_is_none_is_a_sentence(rate: str) -> None:
    found = check_figures(form(regime=Regime.D1972.label, rate=rate))
    assert found.same is None
    assert found.again.startswith("No se pudo liquidar otra vez: ")


@pytest.mark.parametrize("changed", [{"regime": "nada"}, {"period": "T9 2099"}, {"period": "2013"}])
def test_what_the_law_does_not_know_is_a_sentence(changed: dict[str, str]) -> None:
    assert check_figures(form(**changed)).same is None


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=8,
)
_TEXTS = st.text(st.characters(exclude_categories=()), max_size=12) | st.sampled_from(
    [*(regime.label for regime in Regime), "2013", "5,5 %", "T1 ene–mar 2019", "electronic"]
)
_AMOUNTS = st.integers(-(10**20), 10**20) | st.integers(-1, 10**9)


def _like(value: object) -> st.SearchStrategy[Any]:
    """Values of the kind that a field has, likely and unlikely ones."""
    if isinstance(value, bool):
        return st.booleans()
    if isinstance(value, int):
        return _AMOUNTS
    if isinstance(value, str) and value[:4].isdigit() and "T" in value:
        return st.datetimes().map(lambda at: f"{at.isoformat()}Z")
    if isinstance(value, str) and value[:4].isdigit():
        return st.dates(date(1990, 1, 1)).map(date.isoformat)
    return _TEXTS if isinstance(value, str) else _JSON


_LIKELY = st.fixed_dictionaries(
    {}, optional={name: _like(value) for name, value in to_json(form()).items()}
)
_WILD = st.dictionaries(st.sampled_from(sorted(to_json(form()))), _JSON, min_size=1, max_size=3)


@given(_LIKELY | _WILD)
def test_whatever_a_file_says_ends_in_sentences(changed: dict[str, Any]) -> None:
    hostile = json.dumps(to_json(form()) | changed).encode()
    try:
        read = form_in(hostile)
    except NotAFur:
        return
    found = check_figures(read)
    for line in (*_says(read), found.again, *found.errors):
        assert not set(map(ord, shown(line))) & {*range(32), *range(127, 160)}
        line.encode()
    assert from_json(to_json(read)) == read
