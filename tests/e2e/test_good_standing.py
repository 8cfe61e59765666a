"""Paz y salvo and refund in a real browser, from what is missing to what is proved."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import steps
from tests.support.server import Server
from tests.unit.furs.reading import text_of

pytestmark = pytest.mark.browser
NUMBER = re.compile(r"PYS-\d{4}-\d{6}")
CODE = re.compile(r"(?:[0-9A-HJKMNP-TV-Z]{4} ){3}[0-9A-HJKMNP-TV-Z]{4}")


def _ask(page: Page, base: str) -> None:
    page.goto(f"{base}/estado-de-cuenta")
    page.get_by_role("link", name="Paz y salvo").click()
    page.wait_for_url(re.compile("/paz-y-salvo"))
    expect(page.get_by_role("heading", name="Emisora La Voz de la Cumbre Ltda.")).to_be_visible()


def _declare_the_year(page: Page, base: str) -> None:
    page.goto(f"{base}/declaraciones/nueva")
    choice = page.get_by_label("Expediente")
    option = choice.locator("option", has_text="52000934")
    expect(option).to_have_count(1)
    choice.select_option(option.get_attribute("value"))
    page.get_by_role("row", name="Año 2025").get_by_role("button").click()
    page.wait_for_url(re.compile(r"/declaraciones/[0-9a-f]{24}"))
    field = page.get_by_label("Valor del acto o de la fórmula").first
    field.click()
    field.press_sequentially("6000000", delay=15)
    expect(page.get_by_text("$ 6.000.000").first).to_be_visible()


def test_from_a_period_that_nobody_declared_to_a_certificate_that_anybody_can_check(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None], tmp_path: Path
) -> None:
    set_day(date(2025, 4, 10))  # the year 2025 was due on 31 March
    preparer = sign_in("declarante@cumbre.demo.ser")
    _ask(preparer, server.url)
    expect(preparer.get_by_text("Hoy lo impide: 1 período sin declarar.").first).to_be_visible()
    expect(preparer.get_by_role("button", name="Expedir el paz y salvo")).to_have_count(0)

    _declare_the_year(preparer, server.url)
    number = steps.generate_fur(preparer)
    for mail, said in (
        ("representante@cumbre.demo.ser", re.compile("falta la firma|Falta", re.IGNORECASE)),
        ("contador@cumbre.demo.ser", re.compile("quedó presentada el")),
    ):
        signer = sign_in(mail)
        steps.sign_fur(signer, server.url, number)
        expect(signer.get_by_text(said).first).to_be_visible()

    _ask(preparer, server.url)
    expect(
        preparer.get_by_text(re.compile(r"Hoy lo impide: 1 deuda vencida")).first
    ).to_be_visible()
    debts = preparer.get_by_role("table", name=re.compile("Deudas vencidas"))
    debts.get_by_role("link", name="Pagar").click()
    preparer.get_by_role("button", name="Generar el FUR de pago").click()
    preparer.wait_for_url(re.compile(r"/furs/FUR-"))
    paying = steps.FUR_NUMBER.search(preparer.url)
    assert paying is not None
    steps.pay(preparer, server.url, paying[0])
    steps.expect_result(preparer, "Aprobada")

    _ask(preparer, server.url)
    preparer.get_by_role("button", name="Expedir el paz y salvo").click()
    with preparer.expect_download() as found:
        preparer.get_by_role("link", name="Descargar el PDF").click()
    target = tmp_path / "paz-y-salvo.pdf"
    found.value.save_as(target)
    words = text_of(target.read_bytes())
    certificate, code = NUMBER.search(words), CODE.search(words)
    assert certificate is not None
    assert code is not None

    assert preparer.context.browser is not None
    anybody = preparer.context.browser.new_context().new_page()
    anybody.goto(f"{server.url}/verificar")
    anybody.get_by_label("Número del documento").fill(certificate[0])
    anybody.get_by_label("Código de verificación").fill(code[0])
    anybody.get_by_role("button", name="Verificar").click()
    expect(anybody.get_by_text("Sigue a paz y salvo", exact=True)).to_be_visible()
    set_day(date(2026, 4, 1))  # the year 2026 was due the day before
    anybody.get_by_role("button", name="Verificar").click()
    expect(anybody.get_by_text("Ya no está a paz y salvo", exact=True)).to_be_visible()
    anybody.context.close()


def test_a_balance_is_asked_back_reviewed_by_one_approved_by_another_and_paid(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None]
) -> None:
    set_day(date(2026, 11, 20))
    representative = sign_in("representante@caribe.demo.ser")
    representative.goto(f"{server.url}/estado-de-cuenta")
    representative.get_by_role("link", name="Saldo a favor y devoluciones").click()
    representative.wait_for_url(re.compile("/saldo-a-favor"))
    representative.get_by_role("button", name="Pedir la devolución").click()
    representative.get_by_role("button", name="Pedir la devolución a Tesorería").click()
    expect(
        representative.get_by_text("Escriba el banco en el que está la cuenta.").first
    ).to_be_visible()
    representative.get_by_label("Cuánto pide").fill("1000000")
    representative.get_by_label("Banco").fill("Banco de Prueba")
    representative.get_by_label("Tipo de cuenta").select_option(label="Corriente")
    representative.get_by_label("Número de cuenta").fill("900 300 420")
    representative.get_by_label("Por qué la pide").fill("No la aplicaremos este año.")
    representative.get_by_role("button", name="Pedir la devolución a Tesorería").click()
    said = representative.get_by_text(re.compile(r"Solicitud DEV-2026-\d{6} enviada")).first
    expect(said).to_be_visible()
    found = re.search(r"DEV-2026-\d{6}", said.inner_text())
    assert found is not None
    number = found[0]
    # Reserved at once, and told in its state
    expect(representative.get_by_text(f"Devolución {number} solicitada")).to_be_visible()
    expect(representative.get_by_text("Solicitada: falta la revisión").first).to_be_visible()

    first = sign_in("tesoreria@demo.ser")
    first.goto(f"{server.url}/pagos")
    first.get_by_role("link", name="Devoluciones").click()
    first.wait_for_url(re.compile("/devoluciones"))
    first.get_by_role("link", name=number).click()
    first.get_by_label("Nota de la revisión").fill("El titular de la cuenta es el operador.")
    first.get_by_role("button", name="Marcar como revisada").click()
    first.get_by_role("button", name="Aprobar la devolución").click()
    expect(first.get_by_text(re.compile("debe aprobarla otra persona")).first).to_be_visible()

    second = sign_in("jefe.tesoreria@demo.ser")
    second.goto(f"{server.url}/devoluciones")
    second.get_by_role("link", name=number).click()
    second.get_by_role("button", name="Aprobar la devolución").click()
    expect(second.get_by_text("Aprobada: falta el giro").first).to_be_visible()
    second.get_by_label("Día del giro").fill("2026-11-20")
    second.get_by_label("Número de la transferencia").fill("TRF-77")
    second.get_by_role("button", name="Registrar el giro").click()
    expect(second.get_by_text("Giro registrado en los libros.").first).to_be_visible()

    representative.goto(f"{server.url}/devoluciones")
    row = representative.get_by_role("row", name=re.compile(number))
    expect(row.get_by_text("Girada")).to_be_visible()
    expect(row.get_by_text("20 nov 2026, transferencia TRF-77")).to_be_visible()
