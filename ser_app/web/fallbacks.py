"""What people see when something went wrong, in Spanish and without blaming them."""

import reflex as rx
from reflex_components_core.base.error_boundary import ErrorBoundary
from reflex_components_core.el.elements.inline import A

from ser_app.web import client
from ser_app.web.actions import link_button
from ser_app.web.blocks import empty_state
from ser_app.web.entry import public_page

LOST = "Sin conexión con el servidor. Estamos intentando reconectar: no cierre esta página."
BACK = "Conexión restablecida."


def overlay() -> rx.Component:
    """What goes with every page: says whether the server is reached, keeps focus and presses.

    A fragment, because the framework puts the whole page into what an app wrap returns.
    """
    return rx.fragment(
        client.ConnectionBanner.create(lost=LOST, back=BACK),
        client.FocusKeeper.create(),
        client.PressKeeper.create(),
    )


def not_found_page() -> rx.Component:
    """Draw the page for an address that does not exist."""
    return public_page(
        empty_state(
            "Esta dirección no existe o cambió de lugar.",
            "Revise que esté completa, o vuelva al inicio y busque desde allí.",
            action=link_button("Ir al inicio", "/inicio", kind="primary", external=True),
            icon_name="search",
        ),
        title="Página no encontrada",
    )


def broken_page() -> rx.Component:
    """Draw what replaces a page whose script failed."""
    return rx.el.main(
        rx.el.h1("Esta página dejó de responder", class_name="page-title"),
        rx.el.p("El error quedó registrado. Lo que ya estaba guardado sigue guardado."),
        rx.el.p("Vuelva a cargar la página; si se repite, escriba a soporte."),
        A.create("Volver a cargar", href="", class_name="button button-primary"),
        class_name="broken",
    )


def error_boundary(*, stateful: bool) -> rx.Component:
    """Catch what fails in a page's script and show `broken_page` in its place.

    Args:
        stateful: True where the server can be told of the failure.
    """
    props = {} if stateful else {"on_error": rx.noop()}
    return ErrorBoundary.create(fallback_render=broken_page(), **props)
