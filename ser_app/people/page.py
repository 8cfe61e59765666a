"""Signing in, and the page that says that something is not for this person."""

import reflex as rx

from ser_app.people.mail.pages.undelivered import PAGE as UNDELIVERED_PAGE
from ser_app.people.state import SessionState
from ser_app.people.texts import DEMO_ACCOUNTS, DEMO_PASSWORD, GOOD_NEWS, SIGN_IN_MESSAGES
from ser_app.people.users.page import PAGE as USERS_PAGE
from ser_app.settings import settings
from ser_app.web.actions import actions, button, hidden, link_button, native_form, text_link
from ser_app.web.blocks import panel, stack
from ser_app.web.entry import demo_account, demo_accounts, entry_page
from ser_app.web.fields import date_field, password_field, text_field
from ser_app.web.page import Page
from ser_app.web.status import notice


class SignInState(rx.State):
    """What the sign-in page shows; the form itself is posted to the HTTP route."""

    @rx.var
    def message(self) -> str:
        """Why the last try failed, by the code in the address."""
        return SIGN_IN_MESSAGES.get(self.router.url.query_parameters.get("aviso", ""), "")

    @rx.var
    def good(self) -> bool:
        """Whether the message tells that something went well."""
        return self.router.url.query_parameters.get("aviso", "") in GOOD_NEWS

    @rx.var
    def after(self) -> str:
        """Where to go after signing in."""
        return self.router.url.query_parameters.get("siguiente", "")


def _message() -> rx.Component:
    return rx.cond(
        SignInState.message != "",
        notice(SignInState.message, kind=rx.cond(SignInState.good, "paid", "failed")),
    )


def sign_in_page() -> rx.Component:
    """The sign-in page."""
    return entry_page(
        _message(),
        native_form(
            text_field(
                "Correo electrónico", name="email", type="email", autocomplete="username",
                required=True,
            ),
            password_field("Contraseña", name="password", required=True),
            hidden("next", SignInState.after),
            button("Ingresar", kind="primary", type="submit"),
            action="/sesion/entrar",
        ),
        title="Ingresar",
        lead="Liquide, presente y pague lo que su operador debe al Fondo Único de TIC.",
        demo=SessionState.demo,
        aside=rx.fragment(
            rx.el.p(
                "¿Solo quiere saber cuánto se debe? ",
                text_link("Use el simulador", "/simulador"),
                ", sin usuario.",
                class_name="entry-aside",
            ),
            rx.cond(
                SessionState.demo,
                demo_accounts(
                    *(
                        demo_account(name, role, user, DEMO_PASSWORD)
                        for name, role, user in DEMO_ACCOUNTS
                    )
                ),
            ),
        ),
    )  # fmt: skip


def not_allowed_page() -> rx.Component:
    """Says that the person may not do this, and where to go on."""
    return notice(
        "Lo que intentó no forma parte de los permisos de su rol, o pertenece a otro operador. "
        "No se cambió nada. Si lo necesita, pídalo al administrador de su operador.",
        actions(link_button("Volver a mi página", "/", kind="primary", external=True)),
        kind="info",
        title="Esta página no es para su usuario",
    )


def change_password_page() -> rx.Component:
    """The form for the own password; where a new person lands first."""
    return entry_page(
        _message(),
        native_form(
            password_field("Contraseña actual", name="current", required=True),
            password_field(
                "Contraseña nueva",
                name="new",
                required=True,
                autocomplete="new-password",
                hint="Al menos 12 caracteres. Una frase larga es fácil de recordar.",
            ),
            button("Cambiar la contraseña", kind="primary", type="submit"),
            action="/sesion/clave",
        ),
        title="Cambie su contraseña",
        lead="Con ella firma: solo usted debe conocerla.",
        demo=SessionState.demo,
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
        title="La demostración",
        lead="Datos ficticios para conocer el sistema. Nada de lo que haga aquí tiene efectos.",
        build=lambda: rx.cond(SessionState.demo, demonstration_page()),
    ),
    Page(
        route="/sin-permiso",
        title="Sin permiso",
        build=not_allowed_page,
        permission="home.view",
    ),
    USERS_PAGE,
    UNDELIVERED_PAGE,
    *_demonstration_pages(),
]
