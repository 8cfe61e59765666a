"""A key that is limited to some expedientes: the others answer exactly as unknown ones."""

import re
from typing import Any

import httpx
import pytest
from sqlmodel import col, select

from ser_app.api.v1.catalogue import OPERATIONS
from ser_app.base.errors import Refused
from ser_app.base.models import AuditEvent
from ser_app.base.resources import Resources
from ser_app.furs import service as furs
from ser_app.people.api_keys.entering import actor_of_key
from ser_app.people.api_keys.models import ApiKeyExpediente
from ser_app.people.api_keys.reach import KEY_PERMISSIONS
from ser_app.people.api_keys.service import keys_for
from ser_app.people.api_keys.views import key_row
from ser_app.people.limits import WITHIN_EXPEDIENTES
from ser_app.people.models import Expediente
from ser_app.people.permissions import Permission
from tests.factories import Company, make_company, make_expediente
from tests.support.events import hold
from tests.unit.api.v1.office import client_with, key_for
from tests.unit.furs.desk import file, prepare

INSIDE = [each for each in KEY_PERMISSIONS if each in WITHIN_EXPEDIENTES]


@pytest.fixture
def company(res: Resources) -> Company:
    return make_company(res)


@pytest.fixture
def other(res: Resources, company: Company) -> Expediente:
    """A second expediente of the same operator."""
    return make_expediente(res, company.operator)


def body_of(name: str, number: str, key: str, expediente: str) -> dict[str, Any] | None:
    bodies: dict[str, dict[str, Any]] = {
        "beginDeclaration": {"expediente": expediente, "period": "2013-Q1"},
        "saveDraft": {"version": 1, "lines": [], "payment_day": "2013-06-20"},
        "addAlertNote": {"text": "Nota"},
        "issueFur": {"declaration": key},
        "renewFur": {"payment_day": "2013-06-21"},
        "startPayment": {"fur": number},
    }
    return bodies.get(name)


async def asked(
    client: httpx.AsyncClient, number: str, key: str, expediente: str
) -> dict[str, tuple[int, str]]:
    """What each operation of one thing answers, with the names that were asked taken out."""
    found = {}
    for each in OPERATIONS:
        if "{" not in each.path and not each.changes:
            continue
        if each.path.startswith("/furs/"):
            name = number
        elif each.path.startswith("/expedientes/"):
            name = expediente
        else:
            name = key
        address = "/api/v1" + re.sub(r"\{[^}]*\}", name, each.path)
        if each.takes_file:
            kind = {"Content-Type": "application/pdf"}
            answer = await client.post(address, content=b"%PDF-", headers=kind)
        else:
            body = body_of(each.name, number, key, expediente)
            answer = await client.request(each.method, address, json=body)
        found[each.name] = (answer.status_code, answer.text.replace(name, "*"))
    debts = {"debts": [f"filing:{key}"], "payment_day": "2013-06-20"}
    answer = await client.post("/api/v1/furs", json=debts)
    found["debts"] = (answer.status_code, answer.text.replace(key, "*"))
    return found


async def test_another_expediente_answers_exactly_as_an_unknown_one(
    res: Resources, monkeypatch: pytest.MonkeyPatch, company: Company, other: Expediente
) -> None:
    hold(res, monkeypatch)
    number = furs.issue(res, company.preparer, prepare(res, company))
    detail = furs.fur_detail(res, company.preparer, number)
    assert detail.declaration is not None
    file(res, company, number)
    key = detail.declaration.public_id
    made = key_for(res, company.admin, INSIDE, expedientes=[other.public_id])
    async with client_with(made.token) as client:
        hidden = await asked(client, number, key, company.expediente.number)
        unknown = await asked(client, "FUR-2013-999999", "f" * 24, "99999999")
        assert hidden == unknown
        status, told = hidden.pop("debts")
        assert (status, "de todo el operador" in told) == (403, True)
        assert {status for status, _ in hidden.values()} == {404}
        for path in ("/expedientes", "/declarations", "/furs", "/payments"):
            answer = await client.get(f"/api/v1{path}")
            assert answer.status_code == 200
            assert number not in answer.text
            assert company.expediente.number not in answer.text
        assert (await client.get("/api/v1/statement")).json()["code"] == "key_not_permitted"


async def test_it_does_the_main_job_for_its_own(
    res: Resources, monkeypatch: pytest.MonkeyPatch, company: Company, other: Expediente
) -> None:
    hold(res, monkeypatch)
    made = key_for(res, company.admin, INSIDE, expedientes=[company.expediente.public_id])
    async with client_with(made.token) as client:
        listed = (await client.get("/api/v1/expedientes")).json()["items"]
        assert [each["number"] for each in listed] == [company.expediente.number]
        body = {"expediente": company.expediente.number, "period": "2013-Q1"}
        draft = (await client.post("/api/v1/declarations", json=body)).json()
        text = {
            "version": draft["version"],
            "lines": [{"kind": "income", "description": "Internet", "amount": 950_000_000}],
            "payment_day": "2013-06-20",
        }
        await client.put(f"/api/v1/declarations/{draft['id']}", json=text)
        note = await client.post(
            f"/api/v1/declarations/{draft['id']}/alert-notes", json={"text": "Nota"}
        )
        assert note.status_code == 201
        issued = await client.post("/api/v1/furs", json={"declaration": draft["id"]})
        assert (issued.status_code, issued.json()["total"]) == (201, 23_019_000)
        body = {"expediente": other.number, "period": "2013-Q1"}
        assert (await client.post("/api/v1/declarations", json=body)).status_code == 404


def test_what_is_of_the_whole_operator_is_no_limited_keys(
    res: Resources, company: Company, other: Expediente
) -> None:
    wanted = [Permission.FUR_VIEW, Permission.STATEMENT_VIEW]
    with pytest.raises(Refused, match="es de todo el operador") as refused:
        key_for(res, company.admin, wanted, expedientes=[other.public_id])
    assert refused.value.field == "reach"


def test_a_limit_names_expedientes_of_the_operator(
    res: Resources, company: Company, other: Expediente
) -> None:
    foreign = make_company(res).expediente.public_id
    for chosen in ([], [foreign], [other.public_id, foreign]):
        with pytest.raises(Refused, match="al menos un expediente") as refused:
            key_for(res, company.admin, INSIDE, expedientes=chosen)
        assert refused.value.field == "expedientes"
    assert keys_for(res, company.admin) == []


def test_a_limit_is_shown_and_written_down(
    res: Resources, company: Company, other: Expediente
) -> None:
    key_for(res, company.admin, INSIDE, expedientes=[other.public_id])
    key_for(res, company.admin, INSIDE, name="Todo")
    whole, some = (key_row(each, res.clock.now()).of for each in keys_for(res, company.admin))
    assert whole == "Todo el operador"
    assert some == f"Solo el expediente {other.number}"
    with res.database.reading() as unit:
        events = [
            each.detail
            for each in unit.session.exec(select(AuditEvent).order_by(col(AuditEvent.id)))
            if each.action == "program_key.created"
        ]
    assert [each.get("expedientes") for each in events] == [other.number, None]


def test_a_limited_key_without_any_row_sees_nothing(
    res: Resources, company: Company, other: Expediente
) -> None:
    made = key_for(res, company.admin, INSIDE, expedientes=[other.public_id])
    assert actor_of_key(res, made.token, "192.0.2.9").expedientes == frozenset({other.id})
    with res.database.unit() as unit:
        unit.session.delete(unit.session.exec(select(ApiKeyExpediente)).one())
    assert actor_of_key(res, made.token, "192.0.2.9").expedientes == frozenset()
