"""«Póngase al día» as an operator does it: type, generate, and two persons sign once each."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from ser_app.people.texts import DEMO_PASSWORD
from tests.e2e import steps
from tests.support.server import Server

pytestmark = pytest.mark.browser


def _open(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/ponerse-al-dia")
    expect(page.get_by_role("heading", name="Póngase al día")).to_be_visible()


def _sign(page: Page, server: Server, result: str) -> None:
    """Sign all four, and wait until each shows what became of it."""
    _open(page, server)
    expect(page.get_by_role("heading", name="Esperan su firma")).to_be_visible()
    page.get_by_label(re.compile("gravedad de juramento")).check()
    page.get_by_label("Su contraseña, otra vez").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Firmar todas").click()
    expect(page.get_by_text(re.compile(result))).to_have_count(4)


def test_three_missing_periods_are_filed_in_one_act_by_each_signer(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None]
) -> None:
    set_day(date(2026, 11, 20))
    preparer = sign_in("declarante@llanera.demo.ser")
    _open(preparer, server)
    rows = preparer.get_by_role("listitem").filter(has=preparer.get_by_label("Ingresos brutos"))
    expect(rows.nth(2)).to_be_visible()
    for place in range(3):
        rows.nth(place).get_by_label("Ingresos brutos").fill(f"{place + 1}00000000")
        expect(rows.nth(place).get_by_text("—")).to_have_count(0)
    # with the draft that was there before: four
    preparer.get_by_role("button", name="Generar los FUR para firmar").click()
    expect(preparer.get_by_text("FUR generado, NO presentado: faltan las firmas")).to_have_count(4)
    expect(preparer.get_by_text("Aquí no queda nada por escribir")).to_be_visible()
    expect(preparer.get_by_label("Intereses hasta el día")).to_have_count(0)

    _sign(sign_in("contador@llanera.demo.ser"), server, "Firmada: falta la otra firma")
    representative = sign_in("representante@llanera.demo.ser")
    _sign(representative, server, "Presentada: constancia CP-2026-")
