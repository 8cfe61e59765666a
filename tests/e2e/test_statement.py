"""The statement of account in a real browser: the operator's own day, and the treasury's choice."""

import csv
import re
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e import steps
from tests.support.server import Server

pytestmark = pytest.mark.browser


def test_an_operator_reads_what_it_owes_on_a_day_and_why(
    sign_in: steps.Enter, set_day: Callable[[date], None]
) -> None:
    set_day(date(2026, 11, 20))
    page = sign_in("declarante@demo.ser")
    page.get_by_role("link", name="Estado de cuenta").first.click()
    expect(page.get_by_role("heading", name="Andina Conecta S.A.S.")).to_be_visible()
    debts = page.get_by_role("table", name="Deudas abiertas")
    debts.get_by_role("button", name=re.compile("por qué")).first.click()
    reason = page.get_by_label("Explicación de la cifra")
    expect(reason.get_by_text(re.compile("por pagar desde el"))).to_be_visible()
    # Levy and penalty have their reasons in the declaration that the period leads to
    debts.get_by_role("link", name=re.compile("T2 abr–jun 2026")).first.click()
    page.wait_for_url(re.compile("/declaraciones/"))
    expect(page.get_by_role("button", name=re.compile("por qué")).first).to_be_visible()
    page.go_back()
    page.wait_for_url(re.compile("/estado-de-cuenta"))
    with page.expect_download() as found:
        page.get_by_role("link", name="Descargar en CSV").click()
    text = Path(found.value.path()).read_text("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert rows[0][:2] == ["Cuenta", "Día"]
    page.get_by_label("Estado al").fill("2026-02-20")
    page.get_by_role("button", name="Filtrar").click()
    expect(page.get_by_text("Nada por pagar")).to_be_visible()


def test_treasury_chooses_an_operator(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None]
) -> None:
    set_day(date(2026, 11, 20))
    page = sign_in("tesoreria@demo.ser")
    page.goto(f"{server.url}/estado-de-cuenta")
    expect(page.get_by_text("Elija un operador")).to_be_visible()
    page.get_by_label("Operador").select_option(label="Andina Conecta S.A.S. · NIT 999.100.200-0")
    page.get_by_role("button", name="Filtrar").click()
    expect(page.get_by_role("heading", name="Andina Conecta S.A.S.")).to_be_visible()
