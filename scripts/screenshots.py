"""Take the pictures of documentation and help from a running application with demonstration data.

Without arguments all of them; `ayuda` takes those of the help, `ayuda corregir` those of one job,
`documentos` those of README.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from help_pictures import Studio, in_spanish, take  # noqa: E402  needs the path above
from help_walks import WALKS  # noqa: E402  same reason

from ser_app.people.texts import DEMO_PASSWORD  # noqa: E402  same reason
from tests.e2e import steps  # noqa: E402  same reason
from tests.support.browser import ensure_browser, launch_arguments  # noqa: E402  same reason
from tests.support.server import Server, running_server  # noqa: E402  same reason

PICTURES = PROJECT / "docs" / "pictures"
_DOCUMENTS = "documentos"


def sign_in(browser: Browser, server: Server, email: str, *, dark: bool, width: int) -> Page:
    """A signed-in window of the given width."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        locale="es-CO",
        bypass_csp=True,  # only so that the camera may draw dates as a browser in Spanish does
    )
    page = context.new_page()
    page.goto(f"{server.url}/ingresar")
    page.get_by_label("Correo electrónico").fill(email)
    page.get_by_label("Contraseña", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Ingresar").click()
    page.wait_for_url(lambda url: "/ingresar" not in url and "/sesion" not in url)
    return page


def declare(page: Page, server: Server) -> None:
    """Fill in the example of the rules: PRST 2013-Q1 with 950 million of income."""
    steps.start_draft(page, server.url, "96000123", "T1 ene–mar 2013")
    steps.type_income(page, "950000000")
    steps.expect_figures(page, "$ 20.900.000", "$ 941.000", "$ 1.178.000", "$ 23.019.000")
    page.get_by_text(re.compile("^Guardado")).filter(visible=True).first.wait_for()


def main(arguments: list[str]) -> int:
    """Write the pictures anew; gives 1 where a way of the help could not be gone."""
    failed: list[str] = []
    if arguments[:1] in ([], [_DOCUMENTS]):
        with running() as (browser, server, _):
            document(browser, server)
    if arguments[:1] == [_DOCUMENTS]:
        return 0
    with running() as (browser, server, folder):
        failed = take(Studio(browser, server, folder), WALKS, arguments[1:])
    print("\n".join(failed) or "Imágenes escritas.")
    return int(bool(failed))


@contextmanager
def running() -> Iterator[tuple[Browser, Server, Path]]:
    """A demonstration of its own with a browser before it, and a folder for files."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=ensure_browser(),
            args=launch_arguments(),
        )
        yield browser, server, Path(folder)
        browser.close()


def document(browser: Browser, server: Server) -> None:
    """The pictures of README and documentation."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    board = sign_in(browser, server, "supervisor@demo.ser", dark=False, width=1280)
    board.get_by_role("heading", level=1).wait_for()
    board.wait_for_load_state("networkidle")
    keep(board, "tablero", 1260)
    day = {"dia": date(2013, 6, 20).isoformat(), "volver": "/"}
    httpx.post(f"{server.url}/demo/reloj", data=day)
    form = sign_in(browser, server, "declarante@demo.ser", dark=False, width=1280)
    declare(form, server)
    keep(form, "declaracion", 900)
    httpx.post(f"{server.url}/demo/reloj", data={"dia": "", "volver": "/"})
    statement = sign_in(browser, server, "declarante@demo.ser", dark=False, width=1280)
    statement.goto(f"{server.url}/estado-de-cuenta")
    statement.get_by_role("button", name=re.compile("por qué")).first.click()
    statement.get_by_text("por pagar desde el").first.wait_for()
    keep(statement, "estado-de-cuenta", 1600)
    httpx.post(f"{server.url}/demo/reloj", data=day)
    simulator = browser.new_page(
        viewport={"width": 1280, "height": 900}, locale="es-CO", bypass_csp=True
    )
    simulator.goto(
        f"{server.url}/simulador?regimen=PRST&anio=2013&trimestre=1&ingresos=950000000"
        "&presenta=2013-06-20"
    )
    simulator.get_by_text("Si presenta y paga antes").wait_for()
    keep(simulator, "simulador", 1727)


def keep(page: Page, name: str, height: int) -> None:
    """Write the picture of a page from its top, so many pixels high."""
    page.set_viewport_size({"width": 1280, "height": height})
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    with in_spanish(page):
        page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    raise SystemExit(main([each for each in sys.argv[1:] if each]))
