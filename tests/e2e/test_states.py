"""A page with nothing to show, one that is on its way, one that failed, and one without a network.

The installation is on its first day: people of every role, one operator, and nothing done.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, text

from ser_app.people.permissions import Role
from ser_app.ser_app import PAGES
from ser_app.web.fallbacks import LOST
from tests.e2e import steps
from tests.e2e.line import Line
from tests.support.installations import first_day, mail_of
from tests.support.matrix import granted
from tests.support.server import IMPATIENT, Server

pytestmark = pytest.mark.browser
TABLES_WITHOUT_ROWS = """
    () => [...document.querySelectorAll('main table')]
        .filter(each => each.checkVisibility() && !each.tBodies[0]?.rows.length)
        .map(each => each.getAttribute('aria-label') || each.innerText.slice(0, 60))
"""
MISHAP = re.compile(r"undefined|\bNaN\b|\bNone\b|\bnull\b|Algo falló")
WITH_A_FRAME = (
    (Role.PREPARER, "/furs"),
    (Role.SUPERVISOR, "/tablero"),
    (Role.PREPARER, "/verificar"),
)
"""An operator's page, one of the Ministry, and one that anybody may see."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An installation on its first day, instead of the demonstration with its years."""
    with first_day(tmp_path_factory.mktemp("first-day"), **IMPATIENT) as running:
        yield running


def routes_of(role: Role, before: set[tuple[str, bool]]) -> list[str]:
    """Routes of a role that nobody of its side has seen, and its own home page."""
    mine = [page.route for page in PAGES if page.permission in granted(role)]
    new = [each for each in mine if each == "/inicio" or (each, role.of_operator) not in before]
    before |= {(each, role.of_operator) for each in new}
    return [each for each in new if "[" not in each]


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    expect(page.locator(".skeleton").filter(visible=True)).to_have_count(0)


def test_on_the_first_day_every_page_says_what_is_not_there_yet(
    server: Server, sign_in: steps.Enter
) -> None:
    seen: set[tuple[str, bool]] = set()
    found: list[tuple[str, str, object]] = []
    for role in Role:
        page = sign_in(mail_of(role))
        for route in routes_of(role, seen):
            opened(page, f"{server.url}{route}")
            bare = page.evaluate(TABLES_WITHOUT_ROWS)
            words = page.locator("main").inner_text()
            found += [(role, route, each) for each in [*bare, *MISHAP.findall(words)]]
    assert found == []


def test_a_page_that_could_not_be_loaded_says_so_and_not_that_there_is_nothing(
    server: Server, sign_in: steps.Enter
) -> None:
    page = sign_in(mail_of(Role.TREASURY))
    opened(page, f"{server.url}/devoluciones")
    nothing = page.locator(".empty").first
    expect(nothing).to_be_visible()
    with broken(server, "refund_request"):
        page.reload()
        again = page.get_by_role("link", name="Volver a cargar la página")
        expect(again).to_be_visible()
        expect(page.get_by_role("alert")).to_contain_text("con esta referencia")
        expect(nothing).to_be_hidden()
    again.click()
    expect(nothing).to_be_visible()
    expect(again).to_have_count(0)


@pytest.mark.parametrize(("role", "address"), WITH_A_FRAME)
def test_a_page_on_its_way_holds_its_place_and_without_a_network_says_so(
    server: Server, sign_in: steps.Enter, role: Role, address: str
) -> None:
    page = sign_in(mail_of(role))
    line = Line(page)
    line.hold()
    page.goto(f"{server.url}{address}", wait_until="commit")
    waits = page.locator(".skeleton, .settled:disabled").filter(visible=True).first
    expect(waits).to_be_visible()
    line.let_through()
    expect(waits).to_have_count(0)
    page.context.set_offline(offline=True)
    expect(page.get_by_text(LOST)).to_be_visible()
    page.context.set_offline(offline=False)
    expect(page.get_by_text(LOST)).to_have_count(0)


@contextmanager
def broken(server: Server, table: str) -> Iterator[None]:
    """Let the database fail whoever asks for a table."""
    engine = create_engine(server.database_url)

    def rename(name: str, to: str) -> None:
        with engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE {name} RENAME TO {to}"))

    rename(table, f"{table}_away")
    try:
        yield
    finally:
        rename(f"{table}_away", table)
        engine.dispose()
