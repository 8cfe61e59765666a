"""The way in: signing in, the second step, the own password, a forgotten one."""

from typing import Final

import reflex as rx

from ser_app.people.help_texts import HELP
from ser_app.people.state import SessionState
from ser_app.people.texts import DEMO_ACCOUNTS, DEMO_PASSWORD, GOOD_NEWS, SIGN_IN_MESSAGES
from ser_app.web.actions import button, carried, carrying_button, native_form, text_link
from ser_app.web.entry import demo_account, demo_accounts, entry_page
from ser_app.web.fields import password_field, text_field
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
            carried("next", "siguiente"),
            carrying_button("Ingresar"),
            action="/sesion/entrar",
        ),
        rx.el.p(text_link("Olvidé mi contraseña", "/recuperar-contrasena")),
        title="Ingresar",
        help=HELP["/ingresar"],
        lead="Liquide, presente y pague lo que su operador debe al Fondo Único de TIC.",
        demo=SessionState.demo,
        aside=rx.fragment(
            rx.el.p(
                "¿Solo quiere saber cuánto se debe? ",
                text_link("Use el simulador", "/simulador"),
                ", sin usuario.",
                class_name="entry-aside",
            ),
            rx.el.p(
                "¿Su operador todavía no tiene usuario? ",
                text_link("Solicítelo", "/solicitud-de-usuario"),
                ".",
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
        help=HELP["/cambiar-clave"],
        lead="Con ella firma: solo usted debe conocerla.",
        demo=SessionState.demo,
    )


def code_page() -> rx.Component:
    """The second step of signing in: a code of the telephone, or a recovery code."""
    return entry_page(
        _message(),
        native_form(
            text_field(
                "Código", name="code", autocomplete="one-time-code", max_length=20,
                hint="Las seis cifras de su teléfono, o un código de recuperación.",
            ),
            carried("next", "siguiente"),
            carrying_button("Ingresar"),
            action="/sesion/codigo",
        ),
        rx.el.p(text_link("Empezar de nuevo", "/ingresar")),
        title="Segundo factor",
        help=HELP["/ingresar/codigo"],
        lead="Su contraseña es correcta. Escriba el código que muestra ahora su teléfono.",
        demo=SessionState.demo,
    )  # fmt: skip


def ask_recovery_page() -> rx.Component:
    """Asks for the mail to which a link goes."""
    return entry_page(
        _message(),
        native_form(
            text_field("Correo electrónico", name="email", type="email", autocomplete="username"),
            button("Enviar el enlace", kind="primary", type="submit"),
            action="/sesion/recuperar",
        ),
        rx.el.p(text_link("Volver a ingresar", "/ingresar")),
        title="Recuperar la contraseña",
        help=HELP["/recuperar-contrasena"],
        lead="Le enviamos por correo un enlace para elegir otra.",
        demo=SessionState.demo,
        aside=rx.cond(
            SessionState.demo,
            rx.el.p(
                "En la demostración el correo no se envía: ",
                text_link("abra el buzón", "/demostracion/correo"),
                ".",
                class_name="entry-aside",
            ),
        ),
    )


def recovery_page() -> rx.Component:
    """The new password of somebody with a mailed link."""
    return entry_page(
        *_password_of_a_link(
            "Contraseña nueva", "Cambiar la contraseña", action="/sesion/restablecer"
        ),
        title="Elija otra contraseña",
        help=HELP["/restablecer-contrasena"],
        lead="Se cierran todas sus sesiones. El segundo factor sigue siendo el mismo.",
        demo=SessionState.demo,
    )


def invitation_page() -> rx.Component:
    """The first password of somebody who was invited."""
    return entry_page(
        *_password_of_a_link(
            "Contraseña", "Aceptar y elegir esta contraseña", action="/sesion/invitacion"
        ),
        title="Acepte su cuenta",
        help=HELP["/invitacion"],
        lead="Elija la contraseña con la que ingresará. Solo usted debe conocerla.",
        demo=SessionState.demo,
    )


def _password_of_a_link(label: str, submit: str, *, action: str) -> tuple[rx.Component, ...]:
    """The form of whoever came by a mailed link and chooses a password."""
    return (
        _message(),
        native_form(
            password_field(
                label,
                name="new",
                autocomplete="new-password",
                hint="Al menos 12 caracteres. Una frase larga es fácil de recordar.",
            ),
            carried("codigo", "codigo"),
            carrying_button(submit),
            action=action,
        ),
    )


ENTRANCES: Final = (
    ("/ingresar", "Ingresar", sign_in_page),
    ("/ingresar/codigo", "Segundo factor", code_page),
    ("/cambiar-clave", "Cambie su contraseña", change_password_page),
    ("/recuperar-contrasena", "Recuperar la contraseña", ask_recovery_page),
    ("/invitacion", "Acepte su cuenta", invitation_page),
    ("/restablecer-contrasena", "Elija otra contraseña", recovery_page),
)
"""Address, title and builder of the pages without a menu."""
