"""Draws a FUR as PDF: one sheet with two copies, and an annex that explains its figures."""

from ser_app.furs.drawing.document import draw
from ser_app.furs.drawing.prepared import FIELD_OF_ROLE, issued_bytes

__all__ = ["FIELD_OF_ROLE", "draw", "issued_bytes"]
