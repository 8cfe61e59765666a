"""An administrator makes a key, a program uses it, and the administrator takes it away."""

from datetime import date, timedelta

import httpx
import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import SignIn
from tests.e2e.steps import go, reload_until
from tests.support.server import Server


@pytest.mark.browser
@pytest.mark.server
def test_a_key_is_made_used_seen_and_revoked(server: Server, sign_in: SignIn) -> None:
    page = sign_in("admin.operador@demo.ser")
    page.goto(f"{server.url}/usuarios")
    go(page, "Claves de API", "Claves de API")
    page.get_by_role("button", name="Nueva clave").click()
    page.get_by_label("Para qué programa es").fill("Nómina")
    page.get_by_label("Sirve hasta").fill((date.today() + timedelta(days=90)).isoformat())  # noqa: DTZ011  a day of the browser
    page.get_by_role("button", name="Crear clave").click()
    expect(page.get_by_text("Marque al menos una cosa")).to_be_visible()
    page.get_by_label("Consultar los FUR generados y su PDF").check()
    page.get_by_role("button", name="Crear clave").click()
    shown = page.locator("#clave-nueva")
    expect(shown).to_contain_text("ser_")
    token = shown.inner_text()
    row = page.get_by_role("row", name="Nómina")
    expect(row).to_contain_text("Nunca")

    program = httpx.Client(
        base_url=f"{server.url}/api/v1", headers={"Authorization": f"Bearer {token}"}, timeout=60
    )
    with program:
        assert program.get("/furs").status_code == httpx.codes.OK
        assert program.get("/statement").json()["code"] == "key_not_permitted"

        used = page.get_by_role("row", name="Nómina").filter(has_not_text="Nunca")
        reload_until(page, f"{server.url}/usuarios/claves", used)
        expect(page.locator("#clave-nueva")).to_have_count(0)
        page.get_by_role("button", name="Revocar Nómina").click()
        expect(page.get_by_role("row", name="Nómina")).to_contain_text("Revocada")
        assert program.get("/furs").json()["code"] == "key_revoked"


@pytest.mark.browser
@pytest.mark.server
def test_a_key_is_limited_to_an_expediente(server: Server, sign_in: SignIn) -> None:
    page = sign_in("admin.operador@demo.ser")
    page.goto(f"{server.url}/usuarios/claves")
    page.get_by_role("button", name="Nueva clave").click()
    page.get_by_label("Para qué programa es").fill("Cobros mensuales")
    page.get_by_label("Sirve hasta").fill((date.today() + timedelta(days=90)).isoformat())  # noqa: DTZ011  a day of the browser
    page.get_by_label("Preparar borradores y correcciones de una declaración").check()
    page.get_by_label("Solo los que marque").check()
    page.get_by_role("button", name="Crear clave").click()
    expect(page.get_by_text("Marque al menos un expediente")).to_be_visible()
    page.get_by_label("96000123").check()
    page.get_by_role("button", name="Crear clave").click()
    token = page.locator("#clave-nueva").inner_text()
    expect(page.get_by_role("row", name="Cobros mensuales")).to_contain_text(
        "Solo el expediente 96000123"
    )
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=f"{server.url}/api/v1", headers=headers, timeout=60) as program:
        listed = program.get("/expedientes").json()["items"]
        assert [each["number"] for each in listed] == ["96000123"]
        assert program.get("/expedientes/97000456/periods").status_code == httpx.codes.NOT_FOUND
