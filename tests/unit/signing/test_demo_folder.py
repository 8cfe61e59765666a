"""The demonstration's authority: made once, beside its database, and nowhere in production."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from ser_app.base.errors import NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.people.models import User
from ser_app.people.permissions import Role
from ser_app.settings import Settings
from ser_app.signing.demo_authority import KeyKind
from ser_app.signing.demo_folder import (
    CERTIFICATE_PASSWORD,
    ISSUERS,
    ROOTS,
    demo_certificate,
    demo_trust_folder,
)
from tests.factories import make_user


@pytest.fixture
def demo(res: Resources, tmp_path: Path) -> Resources:
    """Resources whose settings name a database in a folder of the test's own."""
    url = f"sqlite:///{tmp_path / 'ser.db'}"
    return replace(res, settings=Settings(database_url=url, _env_file=None))


@pytest.fixture
def accountant(demo: Resources) -> User:
    return make_user(demo, Role.ACCOUNTANT)


def opened(content: bytes) -> pkcs12.PKCS12KeyAndCertificates:
    return pkcs12.load_pkcs12(content, CERTIFICATE_PASSWORD.encode())


def test_the_folder_is_laid_out_as_a_trust_list_and_has_no_key_of_the_root(demo: Resources) -> None:
    folder = demo_trust_folder(demo.settings)
    root = x509.load_pem_x509_certificate((folder / ROOTS).read_bytes())
    issuing = x509.load_pem_x509_certificate((folder / ISSUERS).read_bytes())
    issuing.verify_directly_issued_by(root)
    lists = [x509.load_der_x509_crl(each.read_bytes()) for each in folder.glob("*.crl")]
    assert {each.issuer for each in lists} == {root.subject, issuing.subject}
    assert [each.name for each in folder.glob("*.key")] == ["emisora.key"]
    assert demo_trust_folder(demo.settings) == folder


@pytest.mark.parametrize(
    ("kind", "key"), [("rsa", rsa.RSAPrivateKey), ("ec", ec.EllipticCurvePrivateKey)]
)
def test_each_signer_has_one_certificate_of_a_kind_with_the_registered_number(
    demo: Resources, accountant: User, kind: KeyKind, key: type
) -> None:
    content = demo_certificate(demo, accountant.email, kind)
    assert demo_certificate(demo, accountant.email, kind) == content
    found = opened(content)
    assert isinstance(found.key, key)
    assert found.cert is not None
    subject = found.cert.certificate.subject
    serial = subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)[0].value
    assert serial == f"CC{accountant.document_number}"


def test_who_does_not_sign_has_none(demo: Resources) -> None:
    for email in ("nadie@demo.ser", make_user(demo, Role.PREPARER).email):
        with pytest.raises(NotFound):
            demo_certificate(demo, email)


def test_two_at_once_make_one_authority_and_one_certificate(
    demo: Resources, accountant: User
) -> None:
    def ask(_: int) -> bytes:
        return demo_certificate(demo, accountant.email)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(4)))) == 1


def test_production_has_none(tmp_path: Path) -> None:
    settings = Settings.model_construct(
        mode="production", database_url=f"sqlite:///{tmp_path / 'ser.db'}"
    )
    with pytest.raises(Refused):
        demo_trust_folder(settings)
    assert list(tmp_path.iterdir()) == []
