"""Tesorería's morning in a real browser: from two missing files to a closed day, and back."""

import csv
import re
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from ser_app.base.clock import SystemClock
from ser_app.furs.form import BENEFICIARY_DIGITS
from ser_app.law.parameters import packaged_rules
from ser_app.oversight.demo import ministry
from ser_app.payments.bank_files.writing import Collected, write
from ser_app.people.texts import DEMO_PASSWORD
from tests.e2e import steps
from tests.support.server import Server

pytestmark = pytest.mark.browser

BANKS = tuple(each for each in ministry.BANKS if each != ministry.BANKS[0])


def last_working_day() -> date:
    calendar, day = packaged_rules().calendar, SystemClock().today() - timedelta(days=1)
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day


def bank_file(path: Path, day: date, code: str, account: str) -> Path:
    payments = [Collected(f"9900{code}7", 40_000 + int(code))]
    lines = write(payments, nit=BENEFICIARY_DIGITS, collected_on=day, bank=code, account=account)
    path.write_bytes(b"".join(lines))
    return path


def close(page: Page) -> None:
    page.get_by_label("Su contraseña, otra vez").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Cerrar y firmar el día").click()
    expect(page.get_by_text("Día cerrado y firmado.").first).to_be_visible()


def load_from_the_board(page: Page, server: Server, tmp_path: Path, day: date) -> None:
    for code, name, account in BANKS:
        page.goto(f"{server.url}/conciliacion/tablero")
        board = page.get_by_role("table", name="Bancos y días")
        board.get_by_role("link", name=re.compile(f"{name}.*: Falta el archivo")).first.click()
        page.get_by_label("Archivo del banco").set_input_files(
            bank_file(tmp_path / f"{code}.txt", day, code, account)
        )
        expect(page.get_by_text(re.compile("Archivo recibido: 1 pago")).first).to_be_visible()
        expect(
            board.get_by_role("link", name=re.compile(f"{name}.*: Con excepciones")).first
        ).to_be_visible()


def resolve_all(page: Page, server: Server, day: date) -> None:
    for _ in range(10):
        page.goto(f"{server.url}/conciliacion?hasta={day.isoformat()}")
        rows = page.get_by_role("table", name="Recaudos por resolver").get_by_role("link")
        expect(rows.first.or_(page.get_by_text("Nada por resolver"))).to_be_visible()
        if not rows.count():
            return
        rows.first.click()
        page.get_by_label("Devolver al banco").check()
        page.get_by_label("Motivo").fill("El banco pidió la devolución")
        page.get_by_role("button", name="Resolver este recaudo").click()
        expect(page.get_by_text("Recaudo resuelto").first).to_be_visible()
    pytest.fail("exceptions are left")


def match_the_cycle(page: Page, server: Server, day: date) -> None:
    page.goto(f"{server.url}/conciliacion/pse?hasta={day.isoformat()}")
    table = page.get_by_role("table", name="Ciclos de PSE")
    row = table.get_by_role("row").filter(has_text="Falta el depósito").first
    cells = row.get_by_role("cell")
    cycle, amount = cells.nth(0).inner_text(), cells.nth(2).inner_text()
    page.get_by_label("Día de las transacciones").fill(day.isoformat())
    page.get_by_label("Ciclo", exact=True).fill(cycle.strip())
    page.get_by_label("Valor depositado").press_sequentially(re.sub(r"\D", "", amount))
    page.get_by_label("Referencia del banco").fill("DEP-000417")
    page.get_by_role("button", name="Registrar el depósito").click()
    expect(page.get_by_text("Depósito registrado.").first).to_be_visible()
    expect(table.get_by_role("row").filter(has_text="Coincide").first).to_be_visible()


def test_a_morning_of_tesoreria(server: Server, sign_in: steps.Enter, tmp_path: Path) -> None:
    day = last_working_day()
    address = f"{server.url}/conciliacion/cierre?dia={day.isoformat()}"
    page = sign_in("tesoreria@demo.ser")
    page.goto(address)
    told = page.get_by_role("table", name="Diferencias del día")
    expect(told.get_by_text(re.compile("Falta el archivo de Banco"))).to_have_count(2)
    expect(told.get_by_text(re.compile("falta el depósito"))).to_be_visible()
    expect(page.get_by_role("button", name="Cerrar y firmar el día")).to_have_count(0)

    load_from_the_board(page, server, tmp_path, day)
    resolve_all(page, server, day)
    match_the_cycle(page, server, day)
    page.goto(address)
    expect(page.get_by_text("Sin diferencias")).to_be_visible()
    close(page)

    page.get_by_label("Por qué debe reabrirse").fill("El banco envió otro archivo")
    page.get_by_role("button", name="Pedir la reapertura").click()
    expect(page.get_by_text("Debe decidirlo otra persona de Tesorería.")).to_be_visible()
    chief = sign_in("jefe.tesoreria@demo.ser")
    chief.goto(address)
    chief.get_by_role("button", name="Aprobar la reapertura").click()
    expect(chief.get_by_text("Día reabierto por dos personas.").first).to_be_visible()
    close(chief)
    expect(chief.get_by_text("Cierre n.º 2")).to_be_visible()

    cookies = {each["name"]: each["value"] for each in page.context.cookies()}
    today = SystemClock().today().isoformat()
    for address in (f"{day.isoformat()}.csv", f"{today}.csv", f"{today}.csv?agrupado=si"):
        answer = httpx.get(f"{server.url}/documentos/dia/{address}", cookies=cookies, timeout=60)
        assert answer.status_code == httpx.codes.OK
        rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        assert rows
        debit = sum(int(each["debito"]) for each in rows)
        assert debit == sum(int(each["credito"]) for each in rows) > 0


def test_the_board_on_a_telephone(server: Server, sign_in: steps.Enter) -> None:
    page = sign_in("tesoreria@demo.ser", width=390, height=844)
    page.goto(f"{server.url}/conciliacion/tablero")
    expect(page.get_by_role("table", name="Bancos y días")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
