"""The page of worked examples: what is read, what is found, what is said."""

from pathlib import Path

import pytest

from ser_app.law.parameters import packaged_rules
from ser_app.simulator.examples.choosing import PAGE_SIZE, Choice
from ser_app.simulator.examples.reading import WorkedExample, worked_examples
from ser_app.simulator.examples.recalculating import Recalculated, recalculate
from ser_app.simulator.examples.texts import GROUPS, tally
from ser_app.simulator.examples.views import example_view, fold, topics

EXAMPLES = worked_examples()


def example(name: str) -> WorkedExample:
    return next(each for each in EXAMPLES if each.name == name)


def test_every_example_agrees_with_the_engine() -> None:
    assert [each.key for each in EXAMPLES if not recalculate(each, packaged_rules()).agrees] == []


def test_every_example_can_be_written_out_and_belongs_to_a_group() -> None:
    for each in EXAMPLES:
        view = example_view(recalculate(each, packaged_rules()))
        assert view.facts
        assert view.answers
        assert "None" not in str(view)
        assert each.group in GROUPS


def test_an_example_is_read_as_a_lawyer_would() -> None:
    view = example_view(
        recalculate(example("Tres meses y sanción con la mitad hacia arriba"), packaged_rules())
    )
    assert [(fact.label, fact.value) for fact in view.facts] == [
        ("Período", "T1 ene–mar 2013"),
        ("Ingresos brutos", "$ 950.000.000"),
        ("Presentada el", "20 jun 2013"),
        ("Pagada el", "20 jun 2013"),
    ]
    assert [(each.label, each.expected, each.found) for each in view.answers][-1] == (
        "Total",
        "$ 23.019.000",
        "$ 23.019.000",
    )
    assert (view.headline, view.verdict, view.kind) == ("$ 23.019.000", "Coincide", "paid")
    assert "20.900.000 × 1,5 % × 3 = 940.500 → 941.000" in view.source


def test_a_refusal_is_told_with_the_engines_sentence() -> None:
    view = example_view(
        recalculate(example("Radio declara años y no trimestres"), packaged_rules())
    )
    assert view.headline == "No se liquida"
    assert [(each.expected, each.found) for each in view.answers] == [
        ("No se liquida", "El régimen RADIO se declara por años: escriba el período como 2014.")
    ]


def test_a_difference_is_shown_as_such() -> None:
    result = recalculate(example("Radio no tiene sanción mínima"), packaged_rules())
    wrong = Recalculated(result.example, {**result.found, "total": 1000})
    view = example_view(wrong)
    assert (view.verdict, view.kind) == ("No coincide", "failed")
    assert ("Total", "$ 102.000", "$ 1.000") in [
        (each.label, each.expected, each.found) for each in view.answers
    ]
    refused = example_view(Recalculated(result.example, {"error": "x"}, "No hay tasa."))
    assert refused.verdict == "No coincide"
    assert refused.answers[0].found == "No hay tasa."


def test_a_payment_is_shown_debt_by_debt() -> None:
    view = example_view(
        recalculate(example("Título de 2003, primero los intereses"), packaged_rules())
    )
    assert [(each.label, each.found) for each in view.answers] == [
        ("Saldo a favor", "$ 0"),
        ("Sanción de la deuda 2013-Q1", "$ 322.000"),
        ("Intereses de la deuda 2013-Q1", "$ 1.178.000"),
        ("Capital de la deuda 2013-Q1", "$ 0"),
    ]


@pytest.mark.parametrize("words", ["INEXACTITUD ministerio", "20900000", "20.900.000", "d1161"])
def test_words_are_found_whatever_their_accents_and_points(words: str) -> None:
    found = Choice(words=words).of(EXAMPLES)
    assert 0 < len(found) < len(EXAMPLES)


def test_all_words_must_be_there() -> None:
    assert Choice(words="inexactitud girasol").of(EXAMPLES) == []


def test_the_address_is_read_with_care() -> None:
    assert Choice.read({}) == Choice()
    assert Choice.read({"grupo": "RADIO", "texto": " mora ", "pagina": "2"}) == Choice(
        words="mora", group="RADIO", page=2
    )
    for page in ("0", "-1", "x", "99999", "²"):
        assert Choice.read({"grupo": "<b>", "pagina": page}) == Choice()


def test_pages_lead_to_each_other_and_end() -> None:
    choice = Choice(words="mora", group="RADIO", page=2)
    assert choice.address(1, 60) == "/simulador/ejemplos?texto=mora&grupo=RADIO&pagina=1"
    assert choice.address(0, 60) == ""
    assert choice.address(3, 2 * PAGE_SIZE) == ""


def test_each_group_is_named_once_and_stands_together() -> None:
    chosen = [recalculate(each, packaged_rules()) for each in Choice().of(EXAMPLES)]
    named = [topic.group for topic in topics(chosen) if topic.group]
    assert named == list(GROUPS.values())


def test_a_regime_begins_with_its_due_days_and_ends_with_debts() -> None:
    keys = [each.key for each in Choice(group="PRST").of(EXAMPLES)]
    assert keys[0] == "due_days-1"
    assert keys[-1].startswith("impute_regimes")


def test_without_the_folder_there_are_no_examples(tmp_path: Path) -> None:
    assert worked_examples(tmp_path / "nothing") == ()


def test_the_tally_says_when_something_disagrees() -> None:
    assert "todos coinciden" in tally(10, 10, 10, "v", "v")
    assert "en 1 no da lo esperado" in tally(4, 10, 9, "v", "v")
    assert "se ven 4" in tally(4, 10, 9, "v", "v")


def test_the_tally_names_both_versions_only_when_they_differ() -> None:
    assert "las que hoy rigen" not in tally(10, 10, 10, "v1", "v1")
    told = tally(10, 10, 10, "v1", "v2")
    assert "de fábrica, versión v1; las que hoy rigen, con lo aprobado en Parámetros" in told
    assert "son la versión v2" in told


def test_accents_and_points_do_not_count() -> None:
    assert fold("Sanción $ 1.000") == "sancion $ 1000"
