"""Files and evidence over HTTP: who may send them, how large, and what is told."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from sqlmodel import select
from starlette.applications import Starlette

from ser_app.api import reconciliation
from ser_app.base.resources import Resources
from ser_app.payments.bank_files import uploading
from ser_app.payments.bank_files.models import BankFile
from ser_app.payments.bank_files.writing import Collected
from ser_app.payments.reconciliation.models import BankException
from ser_app.people.actor import Actor
from ser_app.people.permissions import Role
from tests.factories import make_company, ministry_actor
from tests.support.collections import make_agreement
from tests.support.documents import PDF
from tests.unit.payments.bank_files.files import posted, written

FILES = "/documentos/recaudos"
OURS = {"origin": "http://ser.example"}


class Door:
    """A client whose signed-in person the test chooses."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.actor: Actor | None = None


@pytest_asyncio.fixture
async def door(res: Resources, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Door]:
    from ser_app.people import guard

    make_agreement(res)
    transport = httpx.ASGITransport(Starlette(routes=reconciliation.routes))
    async with httpx.AsyncClient(transport=transport, base_url="http://ser.example") as client:
        opened = Door(client)
        monkeypatch.setattr(reconciliation, "resources", lambda: res)
        monkeypatch.setattr(guard, "actor_of_request", lambda _request: opened.actor)
        yield opened


@pytest.fixture
def right(tmp_path: Path) -> bytes:
    return written(tmp_path / "a.txt", [Collected("1000000016", 23_019_000)]).read_bytes()


def stored(res: Resources) -> list[BankFile]:
    with res.database.reading() as unit:
        return list(unit.session.exec(select(BankFile)))


async def test_a_right_file_is_taken_and_waits_for_the_job(
    res: Resources, door: Door, right: bytes
) -> None:
    door.actor = ministry_actor(res, Role.TREASURY)
    answer = await door.client.post(f"{FILES}?nombre=banco.txt", content=right, headers=OURS)
    assert answer.status_code == 201
    [file] = stored(res)
    assert answer.json()["id"] == file.public_id
    assert (file.name, file.state, file.loaded_by) == ("banco.txt", "posting", door.actor.label)
    again = await door.client.post(f"{FILES}?nombre=banco.txt", content=right, headers=OURS)
    assert again.status_code == 409
    assert "ya se cargó el" in again.json()["message"]


async def test_a_wrong_file_is_refused_with_all_its_defects_to_download(
    res: Resources, door: Door, right: bytes
) -> None:
    door.actor = ministry_actor(res, Role.TREASURY)
    lines_sent = right.splitlines(keepends=True)
    lines_sent[2] = lines_sent[2][:2] + b"=" + lines_sent[2][3:]
    wrong = b"".join(lines_sent)
    answer = await door.client.post(f"{FILES}?nombre=b.txt", content=wrong, headers=OURS)
    assert answer.status_code == 422
    assert "no se abonó nada" in answer.json()["message"]
    listed = await door.client.get(f"{FILES}/{answer.json()['id']}/defectos.csv")
    assert listed.status_code == 200
    lines = listed.content.decode("utf-8-sig").splitlines()
    assert len(lines) - 1 == stored(res)[0].defects
    assert lines[1].startswith("3;3;\"'=0")


async def test_the_bytes_are_counted_while_they_come(
    res: Resources, door: Door, right: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploading, "MOST_BYTES", 200)
    door.actor = ministry_actor(res, Role.TREASURY)
    answer = await door.client.post(FILES, content=right, headers=OURS)
    assert answer.status_code == 413
    assert stored(res) == []


@pytest.fixture
def strangers(res: Resources) -> list[Actor | None]:
    company = make_company(res)
    return [
        None,
        ministry_actor(res, Role.SUPERVISOR),
        ministry_actor(res, Role.AUDITOR),
        company.admin,
    ]


async def test_only_tesoreria_sends_files_and_evidence(
    res: Resources, door: Door, right: bytes, strangers: list[Actor | None]
) -> None:
    for stranger in strangers:
        door.actor = stranger
        for address in (FILES, "/documentos/excepciones/abc/soporte"):
            answer = await door.client.post(address, content=right, headers=OURS)
            assert answer.status_code in {401, 403}
    assert stored(res) == []


async def test_a_foreign_page_cannot_send(res: Resources, door: Door, right: bytes) -> None:
    door.actor = ministry_actor(res, Role.TREASURY)
    answer = await door.client.post(
        FILES, content=right, headers={"origin": "https://otra.example"}
    )
    assert answer.status_code == 403
    assert stored(res) == []


async def test_evidence_is_private_and_never_run_by_a_browser(
    res: Resources, door: Door, tmp_path: Path
) -> None:
    posted(res, written(tmp_path / "b.txt", [Collected("1", 40_000)]))
    with res.database.reading() as unit:
        [row] = unit.session.exec(select(BankException))
    door.actor = ministry_actor(res, Role.TREASURY)
    address = f"/documentos/excepciones/{row.public_id}/soporte?nombre=consignación.pdf"
    bad = await door.client.post(address, content=b"<html>", headers=OURS)
    assert bad.status_code == 422
    sent = await door.client.post(address, content=PDF, headers=OURS)
    assert sent.status_code == 201
    mine = f"/documentos/soportes/{sent.json()['id']}"
    got = await door.client.get(mine)
    assert got.content == PDF
    assert got.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in got.headers["content-security-policy"]
    door.actor = make_company(res).admin
    assert (await door.client.get(mine)).status_code == 403
    door.actor = None
    assert (await door.client.get(mine)).status_code == 303
