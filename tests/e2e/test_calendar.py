"""Due days in a real browser: the month, the reminders, and the address for another program."""

import re
from collections.abc import Callable
from datetime import date

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e import steps
from tests.support.server import Server
from tests.unit.oversight.calendar.reading import read_calendar

pytestmark = pytest.mark.browser


def test_from_the_home_page_and_the_declarations_to_the_month_and_back_by_keyboard(
    sign_in: steps.Enter, set_day: Callable[[date], None]
) -> None:
    set_day(date(2013, 6, 20))
    page = sign_in("declarante@demo.ser")
    steps.go(page, "Calendario", "Calendario")
    near = page.get_by_role("table", name="Vencimientos sin cumplir y próximos")
    expect(near.get_by_role("row", name=re.compile("T1 ene–mar 2013"))).to_contain_text(
        "Sin presentar"
    )
    month = page.get_by_role("table", name="Vencimientos de junio de 2013")
    expect(month.get_by_role("columnheader")).to_have_count(7)
    following = page.get_by_role("button", name="Mes siguiente")
    following.focus()
    following.press("Enter")
    july = page.get_by_role("table", name="Vencimientos de julio de 2013")
    cell = july.get_by_role("cell", name=re.compile("15 de julio de 2013"))
    expect(cell.get_by_role("link", name=re.compile("T2 · 96000123"))).to_be_visible()
    page.get_by_role("button", name="Este mes").click()
    expect(month).to_be_visible()
    steps.go(page, "Declaraciones", "Declaraciones")
    steps.go(page, "Calendario", "Calendario")
    declare = near.get_by_role("row", name=re.compile("T1 ene–mar 2013")).get_by_role("link")
    declare.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nueva declaración")


def test_on_a_telephone_the_month_is_a_list(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None]
) -> None:
    set_day(date(2013, 7, 1))
    page = sign_in("declarante@demo.ser", width=390)
    page.goto(f"{server.url}/calendario")
    expect(page.get_by_role("heading", name="Vencimientos de julio de 2013")).to_be_visible()
    expect(page.get_by_role("table", name="Vencimientos de julio de 2013")).to_have_count(0)
    item = page.locator("#mes").get_by_role("listitem").filter(visible=True)
    expect(item.first).to_contain_text("15 jul 2013")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_what_somebody_chooses_is_kept(server: Server, sign_in: steps.Enter) -> None:
    page = sign_in("contador@demo.ser")
    page.goto(f"{server.url}/calendario#recordatorios")
    ten = page.get_by_label("10 días antes de cada vencimiento")
    expect(ten).to_be_checked()
    ten.uncheck()
    expect(page.get_by_text("Guardado: vale desde el próximo correo.").first).to_be_visible()
    page.reload()
    expect(ten).to_be_visible()
    expect(ten).not_to_be_checked()
    page.get_by_label("No quiero recordatorios de vencimientos").check()
    expect(ten).to_be_disabled()
    page.get_by_label("No quiero recordatorios de vencimientos").uncheck()
    expect(ten).to_be_enabled()


def test_the_private_address_is_shown_once_copied_read_renewed_and_taken_back(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None]
) -> None:
    set_day(date(2026, 11, 20))
    page = sign_in("declarante@demo.ser")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server.url}/calendario")
    page.get_by_role("button", name="Crear mi dirección privada").click()
    shown = page.get_by_label("Su dirección privada")
    expect(shown).to_be_visible()
    first = shown.input_value()
    page.get_by_role("button", name="Copiar la dirección").click()
    expect(page.get_by_text("Copiado.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == first

    path = first.partition("/calendarios/")[2]
    read = httpx.get(f"{server.url}/calendarios/{path}", timeout=60)
    assert read.status_code == httpx.codes.OK
    titles = {event["SUMMARY"] for event in read_calendar(read.text)}
    assert "Vence T4 oct–dic 2026, expediente 97000456" in titles
    assert "Andina" not in read.text

    page.reload()
    expect(page.get_by_text("Leída por última vez")).to_be_visible()
    expect(shown).to_have_count(0)
    page.get_by_role("button", name="Renovar la dirección").click()
    expect(shown).to_be_visible()
    second = shown.input_value()
    assert second != first
    gone = httpx.get(f"{server.url}/calendarios/{path}", timeout=60)
    assert gone.status_code == httpx.codes.NOT_FOUND
    page.get_by_role("button", name="Anular la dirección").click()
    expect(page.get_by_text("Dirección anulada").first).to_be_visible()
    last = httpx.get(second.replace(second.partition("/calendarios/")[0], server.url), timeout=60)
    assert (last.status_code, last.content) == (gone.status_code, gone.content)
    expect(page.get_by_role("button", name="Crear mi dirección privada")).to_be_visible()


def test_the_mailbox_of_a_demonstration_shows_reminders_with_the_way_to_choose(
    server: Server, sign_in: steps.Enter
) -> None:
    page = sign_in("declarante@demo.ser")
    page.goto(f"{server.url}/demostracion/correo")
    told = page.get_by_text(re.compile("Para elegir qué recordatorios recibe, o ninguno:"))
    expect(told.first).to_be_attached()
    expect(told.first).to_contain_text("/calendario#recordatorios")
