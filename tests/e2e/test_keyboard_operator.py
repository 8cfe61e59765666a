"""An operator's jobs with a keyboard alone: debts, agreement, certificate, key, reminders, help."""

import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import create_engine, text

from tests.e2e import steps
from tests.e2e.addresses import address_of
from tests.e2e.keys import (
    attach,
    choose,
    download,
    enter,
    expect_kept,
    opened,
    pick,
    press,
    reach,
    tick,
    write,
    write_day,
)
from tests.support.documents import PDF
from tests.support.server import PROJECT, Server

pytestmark = pytest.mark.browser
NOTE = "Se devolvió lo cobrado por la falla de mayo."
LAST_TO_SIGN = """
    SELECT number FROM fur JOIN app_user ON app_user.operator_id = fur.operator_id
    WHERE email = :email AND state = 'issued' ORDER BY fur.id DESC
"""


def button(page: Page, name: str | re.Pattern[str]) -> Locator:
    return page.get_by_role("button", name=name, exact=isinstance(name, str))


def last_to_sign(server: Server, email: str) -> str:
    """The newest FUR of somebody's operator that waits for signatures."""
    engine = create_engine(server.database_url)
    with engine.connect() as connection:
        number = connection.execute(text(LAST_TO_SIGN), {"email": email}).scalar()
    engine.dispose()
    return str(number)


def test_a_debt_is_paid_from_the_statement(browser: Browser, server: Server) -> None:
    page = enter(browser, server, "declarante@sierra.demo.ser")
    opened(page, f"{server.url}/estado-de-cuenta")
    tick(page, page.get_by_label(re.compile("^Pagar T")).first)
    expect(page.get_by_text("1 deuda marcada", exact=True)).to_be_visible()
    press(page, page.get_by_role("link", name="Pagar lo marcado"))
    page.wait_for_url(re.compile("/estado-de-cuenta/pagar"))
    issue = button(page, "Generar el FUR de pago").filter(visible=True).first
    expect(issue).to_be_enabled()
    expect_kept(page)
    press(page, issue)
    page.wait_for_url(re.compile(r"/furs/FUR-"))
    found = steps.FUR_NUMBER.search(page.url)
    assert found
    expect(page.get_by_role("heading", name="Deudas que paga")).to_be_visible()
    expect_kept(page)
    opened(page, f"{server.url}/pagar/{found[0]}")
    press(page, button(page, re.compile(r"^Pagar \$")))
    page.wait_for_url(re.compile("/pasarela-de-pruebas/"))
    pick(page, page.get_by_label("Aprobar el pago"))
    press(page, button(page, "Continuar"))
    page.wait_for_url(re.compile("/pagos/"))
    steps.expect_result(page, "Aprobada")


