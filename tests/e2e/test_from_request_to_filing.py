"""From an operator's request to its first filing: mail, annex, two persons, invitation, people."""

import re
from pathlib import Path

import pytest
from fpdf import FPDF
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e import steps
from tests.support.server import Server

pytestmark = pytest.mark.browser
CONTACT = "gerencia@sierra.demo.ser"
ADMIN = "tatiana@sierra.demo.ser"
PREPARER = "wilson@sierra.demo.ser"
ADMIN_PASSWORD = "los frailejones crecen despacio"
PREPARER_PASSWORD = "el rio baja crecido en mayo"
FIELDS = {
    "Nombre o razón social": "Sierra Clara Internet Rural S.A.S.",
    "NIT": "999.400.530-8",
    "Dirección de notificación": "Calle 10 # 6-27, barrio Centro",
    "Municipio": "Minca, Santa Marta",
    "Teléfono": "(605) 555 04 53",
    "Nombre y apellidos": "Efraín Villafaña Mestre",
    "Cédula": "36778341",
    "Nombre y apellidos del administrador": "Tatiana Marcela Noguera Pinto",
    "Cédula del administrador": "1082911203",
    "Cargo": "Directora administrativa",
    "Correo del administrador": ADMIN,
    "Correo para esta solicitud": CONTACT,
}


def test_an_operator_gets_its_administrator_and_files(
    server: Server, browser: Browser, sign_in: steps.Enter, tmp_path: Path
) -> None:
    base = server.url
    stranger = _window(browser)
    number, code = _ask(stranger, base, _annex(tmp_path))
    _two_persons_approve(sign_in, base, number)
    _track(stranger, base, number, code, "Aprobada, invitación enviada")

    administrator = _accept(browser, base)
    _track(stranger, base, number, code, "Terminada")
    preparer = _first_person(browser, administrator, base)

    steps.start_draft(preparer, base, "96001533", "T4 oct–dic 2025")
    steps.type_income(preparer, "28500000")
    fur = steps.generate_fur(preparer)
    steps.sign_fur(sign_in("contador@sierra.demo.ser"), base, fur)
    representative = sign_in("representante@sierra.demo.ser")
    steps.sign_fur(representative, base, fur)
    expect(representative.get_by_text(re.compile("quedó presentada el")).first).to_be_visible()


def _window(browser: Browser) -> Page:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="es-CO", timezone_id="America/Bogota"
    )
    return context.new_page()


def _annex(folder: Path) -> Path:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    pdf.text(20, 20, "Certificado ficticio")
    path = folder / "certificado.pdf"
    path.write_bytes(bytes(pdf.output()))
    return path


def _mail(page: Page, base: str, recipient: str, subject: str) -> Locator:
    mail = page.locator(".panel").filter(has_text=recipient).filter(has_text=subject).first
    steps.reload_until(page, f"{base}/demostracion/correo?direccion={recipient}", mail)
    return mail


def _ask(page: Page, base: str, annex: Path) -> tuple[str, str]:
    """Fill the form in, open the mailed link, attach, send; gives number and secret code."""
    page.goto(f"{base}/ingresar")
    steps.go(page, "Solicítelo", "Solicitud de usuario")
    page.get_by_role("radio", name=re.compile("^Creación")).check()
    for label, words in FIELDS.items():
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_label("NIT", exact=True).fill("999.400.530-1")
    page.get_by_role("button", name="Continuar con mi correo").click()
    wrong = page.get_by_role("link", name=re.compile("dígito de verificación de 999400530"))
    expect(wrong).to_be_visible()
    digit = re.search(r"es (\d),", wrong.inner_text())
    assert digit
    page.get_by_label("NIT", exact=True).fill(f"999.400.530-{digit[1]}")
    page.get_by_role("button", name="Continuar con mi correo").click()
    expect(page.get_by_text("Revise su correo")).to_be_visible()

    _mail(page, base, CONTACT, "Confirme su correo").get_by_role(
        "link", name="Abrir el enlace"
    ).click()
    chooser = page.get_by_label(re.compile("^Anexo"))
    fake = annex.with_name("programa.pdf")
    fake.write_bytes(b"MZ" * 400)
    chooser.set_input_files(fake)
    expect(page.get_by_text("no es un PDF ni una imagen").first).to_be_visible()
    chooser.set_input_files(annex)
    expect(page.get_by_role("rowheader", name="certificado.pdf")).to_be_visible()
    page.get_by_label(re.compile("^Declaro que los datos")).check()
    page.get_by_role("button", name="Enviar la solicitud").click()
    expect(page.get_by_text("Recibimos su solicitud")).to_be_visible()
    text = _mail(page, base, CONTACT, "Recibimos su solicitud").inner_text()
    number, code = re.search(r"SU-\w{4}-\w{4}", text), re.search(r"Código secreto: ([\w ]+)", text)
    assert number
    assert code
    return number[0], code[1].strip()


