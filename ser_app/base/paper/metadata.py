"""XMP metadata of our own: the library's would carry the instant of drawing."""

from datetime import datetime
from typing import Final
from xml.sax.saxutils import escape

_PRODUCER: Final = "SER_APP"


def xmp(title: str, about: str, made_at: datetime) -> str:
    """The metadata of a PDF/A-3B in Spanish, which depend on nothing but what is given.

    Args:
        title: What the document is.
        about: One sentence on what it is about.
        made_at: Instant that it carries.
    """
    moment = made_at.isoformat(timespec="seconds")
    return f"""<x:xmpmeta xmlns:x="adobe:ns:meta/">
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
    <rdf:Description rdf:about="" xmp:CreatorTool="{_PRODUCER}" xmp:CreateDate="{moment}"
        xmp:ModifyDate="{moment}" xmp:MetadataDate="{moment}" pdf:Producer="{_PRODUCER}">
      <pdfaid:part>3</pdfaid:part>
      <pdfaid:conformance>B</pdfaid:conformance>
      <dc:title><rdf:Alt>
        <rdf:li xml:lang="x-default">{escape(title)}</rdf:li>
      </rdf:Alt></dc:title>
      <dc:description><rdf:Alt>
        <rdf:li xml:lang="x-default">{escape(about)}</rdf:li>
      </rdf:Alt></dc:description>
      <dc:language><rdf:Bag><rdf:li>es-CO</rdf:li></rdf:Bag></dc:language>
    </rdf:Description>
  </rdf:RDF>
</x:xmpmeta>"""
