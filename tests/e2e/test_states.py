"""A page with nothing to show, one that is on its way, one that failed, and one without a network.

The installation is on its first day: people of every role, one operator, and nothing done.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, inspect, text

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
NOTHING = re.compile(r"\b(?:no hay|todavía no|ning[uú]na?)\b", re.IGNORECASE)
OF_THE_SESSION = frozenset({"app_user", "user_session", "operator", "expediente_grant"})
"""Tables from which a request learns who is there."""
_NEITHER = ("/sin-permiso", "/usuarios/permisos", "/ponerse-al-dia", "/usuarios/[user_id]")
READS_NOTHING = {
    Role.OPERATOR_ADMIN: _NEITHER,
    Role.PREPARER: ("/estado-de-cuenta/pagar",),
    Role.SUPERVISOR: (
        *_NEITHER, "/paz-y-salvo", "/hoja-del-trimestre", "/estado-de-cuenta", "/saldo-a-favor",
        "/parametros/reliquidaciones",
    ),
    Role.TREASURY: ("/conciliacion/mover", "/obligaciones/nueva"),
    Role.SER_ADMIN: ("/usuarios/[user_id]", "/usuarios/firmantes"),
    Role.AUDITOR: ("/inicio",),
}  # fmt: skip
"""Pages that ask for no more than who is there, until somebody chooses something."""
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


def routes_of(role: Role, before: set[tuple[str, bool]], *, with_things: bool = False) -> list[str]:
    """Routes of a role that nobody of its side has seen, and its own home page.

    Args:
        role: Whose.
        before: What was seen; what is new is added.
        with_things: The pages about one thing too.
    """
    mine = [page.route for page in PAGES if page.permission in granted(role)]
    new = [each for each in mine if each == "/inicio" or (each, role.of_operator) not in before]
    before |= {(each, role.of_operator) for each in new}
    return [each for each in new if with_things or "[" not in each]


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    expect(page.locator(".skeleton").filter(visible=True)).to_have_count(0)


def test_on_the_first_day_every_page_says_what_is_not_there_yet(
    server: Server, sign_in: steps.Enter
) -> None:
    lost: set[str] = set()
    seen: set[tuple[str, bool]] = set()
    found: list[tuple[str, str, object]] = []
    for role in Role:
        page = sign_in(mail_of(role))
        for route in routes_of(role, seen):
            opened(page, f"{server.url}{route}")
            bare = page.evaluate(TABLES_WITHOUT_ROWS)
            words = page.locator("main").inner_text()
            found += [(role, route, each) for each in [*bare, *MISHAP.findall(words)]]
            if route not in lost:  # the banner waits a second before it says so
                found += [(role, route, each) for each in lost_offline(page)]
            lost.add(route)
    assert found == []


def lost_offline(page: Page) -> Iterator[str]:
    """Without a network a page says so and keeps all that it shows."""
    content = page.locator("main")
    before = content.inner_text()
    page.context.set_offline(offline=True)
    expect(page.get_by_text(LOST)).to_be_visible()
    if content.inner_text() != before:
        yield "does not keep what it shows"
    page.context.set_offline(offline=False)


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


def test_no_page_says_that_there_is_nothing_when_the_server_fails(
    server: Server, sign_in: steps.Enter
) -> None:
    pages = {role: sign_in(mail_of(role)) for role in Role}
    seen: set[tuple[str, bool]] = set()
    found: list[tuple[str, str, object]] = []
    with broken(server, *tables_besides(server, OF_THE_SESSION)):
        for role, page in pages.items():
            for route in routes_of(role, seen, with_things=True):
                address = server.url + re.sub(r"\[\w+\]", "0" * 24, route)
                if route in READS_NOTHING.get(role, ()):
                    opened(page, address)
                    expect(page.get_by_role("alert").filter(has_text="referencia")).to_have_count(0)
                else:
                    page.goto(address)
                    found += [(role, route, each) for each in wrong_when_failing(page)]
    assert found == []


def wrong_when_failing(page: Page) -> Iterator[str]:
    """What a page that could not be loaded says of what it does not know."""
    expect(page.get_by_role("alert").filter(has_text="con esta referencia")).to_be_visible()
    expect(page.get_by_role("link", name="Volver a cargar la página")).to_be_visible()
    if page.locator("main .empty").filter(visible=True).count():
        yield "shows that there is nothing"
    yield from NOTHING.findall(page.locator("main .page-content").first.inner_text())


def tables_besides(server: Server, kept: frozenset[str]) -> list[str]:
    """Names of all tables but some."""
    engine = create_engine(server.database_url)
    names = set(inspect(engine).get_table_names()) - kept
    engine.dispose()
    return sorted(names)


@contextmanager
def broken(server: Server, *tables: str) -> Iterator[None]:
    """Let the database fail whoever asks for some tables."""
    engine = create_engine(server.database_url)

    def rename(beginning: str, end: str) -> None:
        with engine.begin() as connection:
            for name in tables:
                connection.execute(text(f'ALTER TABLE "{name}{beginning}" RENAME TO "{name}{end}"'))

    rename("", "_away")
    try:
        yield
    finally:
        rename("_away", "")
        engine.dispose()
