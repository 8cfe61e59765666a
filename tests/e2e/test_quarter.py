"""The accountant's quarter in a browser: twelve expedientes, from the paste to the statement.

The range is pasted by a real paste event, as a spreadsheet's copy arrives; every click of the walk
goes through `Person`, which counts them.
"""

import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from ser_app.people.texts import DEMO_PASSWORD
from tests.e2e import steps
from tests.support.server import Server

pytestmark = pytest.mark.browser

QUARTER_END = date(2026, 11, 20)
ACCOUNTANT, REPRESENTATIVE = "contador@altiplano.demo.ser", "representante@altiplano.demo.ser"
INCOMES = {
    "10002111": "$ 95.400.000",
    "10002112": "151200000",
    "94002108": "$ 322.000.000",
    "94002109": "130.500.000,00",
    "94002110": "547.000.000",
    "96002101": "2.180.000.000",
    "96002102": "-1.650.000.000",
    "96002103": "881000000",
    "96002104": "410.000.000",
    "96002105": "240.300.000",
    "96002106": "1.102.000.000",
    "96002107": "661.000.000",
}
RETURNS = {"96002101": "12.000.000", "94002110": "$ 3.000.000"}
TSV = "\r\n".join(f"{each}\t{RETURNS.get(number, '')}" for number, each in INCOMES.items())
BAD = "96002102"
MOST_INTERACTIONS = 16
"""From the open sheet to the paid statement, all people together, without what the bank asks."""

_PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
  );
}"""


class Person:
    """Somebody at the sheet; each act counts as one interaction of the walk."""

    acts = 0

    def __init__(self, page: Page, server: Server) -> None:
        self.page, self.server = page, server

    def open(self) -> None:
        self.page.goto(f"{self.server.url}/hoja-del-trimestre")
        expect(self.page.get_by_role("heading", name="La hoja")).to_be_visible()

    def click(self, what: Locator) -> None:
        what.click()
        Person.acts += 1

    def paste(self, where: Locator, text: str) -> None:
        self.click(where)
        self.page.evaluate(_PASTE, text)
        Person.acts += 1

    def type(self, where: Locator, text: str) -> None:
        self.click(where)
        where.press_sequentially(text)
        Person.acts += 1

    def sign_all(self) -> None:
        """One oath, one password, one button."""
        self.click(self.page.get_by_label(re.compile("gravedad de juramento")))
        self.type(self.page.get_by_label("Su contraseña, otra vez"), DEMO_PASSWORD)
        self.click(self.page.get_by_role("button", name="Firmar todas"))

    def income(self, number: str) -> Locator:
        return self.page.get_by_label(f"Ingresos brutos de {number}")


def test_twelve_expedientes_from_the_paste_to_the_paid_statement(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None]
) -> None:
    set_day(QUARTER_END)
    Person.acts = 0
    accountant = Person(sign_in(ACCOUNTANT), server)
    representative = Person(sign_in(REPRESENTATIVE), server)
    started = time.monotonic()

    accountant.open()
    page = accountant.page
    accountant.paste(accountant.income("10002111"), TSV)
    bad = page.get_by_role("row").filter(has=accountant.income(BAD))
    expect(bad).to_contain_text("«-1.650.000.000» es negativo")
    generate = page.get_by_role("button", name=re.compile(r"^Generar los \d+ formularios"))
    expect(generate).to_have_text("Generar los 11 formularios")
    accountant.type(accountant.income(BAD), "1650000000")
    expect(bad).not_to_contain_text("negativo")
    expect(generate).to_have_text("Generar los 12 formularios")
    for number, text in INCOMES.items():
        pesos = int(re.sub(r"\D", "", text.removesuffix(",00")))
        expect(accountant.income(number)).to_have_value(f"{pesos:,}".replace(",", "."))
    _nothing_for_axe(page)
    accountant.click(generate)
    expect(page.get_by_text("FUR generado, NO presentado: faltan las firmas")).to_have_count(12)
    accountant.sign_all()
    expect(page.get_by_text("Firmada: falta la otra firma")).to_have_count(12)

    representative.open()
    other = representative.page
    expect(other.get_by_label(re.compile("gravedad de juramento"))).to_be_visible()
    representative.sign_all()
    receipts = other.get_by_text(re.compile("Presentada: constancia CP-2026-"))
    expect(receipts).to_have_count(12)
    representative.click(other.get_by_role("button", name="Pagar 12 declaraciones por PSE"))
    other.wait_for_url(re.compile(r"/pagar/FUR-"))
    representative.click(other.get_by_role("button", name=re.compile(r"^Pagar \$")))
    steps.choose_at_bank(other, "Aprobar el pago")
    other.wait_for_url(re.compile(r"/pagos/"))
    steps.expect_result(other, "Aprobada")
    expect(other.get_by_text("12 declaraciones", exact=False).first).to_be_visible()

    accountant.open()
    expect(page.get_by_text("Pagada", exact=True)).to_have_count(12)
    took = time.monotonic() - started
    page.goto(f"{server.url}/estado-de-cuenta")
    expect(page.get_by_text("Nada por pagar")).to_be_visible()
    print(f"\nTwelve expedientes, paste to paid: {Person.acts} interactions, {took:.0f} s")  # noqa: T201  the walk tells how long it took
    assert Person.acts <= MOST_INTERACTIONS


def _nothing_for_axe(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    assert [(each["id"], len(each["nodes"])) for each in violations] == []


def test_keys_move_through_the_sheet_and_typing_loses_no_digit(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None]
) -> None:
    set_day(QUARTER_END)
    llanera = Person(sign_in("contador@llanera.demo.ser"), server)
    llanera.open()
    page = llanera.page
    fields = page.get_by_label(re.compile("^Ingresos brutos de"))
    first = fields.nth(0)
    first.click()
    page.keyboard.type("1234567890123")
    page.keyboard.press("Enter")
    expect(fields.nth(1)).to_be_focused()
    page.keyboard.type("8000000042")
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label(re.compile("^Devoluciones de")).nth(0)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(first).to_be_focused()
    expect(first).to_have_value("1.234.567.890.123")
    # Both are saved when both rows show of what their levy is.
    rows = page.get_by_role("row").filter(has=fields)
    for row, income in ((0, 1_234_567_890_123), (1, 8_000_000_042)):
        returned = rows.nth(row).get_by_label(re.compile("^Devoluciones de")).input_value()
        base = income - int(returned.replace(".", "") or 0)
        expect(rows.nth(row).locator(".sheet-base")).to_contain_text(f"{base:,}".replace(",", "."))
    expect(page.get_by_text(re.compile("Guardado a las"))).to_be_visible()
    page.reload()
    expect(first).to_have_value("1.234.567.890.123")
    expect(fields.nth(1)).to_have_value("8.000.000.042")


def test_the_template_is_filled_in_elsewhere_and_loaded(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None], tmp_path: Path
) -> None:
    set_day(QUARTER_END)
    llanera = Person(sign_in("declarante@llanera.demo.ser"), server)
    llanera.open()
    page = llanera.page
    page.get_by_text("Cargar un archivo de Excel").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Descargue la plantilla").click()
    download.value.save_as(tmp_path / "hoja.xlsx")
    book = load_workbook(tmp_path / "hoja.xlsx")
    number = str(book.active["A2"].value)
    book.active["C2"], book.active["D2"] = 731_000_000, -4
    book.save(tmp_path / "hoja.xlsx")
    page.get_by_label("Plantilla completa").set_input_files(tmp_path / "hoja.xlsx")
    expect(page.get_by_text("1 celda no se guardó").first).to_be_visible()
    expect(llanera.income(number)).to_have_value("731.000.000")
    row = page.get_by_role("row").filter(has=llanera.income(number))
    expect(row).to_contain_text("«-4» es negativo")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_on_a_telephone_each_row_is_a_card(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None], dark: bool
) -> None:
    set_day(QUARTER_END)
    person = Person(
        sign_in(REPRESENTATIVE.replace("representante", "declarante"), width=390, dark=dark), server
    )
    person.open()
    expect(person.page.locator("[aria-busy=true]")).to_have_count(0)
    assert person.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    _nothing_for_axe(person.page)