def _two_persons_approve(sign_in: steps.Enter, base: str, number: str) -> None:
    first = sign_in("admin@demo.ser")
    expect(first.get_by_text(re.compile("solicitud(es)? de usuario por revisar"))).to_be_visible()
    _open_case(first, base, number)
    with first.expect_download() as download:
        first.get_by_role("row", name="certificado.pdf").get_by_role("link").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    first.get_by_role("button", name="Está conforme").click()
    expect(first.get_by_text("Usted ya la revisó")).to_be_visible()
    second = sign_in("jefe.admin@demo.ser")
    _open_case(second, base, number)
    second.get_by_role("button", name="Aprobar e invitar a la persona").click()
    expect(second.get_by_text("Aprobada, invitación enviada").first).to_be_visible()


def _open_case(page: Page, base: str, number: str) -> None:
    page.goto(f"{base}/usuarios/solicitudes")
    page.get_by_role("link", name=number).click()
    expect(page.get_by_role("heading", name=re.compile(number))).to_be_visible()


def _track(page: Page, base: str, number: str, code: str, state: str) -> None:
    page.goto(f"{base}/solicitud-de-usuario/seguimiento")
    page.get_by_label("Número de la solicitud").fill(number)
    page.get_by_label("Código secreto").fill(code)
    page.get_by_role("button", name="Consultar", exact=True).click()
    expect(page.get_by_text(state, exact=True).first).to_be_visible()


def _accept(browser: Browser, base: str) -> Page:
    """Open the invitation, choose the password, come in."""
    page = _window(browser)
    _mail(page, base, ADMIN, "Le invitamos a usar SER").get_by_role(
        "link", name="Abrir el enlace"
    ).click()
    page.get_by_label("Contraseña", exact=True).fill(ADMIN_PASSWORD)
    page.get_by_role("button", name="Aceptar y elegir esta contraseña").click()
    expect(page.get_by_text("Su cuenta está lista")).to_be_visible()
    _sign_in(page, ADMIN, ADMIN_PASSWORD)
    page.wait_for_url(re.compile("/inicio"))
    return page


def _sign_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("Correo electrónico").fill(email)
    page.get_by_label("Contraseña", exact=True).fill(password)
    page.get_by_role("button", name="Ingresar").click()


def _first_person(browser: Browser, administrator: Page, base: str) -> Page:
    """Make a person who prepares; that person chooses the own password."""
    administrator.goto(f"{base}/usuarios")
    administrator.get_by_role("button", name="Nuevo usuario").click()
    administrator.get_by_label("Nombre y apellidos").fill("Wilson Daza Suárez")
    administrator.get_by_label("Correo electrónico").fill(PREPARER)
    administrator.get_by_label("Cédula").fill("1083000456")
    administrator.get_by_label("Rol", exact=True).select_option("preparer")
    administrator.get_by_role("button", name="Crear usuario").click()
    handed_over = administrator.locator(".notice code").inner_text()
    page = _window(browser)
    page.goto(f"{base}/ingresar")
    _sign_in(page, PREPARER, handed_over)
    page.wait_for_url(re.compile("/cambiar-clave"))
    page.get_by_label("Contraseña actual").fill(handed_over)
    page.get_by_label("Contraseña nueva").fill(PREPARER_PASSWORD)
    page.get_by_role("button", name="Cambiar la contraseña").click()
    page.wait_for_url(re.compile("/inicio"))
    return page
