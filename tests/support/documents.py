"""A document that people attach: a PDF of one page that opens."""

from typing import Final

from fpdf import FPDF

_SHEET: Final = FPDF()
_SHEET.add_page()
PDF: Final = bytes(_SHEET.output())
