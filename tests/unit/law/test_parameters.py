from datetime import date
from decimal import Decimal

import pytest

from ser_app.law.errors import InvalidParameters, UnknownParameter
from ser_app.law.explanation import Provenance
from ser_app.law.parameters import (
    RateRow,
    RuleBook,
    WageRow,
    build_rules,
    packaged_files,
    packaged_rules,
)
from ser_app.law.parameters.schema import OPTIONAL, SPECS

RULES = packaged_rules()


def changed(file: str, old: str, new: str) -> RuleBook:
    files = packaged_files()
    assert old in files[file], old
    return build_rules({**files, file: files[file].replace(old, new, 1)})


def line_of(file: str, text: str) -> int:
    before, _, _ = packaged_files()[file].partition(text)
    return before.count("\n") + 1


def test_every_parameter_is_defined_with_a_description() -> None:
    assert SPECS.keys() - OPTIONAL <= RULES.parameters.keys() <= SPECS.keys()
    for parameter in RULES.parameters.values():
        assert parameter.description
        assert parameter.values


def test_every_decision_or_assumption_has_a_norm_or_a_note() -> None:
    for parameter in RULES.parameters.values():
        for dated in parameter.values:
            assert dated.citations or dated.note, parameter.name


def test_a_value_holds_from_its_day_to_the_day_before_the_next() -> None:
    rate = RULES.parameters["levy_rate.PRST"]
    assert rate.on(date(2020, 6, 30)).value == Decimal("0.022")
    assert rate.on(date(2020, 7, 1)).value == Decimal("0.019")
    assert rate.on(date(2020, 6, 30)).valid_to == date(2020, 6, 30)
    assert rate.on(date(2026, 1, 1)).valid_to is None


def test_a_day_without_value_names_parameter_and_day() -> None:
    with pytest.raises(UnknownParameter) as refused:
        RULES.number("levy_rate.PRST", date(2009, 12, 31))
    assert "levy_rate.PRST" in refused.value.message
    assert "31 de diciembre de 2009" in refused.value.message


@pytest.mark.parametrize(
    ("file", "old", "new", "problem", "expected"),
    [
        ("levy.yaml", "value: 0.022", "value: 2.2", "«2.2»", "una fracción entre 0 y 1"),
        ("levy.yaml", "value: 0.022", "value: 2,2", "«2,2»", "una fracción entre 0 y 1"),
        ("levy.yaml", "value: 1000", "value: 0", "«0»", "entero de pesos"),
        ("levy.yaml", "from: 2010-01-01", "from: 1 de enero", "«1 de enero»", "2013-04-15"),
        ("levy.yaml", "provenance: assumed", "provenance: sure", "«sure»", "confirmed, single"),
        ("levy.yaml", "unit: fraction", "unit: percent", "«percent»", "fraction"),
        ("levy.yaml", "levy_rate.PRST:", "levy_rate.OTRO:", "«levy_rate.OTRO»", "alguno de"),
        ("levy.yaml", "      note:", "      nota:", "«nota»", "alguno de"),
        ("levy.yaml", "    - from: 2020-07-01", "    - from: 2009-01-01", "orden", "2010-01-01"),
        ("interest.yaml", "value: by_period", "value: mixed", "«mixed»", "by_period, payment_day"),
        (
            "penalties.yaml",
            "value: anniversary",
            "value: weeks",
            "«weeks»",
            "anniversary, calendar",
        ),
        ("due_days.yaml", "value: true", "value: yes", "«yes»", "true o false"),
        ("due_days.yaml", "value: 15", "value: -15", "«-15»", "entero de días"),
        ("due_exceptions.yaml", "regimes: [PRST", "regimes: [PRSX", "«PRSX»", "un régimen"),
        ("due_exceptions.yaml", "kind: norm", "kind: favour", "«favour»", "norm o contingency"),
        ("due_exceptions.yaml", "  due_from: 2020-03-23", "", "dos", "due_from y due_to"),
        ("holidays.yaml", "date: 01-01", "date: 13-01", "«13-01»", "mes y día"),
    ],
)
def test_a_wrong_file_is_refused_with_file_line_and_what_was_expected(
    file: str, old: str, new: str, problem: str, expected: str
) -> None:
    with pytest.raises(InvalidParameters) as refused:
        changed(file, old, new)
    error = refused.value
    assert error.file == file
    assert error.line >= 1
    assert str(error).startswith(f"{file}, línea {error.line}: ")
    assert expected in error.expected
    if problem.startswith("«"):
        assert problem in error.message


def test_the_line_is_that_of_the_wrong_value() -> None:
    with pytest.raises(InvalidParameters) as refused:
        changed("interest.yaml", "value: by_period", "value: mixed")
    assert refused.value.line == line_of("interest.yaml", "value: by_period")


def test_a_missing_parameter_is_refused() -> None:
    files = packaged_files()
    text = files["levy.yaml"].partition("balance_applied_effect.POSTAL:")[0]
    text = text.partition("yearly_adjustment:")[0]
    with pytest.raises(InvalidParameters, match="falta el parámetro «yearly_adjustment»"):
        build_rules({**files, "levy.yaml": text})


@pytest.mark.parametrize("text", ["", "a: [", "- una lista"])
def test_a_file_that_is_no_yaml_of_parameters_is_refused(text: str) -> None:
    with pytest.raises(InvalidParameters):
        build_rules({**packaged_files(), "levy.yaml": text})


def test_a_gap_between_rates_is_refused() -> None:
    with pytest.raises(InvalidParameters, match="faltan o sobran días"):
        changed("arrears_rates.csv", "2013-04-01,2013-06-30,31.25,31.25,single\n", "")


def test_a_rate_that_is_no_number_is_refused_with_its_line() -> None:
    row = "2013-04-01,2013-06-30,31.25,31.25,single"
    with pytest.raises(InvalidParameters) as refused:
        changed("arrears_rates.csv", row, row.replace("31.25", "treinta"))
    assert refused.value.line == line_of("arrears_rates.csv", row)


def test_a_missing_year_of_wages_is_refused() -> None:
    with pytest.raises(InvalidParameters, match="falta el salario mínimo de 2013"):
        changed("minimum_wage.csv", "2013,589500,confirmed\n", "")


def test_the_version_is_that_of_the_content() -> None:
    assert build_rules(packaged_files()).version == RULES.version
    assert changed("levy.yaml", "value: 0.022", "value: 0.021").version != RULES.version
    assert changed("minimum_wage.csv", "589500", "589501").version != RULES.version
    assert len(RULES.version) == 12


def test_rows_of_a_known_day_or_year_replace_it_and_leave_the_book_as_it_was() -> None:
    wage = WageRow(year=2013, monthly_pesos=600_000, provenance=Provenance.CONFIRMED)
    first = RULES.rates[0]
    rate = RateRow(
        valid_from=first.valid_from,
        valid_to=first.valid_to,
        usury_rate_percent=Decimal(20),
        arrears_rate_percent=Decimal(20),
        provenance=Provenance.CONFIRMED,
    )
    rules = RULES.with_rows(rates=[rate], wages=[wage])
    assert wage in rules.wages
    assert rules.rates[0] == rate
    assert len(rules.rates) == len(RULES.rates)
    assert wage not in RULES.wages


def test_rows_that_leave_a_gap_are_refused() -> None:
    far = WageRow(year=2030, monthly_pesos=2_000_000, provenance=Provenance.DEMO)
    with pytest.raises(InvalidParameters, match="2027"):
        RULES.with_rows(wages=[far])
