from pathlib import Path

import pytest

from ser_app.cli.main import main
from ser_app.law.document import rules_document
from ser_app.law.parameters import packaged_rules

DOCUMENT = Path(__file__).parents[3] / "docs" / "rules.md"


def test_the_document_is_current() -> None:
    assert DOCUMENT.read_text("utf-8") == rules_document(packaged_rules()), (
        "run `python -m ser_app rules-doc`"
    )


def test_it_names_every_parameter_with_its_values() -> None:
    text = rules_document(packaged_rules())
    for parameter in packaged_rules().parameters.values():
        assert f"### `{parameter.name}`" in text
        assert all(f"| `{str(dated.value).lower()}` |" in text for dated in parameter.values)


def test_the_command_says_when_it_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rules.md"
    assert main(["rules-doc", "--check", "--file", str(file)]) == 1
    assert "no está al día" in capsys.readouterr().err
    assert main(["rules-doc", "--file", str(file)]) == 0
    assert main(["rules-doc", "--check", "--file", str(file)]) == 0
