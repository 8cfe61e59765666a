"""What every page shows of the service itself: its name, the demo band, the skip link."""

from typing import Final

import reflex as rx
from reflex_components_core.el.elements.inline import A
from reflex_components_core.react_router import link as router_link

from ser_app.web.kinds import Flag, Text, when

SERVICE = "Sistema Electrónico de Recaudo"
SHORT_NAME = "SER"
DEMO_WORDS = "Demostración: datos ficticios"


def brand(href: str) -> rx.Component:
    """Draw the service's name, which leads to its first page."""
    return router_link(
        rx.el.img(src="/favicon.svg", alt="", class_name="brand-mark"),
        rx.el.span(SERVICE, class_name="brand-name"),
        rx.el.span(SHORT_NAME, class_name="brand-short"),
        rx.el.span(": inicio", class_name="sr-only"),
        to=href,
        class_name="brand",
    )


def skip_link() -> rx.Component:
    """Let people with a keyboard go past the bars."""
    return A.create("Ir al contenido", href="#contenido", class_name="skip-link")


DEMO_PAGE: Final = "/demostracion"
"""Where the demonstration's day and accounts are."""


def demo_band(demo: Flag, clock: Text | None = None) -> rx.Component:
    """Say that this is a demonstration, and its day."""
    words = [rx.el.strong(DEMO_WORDS)]
    if clock is not None:
        words.append(rx.el.span(clock, class_name="tabular"))
        words.append(rx.el.a("Cambiar fecha", href=DEMO_PAGE))
    return when(demo, rx.el.aside(*words, class_name="demo-band", aria_label="Demostración"))
