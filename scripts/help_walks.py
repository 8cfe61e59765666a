"""The way of each job of the help, as a person goes it, with a picture at each step."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

from help_ministry_walks import (
    close_the_day,
    collect,
    parameters,
    reconcile,
    refund,
    supervise,
    users,
)
from help_pictures import Studio, Walk, panel, password, saved
from playwright.sync_api import expect

from tests.e2e import steps
from tests.unit.furs.reading import qr_codes, rendered

PROJECT: Final = Path(__file__).resolve().parents[1]
AUTUMN: Final = date(2026, 11, 20)
MAIN_DAY: Final = date(2013, 6, 20)
POSTAL_DAY: Final = date(2024, 11, 29)
PAPER_DAY: Final = date(2026, 1, 15)
RADIO_DAY: Final = date(2025, 4, 10)
_PASTE: Final = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
  );
}"""


def declare_and_pay(s: Studio) -> None:
    """The main job: PRST, first quarter of 2013, filed late and paid by PSE."""
    s.day(MAIN_DAY)
    page = s.at("declarante@demo.ser", "/declaraciones/nueva")
    choice = page.get_by_label("Expediente")
    option = choice.locator("option", has_text="96000123")
    expect(option).to_have_count(1)
    choice.select_option(option.get_attribute("value"))
    page.get_by_label("Año").select_option("2013")
    row = page.get_by_role("row", name="T1 ene–mar 2013")
    expect(row).to_be_visible()
    s.shoot("declarar-y-pagar-1", page, mark=row.get_by_role("button"))
    row.get_by_role("button").click()
    page.wait_for_url(re.compile(r"/declaraciones/[0-9a-f]{24}"))
    steps.type_income(page, "950000000")
    steps.expect_figures(page, "$ 20.900.000", "$ 941.000", "$ 1.178.000", "$ 23.019.000")
    saved(page)
    s.shoot("declarar-y-pagar-2", page)
    page.get_by_role("button", name="Revisar y presentar").click()
    page.wait_for_url(re.compile(r"/revisar"))
    issue = page.get_by_role("button", name=re.compile("Generar FUR"))
    expect(issue).to_be_visible()
    s.shoot("declarar-y-pagar-3", page, mark=issue)
    issue.click()
    page.wait_for_url(re.compile(r"/furs/FUR-"))
    number = steps.FUR_NUMBER.search(page.url)[0]
    signer = s.at("representante@demo.ser", f"/furs/{number}")
    expect(password(signer)).to_be_visible()
    oath = panel(signer, password(signer))
    s.shoot("declarar-y-pagar-4", signer, oath)
    steps.sign_fur(signer, s.url, number)
    last = s.person("contador@demo.ser")
    steps.sign_fur(last, s.url, number)
    expect(last.get_by_text(re.compile("quedó presentada el")).first).to_be_visible()
    s.shoot("declarar-y-pagar-5", last)
    s.at("representante@demo.ser", f"/pagar/{number}")
    expect(signer.get_by_role("button", name=re.compile(r"^Pagar \$"))).to_be_visible()
    s.shoot("declarar-y-pagar-6", signer)
    steps.pay(signer, s.url, number)
    steps.expect_result(signer, "Aprobada")
    s.shoot("declarar-y-pagar-7", signer)


def sign_with_certificates(s: Studio) -> None:
    """A postal quarter, signed outside by both with test certificates."""
    s.day(POSTAL_DAY)
    page = s.person("declarante@postal.demo.ser")
    steps.start_draft(page, s.url, "94000310", "T3 jul–sep 2024")
    steps.type_income(page, "120000000")
    saved(page)
    number = steps.generate_fur(page)
    s.at("declarante@postal.demo.ser", f"/furs/{number}")
    link = page.get_by_role("link", name="Firmar con certificado digital")
    expect(link).to_be_visible()
    s.shoot("firma-digital-1", page, panel(page, link), mark=link)
    file = s.folder / "FUR.pdf"
    for place, email in enumerate(("representante@postal.demo.ser", "contador@postal.demo.ser")):
        s.at("declarante@postal.demo.ser", f"/furs/{number}/firma-digital")
        take = page.get_by_role("link", name=re.compile("^Descargar el FUR"))
        expect(take).to_be_visible()
        if not place:
            s.shoot("firma-digital-2", page, mark=take)
        with page.expect_download() as found:
            take.click()
        found.value.save_as(file)
        own = s.folder / f"{email}.p12"
        address = f"{s.url}/demostracion/certificados/rsa/{email}.p12"
        own.write_bytes(page.request.get(address).body())
        signing = ("demo", "sign", str(file), "--certificate", str(own))
        subprocess.run(  # noqa: S603  our own program
            [sys.executable, "-m", "ser_app", *signing], cwd=PROJECT, check=True,
            capture_output=True,
        )  # fmt: skip
        signed = file.with_name("FUR-firmado.pdf")
        page.get_by_label(re.compile("^FUR firmado")).set_input_files(signed)
        told = page.get_by_role("heading", name="Lo que encontramos en su archivo")
        expect(told).to_be_visible()
        if place:
            expect(page.get_by_text(re.compile("quedó presentada")).first).to_be_visible()
        s.shoot(f"firma-digital-{3 + place}", page, panel(page, told))


