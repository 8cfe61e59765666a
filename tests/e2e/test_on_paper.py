"""Printed, a page has no frame, nothing of it is cut, and no sheet holds a heading alone."""

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import Browser, expect

from tests.e2e import steps
from tests.e2e.addresses import address_of
from tests.support.server import Server

pytestmark = pytest.mark.browser
FRAME = (
    ".top-bar", ".side-bar", ".bottom-bar", ".filter-bar", ".skip-link", ".page-help-button",
    ".tabs", ".button", ".pager",
)  # fmt: skip
OPERATED = "input, select, textarea, .table .button, .actions"
PRINTED = {
    "declarante@demo.ser": (
        "/estado-de-cuenta", "/furs", "/pagos", "/declaraciones", "/calendario",
        "/furs/[fur_number]", "/paz-y-salvo",
    ),
    "supervisor@demo.ser": ("/tablero", "/tablero/alertas"),
    "cartera@demo.ser": ("/acuerdos/[agreement_id]", "/acuerdos/cartera"),
}  # fmt: skip
MARGIN_POINTS = 40  # 16 mm, less what a letter may stand out
LEAST_LETTERS = 60
MOST_SHEETS_OF_HELP = 18  # eighteen jobs with their pictures, two a row


@pytest.mark.parametrize("email", PRINTED)
def test_on_paper_a_page_has_no_frame_and_nothing_is_cut(
    server: Server, sign_in: steps.Enter, email: str
) -> None:
    page = sign_in(email)
    found: list[tuple[str, str]] = []
    for route in PRINTED[email]:
        page.goto(server.url + address_of(server, email, route))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".skeleton").filter(visible=True)).to_have_count(0)
        page.emulate_media(media="print")
        for frame in FRAME:
            expect(page.locator(frame).filter(visible=True)).to_have_count(0)
        expect(page.locator(OPERATED).filter(visible=True)).to_have_count(0)
        found += [(route, each) for each in wrong_on_paper(page.pdf(format="Letter"))]
        page.emulate_media(media="null")
    assert found == []


def test_the_help_takes_few_sheets(browser: Browser, server: Server) -> None:
    page = browser.new_context(locale="es-CO").new_page()
    page.goto(f"{server.url}/ayuda")
    expect(page.locator(".ways").first).to_be_visible()
    assert len(pypdfium2.PdfDocument(BytesIO(page.pdf(format="Letter")))) <= MOST_SHEETS_OF_HELP
    page.context.close()


def wrong_on_paper(pdf: bytes) -> Iterator[str]:
    """Words that stand in the margin at the right, and sheets before the last with next to none."""
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    for number, sheet in enumerate(document, 1):
        text = sheet.get_textpage()
        count = text.count_chars()
        if count < LEAST_LETTERS and number < len(document):
            yield f"sheet {number} has {count} letters"
        edge = sheet.get_width() - MARGIN_POINTS
        if any(text.get_charbox(place)[2] > edge for place in range(count)):
            yield f"sheet {number} is cut at the right"
    document.close()
