"""The pages of the declarations room."""

from typing import Final

import reflex as rx

from ser_app.declarations.alerts.state import AlertsState
from ser_app.declarations.good_standing.page import PAGE as GOOD_STANDING
from ser_app.declarations.help_texts import HELP
from ser_app.declarations.pages.beginning import begin_page
from ser_app.declarations.pages.form import form_page
from ser_app.declarations.pages.listing import list_actions, list_page
from ser_app.declarations.pages.summary import summary_page
from ser_app.declarations.state.beginning import BeginState
from ser_app.declarations.state.form import DraftState
from ser_app.declarations.state.listing import DeclarationsState
from ser_app.declarations.state.summary import SummaryState
from ser_app.people.permissions import Permission
from ser_app.web.actions import link_button
from ser_app.web.blocks import empty_state, skeleton
from ser_app.web.page import Page


def declaration_page() -> rx.Component:
    """A declaration: its form, or its summary for who only reads it."""
    return rx.match(
        DraftState.mode,
        ("form", form_page()),
        ("summary", summary_page()),
        (
            "missing",
            empty_state(
                "No encontramos esa declaración",
                DraftState.problem,
                action=link_button("Ver mis declaraciones", "/declaraciones"),
            ),
        ),
        skeleton(8),
    )


_UNNAMED: Final = "Autoliquidación de la contraprestación"
"""The heading until the name comes; as long, so that on a telephone nothing beneath it moves."""


def _heading() -> rx.Var[str]:
    named = rx.match(
        DraftState.mode, ("form", DraftState.title), ("summary", SummaryState.view.title), ""
    )
    titled = "Autoliquidación\N{NO-BREAK SPACE}· " + named.to(str)
    return rx.cond(named == "", _UNNAMED, titled)


PAGES = [
    GOOD_STANDING,
    Page(
        route="/declaraciones",
        help=HELP["/declaraciones"],
        title="Declaraciones",
        build=list_page,
        on_load=[DeclarationsState.open],
        permission=Permission.DECLARATION_VIEW,
        actions=list_actions,
        wide=True,
    ),
    Page(
        route="/declaraciones/nueva",
        help=HELP["/declaraciones/nueva"],
        title="Nueva declaración",
        lead="Elija el [[expediente|expediente]] y el período. Un trimestre se declara cuando ha "
        "terminado; un año de radiodifusión, por anticipado.",
        build=begin_page,
        on_load=[BeginState.open],
        permission=Permission.DECLARATION_PREPARE,
        current="/declaraciones",
        breadcrumbs=(("Declaraciones", "/declaraciones"),),
    ),
    Page(
        route="/declaraciones/[declaration_id]",
        help=HELP["/declaraciones/[declaration_id]"],
        title="Autoliquidación",
        heading=_heading(),
        build=declaration_page,
        on_load=[DraftState.open, AlertsState.open],
        permission=Permission.DECLARATION_VIEW,
        current="/declaraciones",
        breadcrumbs=(("Declaraciones", "/declaraciones"),),
        wide=True,
    ),
]
