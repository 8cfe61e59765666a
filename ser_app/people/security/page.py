"""`/mi-cuenta/seguridad`: the own password, second factor and sessions."""

from typing import Final

import reflex as rx

from ser_app.people.help_texts import HELP
from ser_app.people.permissions import Permission
from ser_app.people.security.state import SecurityState
from ser_app.people.security.views import SessionView
from ser_app.web.actions import actions, button, form, link_button
from ser_app.web.blocks import announce, busy_when, panel, stack
from ser_app.web.fields import text_field
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table


def security_page() -> rx.Component:
    """Everything about how one comes in."""
    state = SecurityState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.done),
            rx.cond(
                state.must_enrol,
                notice(
                    "Su rol maneja información del Fondo: active el segundo factor para continuar.",
                    kind="pending",
                    title="Falta un paso",
                ),
            ),
            rx.cond(state.done != "", notice(state.done, kind="paid")),
            rx.cond(state.problem != "", notice(state.problem, kind="failed")),
            rx.cond(state.codes.length() > 0, _codes()),
            _second_factor(),
            _sessions(),
            rx.cond(
                state.holds_keys,
                panel(
                    "Claves de API",
                    rx.el.p(
                        "Con ellas los programas de su operador usan SER. Usted puede crearlas."
                    ),
                    actions(link_button("Ver las claves", "/usuarios/claves")),
                ),
            ),
            panel(
                "Contraseña",
                rx.el.p("Al cambiarla se cierran sus demás sesiones."),
                actions(link_button("Cambiar la contraseña", "/cambiar-clave")),
            ),
        ),
    )


def _second_factor() -> rx.Component:
    state = SecurityState
    return panel(
        "Segundo factor",
        rx.el.p(
            status_badge(
                rx.cond(state.active, "Activo", "Sin activar"),
                rx.cond(state.active, "paid", "neutral"),
            )
        ),
        rx.el.p(
            "Además de la contraseña, un código que cambia cada 30 segundos en una aplicación de "
            "su teléfono (Google Authenticator, Microsoft Authenticator, Aegis u otra)."
        ),
        rx.cond(
            state.required,
            rx.el.p("Su rol lo necesita para ingresar o para firmar.", class_name="soft"),
        ),
        rx.cond(state.active, rx.el.p("Le quedan ", state.codes_left, ".")),
        rx.cond(state.qr != "", _enrolment(), _factor_actions()),
        id="segundo-factor",
    )


def _factor_actions() -> rx.Component:
    state = SecurityState
    return rx.cond(
        state.active,
        actions(
            rx.cond(
                ~state.required,
                button("Quitar el segundo factor", kind="danger", on_click=state.give_up),
            ),
            button("Generar otros códigos de recuperación", on_click=state.renew_codes),
            button("Cambiar de teléfono", on_click=state.start),
        ),
        actions(button("Activar el segundo factor", kind="primary", on_click=state.start)),
    )


def _enrolment() -> rx.Component:
    state = SecurityState
    return stack(
        rx.el.ol(
            rx.el.li("Abra la aplicación en su teléfono y agregue una cuenta."),
            rx.el.li("Lea este código QR con la cámara, o escriba la clave."),
            rx.el.li("Escriba aquí el código de seis cifras que muestre."),
            class_name="enrolment-steps",
        ),
        rx.el.svg(
            rx.el.svg.path(d=state.qr, fill="#000"),
            view_box=state.qr_box,
            role="img",
            aria_label="Código QR con la clave de su segundo factor",
            class_name="enrolment-qr",
        ),
        rx.el.p("Clave: ", rx.el.code(state.key)),
        form(
            text_field(
                "Código de seis cifras",
                name="code",
                input_mode="numeric",
                autocomplete="one-time-code",
                max_length=7,
                error=state.code_error,
            ),
            actions(
                button("Cancelar", kind="quiet", on_click=state.stop),
                button("Confirmar el teléfono", kind="primary", type="submit"),
            ),
            on_submit=state.confirm,
            class_name="stack stack-4",
        ),
        gap=4,
    )


def _codes() -> rx.Component:
    return panel(
        "Sus códigos de recuperación",
        rx.el.p(
            "Guárdelos fuera del teléfono: si lo pierde, cada uno le permite ingresar una vez. "
            "Se muestran solo ahora."
        ),
        rx.el.ul(
            rx.foreach(SecurityState.codes, lambda code: rx.el.li(rx.el.code(code))),
            class_name="recovery-codes tabular",
        ),
        id="codigos",
    )


def _sessions() -> rx.Component:
    return panel(
        "Sus sesiones abiertas",
        data_table(
            [
                Column("Dispositivo"),
                Column("Dirección"),
                Column("Desde", kind="date"),
                Column("Último uso", kind="date"),
                Column("Acción", kind="action"),
            ],
            SecurityState.sessions.to(list[SessionView]),
            caption="Sus sesiones abiertas",
            row=_session,
        ),
        rx.cond(
            SecurityState.sessions.length() > 1,
            actions(button("Cerrar las demás", kind="danger", on_click=SecurityState.end_others)),
        ),
    )


def _session(row: rx.Var[SessionView]) -> list[rx.Component | rx.Var[str]]:
    return [
        row.device,
        row.address,
        row.since,
        row.used,
        rx.cond(
            row.own,
            status_badge("Esta sesión", "info"),
            button("Cerrar", on_click=SecurityState.end_one(row.key)),
        ),
    ]


PAGE: Final = Page(
    route="/mi-cuenta/seguridad",
    help=HELP["/mi-cuenta/seguridad"],
    title="Seguridad de mi cuenta",
    lead="Cómo ingresa usted, y desde dónde.",
    build=security_page,
    on_load=[SecurityState.load],
    permission=Permission.ACCOUNT_OWN,
)
