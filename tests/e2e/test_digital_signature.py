"""A declaration signed outside with people's own certificates is uploaded, filed and verified."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import pkcs12
from playwright.sync_api import Browser, Page, expect

from ser_app.people.texts import DEMO_PASSWORD
from ser_app.settings import Settings
from ser_app.signing.demo_folder import demo_trust_folder
from tests.e2e import steps
from tests.support.poppler import KeyStore
from tests.support.server import PROJECT, Server
from tests.unit.furs.reading import qr_codes, rendered

pytestmark = pytest.mark.browser
SetDay = Callable[[date], None]
FIELDS = ("FirmaRepresentanteLegal", "FirmaContador")
VALID = "Signature is Valid."
FILED = re.compile("La declaración quedó presentada")


def issued(preparer: Page, base: str, expediente: str, quarter: str, income: str) -> str:
    steps.start_draft(preparer, base, expediente, quarter)
    steps.type_income(preparer, income)
    expect(preparer.get_by_text(re.compile("Guardado")).filter(visible=True).first).to_be_visible()
    return steps.generate_fur(preparer)


def downloaded(page: Page, base: str, number: str, target: Path) -> Path:
    """Go to the page of the digital signature and take the FUR from there."""
    page.goto(f"{base}/furs/{number}")
    page.get_by_role("link", name="Firmar con certificado digital").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Firma digital de {number}")
    with page.expect_download() as found:
        page.get_by_role("link", name=re.compile("^Descargar el FUR")).click()
    found.value.save_as(target)
    return target


def certificate(page: Page, base: str, email: str, kind: str, folder: Path) -> Path:
    """The test certificate of a signer, from the demonstration's page."""
    page.goto(f"{base}/demostracion")
    name = f"({email}), llave {kind}"
    with page.expect_download() as found:
        page.get_by_role("link", name=re.compile(re.escape(name))).click()
    target = folder / f"{email}.p12"
    found.value.save_as(target)
    return target


def uploaded(page: Page, base: str, number: str, signed: Path) -> None:
    page.goto(f"{base}/furs/{number}/firma-digital")
    expect(page.get_by_label(re.compile("^FUR firmado"))).to_be_attached()
    page.get_by_label(re.compile("^FUR firmado")).set_input_files(signed)
    expect(page.get_by_role("heading", name="Lo que encontramos en su archivo")).to_be_visible()


def command(*arguments: str) -> str:
    """Run a command of the program as a person does; gives what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "ser_app", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=PROJECT,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def nickname(certificate_file: Path) -> str:
    found = pkcs12.load_pkcs12(certificate_file.read_bytes(), DEMO_PASSWORD.encode()).cert
    assert found is not None
    assert found.friendly_name is not None
    return found.friendly_name.decode()


def verified_by_anybody(browser: Browser, issued_file: Path, signed: Path) -> None:
    """The public page: from the QR, with the file as issued and as signed."""
    anybody = browser.new_context().new_page()
    anybody.goto(qr_codes(rendered(issued_file.read_bytes()))[0])
    expect(anybody.get_by_text(re.compile("en ella está presentado")).first).to_be_visible()
    anybody.locator("#archivo").set_input_files(issued_file)
    expect(anybody.get_by_text("Es idéntico")).to_be_visible()
    anybody.locator("#archivo").set_input_files(signed)
    expect(anybody.get_by_text("No es idéntico")).to_be_visible()
    anybody.get_by_role("button", name="Enviarlo y revisar sus firmas y cambios").click()
    expect(anybody.get_by_role("heading", name="Lo que encontramos en su archivo")).to_be_visible()
    expect(
        anybody.get_by_text("Las firmas digitales de este documento son válidas.").first
    ).to_be_visible()
    anybody.context.close()


def test_both_sign_with_rsa_by_pyhanko_and_it_is_filed(
    server: Server, sign_in: steps.Enter, set_day: SetDay, browser: Browser, tmp_path: Path
) -> None:
    set_day(date(2013, 6, 20))
    preparer = sign_in("declarante@demo.ser")
    number = issued(preparer, server.url, "96000123", "T1 ene–mar 2013", "950000000")
    file = downloaded(preparer, server.url, number, tmp_path / "FUR.pdf")
    signed = tmp_path / "FUR-firmado.pdf"
    own = certificate(preparer, server.url, "representante@demo.ser", "RSA", tmp_path)
    command("demo", "sign", str(file), "--certificate", str(own))
    uploaded(preparer, server.url, number, signed)
    missing = re.compile("NO está presentado: falta Martha")
    expect(preparer.get_by_text(missing).first).to_be_visible()

    accountant = sign_in("contador@demo.ser")
    current = downloaded(accountant, server.url, number, tmp_path / "FUR-firmado.pdf")
    own = certificate(accountant, server.url, "contador@demo.ser", "RSA", tmp_path)
    command("demo", "sign", str(current), "--certificate", str(own))
    uploaded(accountant, server.url, number, signed)
    expect(accountant.get_by_text(FILED).first).to_be_visible()
    checked_by_everybody(server, browser, file, signed, tmp_path)


def test_both_sign_with_ec_by_pdfsig_and_it_is_filed(
    server: Server, sign_in: steps.Enter, set_day: SetDay, browser: Browser, tmp_path: Path
) -> None:
    set_day(date(2024, 11, 29))
    preparer = sign_in("declarante@postal.demo.ser")
    number = issued(preparer, server.url, "94000310", "T3 jul–sep 2024", "120000000")
    file = downloaded(preparer, server.url, number, tmp_path / "FUR.pdf")
    store, document = KeyStore(tmp_path / "nss"), file
    people = ("representante@postal.demo.ser", "contador@postal.demo.ser")
    for field, email in zip(FIELDS, people, strict=True):
        own = tmp_path / f"{email}.p12"
        address = f"{server.url}/demostracion/certificados/ec/{email}.p12"
        own.write_bytes(preparer.request.get(address).body())
        store.take(own, DEMO_PASSWORD)
        target = tmp_path / f"{field}.pdf"
        store.sign(document, target, field, nickname(own))
        uploaded(preparer, server.url, number, target)
        document = target
    expect(preparer.get_by_text(FILED).first).to_be_visible()
    checked_by_everybody(server, browser, file, document, tmp_path)


def checked_by_everybody(
    server: Server, browser: Browser, file: Path, signed: Path, folder: Path
) -> None:
    """In the application, by our command line without any server, and by pdfsig."""
    verified_by_anybody(browser, file, signed)
    trust = demo_trust_folder(Settings(database_url=server.database_url, _env_file=None))
    told = command("verify", str(signed), "--trust", str(trust), "--issued", str(file))
    assert "lo firmaron quienes debían firmarlo" in told
    assert KeyStore(folder / "otro").check(signed) == dict.fromkeys(FIELDS, VALID)
