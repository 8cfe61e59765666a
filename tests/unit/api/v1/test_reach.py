"""What a key opens: its permissions, its operator's data, and nothing else."""

import re
from dataclasses import replace

import pytest
from sqlmodel import select

from ser_app.api.v1.catalogue import OPERATIONS
from ser_app.api.v1.operation import Operation
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.furs import service as furs
from ser_app.people.api_keys.reach import KEY_PERMISSIONS, reach_of
from ser_app.people.api_keys.service import revoke_key
from ser_app.people.models import User
from ser_app.people.permissions import Permission
from tests.factories import Company, enter, make_company
from tests.support.events import hold
from tests.unit.api.v1.office import client_with, key_for, program_of
from tests.unit.furs.desk import file, prepare


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest.fixture
def number(res: Resources, company: Company) -> str:
    return furs.issue(res, company.preparer, prepare(res, company))


def body_of(operation: Operation, number: str, declaration: str) -> dict[str, object] | None:
    bodies: dict[str, dict[str, object]] = {
        "beginDeclaration": {"expediente": "96000001", "period": "2013-Q1"},
        "saveDraft": {"version": 1, "lines": [], "payment_day": "2013-06-20"},
        "addAlertNote": {"text": "Nota"},
        "issueFur": {"declaration": declaration},
        "renewFur": {"payment_day": "2013-06-20"},
        "startPayment": {"fur": number},
    }
    return bodies.get(operation.name)


def address_of(operation: Operation, number: str, key: str) -> str:
    fur = operation.path.startswith("/furs")
    return "/api/v1" + re.sub(r"\{[^}]*\}", number if fur else key, operation.path)


@pytest.mark.parametrize("permission", KEY_PERMISSIONS)
async def test_each_permission_opens_what_the_description_says(
    res: Resources, monkeypatch: pytest.MonkeyPatch, company: Company, permission: Permission
) -> None:
    reach, wrong = reach_of([permission]), []
    async with program_of(res, monkeypatch, company, [permission]) as program:
        for each in OPERATIONS:
            address = address_of(each, "FUR-1999-000001", "nada")
            body = body_of(each, "FUR-1999-000001", "nada")
            answer = await program.client.request(each.method, address, json=body)
            refused = answer.status_code == 403
            if refused is (each.permission in reach):
                wrong.append((each.name, answer.status_code))
            if refused:
                assert answer.json()["code"] == "key_not_permitted"
    assert wrong == []


async def test_another_operators_key_sees_and_changes_nothing(
    res: Resources, monkeypatch: pytest.MonkeyPatch, company: Company, number: str
) -> None:
    detail = furs.fur_detail(res, company.preparer, number)
    assert detail.declaration is not None
    key, stranger = detail.declaration.public_id, make_company(res, name="Otra S.A.")
    file(res, company, number)
    named: list[tuple[str, int]] = []
    listed: list[tuple[str, int]] = []
    async with program_of(res, monkeypatch, stranger) as program:
        for each in OPERATIONS:
            address = address_of(each, number, key)
            body = body_of(each, number, key)
            if each.name == "beginDeclaration":
                body = {"expediente": company.expediente.number, "period": "2013-Q1"}
            if each.takes_file:
                answer = await program.client.post(
                    address, content=b"%PDF-", headers={"Content-Type": "application/pdf"}
                )
            else:
                answer = await program.client.request(each.method, address, json=body)
            of_one = "{" in each.path or each.changes
            (named if of_one else listed).append((each.name, answer.status_code))
            text = answer.text
            assert company.operator.name not in text
            assert key not in text
            assert number not in text or each.name == "listExpedientes"
        foreign_debt = {"debts": [f"filing:{key}"], "payment_day": "2013-06-20"}
        assert (await program.post("/furs", foreign_debt)).status_code == 404
    assert {status for _, status in named} == {404}
    assert {status for _, status in listed} == {200}


async def test_without_a_key_nothing_opens(
    res: Resources, monkeypatch: pytest.MonkeyPatch, company: Company
) -> None:
    hold(res, monkeypatch)
    made = key_for(res, company.admin)
    revoke_key(res, company.admin, made.public_id)
    for token, code in (("", "key_missing"), ("ser_x", "key_unknown"), (made.token, "key_revoked")):
        async with client_with(token) as client:
            for each in OPERATIONS:
                answer = await client.request(each.method, address_of(each, "x", "x"))
                assert (answer.status_code, answer.json()["code"]) == (401, code)
                assert answer.headers["www-authenticate"].startswith("Bearer")
                assert answer.headers["content-type"] == "application/problem+json"


async def test_a_session_opens_nothing_here(
    res: Resources, monkeypatch: pytest.MonkeyPatch, company: Company
) -> None:
    hold(res, monkeypatch)
    with res.database.reading() as unit:
        user = unit.session.exec(select(User).where(User.id == company.preparer.user_id)).one()
    async with client_with("") as client:
        client.headers["Cookie"] = f"ser_sesion={enter(res, user.email)}"
        assert (await client.get("/api/v1/furs")).status_code == 401


async def test_what_a_key_does_is_written_down_with_person_key_and_door(
    res: Resources, monkeypatch: pytest.MonkeyPatch, company: Company
) -> None:
    async with program_of(res, monkeypatch, company) as program:
        body = {"expediente": company.expediente.number, "period": "2013-Q1"}
        await program.post("/declarations", body)
    prepare(res, company, "2012-Q4")  # a person's, afterwards
    with res.database.reading() as unit:
        events = [
            each
            for each in unit.session.exec(select(AuditEvent))
            if each.action == "declaration.started"
        ]
    assert [each.source for each in events] == ["api", "web"]
    assert events[0].actor.startswith(f"{company.admin.name} (clave de API «Contabilidad»")
    assert events[0].actor_id == company.admin.user_id


async def test_a_program_that_comes_too_often_waits(
    res: Resources, monkeypatch: pytest.MonkeyPatch, company: Company
) -> None:
    slow = res.settings.model_copy(update={"key_requests_per_second": 1})
    slowed = replace(res, settings=slow)
    async with program_of(slowed, monkeypatch, company) as program:
        answers = [await program.get("/expedientes") for _ in range(15)]
        refused = next(each for each in answers if each.status_code == 429)
        assert refused.json()["code"] == "too_many_requests"
        assert refused.headers["retry-after"] == "10"
    assert sum(each.status_code == 200 for each in answers) >= 10


async def test_an_address_that_does_not_exist_is_a_problem(
    res: Resources, monkeypatch: pytest.MonkeyPatch, company: Company
) -> None:
    async with program_of(res, monkeypatch, company) as program:
        unknown = await program.get("/nada")
        assert (unknown.status_code, unknown.json()["code"]) == (404, "no_such_address")
        wrong = await program.client.patch("/api/v1/declarations")
        assert (wrong.status_code, wrong.json()["code"]) == (405, "no_such_method")
        assert wrong.headers["allow"] == "GET, HEAD, POST"
        liquidations = await program.client.get("/api/v1/liquidations")
        assert (liquidations.status_code, liquidations.headers["allow"]) == (405, "POST")
        for method in ("PROPFIND", "TRACE", "X"):
            odd = await program.client.request(method, "/api/v1/declarations")
            assert (odd.status_code, odd.json()["code"]) == (405, "no_such_method")
            assert odd.headers["content-type"] == "application/problem+json"
