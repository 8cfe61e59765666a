"""The words of the field have one definition, wherever it is read."""

from pathlib import Path

import pytest
import reflex as rx

from ser_app.cli.main import main
from ser_app.web.definitions import DEFINITIONS, with_definitions
from ser_app.web.terms import figure_label, term, worded
from tests.unit.web.drawing import drawn

GLOSSARY = Path(__file__).parents[3] / "docs" / "glossary.md"


def test_the_glossary_says_what_the_screen_says() -> None:
    assert with_definitions(GLOSSARY.read_text("utf-8")) == GLOSSARY.read_text("utf-8"), (
        "run `python -m ser_app glossary-doc`"
    )


def test_the_command_tells_and_mends_a_glossary_that_drifted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "glossary.md"
    meaning = DEFINITIONS["cus"].meaning
    file.write_text(GLOSSARY.read_text("utf-8").replace(meaning, "Otra cosa."), "utf-8")

    assert main(["glossary-doc", "--check", "--file", str(file)]) == 1
    assert "no está al día" in capsys.readouterr().err
    assert main(["glossary-doc", "--file", str(file)]) == 0
    assert main(["glossary-doc", "--check", "--file", str(file)]) == 0
    assert meaning in file.read_text("utf-8")


def test_a_glossary_without_its_marks_is_not_overwritten() -> None:
    with pytest.raises(ValueError, match="needs the marks"):
        with_definitions("# Glossary\n")


@pytest.mark.parametrize("name", DEFINITIONS)
def test_a_definition_is_a_plain_sentence_that_fits_a_bubble(name: str) -> None:
    found = DEFINITIONS[name]

    assert 30 <= len(found.meaning) <= 200
    assert found.meaning.endswith(".")
    assert found.meaning[0].isupper()
    assert "|" not in found.meaning


def test_no_word_is_defined_twice() -> None:
    words = [each.word.casefold() for each in DEFINITIONS.values()]

    assert len(set(words)) == len(words)


def test_a_word_carries_its_meaning() -> None:
    word = drawn(term("cus"))

    assert "Código Único de Seguimiento" in word
    assert '"CUS"' in word


def test_a_word_may_stand_otherwise_in_its_sentence() -> None:
    word = drawn(term("arrears_interest", "intereses"))

    assert '"intereses"' in word
    assert DEFINITIONS["arrears_interest"].meaning in word


def test_a_word_without_definition_is_refused() -> None:
    with pytest.raises(KeyError):
        term("quórum")


def test_marked_words_of_a_sentence_carry_their_meaning() -> None:
    sentence = worded("Elija el [[expediente|expediente]] y mire su [[cus|CUS]].")

    assert isinstance(sentence, rx.Component)
    shown = drawn(sentence)
    assert DEFINITIONS["expediente"].meaning in shown
    assert DEFINITIONS["cus"].meaning in shown
    assert '"Elija el "' in shown
    assert "[[" not in shown


def test_a_sentence_without_marks_stays_as_it_is() -> None:
    assert worded("Elija el período.") == "Elija el período."


def test_a_mark_that_means_nothing_is_refused() -> None:
    with pytest.raises(KeyError):
        worded("Elija el [[quorum|quórum]].")


def test_a_figure_that_is_a_word_of_the_field_has_its_meaning() -> None:
    assert DEFINITIONS["levy"].meaning in drawn(rx.fragment(figure_label("levy", "Lo que debe")))
    assert DEFINITIONS["balance_in_favour"].meaning in drawn(
        rx.fragment(figure_label("balance_applied", "Saldo aplicado"))
    )
    assert figure_label("total", "Total") == "Total"
