"""Reading a drawn FUR back with a scanner's eyes."""

from io import BytesIO

import pypdfium2
import zxingcpp
from fpdf import FPDF
from PIL.Image import Image

from ser_app.base.paper.sheet import Sheet
from ser_app.furs.barcode import Bars
from ser_app.furs.drawing.symbols import draw_bar_code


def rendered(pdf: bytes, dpi: int = 200, page: int = 0) -> Image:
    """A page as an image."""
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        image: Image = document[page].render(scale=dpi / 72).to_pil()
        return image
    finally:
        document.close()


def scanned(image: Image, kind: zxingcpp.BarcodeFormat) -> list[zxingcpp.Barcode]:
    """All codes of a kind on an image."""
    return list(zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(kind)))


def bar_codes(image: Image) -> list[bytes]:
    """The data of the GS1-128 bar codes, with 0x1D between variable fields."""
    found = scanned(image, zxingcpp.BarcodeFormat.Code128)
    assert all(code.content_type == zxingcpp.ContentType.GS1 for code in found)
    return [code.bytes for code in found]


def qr_codes(image: Image) -> list[str]:
    """The texts of the QR codes."""
    return [code.text for code in scanned(image, zxingcpp.BarcodeFormat.QRCode)]


def text_of(pdf: bytes, page: int = 0) -> str:
    """The text of a page, as searching or copying from it gives."""
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        return str(document[page].get_textpage().get_text_range())
    finally:
        document.close()


def pages_of(pdf: bytes) -> int:
    """How many pages it has."""
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        return len(document)
    finally:
        document.close()


def drawn_alone(bars: Bars) -> bytes:
    """A page with nothing but a bar code."""
    pdf = FPDF(format="letter")
    sheet = Sheet(pdf)
    sheet.add_page()
    draw_bar_code(sheet, bars, 108, 50)
    return bytes(pdf.output())
