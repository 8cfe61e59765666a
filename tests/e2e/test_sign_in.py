"""The way in, in a real browser: a forgotten password, a telephone, a lost one, other sessions."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ser_app.people.texts import DEMO_PASSWORD
from tests.support.server import Server
from tests.support.telephone import Telephone

PERSON = "declarante@postal.demo.ser"  # nobody else's test signs in as this one
NEW = "la vaca azul come mangos"
SECURITY = "/mi-cuenta/seguridad"


@pytest.fixture
def windows(browser: Browser) -> Iterator[list[BrowserContext]]:
    """Browser windows that know nothing of each other."""
    made = [browser.new_context(locale="es-CO", viewport={"width": 1280, "height": 900})]
    made.append(browser.new_context(locale="es-CO", viewport={"width": 390, "height": 844}))
    for context in made:
        context.set_default_timeout(45_000)
    yield made
    for context in made:
        context.close()


def _type_password(page: Page, base: str, password: str) -> None:
    page.goto(f"{base}/ingresar")
    page.get_by_label("Correo electrónico").fill(PERSON)
    page.get_by_label("Contraseña", exact=True).fill(password)
    page.get_by_role("button", name="Ingresar").click()


def _type_code(page: Page, code: str) -> None:
    page.wait_for_url(re.compile("/ingresar/codigo"))
    page.get_by_label("Código").fill(code)
    page.get_by_role("button", name="Ingresar").click()


def _sign_out(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Su cuenta")).click()
    page.get_by_role("button", name="Salir").filter(visible=True).click()
    page.wait_for_url(re.compile("aviso=salida"))


def _recover(page: Page, base: str, password: str) -> None:
    page.goto(f"{base}/ingresar")
    page.get_by_role("link", name="Olvidé mi contraseña").click()
    expect(page.get_by_role("heading", name="Recuperar la contraseña")).to_be_visible()
    page.get_by_label("Correo electrónico").fill(PERSON)
    page.get_by_role("button", name="Enviar el enlace").click()
    expect(page.get_by_text("Si ese correo tiene una cuenta")).to_be_visible()
    page.goto(f"{base}/demostracion/correo")
    mail = page.locator(".panel").filter(has_text=PERSON).filter(has_text="elegir otra")
    mail.first.get_by_role("link", name="Abrir el enlace").click()
    expect(page.get_by_role("heading", name="Elija otra contraseña")).to_be_visible()
    page.get_by_label("Contraseña nueva").fill("colombia2026!!")
    page.get_by_role("button", name="Cambiar la contraseña").click()
    expect(page.get_by_text("la usan muchas personas")).to_be_visible()
    page.get_by_label("Contraseña nueva").fill(password)
    page.get_by_role("button", name="Cambiar la contraseña").click()
    expect(page.get_by_text("todas sus sesiones se cerraron")).to_be_visible()


def test_from_a_forgotten_password_to_a_lost_telephone(
    server: Server, windows: list[BrowserContext]
) -> None:
    page, other = (context.new_page() for context in windows)
    _type_password(other, server.url, DEMO_PASSWORD)
    other.wait_for_url(re.compile("/inicio"))

    # A new password by mail: the old one and the open session are over.
    _recover(page, server.url, NEW)
    other.goto(f"{server.url}/inicio")
    other.wait_for_url(re.compile("/ingresar"))
    _type_password(page, server.url, DEMO_PASSWORD)
    expect(page.get_by_text("no coinciden")).to_be_visible()
    _type_password(page, server.url, NEW)
    page.wait_for_url(re.compile("/inicio"))

    # A telephone, enrolled with the key under the QR.
    page.goto(f"{server.url}{SECURITY}")
    page.get_by_role("button", name="Activar el segundo factor").click()
    expect(page.get_by_role("img", name=re.compile("Código QR"))).to_be_visible()
    telephone = Telephone(page.locator("#segundo-factor code").inner_text())
    page.get_by_label("Código de seis cifras").fill(telephone.code(datetime.now(UTC)))
    page.get_by_role("button", name="Confirmar el teléfono").click()
    codes = page.locator("#codigos code")
    expect(codes).to_have_count(10)
    recovery = codes.first.inner_text()
    page.reload()
    expect(page.get_by_text("Le quedan 10 códigos de recuperación")).to_be_visible()
    expect(codes).to_have_count(0)

    # From now on the password is half of it.
    _sign_out(page)
    _type_password(page, server.url, NEW)
    _type_code(page, "000000")
    expect(page.get_by_text("El código no es válido")).to_be_visible()
    _type_code(page, telephone.code(datetime.now(UTC), 1))
    page.wait_for_url(re.compile("/inicio"))
    _type_password(other, server.url, NEW)
    _type_code(other, recovery)
    other.wait_for_url(re.compile("/inicio"))

    # Both sessions are listed; the other one ends with its next event.
    page.goto(f"{server.url}{SECURITY}")
    sessions = page.get_by_role("table", name="Sus sesiones abiertas")
    expect(sessions.get_by_role("row")).to_have_count(3)
    expect(page.get_by_text("Le quedan 9 códigos de recuperación")).to_be_visible()
    page.get_by_role("button", name="Cerrar las demás").click()
    expect(page.get_by_text("Se cerró 1 sesión.").filter(visible=True).first).to_be_visible()
    expect(sessions.get_by_role("row")).to_have_count(2)
    other.goto(f"{server.url}{SECURITY}")
    other.wait_for_url(re.compile("/ingresar"))

    # As the cast was before, for whoever comes next.
    page.get_by_role("button", name="Quitar el segundo factor").click()
    expect(page.get_by_text("Quitó el segundo factor").filter(visible=True).first).to_be_visible()
