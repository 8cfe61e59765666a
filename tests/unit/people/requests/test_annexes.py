"""Annexes are what they say, few, small, and seen by whoever decides alone."""

import zlib
from io import BytesIO

import pytest
from PIL import Image

from ser_app.base.errors import NotAllowed, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.people.permissions import Role
from ser_app.people.requests import annexes, asking, deciding, repository
from ser_app.people.requests.asking import RequestLinkExpired
from tests.factories import make_company, make_operator, ministry_actor
from tests.unit.people.requests.steps import (
    CONTACT,
    begun,
    form_for,
    link_in,
    mails_to,
    paper,
    ready,
)


def _picture(kind: str) -> bytes:
    target = BytesIO()
    Image.new("RGB", (40, 30), "white").save(target, kind)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (paper(), "application/pdf"),
        (_picture("PNG"), "image/png"),
        (_picture("JPEG"), "image/jpeg"),
        (_picture("GIF"), ""),
        (_picture("PNG")[:60], ""),
        (b"\x89PNG\r\n\x1a\n" + b"<script>" * 20 + b"IEND\xaeB`\x82", ""),
        (b"%PDF-1.7\n" + b"MZ" * 500 + b"\nstartxref\n12\n%%EOF", ""),
        (b"%PDF-1.7\n%%EOF", ""),
        (paper()[:-40], ""),
        (paper().replace(b"/Type /Catalog", b"/JS (x)/Catalo"), ""),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_an_annex_is_what_opens(content: bytes, media: str) -> None:
    assert annexes.media_of(content) == media


def test_a_picture_that_grows_without_end_is_not_decoded() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    size = (60_000).to_bytes(4, "big")
    header = chunk(b"IHDR", size + size + b"\x08\x00\x00\x00\x00")
    body = chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")
    assert annexes.media_of(b"\x89PNG\r\n\x1a\n" + header + body) == ""


def test_the_name_never_leads_anywhere(res: Resources) -> None:
    token = begun(res, form_for(make_operator(res)))
    annexes.attach(res, token, "..\\..\\cédula<1>.exe", paper())
    annexes.attach(res, token, "/etc/cédula1.php", paper("otro"))
    names = [each.name for each in asking.open_link(res, token).files]
    assert names == ["cédula1.pdf", "cédula1 (2).pdf"]


def test_six_at_most_and_each_once(res: Resources) -> None:
    token = begun(res, form_for(make_operator(res)))
    for number in range(annexes.MOST_FILES):
        annexes.attach(res, token, "a.pdf", paper(str(number)))
    with pytest.raises(Refused) as many:
        annexes.attach(res, token, "a.pdf", paper("uno más"))
    assert many.value.code == "too_many"
    first = asking.open_link(res, token).files[0]
    annexes.detach(res, token, first.public_id)
    with pytest.raises(Refused) as twice:
        annexes.attach(res, token, "b.pdf", asking.open_link(res, token).files[0].content)
    assert twice.value.code == "twice"


def test_nobody_attaches_without_the_link(res: Resources) -> None:
    token = ready(res, form_for(make_operator(res)))
    with pytest.raises(RequestLinkExpired):
        annexes.attach(res, "otro", "a.pdf", paper())
    asking.send(res, token, form_for(make_operator(res)), declared=True)
    with pytest.raises(RequestLinkExpired):
        annexes.attach(res, token, "a.pdf", paper())


def test_what_was_sent_stays(res: Resources) -> None:
    asked = form_for(make_operator(res))
    token = begun(res, asked)
    key = annexes.attach(res, token, "a.pdf", paper())
    number = asking.send(res, token, asked, declared=True)
    with res.database.reading() as unit:
        request = repository.by_number(unit, number)
    assert request is not None
    admin = ministry_actor(res, Role.SER_ADMIN)
    deciding.ask_for_more(res, admin, request.public_id, "Falta la cédula del representante")
    again = link_in(mails_to(res, CONTACT)[0])
    with pytest.raises(Refused) as refused:
        annexes.detach(res, again, key)
    assert refused.value.code == "sent"


def test_only_who_decides_reads_it_and_only_with_its_request(res: Resources) -> None:
    asked = form_for(make_operator(res))
    token = begun(res, asked)
    key = annexes.attach(res, token, "a.pdf", paper())
    admin = ministry_actor(res, Role.SER_ADMIN)
    asking.send(res, token, asked, declared=True)
    [request] = deciding.queue(res, admin)
    assert annexes.annex_of(res, admin, request.public_id, key).content == _pdf_of(res, request.id)
    with pytest.raises(NotAllowed):
        annexes.annex_of(res, make_company(res).admin, request.public_id, key)
    with pytest.raises(NotFound):
        annexes.annex_of(res, admin, "0" * 24, key)


def _pdf_of(res: Resources, request_id: int | None) -> bytes:
    with res.database.reading() as unit:
        return repository.files_of(unit, request_id or 0)[0].content
