"""Annexes are what they say, few, small, and seen by whoever decides alone."""

import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from ser_app.base.active_pdf import Unreadable, is_active
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


def _pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    pdf, target = pikepdf.new(), BytesIO()
    pdf.add_blank_page()
    change(pdf)
    pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def _runs(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    pdf.Root.OpenAction = pdf.make_indirect(action)


def _launches(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
    pdf.pages[0].AA = pikepdf.Dictionary(O=action)


def _carries(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["factura.exe"] = b"MZ"


@pytest.mark.parametrize("change", [_runs, _launches, _carries])
def test_a_pdf_that_acts_by_itself_is_refused_however_it_hides_it(
    res: Resources, change: Callable[[pikepdf.Pdf], None]
) -> None:
    token, content = begun(res, form_for(make_operator(res))), _pdf(change)
    assert b"/JavaScript" not in content  # it stands in a compressed object
    with pytest.raises(Refused) as refused:
        annexes.attach(res, token, "a.pdf", content)
    assert refused.value.code == "active_document"
    assert "No se guardó" in refused.value.message
    written = paper().replace(b"/Type /Catalog", b"/J#53 (x)/Catalo")
    assert is_active(written)
    annexes.attach(res, token, "a.pdf", _pdf(lambda _pdf: None))


@pytest.mark.parametrize(
    "act",
    [
        lambda pdf, go: setattr(pdf.Root, "OpenAction", go),
        lambda pdf, go: setattr(pdf.Root, "OpenAction", pdf.make_indirect(go)),
        lambda pdf, go: setattr(
            pdf.Root, "OpenAction", pikepdf.Dictionary(S=pikepdf.Name.Named, Next=[go])
        ),
        lambda pdf, go: setattr(pdf.pages[0].obj, "AA", pikepdf.Dictionary(O=go)),
    ],
)
def test_an_address_that_opens_by_itself_is_active_and_a_link_is_not(
    act: Callable[[pikepdf.Pdf, pikepdf.Dictionary], None],
) -> None:
    def go() -> pikepdf.Dictionary:
        return pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/")

    assert is_active(_pdf(lambda pdf: act(pdf, go())))
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=go())
    assert not is_active(_pdf(lambda pdf: setattr(pdf.pages[0].obj, "Annots", [link])))


def test_a_pdf_that_grows_without_end_is_refused_and_harms_nobody() -> None:
    assert not is_active(_growing(megabytes=8))  # in itself it is well made
    with pytest.raises(Unreadable):
        is_active(_growing(megabytes=1024))
    with pytest.raises(Unreadable):
        is_active(_growing(megabytes=400))


def test_what_is_packed_twice_is_read() -> None:
    assert is_active(_growing(megabytes=1, extra=b"<< /JS (x) >>", packed_twice=True))
    assert not is_active(_growing(megabytes=1, packed_twice=True))
    with pytest.raises(Unreadable):
        is_active(_growing(megabytes=400, packed_twice=True))


def _growing(megabytes: int, *, extra: bytes = b"null", packed_twice: bool = False) -> bytes:
    """A PDF of some kilobytes, one of whose objects unpacks to so much."""
    packed, block = zlib.compressobj(1), b" " * 2**20
    pages = b"3 0 << /Type /Pages /Kids [] /Count 0 /X %b >>" % extra
    unpacking = [packed.compress(each) for each in (pages, *[block] * megabytes)]
    grown = b"".join([*unpacking, packed.flush()])
    filters = b"/FlateDecode"
    if packed_twice:
        grown, filters = zlib.compress(grown), b"[/FlateDecode /FlateDecode]"
    objects = b"%PDF-1.7\n"
    places = []
    for number, (words, body) in enumerate(
        (
            (b"<< /Type /Catalog /Pages 3 0 R >>", b""),
            (
                b"<< /Type /ObjStm /N 1 /First 4 /Filter %b /Length %d >>" % (filters, len(grown)),
                b"\nstream\n" + grown + b"\nendstream",
            ),
        ),
        1,
    ):
        places.append(len(objects))
        objects += b"%d 0 obj\n%s%s\nendobj\n" % (number, words, body)
    rows = b"".join(bytes([kind]) + where.to_bytes(4, "big") + b"\0" for kind, where in (
        (0, 0), (1, places[0]), (1, places[1]), (2, 2), (1, len(objects))
    ))  # fmt: skip
    start = len(objects)
    objects += (
        b"4 0 obj\n<< /Type /XRef /Size 5 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n%s"
        b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % (len(rows), rows, start)
    )
    return objects


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
