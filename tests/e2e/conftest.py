"""A real browser in front of a real server."""

from collections.abc import Callable, Generator, Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from ser_app.people.texts import DEMO_PASSWORD
from tests.e2e.showing import Watched
from tests.e2e.steps import PATIENCE_MS
from tests.support.browser import find_browser, launch_arguments
from tests.support.server import IMPATIENT, Server, running_server

_HERE = Path(__file__).parent
_WATCHED = pytest.StashKey[Watched]()
SignIn = Callable[..., Page]
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the walks of a module together, so that one server does for them."""
    for item in items:
        if item.path.parent == _HERE:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tell with each failed walk what its pages showed at that moment."""
    report = yield
    watched = item.stash.get(_WATCHED, None)
    if report.failed and call.when != "teardown" and watched is not None:
        try:
            report.sections += list(watched.report())
        except Error as error:
            report.sections.append(("no page could be read", str(error)))
    return report


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running demonstration of the module's own: what others file or pay is not seen here."""
    with running_server(tmp_path_factory.mktemp("server"), **IMPATIENT) as running:
        yield running


@pytest.fixture
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """A headless browser; one a test, since its driver must not outlive the test's loop."""
    path = find_browser()
    assert path, "make test installs a browser"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=launch_arguments())
        request.node.stash[_WATCHED] = Watched(launched, PATIENCE_MS)
        yield launched
        launched.close()


@pytest.fixture
def sign_in(browser: Browser, server: Server) -> Iterator[SignIn]:
    """Open an own browser window for a person and sign in through the page."""
    contexts: list[BrowserContext] = []
    violations: list[str] = []

    def enter(email: str, *, width: int = 1280, height: int = 900, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="es-CO",
            timezone_id="America/Bogota",
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: _keep_violation(said.text, violations))
        page.goto(f"{server.url}/ingresar")
        page.get_by_label("Correo electrónico").fill(email)
        page.get_by_label("Contraseña", exact=True).fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Ingresar").click()
        page.wait_for_url(lambda url: "/ingresar" not in url and "/sesion" not in url)
        return page

    yield enter
    for context in contexts:
        context.close()
    assert violations == []  # the pages live with the content policy that they are sent with


def _keep_violation(text: str, violations: list[str]) -> None:
    if "Content Security Policy" in text:
        violations.append(text)


@pytest.fixture
def set_day(server: Server) -> Iterator[Callable[[date], None]]:
    """Move the demonstration's business day, and back to the real one afterwards."""

    def move(day: date | None) -> None:
        text = day.isoformat() if day else ""
        response = httpx.post(
            f"{server.url}/demo/reloj",
            data={"dia": text, "volver": "/"},
            timeout=PATIENCE_MS / 1000,
        )
        assert response.status_code == httpx.codes.SEE_OTHER

    yield move
    move(None)
