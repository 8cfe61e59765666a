"""Nothing that a quick person does before a page can answer is lost, or sent half empty."""

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e import steps
from tests.e2e.line import Line
from tests.support.server import Server

pytestmark = pytest.mark.browser
CARRYING = (
    ("/ingresar?siguiente=/furs", "Ingresar", "next", "/furs"),
    ("/ingresar/codigo?siguiente=/pagos", "Ingresar", "next", "/pagos"),
    ("/restablecer-contrasena?codigo=abc", "Cambiar la contraseña", "codigo", "abc"),
    ("/invitacion?codigo=x%2By", "Aceptar y elegir esta contraseña", "codigo", "x+y"),
)
PUBLIC = ("/simulador", "/simulador/ejemplos", "/solicitud-de-usuario")


@pytest.fixture
def page(browser: Browser) -> Page:
    """A window of somebody without an account."""
    return browser.new_context(locale="es-CO").new_page()


@pytest.mark.parametrize(("address", "button", "name", "value"), CARRYING)
def test_a_form_that_carries_something_of_its_address_waits_for_it(
    server: Server, page: Page, address: str, button: str, name: str, value: str
) -> None:
    scripts = Held(page)
    page.goto(f"{server.url}{address}", wait_until="commit")
    send = page.get_by_role("button", name=button)
    expect(send).to_be_disabled()
    scripts.let_in()
    expect(send).to_be_enabled()
    expect(page.locator(f"input[name={name}]")).to_have_value(value)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_read_at_once_and_used_when_it_answers(
    server: Server, page: Page, address: str
) -> None:
    scripts = Held(page)
    page.goto(f"{server.url}{address}", wait_until="commit")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    controls = "main :is(input, select, textarea, button)"
    expect(page.locator(controls).first).to_be_visible()
    expect(page.locator(f"{controls}:enabled")).to_have_count(0)
    scripts.let_in()
    expect(page.locator(f"{controls}:enabled").first).to_be_visible()


def test_what_was_being_typed_survives_a_break_of_the_connection(
    server: Server, sign_in: steps.Enter
) -> None:
    page = sign_in("admin.operador@demo.ser")
    line = Line(page)
    page.goto(f"{server.url}/usuarios/firmantes")
    reason = page.get_by_label("Qué cambió y con qué documento")
    reason.fill("Acta 14 de la asamblea")
    line.break_and_wait()
    expect(page.get_by_role("heading", name="Registrar un cambio")).to_be_visible()
    expect(reason).to_have_value("Acta 14 de la asamblea")


class Held:
    """The scripts of a page, which come only when they are let in."""

    def __init__(self, page: Page) -> None:
        self._waiting: list[Route] = []
        self._let_in = False
        page.route("**/assets/*.js", self._hold)

    def _hold(self, route: Route) -> None:
        if self._let_in:
            route.continue_()
        else:
            self._waiting.append(route)

    def let_in(self) -> None:
        """Give the page the scripts that it has asked for, and all others."""
        self._let_in = True
        for each in self._waiting:
            each.continue_()
