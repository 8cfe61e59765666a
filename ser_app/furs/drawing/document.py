"""The PDF/A-3 file: pages, embedded liquidation, and metadata that never depend on the clock."""

import json
from typing import Final

from fpdf import FPDF

from ser_app.base.paper.metadata import xmp
from ser_app.base.paper.sheet import Box, Sheet
from ser_app.base.tokens import sha256_hex
from ser_app.furs.drawing.annex import annex_pages, draw_annex
from ser_app.furs.drawing.bank_copy import draw_bank_copy
from ser_app.furs.drawing.frame import draw_cut
from ser_app.furs.drawing.taxpayer_copy import draw_taxpayer_copy
from ser_app.furs.form import Form, Verification, to_json

EMBEDDED_NAME: Final = "liquidacion.json"


class _Document(FPDF):
    """An FPDF whose bytes follow from its content alone."""

    identity: str = ""

    def file_id(self) -> str:
        """The same file identifier for the same FUR, instead of one made from the clock."""
        return f"<{self.identity}><{self.identity}>"


def draw(form: Form, verification: Verification) -> bytes:
    """Draw a FUR. The same form and verification give the same bytes.

    Args:
        form: What it says.
        verification: The code printed on each page and the address in the QR.
    """
    return drawn(form, verification)[0]


def drawn(form: Form, verification: Verification) -> tuple[bytes, dict[str, Box]]:
    """The same, with the boxes of the first page into which the signers sign, by role."""
    pdf = _Document(format="letter", enforce_compliance="PDF/A-3B")
    embedded = json.dumps(to_json(form), ensure_ascii=False, indent=1, sort_keys=True).encode()
    pdf.identity = sha256_hex(embedded + verification.code.encode())[:32].upper()
    _describe(pdf, form)
    sheet = Sheet(pdf)
    annex = annex_pages(sheet, form)
    sheet.add_page()
    draw_taxpayer_copy(sheet, form, verification, f"Hoja 1 de {len(annex) + 1}")
    draw_cut(sheet)
    draw_bank_copy(sheet, form, verification)
    draw_annex(sheet, form, verification, annex)
    pdf.embed_file(
        bytes=embedded,
        basename=EMBEDDED_NAME,
        mime_type="application/json",
        modification_date=form.issued_at,
        creation_date=form.issued_at,
        desc="Liquidación de este formulario, con su explicación",
        compress=True,
        associated_file_relationship="Data",
    )
    return bytes(pdf.output()), sheet.places


def _describe(pdf: _Document, form: Form) -> None:
    pdf.set_auto_page_break(auto=False)
    pdf.set_margin(0)
    pdf.alias_nb_pages("")
    pdf.set_creation_date(form.issued_at)
    pdf.set_lang("es-CO")
    title = f"{form.number} · Formulario Único de Recaudo"
    pdf.set_title(title)
    about = f"{form.concept}, {form.period}. {form.obligor.name}, NIT {form.obligor.nit}."
    pdf.set_xmp_metadata(xmp(title, about, form.issued_at))
