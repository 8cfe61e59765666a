"""The whole main job by a client that was generated from the description."""

from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from ser_app.people.texts import DEMO_API_KEY
from ser_app.signing.demo_folder import CERTIFICATE_PASSWORD
from ser_app.signing.demo_signing import sign_as
from tests.support.server import Server, pause

_EXPEDIENTE = "96000123"
_LOOKS = 600


class Program:
    """An accounting program: knows the generated package and its key, nothing of ours."""

    def __init__(self, package: ModuleType, url: str) -> None:
        self.package = package
        self.client = package.AuthenticatedClient(
            base_url=f"{url}/api/v1", token=DEMO_API_KEY, timeout=httpx.Timeout(60)
        )
        self.models = import_module(f"{package.__name__}.models")
        self.types = import_module(f"{package.__name__}.types")

    def ask(self, tag: str, operation: str, *path: str, **given: Any) -> Any:
        """Call an operation of the client and give what its answer was read as."""
        module = import_module(f"{self.package.__name__}.api.{tag}.{operation}")
        answer = module.sync_detailed(*path, client=self.client, **given)
        assert answer.status_code < 300, answer.content
        return answer.parsed


@pytest.fixture
def program(server: Server, client_package: ModuleType) -> Iterator[Program]:
    made = Program(client_package, server.url)
    with made.client:
        yield made


def signed_at_home(server: Server, content: bytes, folder: Path) -> bytes:
    """What the two persons do with the PDF on their own machine."""
    for email in ("representante@demo.ser", "contador@demo.ser"):
        certificate = folder / f"{email}.p12"
        address = f"{server.url}/demostracion/certificados/rsa/{email}.p12"
        certificate.write_bytes(httpx.get(address, timeout=60).content)
        content = sign_as(content, certificate, CERTIFICATE_PASSWORD).content
    return content


@pytest.mark.server
def test_a_generated_client_does_the_whole_main_job(
    server: Server, program: Program, tmp_path: Path
) -> None:
    models = program.models
    expedientes = program.ask("declarar", "list_expedientes").items
    assert _EXPEDIENTE in {each.number for each in expedientes}
    periods = program.ask("declarar", "list_periods", _EXPEDIENTE).items
    period = next(each.period for each in periods if each.state is None)
    draft = program.ask(
        "declarar",
        "begin_declaration",
        body=models.NewDeclaration(expediente=_EXPEDIENTE, period=period),
        idempotency_key="empezar-1",
    )
    saved = program.ask(
        "declarar",
        "save_draft",
        draft.id,
        body=models.DraftText(
            version=draft.version,
            payment_day=draft.payment_day,
            lines=[
                models.DraftLine(
                    kind=models.LineKind.INCOME, description="Internet", amount=950_000_000
                )
            ],
        ),
    )
    assert (saved.missing, saved.gross_income) == ([], 950_000_000)
    liquidated = program.ask(
        "liquidar",
        "liquidate",
        body=models.Case(
            regime=models.CaseRegime.PRST,
            period=period,
            gross_income=950_000_000,
            filed_on=draft.payment_day,
        ),
    )
    assert liquidated.total == saved.total
    fur = program.ask("fur", "issue_fur", body=models.NewFur(declaration=draft.id))
    assert (fur.state, fur.total) == (models.ShownFurState.ISSUED, saved.total)
    drawn = program.ask("fur", "get_fur_pdf", fur.number).payload.read()
    signed = signed_at_home(server, drawn, tmp_path)
    copy = program.ask(
        "fur", "send_signed_copy", fur.number, body=program.types.File(payload=BytesIO(signed))
    )
    assert (copy.accepted, copy.filed, copy.missing_signatures) == (True, True, [])
    filed = program.ask("declarar", "get_declaration", draft.id)
    assert filed.state is models.DeclarationState.FILED
    assert filed.receipt
    statement = program.ask("estado_de_cuenta", "get_statement", limit=200)
    assert f"filing:{draft.id}" in {each.id for each in statement.debts}
    started = program.ask(
        "pagar",
        "start_payment",
        body=models.NewPayment(fur=fur.number),
        idempotency_key="pagar-1",
    )
    again = program.ask(
        "pagar",
        "start_payment",
        body=models.NewPayment(fur=fur.number),
        idempotency_key="pagar-1",
    )
    assert again.id == started.id
    httpx.get(started.process_url, follow_redirects=True, timeout=60)  # the person who pays
    for _ in range(_LOOKS):
        payment = program.ask("pagar", "get_payment", started.id)
        if payment.state is models.AttemptState.APPROVED:
            break
        pause()
    assert (payment.state, payment.amount) == (models.AttemptState.APPROVED, fur.total)
    assert payment.cus
    listed = program.ask("pagar", "list_payments", limit=5).items
    assert started.id in {each.id for each in listed}
    assert program.ask("fur", "get_fur", fur.number).state is models.ShownFurState.PAID
    settled = program.ask("estado_de_cuenta", "get_statement", limit=200)
    assert f"filing:{draft.id}" not in {each.id for each in settled.debts}


@pytest.mark.server
def test_a_program_reads_every_row_once_however_short_the_parts(program: Program) -> None:
    for tag, operation, name in (
        ("declarar", "list_declarations", "id"),
        ("fur", "list_furs", "number"),
        ("pagar", "list_payments", "id"),
    ):
        whole = program.ask(tag, operation, limit=200)
        assert whole.next_cursor is None
        names = [getattr(each, name) for each in whole.items]
        assert len(names) > 7
        found: list[str] = []
        cursor: Any = program.types.UNSET
        while cursor is not None:
            part = program.ask(tag, operation, limit=7, cursor=cursor)
            found += [getattr(each, name) for each in part.items]
            cursor = part.next_cursor
        assert found == names
