import pytest
from stdnum.co import nit as stdnum_nit

from ser_app.cli.main import main
from ser_app.declarations.texts import nit_text
from ser_app.people.models import Operator
from ser_app.people.nit import InvalidNit, Nit, check_digit, parse_nit


@pytest.mark.parametrize(
    ("number", "digit"),
    [("899999053", 1), ("800131648", 6), ("800197268", 4), ("860002964", 4), ("890903938", 8)],
)
def test_check_digits_of_known_entities(number: str, digit: int) -> None:
    assert check_digit(number) == digit
    assert check_digit(int(number)) == digit


def test_it_agrees_with_python_stdnum() -> None:
    for number in range(1, 10**9, 7_654_321):
        assert str(check_digit(number)) == stdnum_nit.calc_check_digit(str(number))


@pytest.mark.parametrize(
    "text", ["899999053", "899.999.053", "899999053-1", "899.999.053-1", " 899 999 053 - 1 "]
)
def test_a_nit_is_read_however_people_write_it(text: str) -> None:
    assert parse_nit(text) == Nit("899999053")
    assert parse_nit(text).text == "899.999.053-1"


@pytest.mark.parametrize(
    "text", ["", "0", "89999905A", "899.99.053", "899999053-2", "-1", "899999053-", "8" * 16, "٨٩٩"]
)
def test_what_is_no_nit_is_refused(text: str) -> None:
    with pytest.raises(InvalidNit):
        parse_nit(text)


def test_the_command_prints_the_digit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nit", "899999053"]) == 0
    assert capsys.readouterr().out == "1\n"


def test_the_command_says_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nit", "899999053-2"]) == 1
    assert capsys.readouterr().err == "El dígito de verificación de 899999053 es 1, no 2.\n"


def test_an_operator_says_its_nit_as_it_is_written_everywhere() -> None:
    operator = Operator(public_id="o", nit="899999053", check_digit="1", name="Uno S.A.S.")
    assert operator.tax_number == "899.999.053-1"
    assert nit_text(operator).replace("\N{NON-BREAKING HYPHEN}", "-").endswith("899.999.053-1")
