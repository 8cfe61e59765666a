"""Draws a FUR as PDF: one sheet with two copies, and an annex that explains its figures."""

from ser_app.furs.drawing.document import draw

__all__ = ["draw"]
