"""Whatever is wrong on the command line is said in Spanish."""

from pathlib import Path

import pytest

from ser_app.cli.main import main

ENGLISH = ("usage:", "invalid", "choose", "required", "expected", "argument ", "No such", "error:")


@pytest.mark.parametrize(
    "typed",
    [
        "users foo",
        "users create-admin",
        "users create-admin --email",
        "bank-file generate a --day mañana",
        "bank-file generate a --most muchos",
        "bank-file generate a --kind raro",
        "bank-file check",
        "liquidate --gross-income x",
        "liquidate --batch /no/existe",
        "accrue --zz",
        "audit nada",
        "demo clock",
        "rules-doc --file",
        "glossary-doc --file",
        "no-existe",
    ],
)
def test_what_is_wrong_is_said_in_spanish(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(typed.split())
    except SystemExit as left:
        status = int(left.code or 0)
    said = capsys.readouterr()
    assert status != 0
    assert said.err
    assert [word for word in ENGLISH if word in said.err + said.out] == []


def test_a_file_that_is_not_there_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "falta"
    assert main(["bank-file", "check", str(file)]) == 1
    assert capsys.readouterr().err == f"No se pudo leer ni escribir {file}: no existe.\n"


def test_a_folder_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bank-file", "check", "/no/existe"]) == 1
    said = "No se pudo leer ni escribir /no/existe: la carpeta /no no existe.\n"
    assert capsys.readouterr().err == said
