"""The validator: what is accepted, and each way in which a copy is not."""

from datetime import timedelta

import pytest

from ser_app.signing.judging import judge
from ser_app.signing.report import Verdict, from_json, to_json
from tests.support.signing.kit import (
    ACCOUNTANT,
    ANA,
    NOW,
    REPRESENTATIVE,
    Kit,
    by_both,
    kit,
    question,
    signed,
)


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
