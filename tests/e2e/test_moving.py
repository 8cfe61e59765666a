"""A payment that was imputed to the wrong debt is moved to the one that it was for."""

import re

import pytest
from playwright.sync_api import expect

from ser_app.base.clock import SystemClock
from ser_app.payments.reconciliation.texts import MOVED
from tests.e2e import steps
from tests.support.server import Server

pytestmark = pytest.mark.browser

OPERATOR = "Red Llanera"  # nobody else's test looks at its books


def test_a_payment_is_moved_to_another_debt_and_the_statement_tells(
    server: Server, sign_in: steps.Enter
) -> None:
    page = sign_in("tesoreria@demo.ser")
    page.goto(f"{server.url}/furs")
    paid = page.get_by_role("row").filter(has_text=OPERATOR).filter(has_text="Pagado")
    expect(paid.first).to_be_visible()
    found = steps.FUR_NUMBER.search(paid.last.inner_text())
    assert found
    number = found[0]

    page.goto(f"{server.url}/conciliacion/mover")
    page.get_by_label("Número del FUR pagado").fill("FUR-2020-999999")
    page.get_by_role("button", name="Buscar el pago").click()
    expect(page.get_by_label("Deuda que pagó")).to_have_count(0)
    expect(page.locator(".error-summary")).to_be_visible()

    page.get_by_label("Número del FUR pagado").fill(number)
    page.get_by_role("button", name="Buscar el pago").click()
    wrong, right = page.get_by_label("Deuda que pagó"), page.get_by_label("Deuda a la que")
    wrong.select_option(index=1)
    right.select_option(index=1)
    label = wrong.locator("option:checked").inner_text()
    amount = re.findall(r"\$ [\d.]+", label)[-1]
    page.get_by_role("button", name="Mover el pago").click()
    expect(page.locator(".error-summary")).to_be_visible()
    page.get_by_label("Motivo").fill("El operador pidió imputarlo al otro período")
    page.get_by_role("button", name="Mover el pago").click()
    expect(page.get_by_text(MOVED).first).to_be_visible()
    expect(page.get_by_label("Deuda que pagó")).to_have_count(0)

    operator = sign_in("declarante@llanera.demo.ser")
    operator.goto(f"{server.url}/estado-de-cuenta?desde={SystemClock().today():%Y}-01-01")
    moves = operator.get_by_role("table", name="Movimientos entre los dos días")
    expect(moves.get_by_text(re.compile(re.escape(amount))).first).to_be_visible()
    period = re.search(r"(\d{4})-Q(\d)", label)
    assert period
    debts = operator.get_by_role("table", name="Deudas abiertas").get_by_role("row")
    owed_again = re.compile(rf"T{period[2]} .*{period[1]}")
    expect(debts.filter(has_text=owed_again)).to_have_count(1)
