"""The validator: what is accepted, and each way in which a copy is not."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from ser_app.furs.drawing import issued_bytes
from ser_app.settings import Settings
from ser_app.signing.demo_authority import create
from ser_app.signing.issued import Trust
from ser_app.signing.judging import judge
from ser_app.signing.report import Verdict, from_json, to_json
from ser_app.signing.texts import verdict_words
from tests.support.signing.kit import (
    ACCOUNTANT,
    ANA,
    BORN,
    NOW,
    REPRESENTATIVE,
    Kit,
    by_both,
    issued_of,
    kit,
    question,
    signed,
    trust_of,
    tsa,
)
from tests.unit.furs.examples import VERIFICATION, form


@pytest.fixture(scope="module")
def known() -> Kit:
    return kit()


def test_both_signatures_are_valid_in_either_order(known: Kit) -> None:
    first = signed(known.issued.content, ACCOUNTANT, known.gil)
    for copy in (by_both(known), signed(first, REPRESENTATIVE, known.ana)):
        report = judge(question(copy, known))
        assert (report.verdict, report.code) == (Verdict.VALID, "all_valid"), report
        assert report.signed_by("legal_representative")
        assert report.signed_by("accountant")
        assert not any(each.observations or each.stamped for each in report.signatures)


def test_one_signature_alone_is_valid_and_tells_whose_it_is(known: Kit) -> None:
    report = judge(question(signed(known.issued.content, REPRESENTATIVE, known.ana), known))
    (only,) = report.signatures
    assert only.verdict is Verdict.VALID
    assert only.signer_name == "Ana Ruiz PRUEBA - NO VÁLIDA"
    assert only.document == "•••••••456"
    assert only.issuer == "AC emisora PRUEBA - NO VÁLIDA"
    assert only.algorithm == "SHA256 · RSA 2048"
    assert not report.signed_by("accountant")
    assert report.sentence.endswith("es válida; falta la de quien firma como contador.")


def test_without_any_list_nobody_can_say_whose_certificate_it_is(known: Kit) -> None:
    report = judge(question(by_both(known), known, Trust()))
    assert (report.verdict, report.code) == (Verdict.INDETERMINATE, "nobody_trusted")


def test_the_issued_bytes_are_recognised(known: Kit) -> None:
    report = judge(question(known.issued.content, known))
    assert (report.verdict, report.code) == (Verdict.VALID, "issued")
    assert report.sha256 == report.issued_sha256


def test_a_report_travels_as_json(known: Kit) -> None:
    report = judge(question(by_both(known), known))
    assert from_json(to_json(report)) == report


def refused(copy: bytes, known: Kit, **how: object) -> str:
    report = judge(question(copy, known, **how))  # type: ignore[arg-type]  # passed on
    assert report.verdict is not Verdict.VALID, report
    assert report.sentence
    assert not (
        report.signatures and all(s.verdict is Verdict.VALID for s in report.signatures)
    ) or (report.code == "changed_after")
    return report.code


def test_another_persons_certificate_is_refused(known: Kit) -> None:
    eva = known.authority.issue("Eva Prueba", "CC 1012345678", key="ec")
    assert refused(signed(known.issued.content, REPRESENTATIVE, eva), known) == "other_person"


def test_swapped_roles_are_refused(known: Kit) -> None:
    first = signed(known.issued.content, REPRESENTATIVE, known.gil)
    assert refused(signed(first, ACCOUNTANT, known.ana), known) == "swapped"
    assert refused(first, known) == "swapped"


def test_an_expired_certificate_is_refused(known: Kit) -> None:
    old = known.authority.issue("Ana Ruiz", ANA, key="ec", valid_to=NOW - timedelta(days=1))
    assert refused(signed(known.issued.content, REPRESENTATIVE, old), known) == "expired"


def test_a_certificate_of_tomorrow_is_refused(known: Kit) -> None:
    soon = known.authority.issue("Ana Ruiz", ANA, key="ec", valid_from=NOW + timedelta(days=1))
    assert refused(signed(known.issued.content, REPRESENTATIVE, soon), known) == "not_yet_valid"


def test_a_program_that_writes_more_than_its_signature_is_observed(known: Kit) -> None:
    """As poppler's pdfsig does: it dates the field of whoever signs."""

    def dated(writer: IncrementalPdfFileWriter) -> None:
        field = writer.root["/AcroForm"]["/Fields"][1]
        field[generic.pdf_name("/M")] = generic.pdf_string("D:20261126220107Z")
        writer.update_container(field)

    first = signed(known.issued.content, REPRESENTATIVE, known.ana)
    report = judge(question(signed(first, ACCOUNTANT, known.gil, change=dated), known))
    assert report.code == "all_valid"
    observed = report.signed_by("legal_representative")
    assert observed is not None
    assert observed.observations
    assert verdict_words(observed.verdict, observed=True) == "VÁLIDA CON OBSERVACIÓN"


