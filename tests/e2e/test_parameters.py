"""A value of the law is proposed by one person and put in force by another."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import steps
from tests.support.server import Server

pytestmark = pytest.mark.browser


def test_a_minimum_wage_is_proposed_and_approved_by_a_second_person(
    server: Server, sign_in: steps.Enter
) -> None:
    treasury = sign_in("tesoreria@demo.ser")
    treasury.goto(f"{server.url}/parametros")
    treasury.get_by_text("Proponer el salario mínimo de un año").click()
    treasury.get_by_label("Año").fill("2027")
    treasury.get_by_label("Pesos al mes").fill("1987654")
    treasury.locator("#wage-norm").fill("Decreto de prueba")
    treasury.get_by_role("button", name="Proponer el salario").click()
    expect(treasury.get_by_text("Propuesta guardada")).to_be_visible()
    expect(treasury.get_by_role("button", name="Aprobar")).to_have_count(0)

    admin = sign_in("admin@demo.ser")
    admin.goto(f"{server.url}/parametros")
    proposal = admin.get_by_role("listitem").filter(has_text="Salario mínimo de 2027")
    expect(proposal.get_by_text("$ 1.987.654")).to_be_visible()
    proposal.get_by_role("button", name="Aprobar").click()
    expect(proposal.get_by_text("En vigor")).to_be_visible()

    # 20 January 2027: half of that wage is the penalty of a nil return of the third quarter
    admin.goto(f"{server.url}/simulador?regimen=PRST&anio=2026&trimestre=3&presenta=2027-01-20")
    expect(admin.get_by_text(re.compile(re.escape("$ 994.000"))).first).to_be_visible()
