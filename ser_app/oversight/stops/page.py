"""`/parametros/interrupciones`: when the service was down, and which due days that touched."""

from typing import Final

import reflex as rx

from ser_app.oversight.help_texts import HELP
from ser_app.oversight.stops.listing import StopView
from ser_app.oversight.stops.state import StopsState
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, link_button
from ser_app.web.blocks import busy_when, empty_state, stack
from ser_app.web.page import Page
from ser_app.web.status import status_badge
from ser_app.web.tables import Column, data_table


def stops_page() -> rx.Component:
    """The list and its file."""
    return busy_when(
        ~StopsState.loaded,
        stack(
            actions(
                link_button(
                    "Descargar en CSV",
                    "/documentos/interrupciones.csv",
                    kind="secondary",
                    download=True,
                )
            ),
            data_table(
                [
                    Column("N.º"),
                    Column("Desde", kind="date"),
                    Column("Hasta", kind="date"),
                    Column("Duración", kind="date"),
                    Column("Clase"),
                    Column("Vencimientos que alcanzó"),
                ],
                StopsState.stops.to(list[StopView]),
                caption="Interrupciones del servicio, la más reciente primero",
                row=_row,
                empty=empty_state(
                    "Ninguna interrupción",
                    "El servicio no ha dejado de atender desde que se lleva este registro.",
                ),
            ),
        ),
    )


def _row(stop: rx.Var[StopView]) -> list[rx.Component | rx.Var[str]]:
    return [
        stop.number,
        stop.began,
        stop.ended,
        stop.lasted,
        status_badge(stop.kind_word, stop.kind),
        rx.cond(stop.touched != "", stop.touched, "Ninguno"),
    ]


PAGE: Final = Page(
    route="/parametros/interrupciones",
    help=HELP["/parametros/interrupciones"],
    title="Interrupciones del servicio",
    lead="Cuándo dejó de atender el sistema y qué vencimientos alcanzó. Nadie puede cambiarlo ni "
    "borrarlo.",
    build=stops_page,
    on_load=[StopsState.load],
    permission=Permission.PARAMETERS_VIEW,
    current="/parametros",
    breadcrumbs=(("Parámetros", "/parametros"),),
    wide=True,
)
