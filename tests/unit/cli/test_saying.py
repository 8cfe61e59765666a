"""What commands write of foreign text drives no terminal."""

import errno
import json
from pathlib import Path

import pytest

from ser_app.cli.saying import complain, say, say_json, shown, unreadable

HOSTILE = "Ana\x1b[2J\x1b]0;otra\x07\nVÁLIDA\r\x9b\u202e\u2028\ud800 ñ — «sí» 東"


def test_control_characters_are_written_as_escapes_and_letters_as_they_are() -> None:
    told = shown(HOSTILE)
    assert told.startswith("Ana\\x1b[2J\\x1b]0;otra\\x07\\nVÁLIDA\\r\\x9b\\u202e\\u2028\\ud800")
    assert told.endswith(" ñ — «sí» 東")


def test_a_line_stays_one_line_on_both_outputs(capsys: pytest.CaptureFixture[str]) -> None:
    say(HOSTILE)
    complain(HOSTILE)
    told = capsys.readouterr()
    for text in (told.out, told.err):
        assert text.count("\n") == 1
        assert text.endswith("\n")
        assert text.rstrip("\n").isprintable()


def test_json_says_the_same_without_them(capsys: pytest.CaptureFixture[str]) -> None:
    say_json({"name": HOSTILE})
    told = capsys.readouterr().out
    assert all(line.isprintable() for line in told.splitlines())
    assert json.loads(told) == {"name": HOSTILE}


def test_a_missing_folder_is_named_and_not_the_file_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = tmp_path / "no" / "copia.zip"
    unreadable(str(wanted), FileNotFoundError(errno.ENOENT, "no", str(wanted)))
    assert f"la carpeta {wanted.parent} no existe" in capsys.readouterr().err
    there = tmp_path / "copia.zip"
    unreadable(str(there), FileNotFoundError(errno.ENOENT, "no", str(there)))
    assert capsys.readouterr().err == f"No se pudo leer ni escribir {there}: no existe.\n"
