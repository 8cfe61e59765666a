"""What the tests of requests do again and again."""

import re
from dataclasses import replace

from fpdf import FPDF

from ser_app.base.mail.repository import newest
from ser_app.base.resources import Resources
from ser_app.people.models import Operator
from ser_app.people.nit import Nit
from ser_app.people.requests import annexes, asking, repository
from ser_app.people.requests.form import Asked
from ser_app.people.requests.models import AccessRequest
from ser_app.people.requests.states import RequestKind

CONTACT = "solicita@prueba.example"


def form_for(operator: Operator, **changes: str) -> Asked:
    asked = Asked(
        kind=RequestKind.CREATION,
        operator_name=operator.name,
        nit=Nit(operator.nit).text,
        address=operator.address,
        municipality=operator.municipality,
        phone="(601) 555 01 02",
        representative_name="Rosa Elena Duarte",
        representative_document="51000111",
        admin_name="Iván Darío Peña",
        admin_document="80111222",
        admin_position="Coordinador de regulación",
        admin_email="ivan@prueba.example",
        contact_email=CONTACT,
    )
    return replace(asked, **changes)


def mails_to(res: Resources, address: str) -> list[str]:
    """What was written to somebody, the newest first: subject and text."""
    with res.database.reading() as unit:
        found = newest(unit, 50)
    return [f"{each.subject}\n{each.text}" for each in found if each.recipient == address]


def link_in(text: str) -> str:
    found = re.search(r"codigo=([\w-]+)", text)
    assert found, text
    return found[1]


def begun(res: Resources, asked: Asked) -> str:
    """Begin a request and read the link's token in the mail."""
    asking.begin(res, asked, "192.0.2.9")
    return link_in(mails_to(res, asked.contact_email)[0])


def paper(words: str = "Certificado") -> bytes:
    """A PDF of one page."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    pdf.text(20, 20, words)
    return bytes(pdf.output())


def ready(res: Resources, asked: Asked) -> str:
    """Begin a request and attach a paper; gives the token of the link that sends it."""
    token = begun(res, asked)
    annexes.attach(res, token, "certificado.pdf", paper())
    return token


def sent(res: Resources, asked: Asked) -> AccessRequest:
    """Begin a request and send it with an annex."""
    number = asking.send(res, ready(res, asked), asked, declared=True)
    with res.database.reading() as unit:
        request = repository.by_number(unit, number)
    assert request is not None
    return request


def as_it_is(res: Resources, request: AccessRequest) -> AccessRequest:
    with res.database.reading() as unit:
        return repository.by_public_id(unit, request.public_id)
