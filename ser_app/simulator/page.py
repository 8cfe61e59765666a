"""`/simulador`: any case, liquidated while it is typed, for anybody."""

from typing import Final

import reflex as rx

from ser_app.simulator.examples.page import PAGE as EXAMPLES
from ser_app.simulator.help_texts import HELP
from ser_app.simulator.pages.answer import answer
from ser_app.simulator.pages.fields import case_fields
from ser_app.simulator.state import SimulatorState
from ser_app.web.actions import text_link
from ser_app.web.blocks import panel, split, stack
from ser_app.web.page import Page
from ser_app.web.status import notice
from ser_app.web.waiting.picture import waiting_picture


def simulator_page() -> rx.Component:
    """The fields, the figures beside them, and what waiting costs below."""
    return stack(
        notice(
            "Es una simulación: no guarda nada, no presenta ninguna declaración y no sirve para "
            "pagar.",
            kind="info",
        ),
        split(case_fields(), answer()),
        rx.cond(SimulatorState.waiting.ready, panel(None, waiting_picture(SimulatorState.waiting))),
        rx.el.p(
            text_link("Ver este caso en una dirección que puede compartir", SimulatorState.address),
            " · ",
            text_link("Ejemplos resueltos", "/simulador/ejemplos"),
        ),
    )


PAGES: Final = (
    Page(
        route="/simulador",
        help=HELP["/simulador"],
        title="Simulador",
        lead="Cuánto se debe, por qué, y cuánto cuesta esperar.",
        build=simulator_page,
        on_load=[SimulatorState.open],
        wide=True,
    ),
    EXAMPLES,
)
