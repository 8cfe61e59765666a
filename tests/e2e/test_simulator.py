"""The simulator as anybody uses it, without an account."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.server import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Page:
    """A window of somebody without an account."""
    return browser.new_context(locale="es-CO").new_page()


def _open(page: Page, server: Server) -> None:
    page.goto(
        f"{server.url}/simulador?regimen=PRST&anio=2013&trimestre=1&ingresos=950000000"
        "&presenta=2013-06-20"
    )
    expect(page.get_by_text("$ 23.019.000", exact=True).first).to_be_visible()


def _pesos(text: str) -> int:
    return int(text.replace("$", "").replace(".", ""))


def test_a_shared_case_is_there_explained_and_drawn(
    server: Server, page: Page, set_day: Callable[[date], None]
) -> None:
    set_day(date(2013, 6, 10))
    _open(page, server)
    page.get_by_role("button", name="¿por qué este total?").click()
    reason = page.get_by_label("Explicación de la cifra")
    expect(reason.get_by_text("¿De qué depende esta cifra?")).to_be_visible()
    expect(reason.get_by_text(re.compile("la tasa del día del pago")).first).to_be_visible()
    saving = page.get_by_text("Si presenta y paga antes del 16 de junio de 2013 ahorra $ 314.000.")
    expect(saving).to_be_visible()


def test_curves_and_table_follow_the_typing(
    server: Server, page: Page, set_day: Callable[[date], None]
) -> None:
    set_day(date(2013, 6, 10))
    _open(page, server)
    curve = page.locator(".curve-drawing .curve-that-day").first
    before = curve.get_attribute("d")
    field = page.get_by_label("Ingresos brutos")
    field.fill("1900000000")
    expect(page.get_by_text("$ 46.037.000", exact=True).first).to_be_visible()
    page.get_by_text("Ver los datos en una tabla").click()
    row = page.get_by_role("row").filter(has_text="16 jun 2013")
    # 41 800 000, three months 1 881 000, 62 days at 31.25 % ÷ 366: 2 212 773 → 2 213 000
    expect(row).to_contain_text("$ 45.894.000")
    expect(curve).not_to_have_attribute("d", before or "")
    # The table equals the curve: 16 June is day 6 of 365 and its point stands at that amount
    ticks = [_pesos(text) for text in page.locator(".curve-pesos .curve-tick").all_text_contents()]
    low, high = min(ticks), max(ticks)
    height = 1000 - (45_894_000 - low) * 1000 // (high - low)
    assert f"L{6 * 1000 // 365} {height}L" in (curve.get_attribute("d") or "")
    shared = page.get_by_role("link", name=re.compile("puede compartir"))
    expect(shared).to_have_attribute("href", re.compile("ingresos=1900000000"))


def test_what_cannot_be_read_is_said_and_stays(server: Server, page: Page) -> None:
    _open(page, server)
    field = page.get_by_label("Año")
    field.fill("201")
    expect(page.get_by_text("Escriba el año con cuatro cifras")).to_be_visible()
    expect(field).to_have_value("201")
    page.get_by_label("Régimen").select_option("RADIO")
    expect(page.get_by_label("Valor del acto o de la fórmula")).to_be_visible()


def test_who_signs_in_finds_the_simulator_too(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/ingresar")
    page.get_by_role("link", name="Use el simulador").click()
    expect(page.get_by_role("heading", name="Simulador", level=1)).to_be_visible()
