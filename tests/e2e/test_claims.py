"""Money of nobody: an operator claims it with its document, and Tesorería gives it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import steps
from tests.support.documents import PDF
from tests.support.server import Server

pytestmark = pytest.mark.browser

MONTHS = {
    name: f"{place:02}"
    for place, name in enumerate(
        ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"), 1
    )
}


def iso(words: str) -> str:
    day, month, year = words.split()
    return f"{year}-{MONTHS[month]}-{int(day):02}"


def money_to_claim(page: Page, server: Server) -> tuple[str, str, str]:
    """Day, bank and pesos of something that awaits its owner, as Tesorería sees it."""
    page.goto(f"{server.url}/conciliacion")
    page.get_by_role("link", name=re.compile("esperan? reclamo")).click()
    table = page.get_by_role("table", name="Recaudos que esperan reclamo")
    row = table.get_by_role("row").nth(1)
    expect(row).to_be_visible()
    cells = row.get_by_role("cell").all_inner_texts()
    return iso(cells[0].strip()), cells[1].strip(), re.sub(r"\D", "", cells[3])


def test_money_is_claimed_with_a_document_and_given(server: Server, sign_in: steps.Enter) -> None:
    treasury = sign_in("tesoreria@demo.ser")
    day, bank, pesos = money_to_claim(treasury, server)
    operator = sign_in("contador@demo.ser")
    operator.goto(f"{server.url}/recaudos-por-identificar")
    expect(operator.get_by_role("table", name="Recaudos por identificar")).to_be_visible()
    operator.get_by_label("Día del pago").fill(day)
    operator.get_by_label("Banco").select_option(label=bank)
    operator.get_by_label("Valor exacto").press_sequentially(pesos)
    operator.get_by_label("Qué pagaba").fill("Pago de la contraprestación, sin referencia")
    operator.get_by_role("button", name="Continuar con el soporte").click()
    operator.get_by_label("Comprobante del pago").set_input_files(
        {"name": "consignacion.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    own = operator.get_by_role("table", name="Reclamaciones de su empresa")
    expect(own.get_by_role("row").nth(1)).to_be_visible()

    treasury.goto(f"{server.url}/conciliacion/reclamaciones")
    claims = treasury.get_by_role("table", name="Reclamaciones")
    claims.get_by_role("button", name=re.compile("Abrir la reclamación de Andina")).first.click()
    treasury.get_by_label("Por qué se acepta").fill("El comprobante coincide con el banco")
    treasury.get_by_role("button", name="Aceptar y abonar a favor").click()
    expect(claims.get_by_text("Aceptada").first).to_be_visible()

    operator.goto(f"{server.url}/saldo-a-favor")
    shown = f"{int(pesos):,}".replace(",", ".")
    expect(operator.get_by_text(re.compile(re.escape(shown))).first).to_be_visible()
