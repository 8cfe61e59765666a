"""`books check` says whether the books tell the same as everything else."""

import pytest

from ser_app.base.resources import Resources
from ser_app.cli import books
from ser_app.cli.main import main
from tests.factories import make_company
from tests.unit.furs.corrections import filed, pay
from tests.unit.payments.builders import make_payable


@pytest.fixture
def installed(res: Resources, monkeypatch: pytest.MonkeyPatch) -> Resources:
    monkeypatch.setattr("ser_app.base.resources.resources", lambda: res)
    return res


def test_books_that_tell_the_same_are_in_parity(
    installed: Resources, capsys: pytest.CaptureFixture[str]
) -> None:
    pay(installed, filed(installed, make_company(installed)))
    assert main(["books", "check"]) == 0
    assert capsys.readouterr().out == "Los libros cuadran: 0 diferencias.\n"


def test_what_the_books_lack_is_named(
    installed: Resources, capsys: pytest.CaptureFixture[str]
) -> None:
    receipt = make_payable(installed).declaration.receipt_number
    assert books.run(["check"]) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"La declaración {receipt}: se esperaba $ 21.841.000")
    assert said.endswith("1 diferencias.\n")