def test_a_stamp_proves_when_an_expired_certificate_signed(known: Kit) -> None:
    lasting = NOW + timedelta(days=2000)
    server = known.authority.issue("TSA", "NIT 900000000", purpose="timestamping", valid_to=lasting)
    stamped = signed(known.issued.content, REPRESENTATIVE, known.ana, timestamper=tsa(server))
    later = NOW + timedelta(days=900)
    asked = replace(
        question(stamped, known), trust=trust_of(known.authority, later), received_at=later
    )
    report = judge(asked)
    (only,) = report.signatures
    assert (only.code, only.stamped) == ("valid", True), report.detail
    assert only.timestamp_authority == "TSA PRUEBA - NO VÁLIDA"
    assert only.judged_at == only.timestamped_at
    plain = signed(known.issued.content, REPRESENTATIVE, known.ana)
    assert judge(replace(asked, copy=plain)).code == "expired"


def test_a_stamp_of_nobody_we_know_proves_nothing(known: Kit) -> None:
    false = create(BORN, key="ec").issue("TSA", "NIT 900000000", purpose="timestamping")
    copy = signed(known.issued.content, REPRESENTATIVE, known.ana, timestamper=tsa(false))
    report = judge(question(copy, known))
    assert report.code == "all_valid"
    assert report.signatures[0].observations
    assert not report.signatures[0].stamped


def test_the_seal_is_checked_against_the_known_certificate(known: Kit, tmp_path: Path) -> None:
    holder = known.authority.issue("Sello", "NIT 900000000", purpose="seal", key="ec")
    (tmp_path / "seal.pem").write_bytes(holder.pem())
    (tmp_path / "seal.key").write_bytes(holder.key_pem())
    settings = Settings(
        _env_file=None,
        seal_certificate=str(tmp_path / "seal.pem"),
        seal_key=str(tmp_path / "seal.key"),
    )
    sealed = replace(known, issued=issued_of(issued_bytes(form(), VERIFICATION, settings)))
    seal = holder.certificate.public_bytes(Encoding.DER)
    copy = by_both(sealed)
    report = judge(question(copy, sealed, trust_of(known.authority, seal=seal)))
    assert report.code == "all_valid", report.detail
    assert report.seal is not None
    assert report.seal.sentence == "El sello del sistema es auténtico."
    assert len(report.signatures) == 2
    other = known.ana.certificate.public_bytes(Encoding.DER)
    assert judge(question(copy, sealed, trust_of(known.authority, seal=other))).code == "other_seal"


def test_a_long_list_is_searched_to_its_end(known: Kit) -> None:
    authority = create(BORN, key="ec")
    ana = authority.issue("Ana Ruiz", ANA, key="ec")
    many = range(2**100, 2**100 + 20_000)  # as long as the lists of the large authorities
    authority.revoked = dict.fromkeys(many, NOW - timedelta(days=9))
    copy = signed(known.issued.content, REPRESENTATIVE, ana)
    assert judge(question(copy, known, trust_of(authority))).code == "all_valid"
    authority.revoke(ana, NOW - timedelta(days=2))
    assert judge(question(copy, known, trust_of(authority))).code == "revoked"
