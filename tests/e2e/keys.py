"""What people do with a keyboard alone: no pointer, and nothing filled in by a script.

Each step goes on with Tab to what it needs, as somebody who cannot use a mouse; where the focus is
must be seen at every control that is used, and nothing may keep the focus or lose it.
"""

from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from ser_app.people.texts import DEMO_PASSWORD
from tests.e2e.marking import MARKED
from tests.support.server import Server

MOST_STEPS = 150
_HAS_FOCUS = "each => each === document.activeElement"
_SEEN = f"""
    each => {{
        const shown = each.closest('.drop-zone') ?? each;
        const {{ bottom, right, top, left }} = shown.getBoundingClientRect();
        const inside = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
        return inside && ({MARKED})(each);
    }}
"""
_NOWHERE = "!document.activeElement || document.activeElement === document.body"


def reach(page: Page, wanted: Locator, *, most: int = MOST_STEPS, key: str = "Tab") -> None:
    """Go on with Tab until something has the focus; it must then be seen."""
    expect(wanted).to_be_attached()
    for _ in range(most):
        if wanted.evaluate(_HAS_FOCUS):
            page.wait_for_function(_SEEN, arg=wanted.element_handle())
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} never reaches {wanted}")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    """Reach a control that can be used, and press a key on it."""
    expect(wanted).to_be_enabled()
    reach(page, wanted)
    page.keyboard.press(key)


def write(page: Page, wanted: Locator, words: str) -> None:
    """Reach a field and put words in the place of those that it has."""
    expect(wanted).to_be_editable()
    reach(page, wanted)
    page.keyboard.press("Control+A")
    page.keyboard.type(words, delay=5)


def write_day(page: Page, wanted: Locator, day: str) -> None:
    """Type a day, `2026-01-31`, into a date field in the order in which its browser asks for it."""
    year, month, number = day.split("-")
    reach(page, wanted)
    for order in ((month, number, year), (number, month, year)):
        page.keyboard.type("".join(order))
        if wanted.input_value() == day:
            return
        for _ in order:
            page.keyboard.press("ArrowLeft")
    raise AssertionError(f"{wanted} takes {wanted.input_value()} for {day}")


def tick(page: Page, wanted: Locator, *, on: bool = True) -> None:
    """Turn a box on or off with the space bar."""
    press(page, wanted, "Space")
    expect(wanted).to_be_checked(checked=on)


def pick(page: Page, wanted: Locator) -> None:
    """Reach a group of radio buttons, and go down it with the arrows to one of them."""
    name = wanted.get_attribute("name")
    within = f"() => document.activeElement?.name === {name!r}"
    for _ in range(MOST_STEPS):
        if page.evaluate(within):
            break
        page.keyboard.press("Tab")
    for _ in range(20):
        if wanted.evaluate(_HAS_FOCUS):
            reach(page, wanted)
            page.keyboard.press("Space")
            expect(wanted).to_be_checked()
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no arrow reaches {wanted}")


def choose(page: Page, wanted: Locator, words: str) -> None:
    """Go down a list until it shows an option."""
    expect(wanted.locator("option", has_text=words)).not_to_have_count(0)
    reach(page, wanted)
    page.keyboard.press("Home")
    for _ in range(60):
        if words in wanted.evaluate("each => each.selectedOptions[0].label"):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no option {words}")


def attach(page: Page, wanted: Locator, file: Path) -> None:
    """Open the browser's window of files with the space bar; what it does then is its own."""
    reach(page, wanted)
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(file)


def download(page: Page, link: Locator) -> bytes:
    """Press a link and get the file that it leads to."""
    reach(page, link)
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    return saved.value.path().read_bytes()


def expect_kept(page: Page) -> None:
    """Whoever acted is still somewhere: the focus did not go back to the page's beginning."""
    page.wait_for_function(f"() => !({_NOWHERE})")


def opened(page: Page, address: str) -> None:
    """Go to an address, as by typing it, and wait until its page can be used."""
    page.goto(address)
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    expect(page.locator(".skeleton").filter(visible=True)).to_have_count(0)
    expect(page.locator(".settled:disabled")).to_have_count(0)


def enter(browser: Browser, server: Server, email: str) -> Page:
    """Sign in, in a window of one's own."""
    page = browser.new_context(
        locale="es-CO", timezone_id="America/Bogota", accept_downloads=True
    ).new_page()
    page.goto(f"{server.url}/ingresar")
    write(page, page.get_by_label("Correo electrónico"), email)
    write(page, page.get_by_label("Contraseña", exact=True), DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/ingresar" not in url and "/sesion" not in url)
    return page
