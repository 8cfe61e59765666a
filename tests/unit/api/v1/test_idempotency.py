"""The same request with the same key is done once, and answered the same."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio
from sqlmodel import select

from ser_app.base.answers.models import KeptAnswer
from ser_app.base.answers.service import KEPT, LAPSES
from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict, Unavailable
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.declarations import service
from ser_app.people.sweeping import sweep
from tests.factories import Company, make_company
from tests.unit.api.v1.office import Program, client_with, key_for, program_of


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest_asyncio.fixture
async def program(
    res: Resources, monkeypatch: pytest.MonkeyPatch, company: Company
) -> AsyncIterator[Program]:
    async with program_of(res, monkeypatch, company) as opened:
        yield opened


def wanted(company: Company, period: str = "2013-Q1") -> dict[str, str]:
    return {"expediente": company.expediente.number, "period": period}


def started(res: Resources) -> int:
    with res.database.reading() as unit:
        events = [each.action for each in unit.session.exec(select(AuditEvent))]
    return events.count("declaration.started")


async def test_the_answer_comes_again_as_it_was(company: Company, program: Program) -> None:
    first = await program.post("/declarations", wanted(company), key="a")
    key = first.json()["id"]
    line = {"kind": "income", "description": "Internet", "amount": 1_000_000}
    text = {"version": 1, "lines": [line], "payment_day": "2013-06-20"}
    assert (await program.put(f"/declarations/{key}", text)).status_code == 200
    again = await program.post("/declarations", wanted(company), key="a")
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    other = await program.post("/declarations", wanted(company), key="b")
    assert other.json()["gross_income"] == 1_000_000


async def test_the_same_content_written_otherwise_is_the_same_request(
    company: Company, program: Program
) -> None:
    first = await program.post("/declarations", wanted(company), key="a")
    body = f'{{"period":"2013-Q1",\n  "expediente":"{company.expediente.number}"}}'
    headers = {"Idempotency-Key": "a", "Content-Type": "application/json"}
    again = await program.client.post("/api/v1/declarations", content=body, headers=headers)
    assert again.headers["idempotency-replayed"] == "true"
    assert again.content == first.content


async def test_the_same_key_with_another_content_is_a_conflict(
    res: Resources, company: Company, program: Program
) -> None:
    first = await program.post("/declarations", wanted(company), key="a")
    other = await program.post("/declarations", wanted(company, "2012-Q4"), key="a")
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    address = await program.post(f"/declarations/{first.json()['id']}/corrections", key="a")
    assert address.json()["code"] == "idempotency_key_reused"
    assert started(res) == 1


async def test_keys_of_two_programs_do_not_meet(
    res: Resources, company: Company, program: Program
) -> None:
    await program.post("/declarations", wanted(company), key="a")
    async with client_with(key_for(res, company.admin).token) as client:
        other = await client.post(
            "/api/v1/declarations",
            json=wanted(company, "2012-Q4"),
            headers={"Idempotency-Key": "a"},
        )
    assert other.status_code == 201


async def test_a_refusal_that_stays_true_comes_again(company: Company, program: Program) -> None:
    body = wanted(company, "2013-Q2")  # it has not ended on 20 June
    first = await program.post("/declarations", body, key="a")
    again = await program.post("/declarations", body, key="a")
    assert (first.status_code, first.json()["code"]) == (422, "period_not_open")
    assert (again.status_code, again.content) == (422, first.content)
    assert again.headers["content-type"] == "application/problem+json"
    assert again.headers["idempotency-replayed"] == "true"


@pytest.mark.parametrize("error", [Unavailable("x", "Más tarde."), Conflict("busy", "Repita.")])
async def test_what_may_go_well_later_is_not_kept(
    company: Company, program: Program, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fails(*_: object) -> str:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(service, "start_draft", fails)
        refused = await program.post("/declarations", wanted(company), key="a")
    assert refused.status_code in {409, 503}
    later = await program.post("/declarations", wanted(company), key="a")
    assert later.status_code == 201


async def test_what_broke_may_be_tried_again_at_once(
    company: Company, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> str:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(service, "start_draft", breaks)
        with pytest.raises(RuntimeError):
            await program.post("/declarations", wanted(company), key="a")
    assert (await program.post("/declarations", wanted(company), key="a")).status_code == 201


async def test_a_claim_that_nobody_finished_lapses(
    res: Resources, company: Company, program: Program, clock: MovableClock
) -> None:
    """As after a process that was killed between the work and its answer."""
    first = await program.post("/declarations", wanted(company), key="a")
    now = clock.now()
    with res.database.unit() as unit:
        kept = unit.session.exec(select(KeptAnswer)).one()
        kept.status, kept.content = None, b""
    clock.instant = now
    busy = await program.post("/declarations", wanted(company), key="a")
    assert (busy.status_code, busy.json()["code"]) == (409, "request_under_way")
    clock.instant = now + LAPSES + timedelta(seconds=1)
    again = await program.post("/declarations", wanted(company), key="a")
    assert (again.status_code, again.json()["id"]) == (201, first.json()["id"])
    assert started(res) == 1


async def test_many_at_once_are_done_once(
    res: Resources, company: Company, program: Program
) -> None:
    answers = await asyncio.gather(
        *(program.post("/declarations", wanted(company), key="a") for _ in range(8))
    )
    assert {each.status_code for each in answers} <= {201, 409}
    assert 201 in {each.status_code for each in answers}
    assert len({each.json()["id"] for each in answers if each.status_code == 201}) == 1
    assert started(res) == 1


@pytest.mark.parametrize("key", ["x" * 256, "a\tb"])
async def test_a_key_is_something_that_can_be_read(
    company: Company, program: Program, key: str
) -> None:
    refused = await program.post("/declarations", wanted(company), key=key)
    assert (refused.status_code, refused.json()["code"]) == (400, "idempotency_key_invalid")


async def test_old_answers_are_swept_away(
    res: Resources, company: Company, program: Program, clock: MovableClock
) -> None:
    await program.post("/declarations", wanted(company), key="a")
    now = clock.now()
    for days, left in ((KEPT - timedelta(hours=1), 1), (KEPT + timedelta(hours=1), 0)):
        clock.instant = now + days
        sweep(res)
        with res.database.reading() as unit:
            assert len(list(unit.session.exec(select(KeptAnswer)))) == left
