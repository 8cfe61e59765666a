"""What a program reads when something is wrong: where, why, and that nothing was done."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest
import pytest_asyncio

from ser_app.api.problems import problem_of
from ser_app.api.v1 import payments
from ser_app.base.clock import MovableClock
from ser_app.base.errors import Conflict
from ser_app.base.resources import Resources
from ser_app.declarations.service import open_draft, save_draft, start_draft
from ser_app.furs import service as furs
from ser_app.payments.gateways.port import Bank
from ser_app.payments.gateways.scripted import ScriptedGateway
from tests.factories import Company, make_company
from tests.unit.api.v1.office import Program, program_of
from tests.unit.furs.corrections import filed
from tests.unit.furs.desk import declaration_of, file, prepare, set_pending

LINE = {"kind": "income", "description": "Internet", "amount": 1_000_000}
TEXT = {"version": 1, "lines": [LINE], "payment_day": "2013-06-20"}


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest_asyncio.fixture
async def program(
    res: Resources, monkeypatch: pytest.MonkeyPatch, company: Company
) -> AsyncIterator[Program]:
    async with program_of(res, monkeypatch, company) as opened:
        yield opened


@pytest.fixture
def key(res: Resources, company: Company) -> str:
    return start_draft(res, company.preparer, company.expediente.public_id, "2013-Q1")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"version": "1"}, "version"),
        ({"version": True}, "version"),
        ({"lines": [{**LINE, "amount": 1.5}]}, "lines.0.amount"),
        ({"lines": [{**LINE, "amount": "1000"}]}, "lines.0.amount"),
        ({"lines": [{**LINE, "amount": -1}]}, "lines.0.amount"),
        ({"lines": [{**LINE, "amount": 10**16}]}, "lines.0.amount"),
        ({"lines": [{**LINE, "kind": "gasto"}]}, "lines.0.kind"),
        ({"lines": [{**LINE, "description": "x" * 201}]}, "lines.0.description"),
        ({"lines": [LINE] * 41}, "lines"),
        ({"lines": [LINE] * 81}, "lines"),
        ({"payment_day": "2013-06-19"}, "payment_day"),
        ({"payment_day": "20 de junio"}, "payment_day"),
        ({"use": "payment"}, "use"),
        ({"channel": "fax"}, "channel"),
        ({"nil_confirmed": "si"}, "nil_confirmed"),
        ({"total": 1}, "total"),
    ],
)
async def test_a_field_that_is_wrong_is_named_and_nothing_is_saved(
    res: Resources,
    company: Company,
    program: Program,
    key: str,
    changed: dict[str, object],
    field: str,
) -> None:
    answer = await program.put(f"/declarations/{key}", {**TEXT, **changed})
    found = answer.json()
    assert (answer.status_code, found["field"]) == (422, field)
    assert answer.headers["content-type"] == "application/problem+json"
    assert not any(word in found["detail"] for word in ("Input", "should", "valid "))
    opened = open_draft(res, company.preparer, key)
    assert opened is not None
    assert opened.draft.version == 1


async def test_several_wrong_fields_are_told_at_once(program: Program, key: str) -> None:
    answer = await program.put(f"/declarations/{key}", {"lines": [{}]})
    named = {each["field"] for each in answer.json()["errors"]}
    assert named >= {"version", "payment_day", "lines.0.kind", "lines.0.amount"}


async def test_what_somebody_else_saved_meanwhile_is_not_overwritten(
    res: Resources, company: Company, program: Program, key: str
) -> None:
    opened = open_draft(res, company.preparer, key)
    assert opened is not None
    line = opened.draft.lines[0].public_id
    save_draft(res, company.preparer, opened.draft.with_amount(line, 7))
    answer = await program.put(f"/declarations/{key}", TEXT)
    assert (answer.status_code, answer.json()["code"]) == (409, "stale_version")
    read = (await program.get(f"/declarations/{key}")).json()
    assert (read["version"], read["gross_income"]) == (2, 7)


async def test_saving_the_same_again_saves_it_once(program: Program, key: str) -> None:
    first = await program.put(f"/declarations/{key}", TEXT)
    again = await program.put(f"/declarations/{key}", TEXT)
    assert (again.status_code, again.json()) == (200, first.json())
    assert again.json()["version"] == 2


async def test_a_draft_that_lacks_something_gets_no_fur(program: Program, key: str) -> None:
    answer = await program.post("/furs", {"declaration": key})
    assert (answer.status_code, answer.json()["code"]) == (422, "incomplete")


@pytest.mark.parametrize(
    "body",
    [{}, {"declaration": "a", "debts": ["filing:a"]}, {"debts": []}, {"debts": ["filing:a"]}],
)
async def test_a_fur_is_of_a_declaration_or_of_debts(
    program: Program, body: dict[str, object]
) -> None:
    assert (await program.post("/furs", body)).status_code == 422


async def test_a_paper_form_is_not_paid_here(
    res: Resources, company: Company, program: Program
) -> None:
    from ser_app.declarations.states import Channel

    number = furs.issue(res, company.preparer, prepare(res, company, channel=Channel.PAPER))
    told = (await program.get(f"/furs/{number}")).json()
    assert (told["channel"], told["payable_now"]) == ("paper", False)
    answer = await program.post("/payments", {"fur": number})
    assert answer.status_code == 422


async def test_debts_of_the_statement_are_paid_with_one_fur(
    res: Resources, company: Company, program: Program
) -> None:
    for period in ("2012-Q4", "2013-Q1"):
        file(res, company, furs.issue(res, company.preparer, prepare(res, company, period)))
    statement = (await program.get("/statement")).json()
    debts = [each["id"] for each in statement["debts"]]
    assert len(debts) == 2
    body = {"debts": debts, "payment_day": "2013-06-20"}
    fur = (await program.post("/furs", body)).json()
    assert (fur["use"], fur["total"]) == ("payment", statement["total"])
    assert fur["declaration"] is None
    assert fur["payable_now"] is True
    again = (await program.post("/furs", body)).json()
    assert again["number"] == fur["number"]
    part = await program.post("/furs", {**body, "amount": 1_000_000})
    assert part.json()["total"] == 1_000_000


async def test_a_silent_gateway_is_told_as_such_and_can_be_tried_again(
    res: Resources, company: Company, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = furs.issue(res, company.preparer, prepare(res, company))
    file(res, company, number)
    gateway = ScriptedGateway()
    monkeypatch.setattr(payments, "gateway_of", lambda *_: gateway)
    from ser_app.payments.gateways.port import TemporaryFailure

    async def silent(_order: object) -> None:
        raise TemporaryFailure("silence")

    with monkeypatch.context() as broken:
        broken.setattr(gateway, "create_session", silent)
        refused = await program.post("/payments", {"fur": number}, key="a")
    assert refused.status_code == 503
    later = await program.post("/payments", {"fur": number}, key="a")
    assert later.status_code == 201
    resumed = await program.post("/payments", {"fur": number})
    assert (resumed.status_code, resumed.json()["resumed"]) == (200, True)
    assert resumed.json()["process_url"] == later.json()["process_url"]


async def test_where_the_gateway_asks_for_a_bank_before_the_program_names_it(
    res: Resources, company: Company, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = furs.issue(res, company.preparer, prepare(res, company))
    file(res, company, number)
    gateway = ScriptedGateway(bank_list=(Bank("1040", "Banco de pruebas Andino"),))
    monkeypatch.setattr(payments, "gateway_of", lambda *_: gateway)
    refused = await program.post("/payments", {"fur": number})
    assert (refused.status_code, refused.json()["code"]) == (422, "bank_missing")
    begun = await program.post("/payments", {"fur": number, "bank": "1040"})
    assert begun.status_code == 201
    assert [order.bank for order in gateway.orders.values()] == ["1040"]


async def test_what_is_no_signed_fur_is_refused_with_its_reason(
    res: Resources, company: Company, program: Program
) -> None:
    number = furs.issue(res, company.preparer, prepare(res, company))
    unsigned = furs.pdf(res, company.preparer, number).content
    address, pdf = f"/api/v1/furs/{number}/signed-copies", {"Content-Type": "application/pdf"}
    refused = await program.client.post(address, content=unsigned, headers=pdf)
    assert refused.status_code == 422
    assert refused.json()["code"].startswith("copy_")
    media = await program.client.post(address, content=unsigned)
    assert (media.status_code, media.json()["code"]) == (415, "unsupported_media_type")
    large = await program.client.post(address, content=b"x" * (5 * 1024 * 1024 + 2), headers=pdf)
    assert (large.status_code, large.json()["code"]) == (413, "too_large")
    told = (await program.get(f"/furs/{number}")).json()
    assert len(told["missing_signatures"]) == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{no",
        b"[]",
        b"null",
        b'{"a": NaN}',
        b"[" * 9_000,
        b'{"declaration": "a", "declaration": "b"}',
    ],
)
async def test_what_is_no_object_is_a_problem(program: Program, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await program.client.post("/api/v1/declarations", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_json")


@pytest.mark.parametrize("name", ["a%00b", "%C3%A1", "a b", "x" * 41, "%ED%A0%80"])
async def test_a_name_that_can_be_none_of_ours_is_not_looked_for(
    program: Program, name: str
) -> None:
    answer = await program.client.get(f"/api/v1/declarations/{name}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_half_a_character_is_refused_and_not_stored(program: Program, key: str) -> None:
    text = {**TEXT, "lines": [{**LINE, "description": "\ud800"}]}
    answer = await program.client.put(
        f"/api/v1/declarations/{key}",
        content=json.dumps(text),
        headers={"Content-Type": "application/json"},
    )
    assert (answer.status_code, answer.json()["field"]) == (422, "lines.0.description")


async def test_nobody_signs_through_a_key(
    res: Resources, company: Company, program: Program
) -> None:
    from ser_app.base.errors import NotAllowed
    from ser_app.people.api_keys.entering import actor_of_key

    number = furs.issue(res, company.preparer, prepare(res, company))
    actor = actor_of_key(res, program.key.token, "192.0.2.1")
    for attempt in (actor, replace(actor, role=company.representative.role)):
        with pytest.raises(NotAllowed):
            furs.sign(res, attempt, number, password="x", accepted=True, address="192.0.2.1")


@pytest.mark.parametrize("door", ["debts", "declaration", "renewal"])
async def test_what_ends_by_itself_is_a_conflict_so_that_its_answer_is_not_kept(
    res: Resources, company: Company, program: Program, clock: MovableClock, door: str
) -> None:
    number = filed(res, company)
    set_pending(res, number, pending=True)
    clock.moved_to = date(2013, 6, 21)
    declaration = declaration_of(res, number).public_id
    path, body = {
        "debts": ("/furs", {"debts": [f"filing:{declaration}"], "payment_day": "2013-06-21"}),
        "declaration": ("/furs", {"declaration": declaration, "payment_day": "2013-06-21"}),
        "renewal": (f"/furs/{number}/renewals", {"payment_day": "2013-06-21"}),
    }[door]
    refused = await program.post(path, body, key="k-1")
    assert (refused.status_code, refused.json()["code"]) == (409, "payment_under_way")
    set_pending(res, number, pending=False)
    assert (await program.post(path, body, key="k-1")).status_code == 201


async def test_a_draft_is_not_opened_again_while_its_fur_is_being_paid(
    res: Resources, company: Company
) -> None:
    number = furs.issue(res, company.preparer, prepare(res, company))
    set_pending(res, number, pending=True)
    with pytest.raises(Conflict) as refused:
        furs.annul_and_edit(res, company.preparer, number)
    assert problem_of(refused.value).status_code == 409
