"""The main job with a keyboard alone: sign in, declare, issue the FUR, sign it, pay it."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from ser_app.people.texts import DEMO_PASSWORD
from tests.e2e import steps
from tests.e2e.keys import choose, enter, press, reach
from tests.support.server import Server

pytestmark = pytest.mark.browser


def sign(browser: Browser, server: Server, email: str, number: str) -> Page:
    page = enter(browser, server, email)
    page.goto(f"{server.url}/furs/{number}")
    press(page, page.get_by_label(re.compile("gravedad de juramento")), "Space")
    reach(page, page.get_by_label("Su contraseña, otra vez"))
    page.keyboard.type(DEMO_PASSWORD)
    press(page, page.get_by_role("button", name=re.compile("^Firmar")))
    expect(page.get_by_text("Su firma quedó registrada").first).to_be_visible()
    return page


def test_the_main_job_needs_no_mouse(
    browser: Browser, server: Server, set_day: Callable[[date], None]
) -> None:
    set_day(date(2026, 3, 2))
    page = enter(browser, server, "declarante@sierra.demo.ser")
    press(page, page.get_by_role("link", name="Nueva declaración").first)
    page.wait_for_url(re.compile("/declaraciones/nueva"))
    choose(page, page.get_by_label("Expediente"), "96001533")
    choose(page, page.get_by_label("Año"), "2025")
    press(page, page.get_by_role("row", name="T4 oct–dic 2025").get_by_role("button"))
    page.wait_for_url(re.compile(r"/declaraciones/[0-9a-f]{24}"))
    reach(page, page.get_by_label("Ingresos brutos").first)
    page.keyboard.type("28500000")
    why = page.get_by_role("button", name="¿por qué? contraprestación")
    press(page, why)
    expect(page.get_by_label("Explicación de la cifra")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Explicación de la cifra")).to_be_hidden()
    expect(why).to_be_focused()
    press(page, page.get_by_role("button", name="Revisar y presentar"))
    page.wait_for_url(re.compile("/revisar"))
    press(page, page.get_by_role("button", name=re.compile("Generar FUR")))
    page.wait_for_url(re.compile("/furs/FUR-"))
    found = steps.FUR_NUMBER.search(page.url)
    assert found

    sign(browser, server, "representante@sierra.demo.ser", found[0])
    payer = sign(browser, server, "contador@sierra.demo.ser", found[0])
    payer.goto(f"{server.url}/pagar/{found[0]}")
    press(payer, payer.get_by_role("button", name=re.compile(r"^Pagar \$")))
    payer.wait_for_url(re.compile("/pasarela-de-pruebas/"))
    press(payer, payer.get_by_role("button", name="Continuar"))
    payer.wait_for_url(re.compile("/pagos/"))
    steps.expect_result(payer, "Aprobada")


def test_what_opens_closes_with_escape_and_gives_the_focus_back(
    server: Server, sign_in: steps.Enter
) -> None:
    page = sign_in("declarante@demo.ser")
    page.goto(f"{server.url}/inicio")
    menu = page.get_by_role("button", name=re.compile("Su cuenta"))
    press(page, menu)
    leave = page.get_by_role("button", name="Salir").filter(visible=True)
    expect(leave).to_be_visible()
    page.keyboard.press("Escape")
    expect(leave).to_have_count(0)
    expect(menu).to_be_focused()
