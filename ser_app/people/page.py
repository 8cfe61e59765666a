"""Pages of this room: what is not for this person, the demonstration, and those of its parts."""

import reflex as rx

from ser_app.people.api_keys.page import PAGE as API_KEYS_PAGE
from ser_app.people.grants.page import PAGE as GRANTS_PAGE
from ser_app.people.help_texts import HELP
from ser_app.people.mail.pages.undelivered import PAGE as UNDELIVERED_PAGE
from ser_app.people.permissions.page import PAGE as PERMISSIONS_PAGE
from ser_app.people.requests.pages.desk import PAGES as REQUEST_PAGES
from ser_app.people.requests.pages.public import PAGES as PUBLIC_REQUEST_PAGES
from ser_app.people.security.page import PAGE as SECURITY_PAGE
from ser_app.people.state import SessionState
from ser_app.people.texts import DEMO_ACCOUNTS, DEMO_PASSWORD, DEMO_SIGNERS
from ser_app.people.users.page import PAGE as USERS_PAGE
from ser_app.settings import settings
from ser_app.web.actions import actions, button, hidden, link_button, native_form, text_link
from ser_app.web.blocks import panel, stack
from ser_app.web.entry import demo_account, demo_accounts
from ser_app.web.fields import date_field
from ser_app.web.page import Page
from ser_app.web.status import notice


def not_allowed_page() -> rx.Component:
    """Says that the person may not do this, and where to go on."""
    return notice(
        "Lo que intentó no forma parte de los permisos de su rol, o pertenece a otro operador. "
        "No se cambió nada. Si lo necesita, pídalo al administrador de su operador.",
        actions(
            link_button("Qué puede hacer cada rol", "/usuarios/permisos"),
            link_button("Volver a mi página", "/", kind="primary", external=True),
        ),
        kind="info",
        title="Esta página no es para su usuario",
    )


def demonstration_page() -> rx.Component:
    """The controls of the demonstration: its accounts and its movable day."""
    return stack(
        panel(
            "Fecha de la demostración",
            rx.el.p(
                "Los plazos, sanciones e intereses se calculan como si hoy fuera esta fecha. "
                "Cambia para todas las personas que usan esta demostración."
            ),
            rx.el.p(rx.el.strong(SessionState.clock_text)),
            native_form(
                date_field("Nueva fecha", name="dia", hint="Vacía: la fecha real."),
                hidden("volver", "/demostracion"),
                actions(
                    link_button("Volver a mi página", "/", external=True),
                    button("Cambiar la fecha", kind="primary", type="submit"),
                ),
                action="/demo/reloj",
            ),
        ),
        panel(
            "Correo de la demostración",
            rx.el.p("Una demostración no envía correos: los muestra en un buzón."),
            actions(link_button("Abrir el buzón", "/demostracion/correo")),
        ),
        panel(
            "Certificados de prueba",
            rx.el.p(
                "Con ellos se firma un FUR con firma digital. No valen fuera de aquí. La "
                "contraseña es la de las cuentas."
            ),
            rx.el.ul(
                *(
                    rx.el.li(
                        text_link(
                            f"{name} ({mail}), llave {kind.upper()}",
                            f"/demostracion/certificados/{kind}/{mail}.p12",
                            download=True,
                        )
                    )
                    for name, mail in DEMO_SIGNERS
                    for kind in ("rsa", "ec")
                ),
                rx.el.li(
                    text_link(
                        "Raíz de la autoridad de prueba (PEM)",
                        "/demostracion/certificados/raiz.pem",
                        download=True,
                    )
                ),
                class_name="list-disc ps-6",
            ),
        ),
        demo_accounts(
            *(demo_account(name, role, user, DEMO_PASSWORD) for name, role, user in DEMO_ACCOUNTS)
        ),
    )


def _demonstration_pages() -> list[Page]:
    """What exists in a demonstration only: anywhere else its state is not even registered."""
    if not settings().demo:
        return []
    from ser_app.people.mail.pages.mailbox import PAGE  # noqa: PLC0415  see above

    return [PAGE]


PAGES = [
    Page(
        route="/demostracion",
        help=HELP["/demostracion"],
        title="La demostración",
        lead="Datos ficticios para conocer el sistema. Nada de lo que haga aquí tiene efectos.",
        build=lambda: rx.cond(SessionState.demo, demonstration_page()),
    ),
    Page(
        route="/sin-permiso",
        help=HELP["/sin-permiso"],
        title="Sin permiso",
        build=not_allowed_page,
        permission="home.view",
    ),
    USERS_PAGE,
    PERMISSIONS_PAGE,
    API_KEYS_PAGE,
    GRANTS_PAGE,
    *PUBLIC_REQUEST_PAGES,
    *REQUEST_PAGES,
    UNDELIVERED_PAGE,
    SECURITY_PAGE,
    *_demonstration_pages(),
]