def correct(s: Studio) -> None:
    """A quarter that was filed and paid, corrected downwards."""
    page = s.at("declarante@demo.ser", "/declaraciones?estado=filed")
    row = page.get_by_role("row").filter(has_text="97000456")
    begin = row.get_by_role("button", name=re.compile("^Corregir")).first
    expect(begin).to_be_visible()
    s.shoot("corregir-1", page, mark=begin)
    begin.click()
    expect(page.get_by_text("Está corrigiendo una declaración presentada")).to_be_visible()
    field = page.get_by_label("Ingresos brutos").first
    field.fill("")
    field.press_sequentially("100000000", delay=15)
    table = page.get_by_role("table", name=re.compile("Antes, ahora"))
    expect(table.get_by_text("$ 100.000.000").first).to_be_visible()
    saved(page)
    s.shoot("corregir-2", page, panel(page, table))
    page.get_by_role("button", name="Revisar y presentar").click()
    page.wait_for_url(re.compile(r"/revisar"))
    expect(page.get_by_role("button", name=re.compile("Generar FUR"))).to_be_visible()
    s.shoot("corregir-3", page)


def pay_at_a_bank(s: Studio) -> None:
    """A quarter filed on paper, and what to do when the money does not appear."""
    s.day(PAPER_DAY)
    page = s.person("declarante@pacifico.demo.ser")
    steps.start_draft(page, s.url, "94000718", "T4 oct–dic 2025")
    steps.type_income(page, "40000000")
    paper = page.get_by_label("En papel, en un banco")
    paper.check()
    saved(page)
    choice = page.locator("fieldset").filter(has=paper).last
    s.shoot("pagar-en-banco-1", page, choice)
    number = steps.generate_fur(page)
    s.at("declarante@pacifico.demo.ser", f"/furs/{number}")
    pdf = page.get_by_role("link", name=re.compile("Descargar")).first
    expect(pdf).to_be_visible()
    s.shoot("pagar-en-banco-2", page, mark=pdf)
    s.day(None)
    s.at("declarante@pacifico.demo.ser", "/recaudos-por-identificar")
    expect(page.get_by_label("Valor exacto")).to_be_visible()
    s.shoot("pagar-en-banco-3", page)


def quarter_sheet(s: Studio) -> None:
    """Twelve expedientes in one sheet."""
    s.day(AUTUMN)
    page = s.at("contador@altiplano.demo.ser", "/hoja-del-trimestre")
    expect(page.get_by_role("heading", name="La hoja")).to_be_visible()
    s.shoot("hoja-del-trimestre-1", page)
    numbers = page.get_by_label(re.compile("^Ingresos brutos de"))
    rows = "\r\n".join(f"{95 + 31 * place}400000" for place in range(numbers.count()))
    numbers.first.click()
    page.evaluate(_PASTE, rows)
    generate = page.get_by_role("button", name=re.compile(r"^Generar los \d+ formularios"))
    expect(generate).to_have_text("Generar los 12 formularios")
    s.shoot("hoja-del-trimestre-2", page, page.locator("table").filter(has=numbers.first))
    generate.click()
    ready = page.get_by_text("FUR generado, NO presentado: faltan las firmas")
    expect(ready).to_have_count(12)
    s.shoot("hoja-del-trimestre-3", page, panel(page, password(page)))


def statement(s: Studio) -> None:
    """What is owed on a day, and a part of it paid."""
    s.day(AUTUMN)
    page = s.at("declarante@sierra.demo.ser", "/estado-de-cuenta")
    debts = page.get_by_role("table", name="Deudas abiertas")
    expect(debts).to_be_visible()
    s.shoot("estado-de-cuenta-1", page)
    page.get_by_label(re.compile("^Pagar T")).first.check()
    go = page.get_by_role("link", name="Pagar lo marcado")
    expect(go).to_be_visible()
    s.shoot("estado-de-cuenta-2", page, panel(page, go), mark=go)
    go.click()
    page.wait_for_url(re.compile("/estado-de-cuenta/pagar"))
    page.get_by_label("Otra suma (abono)").check()
    page.get_by_label("Suma que va a pagar").press_sequentially("500000", delay=15)
    expect(page.get_by_text(re.compile("Es un abono"))).to_be_visible()
    shown = page.get_by_role("table", name="Cómo se imputaría el pago")
    expect(shown).to_be_visible()
    s.shoot("estado-de-cuenta-3", page, panel(page, shown))


