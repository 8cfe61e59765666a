"""A fine and a file of obligations in a real browser, from Tesorería to the statement."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from ser_app.people.nit import Nit
from tests.e2e import steps
from tests.support.server import Server

pytestmark = pytest.mark.browser

_NIT = "999500640"
_NAME = "Correos del Pacífico Sur Ltda."
_RIGHT = {
    "NIT": _NIT,
    "Clase": "derecho",
    "Expediente": "94000718",
    "Derecho": "registro postal",
    "Acto": "Resolución 310 de 2026",
    "Fecha del acto": "2026-08-03",
    "En firme desde": "20/08/2026",
    "Norma": "Ley 1369 de 2009, art. 14",
    "Descripción": "Registro de operador postal por diez años",
}
_FINE = {
    "NIT": _NIT,
    "Clase": "multa",
    "Valor": "2.400.000",
    "Acto": "Resolución 311 de 2026",
    "Fecha del acto": "2026-08-03",
    "Vence": "2026-09-30",
    "Norma": "Ley 1369 de 2009, art. 37",
    "Descripción": "Reporte tardío de envíos",
}


def test_a_fine_and_a_mended_file_reach_the_statement_with_their_reasons(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None], tmp_path: Path
) -> None:
    set_day(date(2026, 11, 20))
    treasury = sign_in("tesoreria@demo.ser")
    _enter_a_fine(treasury, server)
    template = _template(treasury, server, tmp_path)

    _upload(treasury, _filled(template, tmp_path / "malo.xlsx", _RIGHT, _FINE | {"Valor": "mucho"}))
    report = treasury.get_by_role("table", name="Reporte línea por línea")
    expect(report.get_by_role("row", name=re.compile("^3 .*«mucho» no sirve"))).to_be_visible()
    expect(treasury.get_by_text("1 línea por corregir de 2")).to_be_visible()
    expect(treasury.get_by_role("button", name=re.compile("^Registrar"))).to_have_count(0)

    treasury.get_by_role("link", name="Cargar otro archivo").click()
    good = _filled(template, tmp_path / "bueno.xlsx", _RIGHT, _FINE)
    _upload(treasury, good)
    treasury.get_by_role("button", name=re.compile("^Registrar 2 obligaciones por")).click()
    expect(treasury.get_by_text("Se registraron 2 obligaciones")).to_be_visible()

    treasury.get_by_role("link", name="Cargar otro archivo").click()
    _upload(treasury, good)
    expect(treasury.get_by_text("Ya se registró: 2 obligaciones.")).to_be_visible()
    expect(treasury.get_by_role("button", name=re.compile("^Registrar"))).to_have_count(0)

    _read_the_statement(sign_in("declarante@pacifico.demo.ser"), server)


def _enter_a_fine(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/obligaciones")
    steps.go(page, "Registrar una", "Registrar una obligación")
    page.get_by_label("Operador").select_option(label=f"{_NAME} · NIT {Nit(_NIT).text}")
    page.get_by_label("Descripción").fill("Oposición a una visita")
    page.get_by_label("Número del acto").fill("Resolución 288 de 2026")
    page.get_by_label("Fecha del acto").fill("2026-07-01")
    page.get_by_label("Norma").fill("Ley 1369 de 2009, art. 37")
    page.get_by_label("Vence", exact=True).fill("2026-08-31")
    review = page.get_by_role("button", name="Revisar antes de registrar")
    review.click()
    expect(page.get_by_role("link", name=re.compile("^Valor: Falta"))).to_be_visible()
    expect(page.locator(".error-summary")).to_be_focused()
    amount = page.get_by_label("Valor", exact=True)
    amount.click()
    amount.press_sequentially("7300000", delay=15)
    expect(amount).to_have_value("7.300.000")
    review.click()
    page.get_by_role("button", name="Registrar la multa por $ 7.300.000").click()
    expect(page.get_by_text("Registrada: Multa · Oposición a una visita")).to_be_visible()


def _template(page: Page, server: Server, folder: Path) -> Path:
    page.goto(f"{server.url}/obligaciones/cargar")
    with page.expect_download() as found:
        page.get_by_role("link", name="Plantilla de Excel").click()
    path = folder / "plantilla.xlsx"
    found.value.save_as(path)
    return path


def _filled(template: Path, target: Path, *lines: dict[str, str]) -> Path:
    """Fill the template as a person does; its other sheets stay as they are."""
    book = load_workbook(template)
    sheet = book["Obligaciones"]
    titles = [cell.value for cell in sheet[1]]
    for line in lines:
        assert line.keys() <= set(titles)
        sheet.append([line.get(title, "") for title in titles])
    book.save(target)
    return target


def _upload(page: Page, path: Path) -> None:
    page.get_by_label("Archivo de obligaciones").set_input_files(path)
    page.wait_for_url(re.compile("/obligaciones/cargas/"))
    expect(page.get_by_role("heading", name="Reporte del archivo")).to_be_visible()


def _read_the_statement(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/estado-de-cuenta")
    debts = page.get_by_role("table", name="Deudas abiertas")
    # 7 300 000 × 12 % × 81 days ÷ 365 = 194 400 → 194 000
    fine = debts.get_by_role("row", name=re.compile("Oposición a una visita"))
    expect(fine.get_by_text("$ 7.494.000")).to_be_visible()
    # 2 400 000 × 12 % × 51 days ÷ 365 = 40 241.10 → 40 000
    late = debts.get_by_role("row", name=re.compile("Reporte tardío"))
    expect(late.get_by_text("$ 2.440.000")).to_be_visible()
    expect(debts.get_by_role("row", name=re.compile("Registro de operador postal"))).to_be_visible()
    late.get_by_role("button", name=re.compile("por qué")).click()
    reason = page.get_by_label("Explicación de la cifra")
    expect(reason.get_by_text("$ 2.400.000 × 12 % × 51 ÷ 365 = $ 40.241,10")).to_be_visible()
    expect(reason.get_by_text(re.compile("Ley 68 de 1923"))).to_be_visible()
    late.get_by_role("link", name="Reporte tardío de envíos").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Multa · Reporte tardío de envíos")
    expect(page.get_by_text("Resolución 311 de 2026 del 3 de agosto de 2026")).to_be_visible()
    expect(page.get_by_role("button", name="Anular")).to_have_count(0)
