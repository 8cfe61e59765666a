"""What axe finds on the pages of the law and the books: nothing, in any light, on a phone too."""

from collections.abc import Callable
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.e2e import steps
from tests.support.server import Server

pytestmark = pytest.mark.browser

PAGES = [
    ("declarante@demo.ser", "/estado-de-cuenta"),
    ("declarante@demo.ser", "/paz-y-salvo"),
    ("declarante@demo.ser", "/ponerse-al-dia"),
    ("representante@caribe.demo.ser", "/saldo-a-favor"),
    ("tesoreria@demo.ser", "/devoluciones"),
    ("declarante@demo.ser", "/calendario"),
    ("declarante@demo.ser", "/simulador"),
    ("declarante@demo.ser", "/simulador/ejemplos"),
    ("tesoreria@demo.ser", "/obligaciones"),
    ("tesoreria@demo.ser", "/obligaciones/nueva"),
    ("tesoreria@demo.ser", "/obligaciones/cargar"),
    ("contador@altiplano.demo.ser", "/hoja-del-trimestre"),
    ("admin@demo.ser", "/parametros"),
    ("admin@demo.ser", "/inicio"),
    ("admin@demo.ser", "/usuarios/solicitudes"),
    ("admin@llanera.demo.ser", "/usuarios"),
    ("admin@llanera.demo.ser", "/usuarios/firmantes"),
    ("admin.operador@demo.ser", "/usuarios/claves"),
    ("admin@demo.ser", "/solicitud-de-usuario"),
    ("admin@demo.ser", "/solicitud-de-usuario/seguimiento"),
    ("admin@demo.ser", "/invitacion?aviso=password_common"),
    ("admin@demo.ser", "/mi-cuenta/seguridad"),
    ("admin@demo.ser", "/correos"),
    ("admin@demo.ser", "/tareas"),
    ("admin@demo.ser", "/demostracion/correo"),
    ("admin@demo.ser", "/recuperar-contrasena?aviso=recuperar"),
    ("admin@demo.ser", "/restablecer-contrasena?aviso=password_common"),
    ("admin@demo.ser", "/ingresar/codigo?aviso=codigo"),
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(
    server: Server,
    sign_in: steps.Enter,
    set_day: Callable[[date], None],
    width: int,
    dark: bool,
) -> None:
    set_day(date(2026, 11, 20))
    found = []
    for email in dict.fromkeys(email for email, _ in PAGES):
        page = sign_in(email, width=width, dark=dark)
        for address in (address for owner, address in PAGES if owner == email):
            page.goto(f"{server.url}{address}")
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            expect(page.locator(".skeleton").filter(visible=True)).to_have_count(0)
            expect(page.locator("[aria-busy=true], .settled:disabled")).to_have_count(0)
            violations = Axe().run(page).response["violations"]
            found += [(address, each["id"], len(each["nodes"])) for each in violations]
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if wide > 0:
                found.append((address, "wider than the window", wide))
    assert found == []
