"""Paying debts from the statement: a part of two by PSE, and then all the rest with one FUR."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e import steps
from tests.support.server import Server

pytestmark = pytest.mark.browser
_PERIODS = ("T2 abr–jun 2026", "T3 jul–sep 2026")


def test_two_debts_are_paid_in_part_and_then_the_rest_with_one_fur(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None]
) -> None:
    set_day(date(2026, 11, 20))
    preparer = sign_in("declarante@sierra.demo.ser")
    _owe_another_quarter(preparer, server, sign_in)

    before = _tick(preparer, server)
    preparer.get_by_label("Otra suma (abono)").check()
    sum_to_pay = preparer.get_by_label("Suma que va a pagar")
    sum_to_pay.click()
    sum_to_pay.press_sequentially("500000", delay=15)
    expect(preparer.get_by_text(re.compile("Es un abono"))).to_be_visible()
    shown = preparer.get_by_role("table", name="Cómo se imputaría el pago")
    older = shown.get_by_role("row", name=_PERIODS[0])
    expect(older.get_by_text("sanción $ 500.000", exact=True)).to_be_visible()
    number = _issue(preparer)
    expect(preparer.get_by_role("heading", name="Deudas que paga")).to_be_visible()
    steps.pay(preparer, server.url, number)
    steps.expect_result(preparer, "Aprobada")

    after = _tick(preparer, server)
    assert before - after == 500_000
    rest = _issue(preparer)
    assert rest != number
    steps.pay(preparer, server.url, rest)
    steps.expect_result(preparer, "Aprobada")

    preparer.goto(f"{server.url}/estado-de-cuenta")
    expect(preparer.get_by_text(re.compile(f"con {rest}")).first).to_be_visible()
    for period in _PERIODS:
        expect(_debt(preparer, period)).to_have_count(0)
    preparer.goto(f"{server.url}/furs/{rest}")
    expect(preparer.get_by_text("Pagado", exact=True).first).to_be_visible()
    preparer.goto(f"{server.url}/furs/{number}")
    expect(preparer.get_by_text("Pagado", exact=True).first).to_be_visible()


def _owe_another_quarter(preparer: Page, server: Server, sign_in: steps.Enter) -> None:
    steps.start_draft(preparer, server.url, "96001533", _PERIODS[1])
    steps.type_income(preparer, "120000000")
    number = steps.generate_fur(preparer)
    steps.sign_fur(sign_in("representante@sierra.demo.ser"), server.url, number)
    accountant = sign_in("contador@sierra.demo.ser")
    steps.sign_fur(accountant, server.url, number)
    expect(accountant.get_by_text(re.compile("quedó presentada el")).first).to_be_visible()


def _debt(page: Page, period: str) -> Locator:
    return page.get_by_role("table", name="Deudas abiertas").get_by_role("row", name=period)


def _tick(page: Page, server: Server) -> int:
    """Tick both debts and go on; gives what the page says is owed of them, in pesos."""
    page.goto(f"{server.url}/estado-de-cuenta")
    for number, period in enumerate(_PERIODS, 1):
        page.get_by_label(f"Pagar {period}").check()
        words = "1 deuda marcada" if number == 1 else f"{number} deudas marcadas"
        expect(page.get_by_text(words, exact=True)).to_be_visible()
    page.get_by_role("link", name="Pagar lo marcado").click()
    page.wait_for_url(re.compile("/estado-de-cuenta/pagar"))
    side = page.get_by_role("complementary", name="Lo que pagaría")
    expect(side.get_by_text("2 deudas")).to_be_visible()
    owed = side.locator("dt", has_text="Se debe ese día").locator("xpath=following-sibling::dd[1]")
    return int(re.sub(r"\D", "", owed.inner_text()))


def _issue(page: Page) -> str:
    page.get_by_role("button", name="Generar el FUR de pago").filter(visible=True).first.click()
    page.wait_for_url(re.compile(r"/furs/FUR-"))
    found = steps.FUR_NUMBER.search(page.url)
    assert found
    return found[0]
