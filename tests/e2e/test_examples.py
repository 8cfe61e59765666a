"""The worked examples as anybody reads them, without an account."""

import pytest
from playwright.sync_api import Browser, expect

from tests.support.server import Server

pytestmark = pytest.mark.browser


def test_a_lawyer_looks_for_an_example_and_reads_its_arithmetic(
    browser: Browser, server: Server
) -> None:
    page = browser.new_context(locale="es-CO").new_page()
    page.goto(f"{server.url}/simulador/ejemplos")
    expect(page.get_by_text("todos coinciden")).to_be_visible()
    page.get_by_label("Palabras, norma o cifra").fill("tres meses mitad hacia arriba")
    page.get_by_role("button", name="Filtrar").click()
    expect(page.get_by_text("Con este filtro se ven 1.")).to_be_visible()
    page.get_by_text("Tres meses y sanción con la mitad hacia arriba").click()
    expect(page.get_by_text("20.900.000 × 1,5 % × 3 = 940.500 → 941.000")).to_be_visible()
    expect(page.get_by_role("cell", name="$ 23.019.000")).to_have_count(2)
