"""Ways in which somebody changes a FUR that is being signed."""

from collections.abc import Callable
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

Change = Callable[[IncrementalPdfFileWriter], None]
_name = generic.pdf_name


def updated(document: bytes, change: Change) -> bytes:
    """The document with a change in an update of its own."""
    writer = IncrementalPdfFileWriter(BytesIO(document))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def other_figures(writer: IncrementalPdfFileWriter) -> None:
    """Draw something over the page."""
    page = writer.root["/Pages"]["/Kids"][0]
    drawn = generic.StreamObject(stream_data=b"0 0 600 800 re f")
    page[_name("/Contents")] = writer.add_object(drawn)
    writer.update_container(page)


def other_stream(writer: IncrementalPdfFileWriter) -> None:
    """Write another content under the number of the page's own."""
    reference = writer.root["/Pages"]["/Kids"][0].raw_get("/Contents").reference
    stream = generic.StreamObject(stream_data=b"0 0 600 800 re f")
    writer.objects[(reference.generation, reference.idnum)] = stream


def other_json(writer: IncrementalPdfFileWriter) -> None:
    """Embed another liquidation."""
    found = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]["/EF"].raw_get("/F").reference
    stream = generic.StreamObject(stream_data=b"{}")
    writer.objects[(found.generation, found.idnum)] = stream


def another_page(writer: IncrementalPdfFileWriter) -> None:
    """Show the first page twice."""
    pages = writer.root["/Pages"]
    pages["/Kids"].append(pages["/Kids"].raw_get(0))
    pages[_name("/Count")] = generic.NumberObject(len(pages["/Kids"]))
    writer.update_container(pages)


def script(writer: IncrementalPdfFileWriter) -> None:
    """Run something when it is opened."""
    action = generic.DictionaryObject(
        {_name("/S"): _name("/JavaScript"), _name("/JS"): generic.pdf_string("app.alert(1)")}
    )
    writer.root[_name("/OpenAction")] = writer.add_object(action)
    writer.update_root()


def note_on_top(writer: IncrementalPdfFileWriter) -> None:
    """Lay an annotation over the figures."""
    page = writer.root["/Pages"]["/Kids"][0]
    note = generic.DictionaryObject(
        {
            _name("/Type"): _name("/Annot"),
            _name("/Subtype"): _name("/FreeText"),
            _name("/Rect"): generic.ArrayObject(
                [generic.NumberObject(n) for n in (0, 0, 600, 700)]
            ),
            _name("/Contents"): generic.pdf_string("Total: 0"),
        }
    )
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])
    writer.update_container(page)


def larger_field(writer: IncrementalPdfFileWriter) -> None:
    """Let a signature's appearance cover the whole page."""
    field = writer.root["/AcroForm"]["/Fields"][1]
    field[_name("/Rect")] = generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 600, 800)])
    writer.update_container(field)


def third_field(writer: IncrementalPdfFileWriter) -> None:
    """Add a field that is not the FUR's."""
    append_signature_field(writer, SigFieldSpec(sig_field_name="Tercera"))


def renamed_fields(writer: IncrementalPdfFileWriter) -> None:
    """Let each field bear the other's name."""
    first, second = (writer.root["/AcroForm"]["/Fields"][at] for at in (0, 1))
    first[_name("/T")], second[_name("/T")] = second["/T"], first["/T"]
    writer.update_container(first)
    writer.update_container(second)


def xfa(writer: IncrementalPdfFileWriter) -> None:
    """Add a form of the other kind."""
    form = writer.root["/AcroForm"]
    form[_name("/XFA")] = generic.pdf_string("<xdp/>")
    writer.update_container(form)


CHANGES: dict[str, Change] = {
    "other figures": other_figures,
    "another stream": other_stream,
    "another embedded liquidation": other_json,
    "another page": another_page,
    "a script": script,
    "a note on top": note_on_top,
    "a larger field": larger_field,
    "a third field": third_field,
    "swapped names": renamed_fields,
    "a form of another kind": xfa,
}


def many_revisions(document: bytes, count: int) -> bytes:
    """The document with so many empty updates."""
    last = PdfFileReader(BytesIO(document)).last_startxref or 0
    parts = [document]
    size = len(document)
    for _ in range(count):
        table = b"xref\n0 0\ntrailer\n<< /Size 99 /Root 3 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
        part = table % (last, size)
        last, size = size, size + len(part)
        parts.append(part)
    return b"".join(parts)


def appended(document: bytes, body: bytes, number: int = 3) -> bytes:
    """The document with one object written anew in a valid update."""
    last = PdfFileReader(BytesIO(document)).last_startxref or 0
    place = len(document)
    written = b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return (
        document
        + written
        + b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
        + b"trailer\n<< /Size 99 /Root 3 0 R /Prev %d >>\n" % last
        + b"startxref\n%d\n%%%%EOF\n" % (place + len(written))
    )
