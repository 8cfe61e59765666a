"""The throw-away authority gives what tests and demonstration need, and says what it is worth."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12

from ser_app.signing.demo_authority import MARK, DemoAuthority, create, self_signed

BORN = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority() -> DemoAuthority:
    return create(BORN, key="ec")


def test_every_subject_says_that_it_is_worth_nothing(authority: DemoAuthority) -> None:
    ana = authority.issue("Ana Prueba", "CC 52123456", key="ec")
    alone = self_signed("Ana Prueba", "CC 52123456", BORN)
    for holder in (authority.root, authority.issuing, ana, alone):
        assert MARK in holder.certificate.subject.rfc4514_string()


@pytest.mark.parametrize("key", ["rsa", "ec"])
def test_a_certificate_leads_to_the_root(authority: DemoAuthority, key: str) -> None:
    ana = authority.issue("Ana Prueba", "CC 52123456", key="ec" if key == "ec" else "rsa")
    ana.certificate.verify_directly_issued_by(authority.issuing.certificate)
    authority.issuing.certificate.verify_directly_issued_by(authority.root.certificate)


def test_an_authority_of_the_same_name_is_another_one(authority: DemoAuthority) -> None:
    false = create(BORN, key="ec").issue("Ana Prueba", "CC 52123456", key="ec")
    assert false.certificate.issuer == authority.issuing.certificate.subject
    with pytest.raises(Exception, match=r"^$"):  # InvalidSignature says nothing
        false.certificate.verify_directly_issued_by(authority.issuing.certificate)


def test_the_list_has_what_was_revoked(authority: DemoAuthority) -> None:
    gone = authority.issue("Gil Prueba", "CC 79123456", key="ec")
    authority.revoke(gone, BORN + timedelta(days=3))
    _, published = (
        x509.load_der_x509_crl(each) for each in authority.crls(BORN + timedelta(days=5))
    )
    found = published.get_revoked_certificate_by_serial_number(gone.certificate.serial_number)
    assert found is not None
    assert published.next_update_utc == BORN + timedelta(days=12)


def test_the_file_for_the_own_program_opens_with_its_password(authority: DemoAuthority) -> None:
    ana = authority.issue("Ana Prueba", "CC 52123456", key="ec")
    key, certificate, issuers = pkcs12.load_key_and_certificates(ana.p12("clave"), b"clave")
    assert (certificate, issuers) == (ana.certificate, [authority.issuing.certificate])
    assert key is not None
    with pytest.raises(ValueError, match="password"):
        pkcs12.load_key_and_certificates(ana.p12("clave"), b"otra")