def good_standing(s: Studio) -> None:
    """Refused where something is missing, offered where nothing is."""
    s.day(RADIO_DAY)
    page = s.at("declarante@cumbre.demo.ser", "/paz-y-salvo")
    expect(page.get_by_text(re.compile("Hoy lo impide")).first).to_be_visible()
    s.shoot("paz-y-salvo-1", page)
    s.day(date(2025, 3, 10))
    s.at("declarante@cumbre.demo.ser", "/paz-y-salvo")
    ask = page.get_by_role("button", name="Expedir el paz y salvo")
    expect(ask).to_be_visible()
    s.shoot("paz-y-salvo-2", page, mark=ask)


def agreement(s: Studio) -> None:
    """Simulated by an operator, studied by Cartera, and one that is being paid."""
    s.day(AUTUMN)
    page = s.at("representante@sierra.demo.ser", "/acuerdos/nuevo")
    first = page.get_by_role("heading", name="1. Qué deudas entran")
    expect(first).to_be_visible()
    page.get_by_label("Número de cuotas").fill("6")
    plan = page.get_by_role("table", name="Plan de pagos")
    expect(plan.locator("tbody tr")).to_have_count(7)
    s.shoot("acuerdo-de-pago-1", page)
    s.shoot("acuerdo-de-pago-2", page, panel(page, plan))
    s.day(None)
    staff = s.at("cartera@demo.ser", "/acuerdos")
    rows = staff.get_by_role("row")
    waiting = rows.filter(has_text="Por revisar").first
    waiting.get_by_role("link").first.click()
    expect(staff.get_by_role("heading", level=1, name=re.compile("Acuerdo AP-"))).to_be_visible()
    approve = staff.get_by_role("button", name="Dar la primera aprobación")
    expect(approve).to_be_visible()
    s.shoot("acuerdo-de-pago-3", staff, panel(staff, approve), mark=approve)
    s.at("cartera@demo.ser", "/acuerdos")
    running = rows.filter(has_text="Al día").first
    running.get_by_role("link").first.click()
    expect(staff.get_by_role("table", name="Plan de pagos")).to_be_visible()
    plan = staff.get_by_role("table", name="Plan de pagos")
    s.shoot("acuerdo-de-pago-4", staff, panel(staff, plan))


def catch_up(s: Studio) -> None:
    """Years that nobody filed, in one page."""
    s.day(AUTUMN)
    page = s.at("declarante@sabana.demo.ser", "/ponerse-al-dia")
    first = page.get_by_role("listitem").filter(has=page.get_by_label("Ingresos brutos")).first
    first.get_by_label("Ingresos brutos").fill("200000000")
    expect(first.get_by_text("—")).to_have_count(0)
    s.shoot("ponerse-al-dia-1", page)
    generate = page.get_by_role("button", name="Generar los FUR para firmar")
    s.shoot("ponerse-al-dia-2", page, panel(page, generate), mark=generate)


def verify(s: Studio) -> None:
    """A FUR that anybody checks."""
    page = s.at(None, "/verificar")
    expect(page.locator("main input").first).to_be_enabled()
    s.shoot("verificar-1", page)
    operator = s.at("declarante@demo.ser", "/furs")
    number = steps.FUR_NUMBER.search(operator.locator("main").inner_text())[0]
    operator = s.at("declarante@demo.ser", f"/furs/{number}")
    with operator.expect_download() as found:
        operator.get_by_role("link", name=re.compile("Descargar")).first.click()
    file = s.folder / "verificar.pdf"
    found.value.save_as(file)
    asked = parse_qs(urlsplit(qr_codes(rendered(file.read_bytes()))[0]).query)
    page.get_by_label("Número del documento").fill(asked["numero"][0])
    page.get_by_label("Código de verificación").fill(asked["codigo"][0])
    page.get_by_role("button", name="Verificar").click()
    expect(page.get_by_role("heading", name="Qué dice, y cómo está hoy")).to_be_visible()
    s.shoot("verificar-2", page)


def programs(s: Studio) -> None:
    """A key for a program."""
    page = s.at("admin.operador@demo.ser", "/usuarios/claves")
    rows = page.get_by_role("table").first
    expect(rows).to_be_visible()
    s.shoot("api-2", page, panel(page, rows) if panel(page, rows).count() else rows)
    page.get_by_role("button", name="Nueva clave").click()
    name = page.get_by_label("Para qué programa es")
    name.fill("Contabilidad")
    s.shoot("api-1", page, panel(page, name))


WALKS: Final[dict[str, Walk]] = {
    # First what shows the demonstration as it was made; what files and pays comes after.
    "conciliacion": reconcile,
    "cierre-del-dia": close_the_day,
    "usuarios": users,
    "supervisar": supervise,
    "cartera": collect,
    "ponerse-al-dia": catch_up,
    "paz-y-salvo": good_standing,
    "devolucion": refund,
    "acuerdo-de-pago": agreement,
    "estado-de-cuenta": statement,
    "parametros": parameters,
    "api": programs,
    "declarar-y-pagar": declare_and_pay,
    "verificar": verify,
    "firma-digital": sign_with_certificates,
    "corregir": correct,
    "pagar-en-banco": pay_at_a_bank,
    "hoja-del-trimestre": quarter_sheet,
}
"""The way of each job by its anchor."""
