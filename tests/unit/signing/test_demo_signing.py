"""Signing at home with a test certificate: the right field, both persons, and plain refusals."""

from dataclasses import replace
from pathlib import Path

import pytest

from ser_app.base.errors import NotFound, Refused
from ser_app.base.pdf_signatures.signing import empty_fields
from ser_app.base.resources import Resources
from ser_app.cli import main
from ser_app.furs import service
from ser_app.people.repository import user_by_id
from ser_app.settings import Settings
from ser_app.signing.demo_folder import (
    CERTIFICATE_PASSWORD,
    demo_certificate_file,
    demo_people,
)
from ser_app.signing.demo_signing import sign_as, who_is_missing
from tests.factories import Company, make_company
from tests.unit.furs.desk import prepare


@pytest.fixture
def demo(res: Resources, tmp_path: Path) -> Resources:
    url = f"sqlite:///{tmp_path / 'ser.db'}"
    return replace(res, settings=Settings(database_url=url, _env_file=None))


@pytest.fixture
def company(demo: Resources) -> Company:
    return make_company(demo)


@pytest.fixture
def document(demo: Resources, company: Company) -> bytes:
    number = service.issue(demo, company.preparer, prepare(demo, company))
    return service.pdf(demo, company.preparer, number).content


def certificate(res: Resources, user_id: int) -> Path:
    with res.database.reading() as unit:
        user = user_by_id(unit, user_id)
        assert user is not None
        email = user.email
    return demo_certificate_file(res, email)


def test_each_signs_in_the_own_field_in_any_order(
    demo: Resources, company: Company, document: bytes
) -> None:
    own = certificate(demo, company.accountant.user_id)
    first = sign_as(document, own, CERTIFICATE_PASSWORD)
    assert first.content.startswith(document)
    assert first.name == company.accountant.name
    assert first.missing == f"{company.representative.name} (representante legal)"
    assert empty_fields(first.content) == ["FirmaRepresentanteLegal"]
    other = certificate(demo, company.representative.user_id)
    second = sign_as(first.content, other, CERTIFICATE_PASSWORD)
    assert second.missing == ""
    assert empty_fields(second.content) == []


def test_nobody_signs_twice_and_a_stranger_not_at_all(
    demo: Resources, company: Company, document: bytes
) -> None:
    own = certificate(demo, company.accountant.user_id)
    signed = sign_as(document, own, CERTIFICATE_PASSWORD).content
    with pytest.raises(Refused, match="ya firmó"):
        sign_as(signed, own, CERTIFICATE_PASSWORD)
    stranger = certificate(demo, make_company(demo).accountant.user_id)
    with pytest.raises(Refused, match="no es de quienes firman"):
        sign_as(document, stranger, CERTIFICATE_PASSWORD)
    with pytest.raises(Refused, match="no se abre con esa contraseña"):
        sign_as(document, own, "otra")


def test_who_is_missing_signs_where_nobody_is_named(demo: Resources, document: bytes) -> None:
    emails = demo_people(demo, who_is_missing(document))
    assert len(emails) == 2
    copy = document
    for email in emails:
        own = demo_certificate_file(demo, email, "ec")
        copy = sign_as(copy, own, CERTIFICATE_PASSWORD).content
    with pytest.raises(Refused, match="no falta ninguna firma"):
        who_is_missing(copy)
    with pytest.raises(NotFound):
        demo_people(demo, ["CC 1"])


def test_what_is_no_fur_is_not_signed(demo: Resources, company: Company) -> None:
    own = certificate(demo, company.accountant.user_id)
    with pytest.raises(Refused, match=r"no es un PDF\. No se firmó"):
        sign_as(b"hola", own, CERTIFICATE_PASSWORD)


def test_the_command_signs_with_a_downloaded_certificate_and_says_who_is_missing(
    demo: Resources,
    company: Company,
    document: bytes,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "FUR.pdf"
    file.write_bytes(document)
    for person in (company.representative, company.accountant):
        own = str(certificate(demo, person.user_id))
        assert main.main(["demo", "sign", str(file), "--certificate", own]) == 0
        told = capsys.readouterr().out
        assert person.name in told
        file = tmp_path / "FUR-firmado.pdf"
    assert "Falta" not in told
    assert empty_fields(file.read_bytes()) == []
    assert main.main(["demo", "sign", str(file), "--certificate", own]) == 1
    assert "ya firmó" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["sign"],
        ["seed", "FUR.pdf"],
        ["clock"],
        ["clock", "real", "--as", "a@b.co"],
    ],
)
def test_half_a_command_is_explained(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main.main(["demo", *arguments])
    assert "demo sign" in capsys.readouterr().err
