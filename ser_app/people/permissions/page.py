"""`/usuarios/permisos`: the table of roles and permissions that the whole application asks."""

import reflex as rx

from ser_app.people.help_texts import HELP
from ser_app.people.permissions import Role
from ser_app.people.permissions.state import PermissionsState
from ser_app.people.permissions.views import PermissionRow, RoomTable
from ser_app.web.blocks import panel, stack
from ser_app.web.fields import select_field
from ser_app.web.icons import icon
from ser_app.web.page import Page
from ser_app.web.tables import Column, data_table


def permissions_page() -> rx.Component:
    """A choice of role, then one table for each part of the work."""
    return stack(
        rx.el.p("Su rol es ", rx.el.strong(PermissionsState.own), "."),
        select_field(
            "Ver los permisos de", name="rol", options=PermissionsState.roles,
            value=PermissionsState.role, on_change=PermissionsState.choose,
        ),
        rx.el.div(rx.foreach(PermissionsState.rooms, _room), class_name="stack stack-6 matrix"),
    )  # fmt: skip


def _room(room: rx.Var[RoomTable]) -> rx.Component:
    return panel(
        room.title,
        data_table(
            [Column("Permiso"), *(Column(role.label, kind="state") for role in Role)],
            room.rows,
            caption=room.title,
            caption_hidden=True,
            row=_row,
        ),
        actions=rx.el.span(room.note, class_name="hint tabular"),
    )


def _row(row: rx.Var[PermissionRow]) -> list[rx.Component | rx.Var[str]]:
    return [row.words, *(_cell(row.granted[place]) for place in range(len(Role)))]


def _cell(granted: rx.Var[bool]) -> rx.Component:
    return rx.cond(
        granted,
        rx.el.span(icon("paid"), "Sí", class_name="badge", custom_attrs={"data-kind": "paid"}),
        rx.el.span(icon("neutral"), "No", class_name="matrix-no"),
    )


PAGE = Page(
    route="/usuarios/permisos",
    help=HELP["/usuarios/permisos"],
    title="Roles y permisos",
    lead="Qué puede hacer cada rol. Esta misma tabla decide en las páginas y en las descargas.",
    build=permissions_page,
    on_load=[PermissionsState.load],
    permission="account.own",
    current="/usuarios",
    wide=True,
)
