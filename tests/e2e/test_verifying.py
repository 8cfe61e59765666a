"""The QR's address answers in a tab however the tab came to it: typed, by a link, back, forward."""

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from ser_app.people.texts import DEMO_API_KEY
from tests.support.server import Server
from tests.unit.furs.reading import qr_codes, rendered

pytestmark = pytest.mark.browser


def addresses(server: Server, wanted: int = 2) -> list[tuple[str, str]]:
    """Numbers of FURs with the address that the QR of their PDF holds."""
    headers = {"Authorization": f"Bearer {DEMO_API_KEY}"}
    found = []
    with httpx.Client(base_url=f"{server.url}/api/v1", headers=headers, timeout=60) as program:
        listed = program.get("/furs", params={"limit": str(wanted)}).json()["items"]
        for each in listed:
            (code, *_) = qr_codes(rendered(program.get(f"/furs/{each['number']}/pdf").content))
            found.append((each["number"], server.url + code[code.index("/verificar") :]))
    return found


def answered(page: Page, number: str) -> None:
    """Wait until the page answers for a document, and for no other."""
    expect(page.get_by_role("heading", level=2, name=number)).to_be_visible()
    expect(page.get_by_label("Número del documento")).to_have_value(number)
    expect(page.get_by_text("Buscando el documento")).to_have_count(0)


def follow(page: Page, address: str) -> None:
    """Follow a link to an address in the same tab, as one on the page of a mail would be."""
    page.evaluate(
        """address => {
            const link = Object.assign(document.createElement("a"), {href: address});
            document.body.append(link);
            link.click();
        }""",
        address,
    )


def test_an_open_tab_answers_for_each_address_that_it_is_taken_to(
    server: Server, browser: Browser
) -> None:
    (first, one), (second, two) = addresses(server)
    page = browser.new_context(locale="es-CO").new_page()
    plain = f"{server.url}/verificar"
    page.goto(plain)
    expect(page.get_by_role("button", name="Verificar")).to_be_enabled()
    page.goto(one)
    answered(page, first)
    page.goto(two)
    answered(page, second)
    follow(page, one)
    answered(page, first)
    page.go_back()
    answered(page, second)
    page.go_back()
    answered(page, first)
    page.go_back()
    expect(page.get_by_label("Número del documento")).to_have_value("")
    expect(page.get_by_role("heading", level=2, name=first)).to_have_count(0)
    page.go_forward()
    answered(page, first)
    page.reload()
    answered(page, first)
    # Before the page's scripts have run: the second address comes while the first one is loading.
    page.goto(plain, wait_until="commit")
    page.goto(one, wait_until="commit")
    page.goto(two, wait_until="commit")
    answered(page, second)
    page.context.close()


def test_what_was_typed_before_does_not_stay_in_the_way(server: Server, browser: Browser) -> None:
    ((number, address), *_) = addresses(server, 1)
    page = browser.new_context(locale="es-CO").new_page()
    page.goto(f"{server.url}/verificar")
    page.get_by_label("Número del documento").fill("FUR-2013-999999")
    page.get_by_label("Código de verificación").fill("0" * 16)
    page.get_by_role("button", name="Verificar").click()
    refused = page.get_by_text("No encontramos", exact=False).filter(visible=True)
    expect(refused.first).to_be_visible()
    page.goto(address)
    answered(page, number)
    expect(refused).to_have_count(0)
    page.goto(f"{server.url}/verificar?codigo=ABCD")
    both = page.get_by_text("Escriba el número del documento y su código", exact=False)
    expect(both.filter(visible=True).first).to_be_visible()
    page.context.close()
