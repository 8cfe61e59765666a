"""The way in, in a real browser: a forgotten password, a telephone, a lost one, other sessions."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ser_app.base.clock import SystemClock
from ser_app.base.database import Database
from ser_app.base.tokens import sha256_hex
from ser_app.people.permissions import Role
from ser_app.people.repository import session_by_hash
from tests.e2e import steps
from tests.factories import PASSWORD, make_operator, make_user
from tests.support.databases import resources_on
from tests.support.server import Server
from tests.support.telephone import Telephone

NEW = "la vaca azul come mangos"
SECURITY = "/mi-cuenta/seguridad"


@pytest.fixture
def person(server: Server) -> str:
    """The mail of somebody whom no other test signs in as: the password will change."""
    with resources_on(server.database_url, SystemClock()) as res:
        return make_user(res, Role.PREPARER, make_operator(res)).email


@pytest.fixture
def windows(browser: Browser) -> Iterator[list[BrowserContext]]:
    """Browser windows that know nothing of each other."""
    made = [browser.new_context(locale="es-CO", viewport={"width": 1280, "height": 900})]
    made.append(browser.new_context(locale="es-CO", viewport={"width": 390, "height": 844}))
    yield made
    for context in made:
        context.close()


def _type_password(page: Page, base: str, person: str, password: str) -> None:
    page.goto(f"{base}/ingresar")
    page.get_by_label("Correo electrónico").fill(person)
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


def _recover(page: Page, base: str, person: str, password: str) -> None:
    page.goto(f"{base}/ingresar")
    steps.go(page, "Olvidé mi contraseña", "Recuperar la contraseña")
    page.get_by_label("Correo electrónico").fill(person)
    page.get_by_role("button", name="Enviar el enlace").click()
    expect(page.get_by_text("Si ese correo tiene una cuenta")).to_be_visible()
    # The mail is written after the answer, so that the answer takes as long for anybody.
    mail = page.locator(".panel").filter(has_text=person).filter(has_text="elegir otra")
    steps.reload_until(page, f"{base}/demostracion/correo?direccion={person}", mail)
    mail.first.get_by_role("link", name="Abrir el enlace").click()
    expect(page.get_by_role("heading", name="Elija otra contraseña")).to_be_visible()
    page.get_by_label("Contraseña nueva").fill("colombia2026!!")
    page.get_by_role("button", name="Cambiar la contraseña").click()
    expect(page.get_by_text("la usan muchas personas")).to_be_visible()
    page.get_by_label("Contraseña nueva").fill(password)
    page.get_by_role("button", name="Cambiar la contraseña").click()
    expect(page.get_by_text("todas sus sesiones se cerraron")).to_be_visible()


def test_from_a_forgotten_password_to_a_lost_telephone(
    server: Server, person: str, windows: list[BrowserContext]
) -> None:
    page, other = (context.new_page() for context in windows)
    _type_password(other, server.url, person, PASSWORD)
    other.wait_for_url(re.compile("/inicio"))

    # A new password by mail: the old one and the open session are over.
    _recover(page, server.url, person, NEW)
    other.goto(f"{server.url}/inicio")
    other.wait_for_url(re.compile("/ingresar"))
    _type_password(page, server.url, person, PASSWORD)
    expect(page.get_by_text("no coinciden")).to_be_visible()
    _type_password(page, server.url, person, NEW)
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
    _type_password(page, server.url, person, NEW)
    _type_code(page, "000000")
    expect(page.get_by_text("El código no es válido")).to_be_visible()
    _type_code(page, telephone.code(datetime.now(UTC), 1))
    page.wait_for_url(re.compile("/inicio"))
    _type_password(other, server.url, person, NEW)
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

    # Where it is not required it can be given up.
    page.get_by_role("button", name="Quitar el segundo factor").click()
    expect(page.get_by_text("Quitó el segundo factor").filter(visible=True).first).to_be_visible()


def test_what_weighs_asks_again_who_is_there(
    server: Server, person: str, windows: list[BrowserContext]
) -> None:
    context = windows[0]
    page = context.new_page()
    # A session whose proof is older than five minutes from its first event on.
    entered = httpx.post(
        f"{server.url}/sesion/entrar",
        data={"email": person, "password": PASSWORD},
        timeout=steps.PATIENCE_MS / 1000,
    )
    token = entered.cookies["ser_sesion"]
    _let_proof_age(server, token)
    context.add_cookies([{"name": "ser_sesion", "value": token, "url": server.url}])

    page.goto(f"{server.url}{SECURITY}")
    page.get_by_role("button", name="Activar el segundo factor").click()
    question = page.locator("#confirmar-identidad")
    field = question.get_by_label("Su contraseña o el código de su teléfono")
    expect(field).to_be_focused()
    field.fill("no es esta contraseña")
    question.get_by_role("button", name="Confirmar").click()
    expect(question.get_by_text("no es correcto")).to_be_visible()
    field.fill(PASSWORD)
    question.get_by_role("button", name="Confirmar").click()
    expect(page.get_by_text("repita la operación").filter(visible=True).last).to_be_visible()
    page.get_by_role("button", name="Activar el segundo factor").click()
    expect(page.get_by_role("img", name=re.compile("Código QR"))).to_be_visible()
    page.get_by_role("button", name="Cancelar").click()


def _let_proof_age(server: Server, token: str) -> None:
    database = Database(server.database_url)
    with database.unit() as unit:
        session = session_by_hash(unit, sha256_hex(token.encode()))
        assert session is not None
        session.proved_at = session.created_at - timedelta(minutes=6)
    database.dispose()
