"""An operator sees an alert while typing, says why, files; a supervisor reads both."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.e2e import steps
from tests.support.server import Server

pytestmark = pytest.mark.browser

NOTE = "Se devolvió lo cobrado por la falla de mayo."


def test_from_the_alert_on_the_form_to_the_supervisors_list(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None]
) -> None:
    set_day(date(2026, 1, 20))
    preparer = sign_in("declarante@llanera.demo.ser")
    steps.start_draft(preparer, server.url, "10000052", "T4 oct–dic 2025")
    steps.type_income(preparer, "40000000")
    alerts = preparer.locator("#alertas")
    steps.expect_figures(preparer, "$ 1.200.000", "$ 0", "$ 0", "$ 1.200.000")
    returned = preparer.get_by_label("Valor devuelto")
    returned.click()
    returned.press_sequentially("8000001", delay=15)
    expect(alerts.get_by_text("Devoluciones altas")).to_be_visible()
    expect(alerts.get_by_text(re.compile("Las devoluciones superan el 20 %"))).to_be_visible()
    alerts.get_by_label("Nota sobre las alertas").fill(NOTE)
    alerts.get_by_role("button", name="Agregar la nota").click()
    expect(alerts.get_by_text(NOTE)).to_be_visible()

    preparer.get_by_role("button", name="Revisar y presentar").click()
    preparer.wait_for_url(re.compile(r"/revisar"))
    expect(preparer.locator("#alertas").get_by_text("Devoluciones altas")).to_be_visible()
    preparer.get_by_role("button", name=re.compile("Generar FUR")).click()
    preparer.wait_for_url(re.compile(r"/furs/FUR-"))
    found = steps.FUR_NUMBER.search(preparer.url)
    assert found
    steps.sign_fur(sign_in("representante@llanera.demo.ser"), server.url, found[0])
    accountant = sign_in("contador@llanera.demo.ser")
    steps.sign_fur(accountant, server.url, found[0])
    expect(accountant.get_by_text(re.compile("quedó presentada el")).first).to_be_visible()

    supervisor = sign_in("supervisor@demo.ser")
    supervisor.goto(f"{server.url}/tablero")
    steps.go(supervisor, "Alertas", "Alertas", exact=True)
    supervisor.goto(f"{server.url}/inicio")
    expect(supervisor.get_by_role("link", name="Alertas", exact=True)).to_be_visible()
    supervisor.goto(f"{server.url}/tablero/alertas?alerta=devoluciones&operador=llanera")
    row = supervisor.get_by_role("row", name=re.compile("Red Llanera"))
    expect(row).to_contain_text("Devoluciones altas")
    expect(row).to_contain_text("$ 8.000.001")
    expect(row).to_contain_text(NOTE)
    row.get_by_role("link", name="T4 oct–dic 2025").click()
    expect(supervisor.locator("#alertas").get_by_text(NOTE)).to_be_visible()
    expect(supervisor.get_by_role("button", name="Agregar la nota")).to_have_count(0)
