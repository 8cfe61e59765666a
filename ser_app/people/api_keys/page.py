"""`/usuarios/claves`: keys with which the operator's own programs use the HTTP API."""

from typing import Final

import reflex as rx

from ser_app.people.api_keys.reach import KEY_PERMISSIONS
from ser_app.people.api_keys.service import LONGEST_NAME
from ser_app.people.api_keys.state import SOME, WHOLE, ApiKeysState
from ser_app.people.api_keys.views import KeyRow, field_of, words_of
from ser_app.people.help_texts import HELP
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, button, form, link_button
from ser_app.web.blocks import announce, busy_when, empty_state, panel, stack
from ser_app.web.fields import Option, checkbox, date_field, field_row, radio_group, text_field
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table

_REACHES: Final = [
    Option(WHOLE, "Todo el operador, también los expedientes que se agreguen"),
    Option(SOME, "Solo los que marque"),
]


def api_keys_page() -> rx.Component:
    """The list of keys with the form for a new one."""
    state = ApiKeysState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.done),
            rx.cond(state.done != "", notice(state.done, kind="paid")),
            rx.el.div(
                rx.cond(state.problem != "", notice(state.problem, kind="failed")), role="alert"
            ),
            rx.cond(state.secret != "", _secret()),
            rx.cond(state.adding, _form()),
            _table(),
        ),
        lines=8,
    )


def _secret() -> rx.Component:
    state = ApiKeysState
    return notice(
        rx.el.p(
            "Cópiela ahora en la configuración de «",
            rx.el.strong(state.secret_of),
            "»: no se puede volver a mostrar. Quien la tenga actúa por su operador; si la pierde o "
            "se filtra, revóquela y cree otra.",
        ),
        rx.el.p(rx.el.code(state.secret, class_name="break-all", id="clave-nueva")),
        kind="info",
        title="Clave creada",
    )


def _form() -> rx.Component:
    errors = ApiKeysState.errors
    return panel(
        "Nueva clave",
        form(
            field_row(
                text_field(
                    "Para qué programa es", name="name", autocomplete="off",
                    max_length=LONGEST_NAME, error=errors["name"],
                    hint="Por ejemplo, «Contabilidad»",
                ),
                date_field(
                    "Sirve hasta", name="last_day", error=errors["last_day"],
                    hint="Un año como máximo",
                ),
            ),
            rx.el.fieldset(
                rx.el.legend("Qué permite", class_name="label"),
                *(checkbox(words_of(each), name=field_of(each)) for each in KEY_PERMISSIONS),
                rx.cond(
                    errors["reach"] != "",
                    rx.el.p(errors["reach"], class_name="field-error", role="alert"),
                ),
                class_name="stack stack-2",
            ),
            radio_group(
                "Para qué expedientes", name="alcance", options=_REACHES,
                value=rx.cond(ApiKeysState.limited, SOME, WHOLE), on_change=ApiKeysState.choose,
                error=errors["expedientes"],
            ),
            rx.cond(ApiKeysState.limited, _expedientes()),
            rx.el.p(
                "Ninguna clave firma ni administra usuarios. Usted responde por lo que entre con "
                "ella: deja de servir si se suspende su cuenta.",
                class_name="hint",
            ),
            actions(
                button("Cancelar", kind="quiet", on_click=ApiKeysState.stop_adding),
                button("Crear clave", kind="primary", type="submit"),
            ),
            on_submit=ApiKeysState.create,
            class_name="stack stack-4",
        ),
    )  # fmt: skip


def _expedientes() -> rx.Component:
    """A box for each expediente of the operator."""
    return rx.el.fieldset(
        rx.el.legend("Expedientes de la clave", class_name="label"),
        rx.foreach(ApiKeysState.expedientes, lambda each: checkbox(each.label, name=each.value)),
        rx.el.p(
            "Lo de otro expediente, y lo que es de varios, responderá como si no existiera. El "
            "estado de cuenta es de todo el operador.",
            class_name="hint",
        ),
        class_name="stack stack-2",
    )


def _table() -> rx.Component:
    table = data_table(
        [
            Column("Clave"),
            Column("Permite"),
            Column("Creada"),
            Column("Último uso"),
            Column("Sirve hasta", kind="date"),
            Column("Estado", kind="state"),
            Column("Acción", kind="action"),
        ],
        ApiKeysState.rows.to(list[KeyRow]),
        caption="Claves de API",
        row=_row,
        empty=empty_state(
            "Todavía no hay claves",
            "Cree una para que su programa de contabilidad prepare declaraciones, genere FUR y "
            "consulte pagos.",
        ),
    )
    return rx.el.div(table, class_name="tall")


def _row(row: rx.Var[KeyRow]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(rx.el.strong(row.name), rx.el.div(rx.el.code(row.hint), class_name="soft")),
        rx.el.div(
            rx.el.ul(rx.foreach(row.reach, rx.el.li), class_name="listed"),
            rx.el.div(row.of, class_name="hint"),
        ),
        row.made,
        row.used,
        row.until,
        status_badge(row.state, row.kind),
        rx.cond(
            row.usable,
            button(
                "Revocar",
                kind="danger",
                on_click=ApiKeysState.revoke(row.key),
                aria_label=f"Revocar {row.name}",
            ),
        ),
    ]


def _actions() -> rx.Component:
    return actions(
        link_button("Documentación (OpenAPI)", "/api/v1/openapi.json", external=True),
        button("Nueva clave", kind="primary", icon="plus", on_click=ApiKeysState.start_adding),
    )


PAGE: Final = Page(
    route="/usuarios/claves",
    help=HELP["/usuarios/claves"],
    title="Claves de API",
    lead="Con ellas los programas de su operador preparan, pagan y consultan. Nunca firman.",
    build=api_keys_page,
    on_load=[ApiKeysState.load],
    permission=Permission.PROGRAM_KEYS,
    current="/usuarios",
    actions=_actions,
    wide=True,
)
