"""Corrections as people do them in the browser: before the payment upwards, after it downwards."""

import re
from collections.abc import Callable
from datetime import date, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from ser_app.base.clock import BOGOTA
from ser_app.law.money import MINUS
from ser_app.law.periods import quarter_of
from tests.e2e import steps
from tests.support.server import Server

pytestmark = pytest.mark.browser
SetDay = Callable[[date], None]
EXPEDIENTE = "96000123"


def _file(server: Server, sign_in: steps.Enter, page: Page) -> str:
    """From the finished form to the filed declaration; gives the FUR's number."""
    number = steps.generate_fur(page)
    steps.sign_fur(sign_in("contador@demo.ser"), server.url, number)
    representative = sign_in("representante@demo.ser")
    steps.sign_fur(representative, server.url, number)
    expect(representative.get_by_text(re.compile("quedó presentada el")).first).to_be_visible()
    return number


def _declare(
    server: Server, sign_in: steps.Enter, quarter: str, income: str, levy: str
) -> tuple[Page, str]:
    preparer = sign_in("declarante@demo.ser")
    steps.start_draft(preparer, server.url, EXPEDIENTE, quarter)
    steps.type_income(preparer, income)
    steps.expect_figures(preparer, levy, "$ 0", "$ 0", levy)
    return preparer, _file(server, sign_in, preparer)


def _correct(page: Page, base: str, quarter: str, income: str) -> None:
    """Begin the correction from the declaration's own page and type the right income."""
    page.goto(f"{base}/declaraciones?ano={quarter.rsplit(' ', 1)[1]}&estado=filed")
    page.get_by_role("link", name=quarter).first.click()
    page.get_by_role("button", name="Corregir esta declaración").click()
    expect(page.get_by_text("Está corrigiendo una declaración presentada")).to_be_visible()
    _retype(page, income)


def _difference(page: Page, label: str, *amounts: str) -> None:
    cells = _row(page, label).get_by_role("cell")
    for column, amount in enumerate(amounts):
        expect(cells.nth(column)).to_have_text(amount)


def test_unpaid_and_corrected_upwards_the_old_fur_is_annulled_and_the_new_one_paid(
    server: Server, sign_in: steps.Enter, set_day: SetDay
) -> None:
    set_day(date(2013, 7, 10))
    preparer, old = _declare(server, sign_in, "T2 abr–jun 2013", "900000000", "$ 19.800.000")
    # A payment session is left open at the bank: filing the correction closes it first.
    payer = sign_in("representante@demo.ser")
    payer.goto(f"{server.url}/pagar/{old}")
    payer.get_by_role("button", name=re.compile(r"^Pagar \$")).click()
    payer.wait_for_url(re.compile("/pasarela-de-pruebas/"))
    bank = payer.url

    _correct(preparer, server.url, "T2 abr–jun 2013", "950000000")
    _difference(preparer, "Ingresos brutos", "$ 900.000.000", "$ 950.000.000", "+$ 50.000.000")
    _difference(preparer, "Contraprestación", "$ 19.800.000", "$ 20.900.000", "+$ 1.100.000")
    steps.expect_figures(preparer, "$ 20.900.000", "$ 0", "$ 0", "$ 20.900.000")
    new = _file(server, sign_in, preparer)

    preparer.goto(f"{server.url}/furs/{old}")
    expect(preparer.get_by_text("Anulado", exact=True).first).to_be_visible()
    expect(preparer.get_by_text(re.compile(f"la reemplaza {new}")).first).to_be_visible()
    payer.goto(bank)
    expect(payer.get_by_label("Aprobar el pago")).to_have_count(0)

    steps.pay(payer, server.url, new)
    steps.expect_result(payer, "Aprobada")
    preparer.goto(f"{server.url}/declaraciones?estado=replaced")
    kept = preparer.get_by_role("row", name="T2 abr–jun 2013")
    expect(kept.get_by_text("Corregida", exact=True)).to_be_visible()


