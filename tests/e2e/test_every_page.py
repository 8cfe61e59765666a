"""Every page, as every role that may open it: axe finds nothing, nothing is wider than the window,
and Tab goes through all of it, to each control.

A page is looked at in the window of each role, and in all lights and sizes with the first of them.
A picture of each is left in `test-artifacts/pages`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from ser_app.people.pages.entrances import ENTRANCES
from ser_app.people.permissions import Role
from ser_app.ser_app import PAGES
from tests.e2e import steps
from tests.e2e.addresses import address_of
from tests.e2e.keys import opened
from tests.e2e.tabbing import missed
from tests.support.matrix import NOBODY, granted
from tests.support.server import PROJECT, Server

pytestmark = pytest.mark.browser
PICTURES = PROJECT / "test-artifacts" / "pages"
PEOPLE = {
    NOBODY: "",
    Role.PREPARER: "declarante@demo.ser",
    Role.LEGAL_REPRESENTATIVE: "representante@demo.ser",
    Role.ACCOUNTANT: "contador@demo.ser",
    Role.OPERATOR_ADMIN: "admin.operador@demo.ser",
    Role.TREASURY: "tesoreria@demo.ser",
    Role.COLLECTIONS: "cartera@demo.ser",
    Role.SER_ADMIN: "admin@demo.ser",
    Role.SUPERVISOR: "supervisor@demo.ser",
    Role.AUDITOR: "auditor@demo.ser",
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at; sizes in CSS pixels."""

    name: str
    width: int
    height: int
    dark: bool = False


PLAIN = Look("light", 1280, 900)
LOOKS = (
    Look("dark", 1280, 900, dark=True),
    Look("telephone", 390, 844),
    Look("telephone-dark", 390, 844, dark=True),
    Look("zoomed", 640, 450),  # 1280 by 900 at 200 %
)


def pages_of(role: str) -> list[str]:
    """Routes that a role may open."""
    if role == NOBODY:
        return [
            *(page.route for page in PAGES if page.permission is None),
            *(route for route, _, _ in ENTRANCES if route != "/cambiar-clave"),
        ]
    return [page.route for page in PAGES if page.permission in granted(role)]


def first_seen_by(role: str) -> set[str]:
    """Routes that no role before this one may open."""
    before = list(PEOPLE)[: list(PEOPLE).index(role)]
    return set(pages_of(role)) - {route for each in before for route in pages_of(each)}


def test_somebody_opens_every_page() -> None:
    opened = {route for role in PEOPLE for route in pages_of(role)}
    assert {page.route for page in PAGES} - opened == set()
    assert set(PEOPLE) - {NOBODY} == set(Role)


@pytest.mark.parametrize("role", PEOPLE)
def test_axe_finds_nothing_on_any_page(
    server: Server, browser: Browser, sign_in: steps.Enter, role: str
) -> None:
    email = PEOPLE[role]
    page = sign_in(email) if email else browser.new_context(locale="es-CO").new_page()
    folder = PICTURES / role
    folder.mkdir(parents=True, exist_ok=True)
    new = first_seen_by(role)
    found: list[tuple[str, str, str, int]] = []
    for route in pages_of(role):
        _look_plain(page)
        opened(page, server.url + address_of(server, email, route))
        for look in (PLAIN, *(LOOKS if route in new else ())):
            found += [(route, *each) for each in looked_at(page, look, _file(folder, route, look))]
        if route in new:
            _look_plain(page)
            found += [(route, PLAIN.name, each, 1) for each in missed(page)]
    assert found == []


def _look_plain(page: Page) -> None:
    page.set_viewport_size({"width": PLAIN.width, "height": PLAIN.height})
    page.emulate_media(color_scheme="light")


def looked_at(page: Page, look: Look, picture: Path) -> Iterator[tuple[str, str, int]]:
    """What is wrong in one look: its name, the rule and how often."""
    page.set_viewport_size({"width": look.width, "height": look.height})
    page.emulate_media(color_scheme="dark" if look.dark else "light")
    expect(page.locator(".skeleton").filter(visible=True)).to_have_count(0)
    expect(page.locator("[aria-busy=true], .settled:disabled")).to_have_count(0)
    page.screenshot(path=picture, full_page=True, animations="disabled")
    for each in Axe().run(page).response["violations"]:
        yield look.name, each["id"], len(each["nodes"])
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if wide > 0:
        yield look.name, "wider than the window", wide


def _file(folder: Path, route: str, look: Look) -> Path:
    name = route.strip("/").replace("/", "_").replace("[", "").replace("]", "") or "home"
    return folder / f"{name}-{look.name}.png"