def test_an_agreement_is_proposed_with_its_document(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    page = enter(browser, server, "representante@llanera.demo.ser")
    opened(page, f"{server.url}/acuerdos/nuevo")
    write(page, page.get_by_label("Número de cuotas"), "8")
    rows = page.get_by_role("table", name="Plan de pagos").locator("tbody tr")
    expect(rows).to_have_count(1 + 8)
    press(page, button(page, "Proponer este acuerdo"))
    expect(page.locator(".error-summary")).to_be_focused()
    press(page, page.locator(".error-summary").get_by_role("link").first)
    guarantee = page.get_by_label("Garantía que ofrece")
    expect(guarantee).to_be_focused()
    choose(page, guarantee, "óliza")
    write(page, page.get_by_label("Describa la garantía"), "Póliza 45-002 por todo el acuerdo")
    tick(page, page.get_by_label(re.compile("cláusula")))
    press(page, button(page, "Proponer este acuerdo"))
    page.wait_for_url(re.compile(r"/acuerdos/[0-9a-f]{24}"))
    policy = page.get_by_label("Adjuntar el documento de la garantía")
    attach(page, policy, _pdf(tmp_path / "poliza.pdf"))
    expect(page.get_by_role("link", name="poliza.pdf")).to_be_visible()
    expect_kept(page)


def _pdf(path: Path) -> Path:
    path.write_bytes(PDF)
    return path


def test_a_certificate_signs_and_the_file_is_uploaded(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    email = "contador@demo.ser"
    page = enter(browser, server, email)
    opened(page, f"{server.url}/furs/{last_to_sign(server, email)}")
    press(page, page.get_by_role("link", name="Firmar con certificado digital"))
    expect(page.get_by_role("heading", name="3. Cárguelo firmado")).to_be_visible()
    expect_kept(page)
    document, own = tmp_path / "FUR.pdf", tmp_path / "persona.p12"
    document.write_bytes(
        download(page, page.get_by_role("link", name=re.compile("^Descargar el FUR")))
    )
    address = f"{server.url}/demostracion/certificados/rsa/{email}.p12"
    own.write_bytes(page.request.get(address).body())
    made = [sys.executable, "-m", "ser_app", "demo", "sign", str(document), "--certificate"]
    subprocess.run([*made, str(own)], cwd=PROJECT, check=True)
    attach(page, page.get_by_label(re.compile("^FUR firmado")), tmp_path / "FUR-firmado.pdf")
    expect(page.get_by_role("heading", name="Lo que encontramos en su archivo")).to_be_visible()
    expect(page.get_by_text(re.compile("La declaración quedó presentada")).first).to_be_visible()
    expect_kept(page)


def test_a_note_is_added_to_an_alert(browser: Browser, server: Server) -> None:
    email = "declarante@demo.ser"
    page = enter(browser, server, email)
    opened(page, server.url + address_of(server, email, "/declaraciones/[declaration_id]"))
    write(page, page.get_by_label("Ingresos brutos").first, "40000000")
    write(page, page.get_by_label("Valor devuelto").first, "30000000")
    alerts = page.locator("#alertas")
    expect(alerts.get_by_text("Devoluciones altas")).to_be_visible()
    write(page, alerts.get_by_label("Nota sobre las alertas"), NOTE)
    press(page, alerts.get_by_role("button", name="Agregar la nota"))
    expect(alerts.get_by_role("figure").filter(has_text=NOTE)).to_be_visible()
    expect_kept(page)


def test_reminders_are_chosen_and_a_private_address_made(browser: Browser, server: Server) -> None:
    page = enter(browser, server, "contador@demo.ser")
    opened(page, f"{server.url}/calendario")
    month = page.get_by_role("table", name=re.compile("^Vencimientos de "))
    before = month.locator("caption").inner_text()
    press(page, button(page, "Mes siguiente"))
    expect(month.locator("caption")).not_to_have_text(before)
    expect(button(page, "Mes siguiente")).to_be_focused()
    tick(page, page.get_by_label("10 días antes de cada vencimiento"), on=False)
    expect(page.get_by_text("Guardado: vale desde el próximo correo.").first).to_be_visible()
    tick(page, page.get_by_label("No quiero recordatorios de vencimientos"))
    expect(page.get_by_label("10 días antes de cada vencimiento")).to_be_disabled()
    press(page, button(page, "Crear mi dirección privada"))
    expect(page.get_by_label("Su dirección privada")).to_be_visible()
    expect_kept(page)
    press(page, button(page, "Anular la dirección"))
    expect(page.get_by_text("Dirección anulada").first).to_be_visible()
    expect_kept(page)


def test_a_key_is_made_and_revoked(browser: Browser, server: Server) -> None:
    page = enter(browser, server, "admin.operador@demo.ser")
    opened(page, f"{server.url}/usuarios/claves")
    press(page, button(page, "Nueva clave"))
    name = page.get_by_label("Para qué programa es")
    expect(name).to_be_visible()
    press(page, button(page, "Crear clave"))
    expect(name).to_be_focused()  # with the error beside it
    press(page, button(page, "Crear clave"))
    expect(name).to_be_focused()  # with the same error, which changes nothing on the page
    write(page, name, "Nómina")
    write_day(page, page.get_by_label("Sirve hasta"), f"{date.today() + timedelta(days=90)}")  # noqa: DTZ011  a day of the browser
    tick(page, page.get_by_label("Consultar los FUR generados y su PDF"))
    press(page, button(page, "Crear clave"))
    expect(page.locator("#clave-nueva")).to_contain_text("ser_")
    expect_kept(page)
    press(page, button(page, "Revocar Nómina"))
    expect(page.get_by_role("row", name="Nómina")).to_contain_text("Revocada")
    expect_kept(page)


def test_help_is_searched_and_a_page_explains_itself(browser: Browser, server: Server) -> None:
    page = enter(browser, server, "declarante@demo.ser")
    press(page, page.get_by_role("link", name="Ayuda", exact=True).first)
    page.wait_for_url(re.compile("/ayuda"))
    field = page.get_by_label(re.compile("Qué busca"))
    expect(field).to_be_enabled()
    expect_kept(page)
    write(page, field, "corregir")
    result = page.locator(".found").get_by_role("link", name="Corregir una declaración", exact=True)
    expect(result).to_be_visible()
    press(page, result)
    expect(page.get_by_role("heading", name="Corregir una declaración")).to_be_in_viewport()

    opened(page, f"{server.url}/paz-y-salvo")
    mark = button(page, "Ayuda de esta página")
    press(page, mark)
    told = page.get_by_role("dialog", name=re.compile("Ayuda de esta página"))
    expect(told.get_by_role("button", name="Cerrar la ayuda")).to_be_focused()
    page.keyboard.press("Escape")
    expect(told).to_have_count(0)
    expect(mark).to_be_focused()
    word = page.locator(".term-word").first
    reach(page, word)
    meaning = word.locator("xpath=following-sibling::*[@role='tooltip']")
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    expect(word).to_be_focused()


def test_the_account_menu_leads_on_and_out(browser: Browser, server: Server) -> None:
    page = enter(browser, server, "representante@demo.ser")
    press(page, button(page, re.compile("Su cuenta")))
    dark = button(page, "Usar colores oscuros").filter(visible=True)
    press(page, dark)
    light = button(page, "Usar colores claros").filter(visible=True)
    expect(light).to_be_focused()
    page.keyboard.press("Enter")
    press(page, page.get_by_role("link", name="Seguridad de mi cuenta").filter(visible=True))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Seguridad")
    expect_kept(page)
    press(page, button(page, re.compile("Su cuenta")))
    press(page, button(page, "Salir").filter(visible=True))
    page.wait_for_url(re.compile("/ingresar"))
