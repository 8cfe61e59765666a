"""Reads a component as the script that draws it."""

import re

import reflex as rx


def drawn(component: rx.Component) -> str:
    """The script that draws a component, with its letters as people read them."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), str(component))
