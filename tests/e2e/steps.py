"""What people do in the browser, step by step, in their own words.

Each step ends when its effect is seen: what follows must not depend on how fast a machine is.
"""

import re
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from ser_app.people.texts import DEMO_PASSWORD
from tests.support.server import pause

FUR_NUMBER = re.compile(r"FUR-\d{4}-\d{6}")
PATIENCE_MS = 120_000
"""How long every step waits on a busy machine; nothing waits longer than it must."""


def go(page: Page, link: str, heading: str | re.Pattern[str], *, exact: bool = False) -> None:
    """Follow a link to another page of ours, and wait until that page is the one shown.

    The page before stays until the next one is there, with fields and links of the same names.
    """
    page.get_by_role("link", name=link, exact=exact).first.click()
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()


def reload_until(page: Page, address: str, shown: Locator) -> None:
    """Open an address again and again until it shows what somebody else works on meanwhile."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while True:
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".skeleton").filter(visible=True)).to_have_count(0)
        if shown.count():
            break
        assert time.monotonic() < deadline, "it never came"
        pause()
    expect(shown.first).to_be_visible()


def start_draft(page: Page, base: str, expediente: str, quarter: str) -> None:
    """Begin the declaration of a quarter, or go on with its draft, as from the list of quarters."""
    page.goto(f"{base}/declaraciones/nueva")
    choice = page.get_by_label("Expediente")
    expect(choice.locator("option", has_text=expediente)).to_have_count(1)
    value = choice.locator("option", has_text=expediente).get_attribute("value")
    choice.select_option(value)
    year = quarter.rsplit(" ", 1)[1]
    page.get_by_label("Año").select_option(year)
    row = page.get_by_role("row", name=quarter)
    row.get_by_role("button").or_(row.get_by_role("link", name=re.compile("borrador"))).click()
    page.wait_for_url(re.compile(r"/declaraciones/[0-9a-f]{24}"))
    expect(page.get_by_label("Ingresos brutos").first).to_be_editable()


def type_income(page: Page, digits: str) -> None:
    """Type the income key by key, as a person does."""
    field = page.get_by_label("Ingresos brutos").first
    field.click()
    field.press_sequentially(digits, delay=15)


def expect_figures(page: Page, levy: str, penalty: str, interest: str, total: str) -> None:
    """Wait until the panel shows these amounts."""
    panel = page.get_by_role("complementary", name="Su liquidación")
    for amount in (levy, penalty, interest, total):
        shown = panel.get_by_text(amount, exact=True).filter(visible=True)
        expect(shown.first).to_be_visible()


def generate_fur(page: Page) -> str:
    """Review the answers and issue the FUR; returns its number.

    A press does not wait for the figures; whether one that comes too early is lost is tested by
    itself, in `test_pressing`.
    """
    expect(page.locator('.recalculated[aria-busy="true"]')).to_have_count(0)
    page.get_by_role("button", name="Revisar y presentar").click()
    page.wait_for_url(re.compile(r"/revisar"))
    page.get_by_role("button", name=re.compile("Generar FUR")).click()
    page.wait_for_url(re.compile(r"/furs/FUR-"))
    found = FUR_NUMBER.search(page.url)
    assert found
    return found[0]


def sign_fur(page: Page, base: str, number: str) -> None:
    """Sign as the person of this window: oath and password again."""
    page.goto(f"{base}/furs/{number}")
    page.get_by_label(re.compile("gravedad de juramento")).check()
    page.get_by_label("Su contraseña, otra vez").fill(DEMO_PASSWORD)
    page.get_by_role("button", name=re.compile("^Firmar")).click()
    # Who signs next must find this signature: the last one files the declaration.
    expect(page.get_by_text("Su firma quedó registrada").first).to_be_visible()


def download_pdf(page: Page, folder: Path) -> bytes:
    """Download the FUR from its page."""
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Descargar")).first.click()
    target = folder / "fur.pdf"
    download.value.save_as(target)
    return target.read_bytes()


def pay(
    page: Page, base: str, number: str, outcome: str = "Aprobar el pago", notice: str | None = None
) -> None:
    """Pay by PSE in the sandbox, where the person chooses what the bank does."""
    page.goto(f"{base}/pagar/{number}")
    page.get_by_role("button", name=re.compile(r"^Pagar \$")).click()
    choose_at_bank(page, outcome, notice)
    page.wait_for_url(re.compile(r"/pagos/"))


def choose_at_bank(page: Page, outcome: str, notice: str | None = None) -> None:
    """Choose on the sandbox's page and come back."""
    page.wait_for_url(re.compile("/pasarela-de-pruebas/"))
    page.get_by_label(outcome).check()
    if notice:
        page.get_by_label(notice).check()
    page.get_by_role("button", name="Continuar").click()


def expect_result(page: Page, word: str) -> None:
    """Wait for the payment's state on its page."""
    expect(page.get_by_text(word, exact=True).first).to_be_visible()


Enter = Callable[..., Page]
