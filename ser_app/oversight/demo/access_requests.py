"""Requests of users: one that waits for the second approval, one sent back, one just in."""

from datetime import datetime, timedelta
from typing import Final

from fpdf import FPDF

from ser_app.base.resources import Resources
from ser_app.oversight.demo import cast
from ser_app.oversight.demo.cast import Company
from ser_app.oversight.demo.stage import Stage
from ser_app.oversight.demo.stories import Story
from ser_app.people.nit import Nit
from ser_app.people.permissions import Role
from ser_app.people.requests import deciding
from ser_app.people.requests.annexes import attach
from ser_app.people.requests.asking import begin_with_token, send
from ser_app.people.requests.form import Asked
from ser_app.people.requests.states import RequestKind

_ADDRESS: Final = "203.0.113.25"  # of the block kept for documentation (RFC 5737)
_WHY: Final = "El certificado de existencia trae la dirección nueva; el registro está por cambiar."
_MISSING: Final = "Adjunte la cédula del representante legal por ambas caras, por favor."


def asked(stage: Stage, now: datetime) -> Story:
    """Three requests of the last week, in different states."""
    first = stage.actors["admin@demo.ser"]
    yield now - timedelta(days=6, hours=3)
    waiting = _sent(
        stage.res, cast.PACIFICO, "Marlon Steven Ordóñez Caicedo", "1111750206",
        "Jefe de sistemas", address="Carrera 5 # 4-18",
    )  # fmt: skip
    yield now - timedelta(days=5, hours=1)
    deciding.review(stage.res, first, waiting, _WHY)
    yield now - timedelta(days=2, hours=5)
    back = _sent(
        stage.res, cast.LLANERA, "Ximena Paola Rey Torres", "1121880417", "Directora financiera"
    )
    yield now - timedelta(days=1, hours=2)
    deciding.ask_for_more(stage.res, first, back, _MISSING)
    yield now - timedelta(hours=20)
    _sent(
        stage.res, cast.CARIBE, "Kevin David Barrios Luna", "45924053", "Jefe de regulación",
        kind=RequestKind.MODIFICATION, remarks="El administrador tiene otro correo en la empresa.",
    )  # fmt: skip


def _sent(
    res: Resources,
    company: Company,
    name: str,
    document: str,
    position: str,
    *,
    kind: RequestKind = RequestKind.CREATION,
    address: str = "",
    remarks: str = "",
) -> str:
    """Begin a request and send it with an annex; gives its public id."""
    representative = company.person(Role.LEGAL_REPRESENTATIVE)
    domain = representative.email.partition("@")[2]
    mailbox = name.split(maxsplit=1)[0].lower()
    wanted = Asked(
        kind=kind,
        operator_name=company.name,
        nit=Nit(company.nit).text,
        address=address or company.address,
        municipality=company.municipality,
        phone=company.phone,
        representative_name=representative.name,
        representative_document=representative.document,
        admin_name=name,
        admin_document=document,
        admin_position=position,
        admin_email=f"{mailbox}@{domain}",
        contact_email=f"gerencia@{domain}",
        remarks=remarks,
    )
    request, token = begin_with_token(res, wanted, _ADDRESS)
    attach(res, token, "certificado-de-existencia.pdf", _paper(company))
    send(res, token, wanted, declared=True)
    return request


def _paper(company: Company) -> bytes:
    """A made-up certificate, which says so."""
    pdf = FPDF(format="letter")
    pdf.add_page()
    pdf.set_font("Helvetica", size=14)
    pdf.text(20, 30, "DEMOSTRACION: certificado ficticio")
    pdf.text(20, 42, f"NIT {company.nit}")
    return bytes(pdf.output())
