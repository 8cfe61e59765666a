"""Tesorería's file of a bank, from the defect to the operator's statement, in a real browser."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import steps
from tests.support.documents import PDF
from tests.support.server import PROJECT, Server

pytestmark = pytest.mark.browser

PACIFICO = "999500640"


def made(server: Server, path: Path, kind: str) -> Path:
    """A file of the demonstration's open FURs, as the command line makes it."""
    subprocess.run(
        [sys.executable, "-m", "ser_app", "bank-file", "generate", str(path), "--kind", kind],
        cwd=PROJECT, env=server.environment, check=True,
    )  # fmt: skip
    return path


def resolve(page: Page, way: str, reason: str) -> None:
    page.get_by_label("Motivo").fill(reason)
    page.get_by_role("button", name="Resolver este recaudo").click()
    expect(page.get_by_text("Recaudo resuelto").first).to_be_visible()
    expect(page.get_by_text(re.compile(way)).first).to_be_visible()


def test_a_file_from_its_defect_to_the_statement(
    server: Server, sign_in: steps.Enter, tmp_path: Path
) -> None:
    page = sign_in("tesoreria@demo.ser")
    page.get_by_role("link", name="Conciliación").first.click()
    expect(page).to_have_url(re.compile("/conciliacion/?$"))
    page.get_by_role("link", name="Archivos").click()
    page.wait_for_url(re.compile("/conciliacion/archivos"))
    field = page.get_by_label("Archivo del banco")
    field.set_input_files(made(server, tmp_path / "malo.txt", "defects"))
    expect(page.get_by_text(re.compile("se rechazó completo"))).to_be_visible()
    told = page.get_by_role("table", name="Defectos del archivo")
    expect(
        told.get_by_text(re.compile("Línea 3, posición 51: se esperaba 14 cifras"))
    ).to_be_visible()

    # A payment for each FUR that waits for a bank, whatever happened before, and two oddities
    good = made(server, tmp_path / "bueno.txt", "exceptions")
    count = sum(line.startswith("06") for line in good.read_text().splitlines())
    field.set_input_files(good)
    expect(page.get_by_text(re.compile(f"Archivo recibido: {count} pagos"))).to_be_visible()
    files = page.get_by_role("table", name="Archivos de recaudo")
    row = files.get_by_role("row", name=re.compile("bueno.txt"))
    expect(
        row.get_by_text(
            re.compile(r"^[1-9]\d* abonados? por .*; \d excepciones por .*: \d por resolver")
        )
    ).to_be_visible()
    field.set_input_files(tmp_path / "bueno.txt")
    expect(page.get_by_text(re.compile("ya se cargó el"))).to_be_visible()

    # A wrong amount: the operator claims it with its voucher
    page.goto(f"{server.url}/conciliacion?motivo=wrong_amount")
    page.get_by_role("table", name="Recaudos por resolver").get_by_role("link").first.click()
    facts = page.get_by_role("table", name="Lo que dice el banco y lo que dice el FUR")
    expect(facts.get_by_role("row", name=re.compile("Valor.*No coincide"))).to_be_visible()
    page.get_by_label("Saldo a favor de un operador").check()
    page.get_by_label("NIT del operador", exact=True).fill(PACIFICO)
    page.get_by_label("Motivo").fill("Reclamo del operador con consignación")
    page.get_by_role("button", name="Resolver este recaudo").click()
    expect(page.get_by_text(re.compile("Adjunte el soporte")).first).to_be_visible()
    page.get_by_label("Soporte de la reclamación").set_input_files(
        {"name": "consignacion.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    expect(page.get_by_text("Soporte guardado.")).to_be_visible()
    resolve(page, f"Saldo a favor de un operador {PACIFICO}", "Reclamo con su consignación")

    # A reference that nobody knows goes back
    page.goto(f"{server.url}/conciliacion?motivo=unknown_reference")
    page.get_by_role("table", name="Recaudos por resolver").get_by_role("link").last.click()
    page.get_by_label("Devolver al banco").check()
    resolve(page, "Devolver al banco", "El banco pidió la devolución")

    operator = sign_in("declarante@pacifico.demo.ser")
    operator.goto(f"{server.url}/estado-de-cuenta")
    # Seven pesos too many came with the wrong amount, all of which is in favour now
    expect(operator.get_by_text(re.compile(r"^\$ [\d.]+007$")).first).to_be_visible()
    expect(
        operator.get_by_text(re.compile(r"Pago de T3 jul–sep 2026 con FUR")).first
    ).to_be_visible()


def test_nobody_else_gets_to_the_desk(server: Server, sign_in: steps.Enter) -> None:
    page = sign_in("declarante@demo.ser")
    page.goto(f"{server.url}/conciliacion/archivos")
    page.wait_for_url(re.compile("/sin-permiso"))
