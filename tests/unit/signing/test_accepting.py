"""From the issued FUR to the filed declaration, signed outside by its two persons."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlmodel import select

from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, NotAllowed, NotFound, Refused
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.declarations.models import DeclarationSignature
from ser_app.declarations.states import Channel, DeclarationState
from ser_app.furs import service as furs
from ser_app.oversight.cases.gathering import export_for_operations
from ser_app.people.permissions import Role
from ser_app.signing import service
from ser_app.signing.models import SignedCopy
from ser_app.signing.report import Verdict
from tests.factories import make_company, ministry_actor
from tests.unit.furs.desk import declaration_of, sign
from tests.unit.signing.desk import desk


def signatures(res: Resources) -> list[DeclarationSignature]:
    with res.database.reading() as unit:
        return list(unit.session.exec(select(DeclarationSignature)))


def uploads(res: Resources) -> list[SignedCopy]:
    with res.database.reading() as unit:
        return list(unit.session.exec(select(SignedCopy)))


def test_the_last_valid_signature_files_the_declaration(res: Resources, tmp_path: Path) -> None:
    here = desk(res, tmp_path)
    first = here.by_representative()
    assert here.upload(first).code == "all_valid"
    assert declaration_of(res, here.number).state == DeclarationState.PREPARED
    assert here.download() == first
    report = here.upload(here.by_accountant())
    assert report.code == "all_valid"
    filed = declaration_of(res, here.number)
    assert filed.state == DeclarationState.FILED
    assert filed.filed_on == date(2013, 6, 20)
    assert filed.receipt_number == "CP-2013-00000001"
    assert [(each.role, each.method) for each in signatures(res)] == [
        ("legal_representative", "digital"),
        ("accountant", "digital"),
    ]
    assert {each.document_sha256 for each in signatures(res)} == {report.issued_sha256}


def test_both_in_one_upload_and_the_accountant_first(res: Resources, tmp_path: Path) -> None:
    here = desk(res, tmp_path)
    here.upload(here.by_representative(here.by_accountant()))
    assert declaration_of(res, here.number).state == DeclarationState.FILED


def test_two_who_signed_the_issued_bytes_apart_file_it_too(res: Resources, tmp_path: Path) -> None:
    here = desk(res, tmp_path)
    issued = here.download()
    here.upload(here.by_accountant(issued))
    here.upload(here.by_representative(issued))
    assert declaration_of(res, here.number).state == DeclarationState.FILED
    assert len(uploads(res)) == 2


def test_one_signs_here_and_the_other_outside(res: Resources, tmp_path: Path) -> None:
    here = desk(res, tmp_path)
    sign(here.res, here.company.representative, here.number)
    here.upload(here.by_accountant())
    assert declaration_of(res, here.number).state == DeclarationState.FILED
    assert {each.method for each in signatures(res)} == {"electronic", "digital"}


def test_the_same_bytes_twice_change_nothing(res: Resources, tmp_path: Path) -> None:
    here = desk(res, tmp_path)
    copy = here.by_representative()
    assert here.upload(copy) == here.upload(copy)
    assert len(uploads(res)) == len(signatures(res)) == 1


def test_what_is_refused_is_recorded_without_its_bytes(res: Resources, tmp_path: Path) -> None:
    here = desk(res, tmp_path)
    report = here.upload(b"%PDF-1.7 another document")
    assert (report.verdict, report.code) == (Verdict.INVALID, "not_the_issued")
    assert here.upload(here.download()).code == "unsigned"
    assert [each.content for each in uploads(res)] == [None, None]
    assert not signatures(res)
    with res.database.reading() as unit:
        query = select(AuditEvent).where(AuditEvent.action == "signed_copy.uploaded")
        first, _ = unit.session.exec(query)
    assert first.detail == {
        "sha256": report.sha256,
        "size": 25,
        "verdict": "invalid",
        "reason": "not_the_issued",
    }


def test_a_fur_of_another_day_has_to_be_issued_anew(
    res: Resources, tmp_path: Path, clock: MovableClock
) -> None:
    here = desk(res, tmp_path)
    copy = here.by_representative(here.by_accountant())
    clock.moved_to = date(2013, 6, 25)
    with pytest.raises(Conflict) as refused:
        here.upload(copy)
    assert refused.value.code == "figures_changed"
    assert declaration_of(res, here.number).state == DeclarationState.PREPARED
    assert not service.progress(here.res, here.company.preparer, here.number).open
    renewed = service.renew_to_sign(here.res, here.company.preparer, here.number)
    assert renewed != here.number
    assert service.progress(here.res, here.company.preparer, renewed).open


def test_a_case_carries_the_signed_copies(res: Resources, tmp_path: Path) -> None:
    here = desk(res, tmp_path)
    copy = here.by_representative(here.by_accountant())
    here.upload(copy)
    case = export_for_operations(here.res, here.number)
    with ZipFile(BytesIO(case.content)) as kept:
        assert kept.read(f"furs/{here.number}-firmado-1.pdf") == copy
        assert json.loads(kept.read(f"furs/{here.number}-firmado-1.json"))["code"] == "all_valid"
        signed = json.loads(kept.read("firmas.json"))
    assert [each["method"] for each in signed] == ["digital", "digital"]


def test_paper_takes_no_signed_copy(res: Resources, tmp_path: Path) -> None:
    here = desk(res, tmp_path, channel=Channel.PAPER)
    with pytest.raises(Refused):
        here.upload(b"%PDF-")


def test_nobody_else_uploads(res: Resources, tmp_path: Path) -> None:
    here = desk(res, tmp_path)
    for actor in (here.company.admin, ministry_actor(res, Role.TREASURY)):
        with pytest.raises(NotAllowed):
            here.upload(b"%PDF-", actor)
    with pytest.raises(NotFound):
        here.upload(b"%PDF-", make_company(res).preparer)


def test_progress_says_who_is_missing_and_until_when(res: Resources, tmp_path: Path) -> None:
    here = desk(res, tmp_path, payment_day=date(2013, 7, 20))
    before = service.progress(here.res, here.company.accountant, here.number)
    assert (before.open, before.prepared, before.download) == (True, True, "issued")
    assert [each.is_you for each in before.signers] == [False, True]
    assert len(before.missing) == 2
    # A fourth month of penalty begins on 16 July: the figures hold to the end of the 15th.
    assert before.holds_until is not None
    here.upload(here.by_representative())
    after = service.progress(here.res, here.company.accountant, here.number)
    assert [each.role for each in after.missing] == ["accountant"]
    assert (after.download, after.uploads[0].verdict) == ("current", Verdict.VALID)
    kept = service.signed_copy(here.res, here.company.accountant, after.uploads[0].public_id)
    assert kept.content == here.download()


def test_a_fur_of_before_is_signed_electronically(
    res: Resources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ser_app.furs import issuing
    from ser_app.furs.drawing import draw

    monkeypatch.setattr(issuing, "issued_bytes", lambda form, check, _: draw(form, check))
    here = desk(res, tmp_path)
    found = service.progress(here.res, here.company.preparer, here.number)
    assert (found.open, found.prepared) == (False, False)
    with pytest.raises(Refused, match="no trae los campos"):
        here.upload(here.download())
    sign(here.res, here.company.representative, here.number)
    assert sign(here.res, here.company.accountant, here.number).filed


def test_a_public_copy_is_judged_against_what_was_issued(res: Resources, tmp_path: Path) -> None:
    here = desk(res, tmp_path)
    copy = here.by_representative()
    issued = service.issued_fur(here.res, here.number)
    assert issued is not None
    assert service.validate_copy(here.res, copy, issued).code == "all_valid"
    assert service.known_copy(here.res, here.number, "0" * 64) is None
    report = here.upload(copy)
    assert service.known_copy(here.res, here.number, report.sha256) == report
    assert furs.pdf(here.res, here.company.preparer, here.number).content == issued.content
