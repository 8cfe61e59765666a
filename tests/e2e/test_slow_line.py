"""On a slow or broken line: typing goes on, the total says that it waits, signing counts once."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import func, select

from ser_app.base.database import Database
from ser_app.declarations.models import Declaration, DeclarationSignature
from ser_app.furs.debts.repository import filing_source
from ser_app.furs.models import Fur
from ser_app.ledger.models import LedgerJournal
from ser_app.people.texts import DEMO_PASSWORD
from ser_app.web.fallbacks import LOST
from tests.e2e import steps
from tests.e2e.line import Line
from tests.support.server import Server, pause
from tests.support.weight import sent_while

pytestmark = pytest.mark.browser
MOST_SCRIPT_BYTES = 200_000
"""What the declaration page may send of script, packed."""


@pytest.fixture
def database(server: Server) -> Iterator[Database]:
    found = Database(server.database_url)
    yield found
    found.dispose()


def test_typing_goes_on_while_the_total_says_that_it_is_being_calculated(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None]
) -> None:
    set_day(date(2013, 9, 2))
    page = sign_in("declarante@demo.ser")
    line = Line(page)
    steps.start_draft(page, server.url, "96000123", "T1 ene–mar 2013")
    waits = page.get_by_text("Calculando…").filter(visible=True)
    expect(waits).to_have_count(0)

    line.hold()
    income = page.get_by_label("Ingresos brutos").first
    steps.type_income(page, "950000000")
    expect(waits.first).to_be_visible()
    expect(income).to_have_value("950.000.000")
    day = page.get_by_label("Fecha de pago")
    day.fill("2013-09-03")
    expect(day).to_have_value("2013-09-03")

    line.let_through()
    panel = page.get_by_role("complementary", name="Su liquidación")
    expect(panel.get_by_text("$ 20.900.000", exact=True).first).to_be_visible()
    expect(waits).to_have_count(0)
    expect(income).to_have_value("950.000.000")


def test_without_a_network_filters_and_links_keep_the_page(
    server: Server, sign_in: steps.Enter
) -> None:
    page = sign_in("supervisor@demo.ser")
    page.goto(f"{server.url}/tablero")
    filter_form = page.get_by_role("search")
    expect(filter_form.get_by_role("button", name="Filtrar")).to_be_visible()
    page.context.set_offline(offline=True)
    expect(page.get_by_text(LOST)).to_be_visible()
    filter_form.get_by_role("button", name="Filtrar").click()
    expect(page.get_by_role("heading", level=1, name="Tablero")).to_be_visible()
    assert "regimen" not in page.url
    elsewhere = page.get_by_role("link", name="Ayuda", exact=True).first
    elsewhere.click()
    expect(page.get_by_role("heading", level=1, name="Tablero")).to_be_visible()
    assert "/tablero" in page.url
    page.context.set_offline(offline=False)
    expect(page.get_by_text(LOST)).to_have_count(0)
    filter_form.get_by_label("Régimen").select_option("POSTAL")
    filter_form.get_by_role("button", name="Filtrar").click()
    page.wait_for_url(re.compile("regimen=POSTAL"))


def test_what_a_field_refuses_or_tidies_does_not_wait_for_ever(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None]
) -> None:
    set_day(date(2013, 9, 2))
    page = sign_in("declarante@demo.ser")
    steps.start_draft(page, server.url, "96000123", "T2 abr–jun 2013")
    steps.type_income(page, "950000000")
    page.get_by_label("Fecha de pago").fill("2013-01-01")
    expect(page.get_by_text(re.compile("ya pasó|anterior")).first).to_be_visible()
    page.get_by_label("Servicio").first.fill("  voz   y datos ")
    page.get_by_label("Ingresos brutos").first.fill("")
    page.get_by_label("No tuve ingresos en este período").check()
    expect(page.get_by_text("Calculando…").filter(visible=True)).to_have_count(0)


def test_without_a_network_the_page_says_so_and_keeps_what_is_typed(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None]
) -> None:
    set_day(date(2026, 3, 2))
    page = sign_in("declarante@sierra.demo.ser")
    steps.start_draft(page, server.url, "96001533", "T4 oct–dic 2025")
    page.context.set_offline(offline=True)
    expect(page.get_by_text(LOST)).to_be_visible()
    steps.type_income(page, "30000000")
    page.context.set_offline(offline=False)
    expect(page.get_by_text(LOST)).to_have_count(0)
    expect(page.get_by_label("Ingresos brutos").first).to_have_value("30.000.000")
    panel = page.get_by_role("complementary", name="Su liquidación")
    expect(panel.get_by_text("$ 570.000", exact=True).first).to_be_visible()


def test_a_signature_whose_answer_is_lost_counts_once_and_is_seen(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None], database: Database
) -> None:
    set_day(date(2024, 11, 29))
    preparer = sign_in("declarante@postal.demo.ser")
    steps.start_draft(preparer, server.url, "94000310", "T3 jul–sep 2024")
    steps.type_income(preparer, "120000000")
    number = steps.generate_fur(preparer)

    for count, mail in enumerate(("representante@postal.demo.ser", "contador@postal.demo.ser"), 1):
        page = sign_in(mail)
        line = Line(page)
        _ready_to_sign(page, server.url, number)
        line.hold()
        page.get_by_role("button", name=re.compile("^Firmar")).click()
        _wait_for_signatures(database, number, count)
        line.lose()
        expect(page.get_by_role("button", name=re.compile("^Firmar"))).to_have_count(0)
    expect(page.get_by_text(re.compile("quedó presentada el")).first).to_be_visible()
    assert _signatures(database, number) == 2
    assert _filings(database, number) == 1


def test_the_declaration_page_carries_little_script(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None]
) -> None:
    set_day(date(2026, 3, 2))
    page = sign_in("declarante@sierra.demo.ser")
    steps.start_draft(page, server.url, "96001533", "T4 oct–dic 2025")

    sent = sent_while(page, lambda: page.reload(wait_until="networkidle"))
    expect(page.get_by_label("Ingresos brutos").first).to_be_editable()

    assert len(sent.scripts) > 3
    assert sent.packed["Script"] < MOST_SCRIPT_BYTES
    whole = "".join(page.request.get(address).text().lower() for address in sent.scripts)
    assert not [name for name in ("radix", "recharts", "chart.js", "d3-") if name in whole]


def _ready_to_sign(page: Page, base: str, number: str) -> None:
    page.goto(f"{base}/furs/{number}")
    page.get_by_label(re.compile("gravedad de juramento")).check()
    page.get_by_label("Su contraseña, otra vez").fill(DEMO_PASSWORD)


def _wait_for_signatures(database: Database, number: str, count: int) -> None:
    deadline = time.monotonic() + steps.PATIENCE_MS / 1000
    while _signatures(database, number) < count:
        assert time.monotonic() < deadline, "nobody signed"
        pause()


def _signatures(database: Database, number: str) -> int:
    with database.reading() as unit:
        query = select(func.count()).select_from(DeclarationSignature).join(Declaration).join(Fur)
        return unit.session.exec(query.where(Fur.number == number)).one()


def _filings(database: Database, number: str) -> int:
    """How many journals book the filing of a FUR's declaration."""
    with database.reading() as unit:
        query = select(Declaration.public_id).join(Fur).where(Fur.number == number)
        source = filing_source(unit.session.exec(query).one())
        journals = select(func.count()).select_from(LedgerJournal)
        return unit.session.exec(journals.where(LedgerJournal.source == source)).one()
