"""The doors for signed FURs: who may send, what is told, and one answer for whoever guesses."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import pytest_asyncio
from sqlmodel import select
from starlette.applications import Starlette

from ser_app.api import signing
from ser_app.base.pace import Pace
from ser_app.base.resources import Resources
from ser_app.furs import service
from ser_app.people.actor import Actor
from ser_app.people.models import User
from ser_app.signing.copies import accepted_signatures
from ser_app.signing.demo_folder import CERTIFICATE_PASSWORD, demo_certificate_file
from ser_app.signing.demo_signing import sign_as
from ser_app.signing.handing_over import opened_report
from ser_app.signing.models import SignedCopy
from ser_app.signing.report import Verdict
from ser_app.signing.views.verification import verified_view
from tests.factories import Company, make_company
from tests.unit.furs.desk import declaration_of, prepare
from tests.unit.furs.reading import qr_codes, rendered

OWN = {"origin": "http://ser.example"}


class Door:
    """A client whose signed-in person the test chooses."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.actor: Actor | None = None

    async def upload(self, number: str, content: bytes, **headers: str) -> httpx.Response:
        address = f"/documentos/furs/{number}/firmas"
        return await self.client.post(address, content=content, headers={**OWN, **headers})

    async def check(self, number: str, code: str, content: bytes) -> httpx.Response:
        headers = {**OWN, "X-Numero": number, "X-Codigo": code}
        return await self.client.post("/verificar/copia", content=content, headers=headers)


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest.fixture
def number(res: Resources, company: Company) -> str:
    return service.issue(res, company.preparer, prepare(res, company))


@pytest.fixture
def document(res: Resources, company: Company, number: str) -> bytes:
    return service.pdf(res, company.preparer, number).content


@pytest.fixture
def code(document: bytes) -> str:
    return parse_qs(urlsplit(qr_codes(rendered(document))[0]).query)["codigo"][0]


@pytest_asyncio.fixture
async def door(res: Resources, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Door]:
    from ser_app.people import guard

    transport = httpx.ASGITransport(Starlette(routes=signing.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://ser.example") as client:
        opened = Door(client)
        monkeypatch.setattr(signing, "resources", lambda: res)
        monkeypatch.setattr(signing, "_PACE", Pace(1, burst=100))
        monkeypatch.setattr(guard, "actor_of_request", lambda _request: opened.actor)
        yield opened


def signed_by(res: Resources, actor: Actor, document: bytes) -> bytes:
    with res.database.reading() as unit:
        email = unit.session.exec(select(User.email).where(User.id == actor.user_id)).one()
    own = demo_certificate_file(res, email, "ec")
    return sign_as(document, own, CERTIFICATE_PASSWORD).content


async def test_two_uploads_file_and_anybody_with_the_code_is_told_the_same(
    res: Resources, company: Company, number: str, document: bytes, code: str, door: Door
) -> None:
    door.actor = company.preparer
    copy = document
    for signer in (company.accountant, company.representative):
        current = await door.client.get(f"/documentos/furs/{number}/por-firmar.pdf")
        copy = await asyncio.to_thread(signed_by, res, signer, current.content)
        answer = await door.upload(number, copy)
        assert answer.status_code == 201, answer.text
        report = opened_report(res, number, answer.json()["id"])
        assert report is not None
        assert report.verdict is Verdict.VALID
    assert declaration_of(res, number).receipt_number
    told = await door.check(number, code, copy)
    found = opened_report(res, number, told.json()["id"])
    assert found is not None
    assert (told.status_code, len(found.signatures)) == (200, 2)
    verified = service.verify(res, number, code)
    assert verified is not None
    signers = verified_view(verified, accepted_signatures(res, number)).signatures
    assert [each.word for each in signers] == ["VÁLIDA", "VÁLIDA"]
    assert all(each.authority.startswith("AC de la demostración") for each in signers)
    assert all("Recibida el 20 jun 2013" in each.when for each in signers)


async def test_what_is_not_signed_is_told_and_files_nothing(
    res: Resources, company: Company, number: str, document: bytes, door: Door
) -> None:
    door.actor = company.preparer
    answer = await door.upload(number, document)
    assert answer.status_code == 422
    assert "no trae ninguna firma" in answer.json()["message"]
    assert declaration_of(res, number).receipt_number is None


async def test_strangers_and_other_sites_send_nothing(
    res: Resources, company: Company, number: str, document: bytes, door: Door
) -> None:
    assert (await door.upload(number, document)).status_code == 401
    door.actor = make_company(res).preparer
    assert (await door.upload(number, document)).status_code == 404
    door.actor = company.admin
    assert (await door.upload(number, document)).status_code == 403
    door.actor = company.preparer
    assert (await door.upload(number, document, origin="http://otro.example")).status_code == 403
    with res.database.reading() as unit:
        assert unit.session.exec(select(SignedCopy)).all() == []


async def test_a_file_that_is_too_long_is_cut_off(
    company: Company, number: str, code: str, door: Door
) -> None:
    door.actor = company.preparer
    long = bytes(signing.MOST_BYTES + 1)
    assert (await door.upload(number, long)).status_code == 413
    assert (await door.check(number, code, long)).status_code == 413


async def test_whoever_guesses_a_number_or_a_code_gets_one_answer(
    number: str, document: bytes, code: str, door: Door
) -> None:
    wrong = ("0" if code[0] != "0" else "1") + code[1:]
    tries = [(number, wrong), ("FUR-1999-000001", code), ("", ""), (number, "")]
    answers = [await door.check(*each, document) for each in tries]
    assert {(each.status_code, each.text) for each in answers} == {
        (404, answers[0].text),
    }


async def test_nothing_of_a_checked_copy_is_kept(
    res: Resources, number: str, document: bytes, code: str, door: Door
) -> None:
    answer = await door.check(number, code, document + b"\n")
    assert answer.status_code == 200
    with res.database.reading() as unit:
        assert unit.session.exec(select(SignedCopy)).all() == []


async def test_checking_has_a_pace(
    number: str, document: bytes, code: str, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "_PACE", Pace(0.001, burst=1))
    assert (await door.check(number, code, document)).status_code == 200
    assert (await door.check(number, code, document)).status_code == 429


async def test_only_who_may_see_it_downloads_what_is_to_be_signed(
    res: Resources, company: Company, number: str, document: bytes, door: Door
) -> None:
    address = f"/documentos/furs/{number}/por-firmar.pdf"
    assert (await door.client.get(address)).status_code == 303
    door.actor = make_company(res).preparer
    assert (await door.client.get(address)).status_code == 404
    door.actor = company.accountant
    answer = await door.client.get(address)
    assert answer.content == document
    assert answer.headers["x-content-type-options"] == "nosniff"
