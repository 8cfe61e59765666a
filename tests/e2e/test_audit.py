"""An auditor finds an event, takes what was found along, and a case that proves itself."""

import csv
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import steps
from tests.support.server import Server

pytestmark = pytest.mark.browser


def _saved(page: Page, link: str, path: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    waiting.value.save_as(path)
    return path


def test_an_auditor_finds_an_event_exports_it_and_takes_a_case_along(
    server: Server, sign_in: steps.Enter, tmp_path: Path
) -> None:
    auditor = sign_in("auditor@demo.ser")
    expect(auditor).to_have_url(re.compile("/auditoria/?$"))
    table = auditor.get_by_role("table", name="Eventos de auditoría")
    expect(table.get_by_role("row").nth(1)).to_be_visible()
    auditor.get_by_label("Objeto o acción").fill("Presentó una declaración")
    auditor.get_by_role("button", name="Filtrar").click()
    auditor.wait_for_url(lambda url: "texto=Present" in url)
    other = table.get_by_role("row").filter(has_not_text="Presentó una declaración")
    expect(other).to_have_count(1)  # the headings: what was shown before is gone
    row = table.get_by_role("row").filter(has_text="Presentó una declaración").first
    expect(row.get_by_text("Eslabón")).to_be_visible()
    row.get_by_text("Datos").click()
    changed = row.get_by_role("table", name="Lo que cambió")
    expect(changed.get_by_role("row").filter(has_text="estado")).to_contain_text("issuedfiled")

    exported = _saved(auditor, "Exportar lo encontrado (CSV)", tmp_path / "auditoria.csv")
    rows = list(csv.DictReader(StringIO(exported.read_text("utf-8-sig")), delimiter=";"))
    assert rows
    assert {each["accion"] for each in rows} == {"declaration.filed"}

    number = rows[0]["objeto"].removeprefix("fur:")
    auditor.goto(f"{server.url}/furs/{number}")
    case = _saved(auditor, "Descargar el caso con su prueba (ZIP)", tmp_path / "caso.zip")
    with ZipFile(case) as archive:
        verifier = Path(archive.extract("verificar.py", tmp_path))
    done = subprocess.run(
        [sys.executable, "-I", str(verifier), str(case)],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert "El caso está íntegro." in done.stdout

    auditor.goto(f"{server.url}/auditoria?texto={number}")
    for told in ("Un auditor consultó un caso", "Descargó un caso con su prueba"):
        expect(table.get_by_text(told).first).to_be_visible()
    auditor.goto(f"{server.url}/auditoria?accion=audit.exported")
    expect(table.get_by_text("Exportó eventos de auditoría").first).to_be_visible()
