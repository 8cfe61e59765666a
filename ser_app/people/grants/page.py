"""`/usuarios/[user_id]`: the whole operator, or the expedientes of a list with their days."""

import reflex as rx

from ser_app.people.grants.state import GrantsState
from ser_app.people.grants.views import GrantRow
from ser_app.people.help_texts import HELP
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, button, form
from ser_app.web.blocks import announce, busy_when, empty_state, panel, row, stack
from ser_app.web.fields import date_field, field_row, select_field
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table


def grants_page() -> rx.Component:
    """What the person acts for, and the forms that change it."""
    state = GrantsState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.done),
            rx.cond(state.done != "", notice(state.done, kind="paid")),
            rx.el.div(
                rx.cond(state.problem != "", notice(state.problem, kind="failed")), role="alert"
            ),
            rx.cond(state.name != "", _person()),
        ),
        lines=8,
    )


def _person() -> rx.Component:
    state = GrantsState
    return stack(
        panel(
            "Alcance",
            row(
                status_badge(
                    rx.cond(state.limited, "Solo los expedientes de la lista", "Todo el operador"),
                    rx.cond(state.limited, "info", "neutral"),
                ),
                rx.el.span(state.role),
            ),
            rx.el.p(
                "Limitada, la persona ve y firma solo lo de esos expedientes, entre sus fechas. El "
                "estado de cuenta, las devoluciones y los paz y salvos son de todo el operador.",
                class_name="hint mt-2",
            ),
            actions(
                rx.cond(
                    state.limited,
                    button("Quitar el límite", on_click=state.limit(False)),
                    button("Limitar a la lista", kind="primary", on_click=state.limit(True)),
                )
            ),
        ),
        panel(
            "Expedientes",
            data_table(
                [
                    Column("Expediente"),
                    Column("Servicio"),
                    Column("Desde", kind="date"),
                    Column("Hasta", kind="date"),
                    Column("Estado", kind="state"),
                    Column("Acción", kind="action"),
                ],
                state.rows.to(list[GrantRow]),
                caption="Expedientes de la persona",
                row=lambda each: [
                    each.number,
                    each.service,
                    each.since,
                    each.until,
                    status_badge(each.state, each.kind),
                    button("Quitar", kind="danger", on_click=state.revoke(each.key)),
                ],
                empty=empty_state(
                    "La lista está vacía", "Limitada así, la persona no ve ningún expediente."
                ),
            ),
        ),
        _new(),
    )


def _new() -> rx.Component:
    state, errors = GrantsState, GrantsState.errors
    return panel(
        "Agregar un expediente",
        form(
            field_row(
                select_field(
                    "Expediente", name="expediente", options=state.expedientes,
                    placeholder="Elija", error=errors["expediente"],
                ),
                date_field("Desde", name="valid_from"),
                date_field(
                    "Hasta", name="valid_to", required=False, error=errors["valid_to"],
                    hint="Vacía: sin fin",
                ),
            ),
            actions(button("Agregar", kind="primary", type="submit")),
            on_submit=state.grant,
            class_name="stack stack-4",
        ),
    )  # fmt: skip


PAGE = Page(
    route="/usuarios/[user_id]",
    help=HELP["/usuarios/[user_id]"],
    title="Expedientes de un usuario",
    heading=rx.cond(GrantsState.name != "", GrantsState.name, "Expedientes de un usuario"),
    build=grants_page,
    on_load=[GrantsState.open],
    permission=Permission.USERS_MANAGE,
    current="/usuarios",
    breadcrumbs=(("Usuarios", "/usuarios"),),
    wide=True,
)
