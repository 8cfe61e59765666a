"""The Ministry's jobs with a keyboard alone: what two persons decide, the desk, and the board."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from ser_app.base.clock import SystemClock
from tests.e2e.keys import (
    choose,
    download,
    enter,
    expect_kept,
    opened,
    pick,
    press,
    write,
    write_day,
)
from tests.support.server import Server

pytestmark = pytest.mark.browser


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_two_persons_of_cartera_approve_an_agreement(browser: Browser, server: Server) -> None:
    first = enter(browser, server, "cartera@demo.ser")
    opened(first, f"{server.url}/acuerdos")
    press(first, first.get_by_role("row", name=re.compile("Sumapaz")).get_by_role("link").first)
    first.wait_for_url(re.compile(r"/acuerdos/[0-9a-f]{24}"))
    # What is sent without its reason comes back with the focus where it is missing.
    press(first, first.locator("summary", has_text="Rechazarlo"))
    press(first, button(first, "Rechazar el acuerdo"))
    why = first.get_by_label("Razón del rechazo")
    expect(why).to_have_attribute("aria-invalid", "true")
    expect(why).to_be_focused()
    write(first, first.get_by_label("Nota de la revisión"), "La póliza cubre el total")
    press(first, button(first, "Dar la primera aprobación"))
    expect(first.get_by_text("Primera aprobación registrada").first).to_be_visible()
    expect_kept(first)

    second = enter(browser, server, "jefe.cartera@demo.ser")
    opened(second, first.url)
    press(second, button(second, "Aprobar el acuerdo"))
    expect(second.get_by_text("Acuerdo aprobado").first).to_be_visible()
    expect_kept(second)


def test_what_a_row_opens_takes_the_focus_and_gives_it_back(
    browser: Browser, server: Server
) -> None:
    page = enter(browser, server, "cartera@demo.ser")
    opened(page, f"{server.url}/acuerdos/cartera")
    row = page.get_by_role("button", name=re.compile("^Remitir a cobro coactivo")).first
    press(page, row)
    part = page.locator("main div[tabindex='-1']").filter(has_text="Acto o memorando")
    expect(part).to_be_focused()
    press(page, button(page, "Cerrar"))
    expect(part).to_have_count(0)
    expect(row).to_be_focused()


def test_two_persons_of_tesoreria_decide_a_refund(browser: Browser, server: Server) -> None:
    first = enter(browser, server, "tesoreria@demo.ser")
    opened(first, f"{server.url}/devoluciones")
    press(first, first.get_by_role("table", name="Devoluciones").get_by_role("link").first)
    # What opens above the list takes the focus there.
    part = first.locator("main div[tabindex='-1']").filter(has_text="Valor pedido")
    expect(part).to_be_focused()
    write(first, first.get_by_label("Nota de la revisión"), "El saldo y el titular coinciden")
    press(first, button(first, "Marcar como revisada"))
    expect(first.get_by_text("La aprueba una persona distinta", exact=False)).to_be_visible()
    expect_kept(first)
    second = enter(browser, server, "jefe.tesoreria@demo.ser")
    opened(second, first.url)
    press(second, button(second, "Aprobar la devolución"))
    transfer = second.get_by_label("Número de la transferencia")
    expect(transfer).to_be_visible()
    expect_kept(second)
    write(second, transfer, "TRF-000418")
    press(second, button(second, "Registrar el giro"))
    day = second.get_by_label("Día del giro")
    expect(day).to_be_focused()  # with the error beside it
    write_day(second, day, SystemClock().today().isoformat())
    press(second, button(second, "Registrar el giro"))
    expect(second.get_by_text("TRF-000418").first).to_be_visible()
    expect_kept(second)


def test_tesoreria_says_whose_a_collection_is(browser: Browser, server: Server) -> None:
    page = enter(browser, server, "tesoreria@demo.ser")
    press(page, page.get_by_role("link", name="Conciliación").first)
    page.wait_for_url(re.compile("/conciliacion/?$"))
    # A link to another page leads into it, not to the beginning of everything.
    expect(page.locator("main")).to_be_focused()
    press(page, page.get_by_role("table", name="Recaudos por resolver").get_by_role("link").first)
    expect(page.get_by_role("heading", name="Resolver", exact=True)).to_be_visible()
    pick(page, page.get_by_label("Devolver al banco"))
    press(page, button(page, "Resolver este recaudo"))
    expect(page.locator(".error-summary")).to_be_focused()
    write(page, page.get_by_label("Motivo"), "El banco pidió la devolución")
    press(page, button(page, "Resolver este recaudo"))
    expect(page.get_by_text("Recaudo resuelto").first).to_be_visible()
    expect_kept(page)


def test_the_second_administrator_approves_a_request(browser: Browser, server: Server) -> None:
    page = enter(browser, server, "jefe.admin@demo.ser")
    opened(page, f"{server.url}/usuarios/solicitudes")
    press(page, page.get_by_role("row", name=re.compile("Pacífico")).get_by_role("link").first)
    press(page, button(page, "Aprobar e invitar a la persona"))
    expect(page.get_by_text("Aprobada, invitación enviada").first).to_be_visible()
    expect_kept(page)


def test_a_wage_is_proposed_and_approved(browser: Browser, server: Server) -> None:
    treasury = enter(browser, server, "tesoreria@demo.ser")
    opened(treasury, f"{server.url}/parametros")
    press(treasury, treasury.locator("summary", has_text="Proponer el salario mínimo de un año"))
    press(treasury, button(treasury, "Proponer el salario"))
    year = treasury.get_by_label("Año", exact=True)
    expect(year).to_be_focused()
    write(treasury, year, "2027")
    write(treasury, treasury.get_by_label("Pesos al mes"), "1987654")
    write(treasury, treasury.locator("#wage-norm"), "Decreto de prueba")
    press(treasury, button(treasury, "Proponer el salario"))
    expect(treasury.get_by_text("Propuesta guardada")).to_be_visible()
    expect_kept(treasury)
    admin = enter(browser, server, "admin@demo.ser")
    opened(admin, f"{server.url}/parametros")
    proposal = admin.get_by_role("listitem").filter(has_text="Salario mínimo de 2027")
    press(admin, proposal.get_by_role("button", name="Aprobar"))
    expect(proposal.get_by_text("En vigor")).to_be_visible()
    expect_kept(admin)


def test_a_supervisor_filters_the_board_and_takes_its_figures(
    browser: Browser, server: Server
) -> None:
    page = enter(browser, server, "supervisor@demo.ser")
    opened(page, f"{server.url}/tablero")
    for label, key in (("Año", "2025"), ("Período", "T3"), ("Régimen", "PRST")):
        choose(page, page.get_by_label(label, exact=True), key)
    press(page, button(page, "Filtrar"))
    page.wait_for_url(re.compile("anio=2025&trimestre=3&regimen=PRST"))
    collected = page.locator(".tile").filter(has_text="Recaudado en T3 2025")
    expect(collected).to_be_visible()
    figure = page.locator("figure.chart").filter(has_text="Recaudo por mes y régimen")
    press(page, figure.locator("summary"))
    expect(page.get_by_role("table", name="Recaudo por mes y régimen")).to_be_visible()
    panel = page.locator(".panel").filter(has=figure)
    for kind, head in (("CSV", b"\xef\xbb\xbf"), ("XLSX", b"PK"), ("PNG", b"\x89PNG")):
        assert download(page, panel.get_by_role("link", name=kind)).startswith(head)
    press(page, collected.get_by_role("link").or_(collected).first)
    expect(page.get_by_role("heading", level=1, name="Recaudo", exact=True)).to_be_visible()
    expect(page.get_by_role("table", name="Filas de la cifra del tablero")).to_be_visible()
    expect_kept(page)
    press(page, page.get_by_role("link", name="Volver al tablero"))
    expect(collected).to_be_visible()
    expect_kept(page)