def test_paid_and_corrected_downwards_the_balance_is_applied_to_the_next_declaration(
    server: Server, sign_in: steps.Enter, set_day: SetDay
) -> None:
    # What the demonstration has: a quarter filed and paid, and the draft of a later one.
    set_day(datetime.now(BOGOTA).date())
    last = quarter_of(datetime.now(BOGOTA).date()).previous()
    paid = last.previous().previous()
    preparer = sign_in("declarante@demo.ser")
    preparer.goto(f"{server.url}/declaraciones?ano={paid.year}&estado=filed")
    row = preparer.get_by_role("row", name=paid.label).filter(has_text="97000456")
    row.get_by_role("button", name=re.compile("^Corregir")).click()
    expect(preparer.get_by_text("Está corrigiendo una declaración presentada")).to_be_visible()
    _retype(preparer, "100000000")
    left = _cell(preparer, "Saldo a favor", 2)
    expect(preparer.get_by_text(re.compile("a favor de su operador, para aplicar"))).to_be_visible()
    difference = _row(preparer, "Total del período").get_by_role("cell").nth(2)
    expect(difference).to_have_text(MINUS + left)
    new = _file(server, sign_in, preparer)
    preparer.goto(f"{server.url}/furs/{new}")
    expect(preparer.get_by_text(re.compile("Corrección de FUR-")).first).to_be_visible()
    expect(preparer.get_by_text(left, exact=True).first).to_be_visible()

    preparer.goto(f"{server.url}/declaraciones?ano={last.year}&estado=draft")
    preparer.get_by_role("row", name=last.label).get_by_role("link").first.click()
    # At least what the correction left: other walks leave balances of the same operator, too
    told = preparer.get_by_text(re.compile(r"tiene \$\s[\d.]+ de saldo a favor"))
    assert _pesos(told.inner_text()) >= _pesos(left)
    before = _total(preparer)
    preparer.get_by_role("button", name="Aplicar todo lo posible").click()
    panel = preparer.get_by_role("complementary", name="Su liquidación")
    expect(panel.get_by_role("button", name="Saldo a favor aplicado", exact=True)).to_be_visible()
    expect(_total_shown(preparer)).not_to_have_text(_words(before))
    assert _total(preparer) < before
    waiting = steps.generate_fur(preparer)
    preparer.goto(f"{server.url}/furs/{waiting}")
    expect(preparer.get_by_text("Saldo a favor aplicado").first).to_be_visible()
    steps.sign_fur(sign_in("contador@demo.ser"), server.url, waiting)
    representative = sign_in("representante@demo.ser")
    steps.sign_fur(representative, server.url, waiting)
    expect(representative.get_by_text(re.compile("quedó presentada el")).first).to_be_visible()
    representative.goto(f"{server.url}/declaraciones?ano={paid.year}&estado=replaced")
    representative.get_by_role("row", name=paid.label).get_by_role("link").first.click()
    expect(representative.get_by_text(re.compile("Fue corregida"))).to_be_visible()
    representative.get_by_role("link", name=re.compile("presentada el")).click()
    expect(representative.get_by_text(re.compile("Dejó un saldo a favor de"))).to_be_visible()


def _retype(page: Page, digits: str) -> None:
    field = page.get_by_label("Ingresos brutos").first
    field.fill("")
    field.press_sequentially(digits, delay=15)
    shown = _row(page, "Ingresos brutos").get_by_role("cell").nth(1)
    expect(shown).to_have_text(_words(int(digits)))


def _row(page: Page, label: str) -> Locator:
    table = page.get_by_role("table", name=re.compile("Antes, ahora"))
    return table.get_by_role("row", name=re.compile(f"^{label}"))


def _cell(page: Page, label: str, column: int) -> str:
    """Text of a cell of the difference: 1 before, 2 now, 3 the difference."""
    return _row(page, label).get_by_role("cell").nth(column - 1).inner_text().strip()


def _total_shown(page: Page) -> Locator:
    panel = page.get_by_role("complementary", name="Su liquidación")
    return panel.locator(".total-amount").first


def _total(page: Page) -> int:
    return _pesos(_total_shown(page).inner_text())


def _words(pesos: int) -> str:
    return f"$ {pesos:,}".replace(",", ".")


def _pesos(text: str) -> int:
    """The first amount in a text."""
    found = re.search(r"\$\s?([\d.]+)", text)
    assert found, text
    return int(found[1].replace(".", ""))
