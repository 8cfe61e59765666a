"""Nothing has to be scrolled sideways or is cut, with the demonstration's longest figures."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import steps
from tests.support.server import Server

pytestmark = pytest.mark.browser

OPERATOR = (
    "/inicio", "/declaraciones", "/furs", "/pagos", "/estado-de-cuenta", "/saldo-a-favor",
    "/obligaciones", "/paz-y-salvo", "/ponerse-al-dia", "/calendario",
)  # fmt: skip
MINISTRY = (
    "/tablero", "/declaraciones", "/furs", "/pagos", "/obligaciones", "/parametros",
    "/conciliacion", "/conciliacion/archivos", "/conciliacion/tablero", "/conciliacion/pse",
    "/conciliacion/reclamaciones", "/conciliacion/cierre",
)  # fmt: skip
CARTERA = ("/acuerdos", "/acuerdos/cartera")
ADMINISTRATORS = ("/inicio", "/usuarios", "/usuarios/solicitudes")
OPERATORS_ADMINISTRATOR = ("/inicio", "/usuarios", "/usuarios/firmantes")
TOO_WIDE = """
    () => [document.documentElement, ...document.querySelectorAll('.table-frame')]
        .filter(each => each.checkVisibility() && each.scrollWidth > each.clientWidth)
        .map(each => each === document.documentElement ? 'page' : each.innerText.slice(0, 60))
"""
CUT = """
    () => [...document.querySelectorAll('.table tbody th > *, .table tbody td > *')]
        .filter(each => each.checkVisibility())
        .filter(each => {
            const cell = each.parentElement.getBoundingClientRect();
            const own = each.getBoundingClientRect();
            return own.left < cell.left - 1 || own.right > cell.right + 1
                || own.right > document.documentElement.clientWidth
                || each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0;
        })
        .map(each => each.innerText.slice(0, 60))
"""
ON_ONE_LINE = """
    () => document.querySelectorAll('.table .link')
        .forEach(each => each.style.setProperty('white-space', 'nowrap', 'important'))
"""
ELEVEN = "99999999999"


def too_wide(page: Page, address: str) -> list[str]:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".skeleton").filter(visible=True)).to_have_count(0)
    found: list[str] = page.evaluate(TOO_WIDE)
    return found


@pytest.mark.parametrize(
    ("email", "addresses"),
    [
        ("declarante@demo.ser", OPERATOR),
        ("tesoreria@demo.ser", MINISTRY),
        ("cartera@demo.ser", CARTERA),
        ("admin@demo.ser", ADMINISTRATORS),
        ("admin@llanera.demo.ser", OPERATORS_ADMINISTRATOR),
    ],
)
def test_no_table_scrolls_sideways(
    server: Server, sign_in: steps.Enter, email: str, addresses: tuple[str, ...]
) -> None:
    page = sign_in(email, width=1280)
    found = {address: too_wide(page, f"{server.url}{address}") for address in addresses}
    assert {address: wide for address, wide in found.items() if wide} == {}


def test_on_a_telephone_the_close_shows_its_differences_whole(
    server: Server, sign_in: steps.Enter
) -> None:
    page = sign_in("tesoreria@demo.ser", width=390)
    assert too_wide(page, f"{server.url}/conciliacion/cierre") == []
    differences = page.get_by_role("table", name="Diferencias del día")
    expect(differences.locator("th > .badge").first).to_be_visible()
    assert page.evaluate(CUT) == []
    page.evaluate(ON_ONE_LINE)
    assert page.evaluate(CUT) != [], "what measures it does not see a link that is cut"


@pytest.mark.parametrize("width", [1280, 390])
def test_agreements_and_the_ages_of_debts_are_shown_whole(
    server: Server, sign_in: steps.Enter, width: int
) -> None:
    page = sign_in("jefe.cartera@demo.ser", width=width)
    assert too_wide(page, f"{server.url}/acuerdos/cartera") == []
    assert page.evaluate(CUT) == []
    assert too_wide(page, f"{server.url}/acuerdos") == []
    found = page.get_by_role("table", name="Acuerdos de pago").get_by_role("link")
    addresses = [each.get_attribute("href") or "" for each in found.all()]
    assert addresses
    for address in addresses[:2]:  # one in force, one that waits for a decision
        assert too_wide(page, f"{server.url}{address}") == []
        assert page.evaluate(CUT) == []


def test_on_a_telephone_the_title_of_the_sheet_takes_its_width(
    server: Server, sign_in: steps.Enter
) -> None:
    page = sign_in("declarante@demo.ser", width=390)
    assert too_wide(page, f"{server.url}/hoja-del-trimestre") == []
    title = page.locator("caption").filter(has_text="En pesos")
    sheet = page.get_by_role("table").filter(has=title)
    expect(title).to_be_visible()
    box, around = title.bounding_box(), sheet.bounding_box()
    assert box
    assert around
    assert box["width"] == around["width"]


def test_the_sheet_holds_eleven_digits(server: Server, sign_in: steps.Enter) -> None:
    page = sign_in("declarante@demo.ser", width=1280)
    page.goto(f"{server.url}/hoja-del-trimestre")
    field = page.get_by_label("Ingresos brutos de 97000911")
    before = field.input_value()
    try:
        field.fill(ELEVEN)
        field.press("Enter")
        row = page.get_by_role("row").filter(has_text="97000911")
        expect(row.get_by_text("99.999.", exact=False).first).to_be_visible()
        expect(row.get_by_text(re.compile(r"% de \d"))).to_be_visible()
        assert page.evaluate(TOO_WIDE) == []
        assert field.evaluate("each => each.scrollWidth <= each.clientWidth")
    finally:
        field.fill(before)
        field.press("Enter")
        expect(page.get_by_text("Guardado").filter(visible=True).first).to_be_visible()
