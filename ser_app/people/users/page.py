"""`/usuarios`: who may act for the operator (or the Ministry), and what each may do."""

import reflex as rx

from ser_app.people.help_texts import HELP
from ser_app.people.permissions import Permission
from ser_app.people.users.state import UsersState
from ser_app.people.users.views import UserRow
from ser_app.web.actions import actions, button, form, link_button, text_link
from ser_app.web.blocks import announce, empty_state, panel, stack
from ser_app.web.fields import checkbox, date_field, field_row, select_field, text_field
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table


def users_page() -> rx.Component:
    """The list of users with the form for a new one."""
    return stack(
        announce(UsersState.done),
        rx.cond(UsersState.done != "", notice(UsersState.done, kind="paid")),
        rx.cond(UsersState.problem != "", notice(UsersState.problem, kind="failed")),
        rx.cond(UsersState.new_password != "", _password_notice()),
        rx.cond(UsersState.adding, _new_user_form()),
        _table(),
    )


def _password_notice() -> rx.Component:
    return notice(
        rx.el.p(
            "Entregue esta contraseña temporal a ",
            rx.el.strong(UsersState.new_email),
            " por un medio seguro. Se muestra solo ahora y hay que cambiarla al primer ingreso.",
        ),
        rx.el.p(rx.el.code(UsersState.new_password)),
        kind="info",
        title="Usuario creado",
    )


def _new_user_form() -> rx.Component:
    return panel(
        "Nuevo usuario",
        form(
            field_row(
                text_field(
                    "Nombre y apellidos", name="full_name", autocomplete="off", required=True,
                    max_length=120, error=UsersState.errors["full_name"],
                ),
                text_field(
                    "Correo electrónico", name="email", type="email", autocomplete="off",
                    required=True, max_length=120, error=UsersState.errors["email"],
                ),
            ),
            field_row(
                text_field(
                    "Cédula", name="document_number", input_mode="numeric", required=True,
                    max_length=10, hint="Solo números, sin puntos",
                    error=UsersState.errors["document_number"],
                ),
                select_field(
                    "Rol", name="role", options=UsersState.roles, required=True,
                    placeholder="Elija un rol", error=UsersState.errors["role"],
                ),
            ),
            text_field(
                "Tarjeta profesional", name="professional_card", max_length=20,
                hint="Solo para quien firma como contador o revisor fiscal",
                error=UsersState.errors["professional_card"],
            ),
            checkbox("Firma como revisor fiscal", name="statutory_auditor"),
            actions(
                button("Cancelar", on_click=UsersState.stop_adding, kind="quiet"),
                button("Crear usuario", kind="primary", type="submit"),
            ),
            on_submit=UsersState.create,
        ),
    )  # fmt: skip


def _table() -> rx.Component:
    return data_table(
        [
            Column("Nombre"),
            Column("Documento"),
            Column("Rol"),
            Column("Estado", kind="state"),
            Column("Acción", kind="action"),
        ],
        UsersState.rows,
        caption="Usuarios",
        row=_row,
        empty=empty_state("Todavía no hay usuarios", "Cree el primero con «Nuevo usuario»."),
    )


def _row(row: rx.Var[UserRow]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(rx.el.strong(row.name), rx.el.div(row.email, class_name="soft")),
        row.document,
        rx.cond(
            row.own | row.suspended,
            rx.el.span(row.role_label),
            stack(
                select_field(
                    f"Rol de {row.name}",
                    name=f"rol-{row.public_id}",
                    label_hidden=True,
                    options=UsersState.roles,
                    value=row.role,
                    on_change=lambda role: UsersState.change_role(row.public_id, role),
                ),
                rx.cond(row.dated, _access(row)),
                rx.cond(
                    row.limits != "",
                    text_link(row.reach, row.limits, aria_label=f"{row.reach}: {row.name}"),
                ),
                gap=2,
            ),
        ),
        status_badge(row.state, row.state_kind),
        rx.cond(
            row.own,
            rx.el.span("Es usted", class_name="soft"),
            rx.cond(
                row.suspended,
                rx.cond(
                    row.invited,
                    button("Invitar otra vez", on_click=UsersState.invite_again(row.public_id)),
                    button("Reactivar", on_click=UsersState.reactivate(row.public_id)),
                ),
                actions(
                    rx.cond(
                        row.locked,
                        button("Desbloquear", on_click=UsersState.unlock(row.public_id)),
                    ),
                    rx.cond(
                        row.factor,
                        button(
                            "Quitar segundo factor",
                            on_click=UsersState.remove_factor(row.public_id),
                        ),
                    ),
                    button("Suspender", kind="danger", on_click=UsersState.suspend(row.public_id)),
                ),
            ),
        ),
    ]


def _access(row: rx.Var[UserRow]) -> rx.Component:
    """Between which days an auditor's account works."""
    return form(
        rx.el.input(type="hidden", name="user", value=row.public_id),
        stack(
            date_field("Accede desde", name="access_from", value=row.access_from),
            date_field("Accede hasta", name="access_to", value=row.access_to),
            button("Guardar acceso", type="submit"),
            gap=2,
        ),
        on_submit=UsersState.set_access,
    )


def _actions() -> rx.Component:
    return actions(
        link_button("Roles y permisos", "/usuarios/permisos"),
        rx.cond(UsersState.of_operator, link_button("Quién firma", "/usuarios/firmantes")),
        rx.cond(UsersState.of_operator, link_button("Claves de API", "/usuarios/claves")),
        button("Nuevo usuario", kind="primary", icon="plus", on_click=UsersState.start_adding),
    )


PAGE = Page(
    route="/usuarios",
    help=HELP["/usuarios"],
    title="Usuarios",
    lead="Quién puede actuar y con qué rol. Una suspensión rige desde el siguiente clic.",
    build=users_page,
    on_load=[UsersState.load],
    permission=Permission.USERS_MANAGE,
    actions=_actions,
    wide=True,
)
