"""The service falls on a due day; two persons declare a contingency, and the penalty falls too."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ser_app.people.texts import DEMO_PASSWORD
from tests.e2e import steps
from tests.support.server import Server, running_server

pytestmark = pytest.mark.browser
DUE, FILED, MOVED = date(2013, 4, 15), date(2013, 4, 18), date(2013, 4, 22)
NORM = "Resolución 77 de 2013"


@pytest.fixture
def fallen(tmp_path: Path) -> Iterator[Server]:
    """A server of its own that was killed on the due day and is up again."""
    with running_server(tmp_path, SER_BEAT_SECONDS="0.3") as server:
        move(server, DUE)
        server.stop(kill=True)
        server.start()
        move(server, FILED)
        yield server


@pytest.fixture
def enter(browser: Browser, fallen: Server) -> Iterator[Callable[[str], Page]]:
    """Open an own window for a person of that server."""
    contexts: list[BrowserContext] = []

    def sign_in(email: str) -> Page:
        context = browser.new_context(locale="es-CO", timezone_id="America/Bogota")
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{fallen.url}/ingresar")
        page.get_by_label("Correo electrónico").fill(email)
        page.get_by_label("Contraseña", exact=True).fill(DEMO_PASSWORD)
        page.get_by_role("button", name="Ingresar").click()
        page.wait_for_url(lambda url: "/ingresar" not in url and "/sesion" not in url)
        return page

    yield sign_in
    for context in contexts:
        context.close()


def move(server: Server, day: date) -> None:
    """Move the business day of the demonstration."""
    form = {"dia": day.isoformat(), "volver": "/"}
    patience = steps.PATIENCE_MS / 1000
    response = httpx.post(f"{server.url}/demo/reloj", data=form, timeout=patience)
    assert response.status_code == httpx.codes.SEE_OTHER


def test_a_contingency_takes_the_penalty_of_a_late_filing_away(
    fallen: Server, enter: Callable[[str], Page]
) -> None:
    preparer = enter("declarante@demo.ser")
    number = file_late(fallen, preparer, enter)
    expect_owed(fallen, preparer, penalty="$ 314.000")

    declare(fallen, enter("tesoreria@demo.ser"))
    admin = enter("admin@demo.ser")
    admin.goto(f"{fallen.url}/parametros")
    proposal = admin.get_by_role("listitem").filter(has_text="Vencimientos del 15 abr 2013")
    proposal.get_by_role("button", name="Ver a quién alcanza").click()
    reach = proposal.get_by_text(re.compile("Alcanza 1 declaración presentada"))
    expect(reach.first).to_contain_text("$ 314.000 menos de deuda")
    proposal.get_by_role("button", name="Aprobar").click()
    expect(proposal.get_by_text("En vigor")).to_be_visible()
    proposal.get_by_role("link", name="Ver las declaraciones liquidadas de nuevo").click()
    expect(admin.get_by_text(re.compile(r"La sanción pasa de \$ 314.000 a \$ 0"))).to_be_visible()

    expect_owed(fallen, preparer, penalty="$ 0")
    preparer.goto(f"{fallen.url}/furs/{number}")
    preparer.get_by_role("link", name=re.compile("^CP-2013-")).click()
    told = preparer.get_by_text(re.compile(f"contingencia declarada en {NORM}"))
    expect(told.first).to_contain_text("el vencimiento pasó del 15 abr 2013 al 22 abr 2013")
    expect(told.first).to_contain_text(re.compile(r"interrupción n\.º \d+"))
    expect(preparer.get_by_text("Presentada 3 días después del vencimiento")).to_be_visible()
    expect(preparer.get_by_text(re.compile("Presentada a tiempo, por 4 días"))).to_be_visible()


def file_late(server: Server, preparer: Page, enter: Callable[[str], Page]) -> str:
    """Prepare the first quarter of 2013 and sign it twice, three days after it was due."""
    steps.start_draft(preparer, server.url, "96000123", "T1 ene–mar 2013")
    steps.type_income(preparer, "950000000")
    steps.expect_figures(preparer, "$ 20.900.000", "$ 314.000", "$ 54.000", "$ 21.268.000")
    number = steps.generate_fur(preparer)
    for email in ("representante@demo.ser", "contador@demo.ser"):
        signer = enter(email)
        steps.sign_fur(signer, server.url, number)
    expect(signer.get_by_text("Presentada 3 días después del vencimiento")).to_be_visible()
    return number


def declare(server: Server, page: Page) -> None:
    """Propose the contingency, citing the stop of the service on the due day."""
    page.goto(f"{server.url}/parametros/interrupciones")
    stop = page.get_by_role("row").filter(has_text="15 abr 2013").first
    expect(stop).to_contain_text("No programada")
    expect(stop).to_contain_text("PRST, T1 2013 (15 abr 2013)")
    page.goto(f"{server.url}/parametros")
    page.get_by_text("Proponer que unos vencimientos cambien de día").click()
    page.locator("[name=regime-PRST]").check()
    for name, day in (("first", DUE), ("last", DUE), ("new", MOVED)):
        page.locator(f"[name={name}]").fill(day.isoformat())
    page.locator("[name=kind]").select_option("contingency")
    page.locator("[name=due_reason]").fill("el sistema no atendió el día del vencimiento")
    cited = page.locator("[name=stop] option").filter(has_text="15 abr 2013").first
    page.locator("[name=stop]").select_option(cited.get_attribute("value"))
    page.locator("#due-norm").fill(NORM)
    page.get_by_role("button", name="Proponer el cambio").click()
    expect(page.get_by_text("Propuesta guardada")).to_be_visible()


def expect_owed(server: Server, page: Page, *, penalty: str) -> None:
    """The statement shows the debt of the quarter with that penalty."""
    page.goto(f"{server.url}/estado-de-cuenta")
    debt = page.get_by_role("row").filter(has_text="T1 ene–mar 2013").filter(has_text="96000123")
    expect(debt.first).to_contain_text(penalty)
    expect(debt.first).to_contain_text("$ 20.900.000")
