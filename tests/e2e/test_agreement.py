"""The way back of an operator with years of arrears: from nothing declared to the first instalment
paid, with two signers and two persons of Cartera."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from fpdf import FPDF
from playwright.sync_api import Locator, Page, expect

from ser_app.people.texts import DEMO_PASSWORD
from tests.e2e import steps
from tests.support.server import Server

pytestmark = pytest.mark.browser
_QUARTERS = 13  # from the third of 2023 to the third of 2026


def test_three_years_of_arrears_become_an_agreement_and_its_first_instalment_is_paid(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None], tmp_path: Path
) -> None:
    set_day(date(2026, 11, 20))
    _declare_everything(sign_in("declarante@sabana.demo.ser"), server)
    _sign_everything(sign_in("contador@sabana.demo.ser"), server, "Firmada: falta la otra firma")
    representative = sign_in("representante@sabana.demo.ser")
    _sign_everything(representative, server, "Presentada: constancia CP-2026-")

    steps.go(representative, "Simular un acuerdo de pago", "Simular un acuerdo de pago")
    _propose(representative)
    _attach(representative, tmp_path)
    address = representative.url

    _approve_first(sign_in("cartera@demo.ser"), server)
    _approve_second(sign_in("jefe.cartera@demo.ser"), address)

    representative.goto(address)
    expect(representative.get_by_role("heading", name="Cuotas y sus FUR")).to_be_visible()
    expect(_rows(representative)).to_have_count(1 + 24)
    first = _rows(representative).first
    number = first.get_by_role("link", name=steps.FUR_NUMBER).inner_text()
    steps.pay(representative, server.url, number)
    steps.expect_result(representative, "Aprobada")

    representative.goto(address)
    expect(_rows(representative).first.get_by_text("Pagada", exact=True)).to_be_visible()
    expect(representative.get_by_text(re.compile("Van 1 de 25 pagos"))).to_be_visible()
    representative.goto(f"{server.url}/estado-de-cuenta")
    expect(representative.get_by_text(re.compile(f"con {number}")).first).to_be_visible()
    # nothing is overdue any more: what was is owed as instalments
    debts = representative.get_by_role("table", name="Deudas abiertas")
    expect(debts.get_by_role("row", name=re.compile("Cuota 1 de 24")).first).to_be_visible()
    expect(debts.get_by_text("Vencida", exact=True)).to_have_count(0)


def _declare_everything(preparer: Page, server: Server) -> None:
    preparer.goto(f"{server.url}/ponerse-al-dia")
    rows = preparer.get_by_role("listitem").filter(has=preparer.get_by_label("Ingresos brutos"))
    expect(rows.nth(_QUARTERS - 1)).to_be_visible()
    for place in range(_QUARTERS):
        rows.nth(place).get_by_label("Ingresos brutos").fill(f"{200 + place}000000")
        expect(rows.nth(place).get_by_text("—")).to_have_count(0)
    preparer.get_by_role("button", name="Generar los FUR para firmar").click()
    done = preparer.get_by_text("FUR generado, NO presentado: faltan las firmas")
    expect(done).to_have_count(_QUARTERS)


def _sign_everything(page: Page, server: Server, result: str) -> None:
    page.goto(f"{server.url}/ponerse-al-dia")
    expect(page.get_by_role("heading", name="Esperan su firma")).to_be_visible()
    page.get_by_label(re.compile("gravedad de juramento")).check()
    page.get_by_label("Su contraseña, otra vez").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Firmar todas").click()
    expect(page.get_by_text(re.compile(result))).to_have_count(_QUARTERS)


def _propose(page: Page) -> None:
    expect(page.get_by_role("heading", name="1. Qué deudas entran")).to_be_visible()
    count = page.get_by_label("Número de cuotas")
    count.fill("24")
    rows = page.get_by_role("table", name="Plan de pagos").locator("tbody tr")
    expect(rows).to_have_count(1 + 24)
    page.get_by_label("Garantía que ofrece").select_option("insurance")
    page.get_by_label("Describa la garantía").fill("Póliza 45-002 por todo el acuerdo")
    page.get_by_label(re.compile("cláusula")).check()
    page.get_by_role("button", name="Proponer este acuerdo").click()
    page.wait_for_url(re.compile(r"/acuerdos/[0-9a-f]{24}"))
    expect(page.get_by_role("heading", level=1, name=re.compile("Acuerdo AP-"))).to_be_visible()


def _attach(page: Page, folder: Path) -> None:
    sheet = FPDF()
    sheet.add_page()
    document = folder / "poliza.pdf"
    document.write_bytes(bytes(sheet.output()))
    page.get_by_label("Adjuntar el documento de la garantía").set_input_files(document)
    expect(page.get_by_role("link", name="poliza.pdf")).to_be_visible()


def _approve_first(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/acuerdos")
    waiting = page.get_by_role("row", name=re.compile("Sabana Digital"))
    waiting.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1, name=re.compile("Acuerdo AP-"))).to_be_visible()
    page.get_by_label("Nota de la revisión").fill("La póliza cubre el total")
    page.get_by_role("button", name="Dar la primera aprobación").click()
    expect(page.get_by_text("Primera aprobación registrada").first).to_be_visible()
    expect(page.get_by_role("button", name="Aprobar el acuerdo")).to_have_count(0)


def _approve_second(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Aprobar el acuerdo").click()
    expect(page.get_by_text("Acuerdo aprobado").first).to_be_visible()


def _rows(page: Page) -> Locator:
    return page.get_by_role("table", name="Plan de pagos").locator("tbody tr")
