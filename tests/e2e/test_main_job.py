"""The main job as a new user does it: declare, sign, take the FUR, pay, find it again."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from ser_app.furs.barcode import gs1_128_elements
from ser_app.settings import Settings
from tests.e2e import steps
from tests.support.server import Server
from tests.unit.furs.reading import bar_codes, qr_codes, rendered, text_of

pytestmark = pytest.mark.browser
SetDay = Callable[[date], None]


def _reference(pdf: bytes) -> str:
    found = re.search(r"\(8020\)(\d+)", text_of(pdf))
    assert found, "the reference stands under the bar code"
    return found[1]


def test_prst_2013_from_the_first_key_to_the_board(
    server: Server, sign_in: steps.Enter, set_day: SetDay, tmp_path: Path
) -> None:
    set_day(date(2013, 6, 20))
    preparer = sign_in("declarante@demo.ser")
    steps.start_draft(preparer, server.url, "96000123", "T1 ene–mar 2013")
    steps.type_income(preparer, "950000000")
    steps.expect_figures(preparer, "$ 20.900.000", "$ 941.000", "$ 1.178.000", "$ 23.019.000")

    number = steps.generate_fur(preparer)
    expect(preparer.get_by_text(re.compile("NO presentado")).first).to_be_visible()
    accountant = sign_in("contador@demo.ser")
    steps.sign_fur(accountant, server.url, number)
    missing = re.compile("falta la firma de Jorge Iván Salcedo")
    expect(accountant.get_by_text(missing).first).to_be_visible()
    representative = sign_in("representante@demo.ser")
    steps.sign_fur(representative, server.url, number)
    expect(representative.get_by_text(re.compile("quedó presentada el")).first).to_be_visible()

    pdf = steps.download_pdf(representative, tmp_path)
    reference = _reference(pdf)
    expected = gs1_128_elements(Settings().collection_gln, reference, 23_019_000, date(2013, 6, 20))
    image = rendered(pdf)
    assert bar_codes(image) == [expected] * len(bar_codes(image))
    assert bar_codes(image)
    (qr, *_) = qr_codes(image)
    assert "/verificar" in qr
    assert number in qr
    _verify(preparer, qr)

    steps.pay(representative, server.url, number)
    steps.expect_result(representative, "Aprobada")
    expect(_value_of(representative, "CUS")).to_have_text(re.compile(r"\d"))

    _find_again(preparer, server.url, number, reference)
    board = sign_in("supervisor@demo.ser")
    board.goto(f"{server.url}/tablero?anio=2013")
    expect(board.get_by_text(re.compile(re.escape("$ 23.019.000"))).first).to_be_visible()


def _verify(page: Page, address: str) -> None:
    page.goto(address)
    # The QR's address carries number and code: the page answers without a click.
    expect(page.get_by_text("$ 23.019.000").first).to_be_visible()
    page.get_by_role("heading", name="Detalles").click()
    expect(page.get_by_text(re.compile("[0-9a-f]{64}")).first).to_be_visible()


def _value_of(page: Page, label: str) -> Locator:
    return page.locator("dt", has_text=label).first.locator("xpath=following-sibling::dd[1]")


def _find_again(page: Page, base: str, number: str, reference: str) -> None:
    page.goto(f"{base}/furs")
    expect(page.get_by_role("link", name=number).first).to_be_visible()
    page.goto(f"{base}/pagos")
    expect(page.get_by_text(number).first).to_be_visible()
    page.get_by_role("row", name=number).get_by_role("link").first.click()
    expect(page.get_by_text(reference).first).to_be_visible()


def test_a_late_postal_quarter_of_2024(
    server: Server, sign_in: steps.Enter, set_day: SetDay
) -> None:
    # 2024-Q3 is due on 15 October 2024; 45 days of delay until 29 November 2024:
    # 16 days at 26.17 % and 29 at 25.90 %, over 366 days, on 3 % of 120 000 000.
    set_day(date(2024, 11, 29))
    preparer = sign_in("declarante@postal.demo.ser")
    steps.start_draft(preparer, server.url, "94000310", "T3 jul–sep 2024")
    steps.type_income(preparer, "120000000")
    steps.expect_figures(preparer, "$ 3.600.000", "$ 0", "$ 115.000", "$ 3.715.000")
    number = steps.generate_fur(preparer)
    steps.sign_fur(sign_in("representante@postal.demo.ser"), server.url, number)
    accountant = sign_in("contador@postal.demo.ser")
    steps.sign_fur(accountant, server.url, number)
    expect(accountant.get_by_text(re.compile("quedó presentada el")).first).to_be_visible()
    steps.pay(accountant, server.url, number)
    steps.expect_result(accountant, "Aprobada")


def test_a_nil_return_filed_late_costs_its_fixed_penalty(
    server: Server, sign_in: steps.Enter, set_day: SetDay
) -> None:
    # PRST 2025-Q4 was due on 15 January 2026: half of the 2026 wage of $ 1.750.905 is $ 875.452,50.
    set_day(date(2026, 3, 2))
    preparer = sign_in("declarante@sierra.demo.ser")
    steps.start_draft(preparer, server.url, "96001533", "T4 oct–dic 2025")
    preparer.get_by_label("No tuve ingresos en este período").check()
    steps.expect_figures(preparer, "$ 0", "$ 875.000", "$ 0", "$ 875.000")
    number = steps.generate_fur(preparer)
    steps.sign_fur(sign_in("representante@sierra.demo.ser"), server.url, number)
    accountant = sign_in("contador@sierra.demo.ser")
    steps.sign_fur(accountant, server.url, number)
    expect(accountant.get_by_text(re.compile("quedó presentada el")).first).to_be_visible()


def _filed_fur(
    server: Server, sign_in: steps.Enter, domain: str, expediente: str, quarter: str
) -> tuple[Page, str]:
    preparer = sign_in(f"declarante@{domain}")
    steps.start_draft(preparer, server.url, expediente, quarter)
    steps.type_income(preparer, "40000000")
    steps.expect_figures(preparer, "$ 1.200.000", "$ 0", "$ 0", "$ 1.200.000")
    number = steps.generate_fur(preparer)
    steps.sign_fur(sign_in(f"representante@{domain}"), server.url, number)
    accountant = sign_in(f"contador@{domain}")
    steps.sign_fur(accountant, server.url, number)
    expect(accountant.get_by_text(re.compile("quedó presentada el")).first).to_be_visible()
    return accountant, number


def test_a_rejected_payment_says_what_tomorrow_costs_and_is_retried_in_two_clicks(
    server: Server, sign_in: steps.Enter, set_day: SetDay
) -> None:
    set_day(date(2026, 1, 15))
    page, number = _filed_fur(server, sign_in, "pacifico.demo.ser", "94000718", "T4 oct–dic 2025")
    steps.pay(page, server.url, number, "Rechazar el pago")
    steps.expect_result(page, "Rechazada")
    expect(page.get_by_text(re.compile("mañana", re.IGNORECASE)).first).to_be_visible()
    page.get_by_role("button", name=re.compile("Intentar")).click()
    steps.choose_at_bank(page, "Aprobar el pago")
    page.wait_for_url(re.compile(r"/pagos/"))
    steps.expect_result(page, "Aprobada")


def test_a_notification_that_never_comes_is_found_by_the_poll(
    server: Server, sign_in: steps.Enter, set_day: SetDay
) -> None:
    set_day(date(2026, 4, 15))
    page, number = _filed_fur(server, sign_in, "pacifico.demo.ser", "94000718", "T1 ene–mar 2026")
    page.goto(f"{server.url}/pagar/{number}")
    page.get_by_role("button", name=re.compile(r"^Pagar \$")).click()
    page.wait_for_url(re.compile("/pasarela-de-pruebas/"))
    # The person closes the window at the bank: nobody comes back to ask.
    page.route("**/pagos/**", lambda route: route.abort())
    page.get_by_label("Aprobar el pago").check()
    page.get_by_label(re.compile("^Se pierde")).check()
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Continuar").click()
    page.close()

    watcher = sign_in("declarante@pacifico.demo.ser")
    paid = watcher.get_by_text("Pagado", exact=True)
    steps.reload_until(watcher, f"{server.url}/furs/{number}", paid)
