"""The examples of the description are performed: the main job with exactly these requests.

`SER_WRITE_EXAMPLES=1` writes the answers down anew; read what changed before you keep it.
"""

import json
import os
import re
from datetime import date
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from ser_app.api.v1 import payments
from ser_app.api.v1.catalogue import OPERATIONS
from ser_app.api.v1.description import EXAMPLES, described, examples
from ser_app.api.v1.operation import Operation
from ser_app.base.resources import Resources
from ser_app.declarations.good_standing.service import tell_undeclared
from ser_app.furs.debts.under_way import tell_under_way
from ser_app.furs.service import sign
from ser_app.ledger.statement import undeclared, under_way
from ser_app.payments.gateways.scripted import ScriptedGateway
from ser_app.people.models import Expediente, Operator, User
from tests.factories import PASSWORD, Company, make_company
from tests.unit.api.v1.office import Program, program_of

_WRITES = bool(os.environ.get("SER_WRITE_EXAMPLES"))
_NIT = "900123456"
_VOLATILE = re.compile(
    r"(?<=\"rules_version\": \")[^\"]*|\b[0-9a-f]{24}\b|\b[0-9a-f]{64}\b"
    r"|(?<=» )[0-9a-f]{8}\b|\b2013\d{12}\b|\d{4}-\d{2}-\d{2}T[0-9:.]+Z"
)


@pytest.fixture
def company(res: Resources) -> Company:
    """The operator of the examples, always with the same numbers."""
    made = make_company(res, name="Andina Conecta S.A.S. E.S.P.", valid_from=date(2013, 1, 1))
    with res.database.unit() as unit:
        operator = unit.session.get(Operator, made.operator.id)
        expediente = unit.session.get(Expediente, made.expediente.id)
        assert operator is not None
        assert expediente is not None
        operator.nit, operator.check_digit = _NIT, "8"
        expediente.number = "96000123"
        admin = unit.session.get(User, made.admin.user_id)
        assert admin is not None
        admin.full_name = "Marta Lucía Rojas"
    return made


@pytest.fixture(autouse=True)
def joined(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rooms are joined as in the application, whatever other tests have joined."""
    monkeypatch.setattr(undeclared, "_joined", [tell_undeclared])
    monkeypatch.setattr(under_way, "_joined", [tell_under_way])


class Walk:
    """Performs operations one after the other and keeps what was sent and answered."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.found: dict[str, dict[str, Any]] = {}

    async def do(self, name: str, *path: str, body: Any = None, query: Any = None) -> Any:
        operation = operation_of(name)
        parts = iter(path)
        address = re.sub(r"\{[^}]*\}", lambda _: next(parts), operation.address)
        answer = await self.program.client.request(
            operation.method, address, json=body, params=query
        )
        assert answer.status_code == operation.status, answer.text
        if operation.reply is None:
            assert answer.content.startswith(b"%PDF-")
            return answer.content
        kept = {"request": body} if body is not None else {}
        self.found[name] = {**kept, "response": answer.json()}
        return answer.json()


def operation_of(name: str) -> Operation:
    return next(each for each in OPERATIONS if each.name == name)


async def main_job(res: Resources, company: Company, program: Program) -> Walk:
    walk = Walk(program)
    await walk.do("listExpedientes")
    body = {"expediente": "96000123", "period": "2013-Q1"}
    draft = await walk.do("beginDeclaration", body=body)
    await walk.do("listPeriods", "96000123")
    text = {
        "version": 1,
        "lines": [
            {"kind": "income", "description": "Acceso a Internet", "amount": 1_000_000_000},
            {"kind": "return", "description": "Descuentos", "amount": 50_000_000},
        ],
        "payment_day": "2013-06-20",
    }
    await walk.do("saveDraft", draft["id"], body=text)
    fur = await walk.do("issueFur", body={"declaration": draft["id"]})
    fur = await walk.do("renewFur", fur["number"], body={"payment_day": "2013-06-21"})
    await walk.do("getFurPdf", fur["number"])
    for signer in (company.representative, company.accountant):
        sign(res, signer, fur["number"], password=PASSWORD, accepted=True, address="192.0.2.7")
    await walk.do("getFur", fur["number"])
    await walk.do("getDeclaration", draft["id"])
    paying = await walk.do("startPayment", body={"fur": fur["number"]})
    await walk.do("getPayment", paying["id"])
    await walk.do("listDeclarations")
    await walk.do("listFurs", query={"limit": "1"})
    await walk.do("listPayments")
    await walk.do("getStatement")
    correction = await walk.do("beginCorrection", draft["id"])
    lines = [
        {"kind": "income", "description": "Acceso a Internet", "amount": 1_000_000_000},
        {"kind": "return", "description": "Anticipos", "amount": 400_000_000},
    ]
    odd = {**text, "version": correction["version"], "lines": lines}
    await program.put(f"/declarations/{correction['id']}", odd)
    note = {"text": "Se devolvieron los anticipos del contrato 14, acta del 12 de junio."}
    await walk.do("addAlertNote", correction["id"], body=note)
    await walk.do("discardDraft", correction["id"])
    return walk


def masked(value: Any) -> Any:
    """A value without identifiers, instants and hashes, which differ each time."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return json.loads(_VOLATILE.sub("*", text))


async def test_the_examples_are_what_happens(
    res: Resources, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = ScriptedGateway()
    monkeypatch.setattr(payments, "gateway_of", lambda *_: gateway)
    async with program_of(res, monkeypatch, company) as program:
        walk = await main_job(res, company, program)
    if _WRITES:
        EXAMPLES.write_text(json.dumps(walk.found, ensure_ascii=False, indent=1) + "\n")
        examples.cache_clear()
    assert set(walk.found) == {
        each.name for each in OPERATIONS if each.reply and not each.takes_file
    }
    for name, example in walk.found.items():
        assert masked(examples()[name]) == masked(example), name


def resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    return {**schema, "components": document["components"]}


def every_content(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method} {path}", content)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        for part in [operation.get("requestBody", {}), *operation["responses"].values()]
        for content in part.get("content", {}).values()
    ]


def test_every_example_fits_its_schema() -> None:
    document = described("http://localhost:3000")
    shown = 0
    for name, content in every_content(document):
        for example in content.get("examples", {}).values():
            validator = Draft202012Validator(resolved(document, content["schema"]))
            errors = [str(error) for error in validator.iter_errors(example["value"])]
            assert errors == [], name
            shown += 1
    assert shown > 2 * len(OPERATIONS) - 15


@pytest.mark.parametrize("each", OPERATIONS, ids=lambda each: each.name)
def test_every_operation_is_described(each: Operation) -> None:
    document = described("http://localhost:3000")
    told = document["paths"][each.path][each.method.lower()]
    assert told["operationId"] == each.name
    assert f"`{each.permission}`" in told["description"]
    assert {"401", "403", "422", "429"} <= set(told["responses"])
    names = {parameter["name"] for parameter in told.get("parameters", [])}
    assert ("Idempotency-Key" in names) is each.changes
