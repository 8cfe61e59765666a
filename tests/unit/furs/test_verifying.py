"""Public verification: the number, the code, and nothing for anybody else."""

import re
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from ser_app.base.resources import Resources
from ser_app.furs import service
from ser_app.furs.service.verifying import masked
from ser_app.furs.states import ShownFurState
from tests.factories import Company, make_company
from tests.unit.furs.desk import file, fur, prepare
from tests.unit.furs.reading import qr_codes, rendered


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res, name="Andina Conecta S.A.S.")


@pytest.fixture
def number(res: Resources, company: Company) -> str:
    return service.issue(res, company.preparer, prepare(res, company))


@pytest.fixture
def code(res: Resources, company: Company, number: str) -> str:
    """The code as somebody with the paper reads it: from the QR."""
    address = qr_codes(rendered(service.pdf(res, company.preparer, number).content))[0]
    query = parse_qs(urlsplit(address).query)
    assert query["numero"] == [number]
    return query["codigo"][0]


def test_the_code_of_the_paper_tells_state_operator_total_and_hash(
    res: Resources, number: str, code: str
) -> None:
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{16}", code)
    verified = service.verify(res, number, code)
    assert verified is not None
    assert verified.state is ShownFurState.ISSUED
    assert verified.operator == "Andina Conecta S.A.S."
    assert verified.total == 23_019_000
    assert verified.sha256 == fur(res, number).sha256
    assert verified.payment_day == date(2013, 6, 20)
    assert verified.signatures == ()


def test_people_may_type_it_as_they_like(res: Resources, number: str, code: str) -> None:
    spaced = " ".join(code[at : at + 4] for at in range(0, 16, 4)).lower()
    assert service.verify(res, f" {number.lower()} ", spaced) is not None
    misread = code.replace("0", "O").replace("1", "l")
    assert service.verify(res, number, misread) is not None


def test_wrong_number_and_wrong_code_get_the_same_answer(
    res: Resources, number: str, code: str
) -> None:
    wrong = ("0" if code[0] != "0" else "1") + code[1:]
    assert service.verify(res, number, wrong) is None
    assert service.verify(res, "FUR-2013-999999", code) is None
    assert service.verify(res, number, "") is None
    assert service.verify(res, "", "") is None


def test_a_code_opens_no_other_fur(res: Resources, company: Company, code: str) -> None:
    other = service.issue(res, company.preparer, prepare(res, company, "2012-Q4"))
    assert service.verify(res, other, code) is None


def test_the_code_is_stored_nowhere_in_the_row(res: Resources, number: str, code: str) -> None:
    assert code not in fur(res, number).model_dump_json()


def test_once_filed_it_shows_who_signed_and_when_with_masked_documents(
    res: Resources, company: Company, number: str, code: str
) -> None:
    file(res, company, number)
    verified = service.verify(res, number, code)
    assert verified is not None
    assert verified.state is ShownFurState.FILED
    assert verified.receipt.startswith("CP-2013-")
    assert {signature.name for signature in verified.signatures} == {
        company.representative.name,
        company.accountant.name,
    }
    assert all("•••" in signature.document for signature in verified.signatures)


def test_a_masked_document_keeps_its_kind_and_three_digits() -> None:
    assert masked("CC 52123456") == "CC •••••456"
