"""The panel with which a person signs several forms in one act."""

from typing import Any

import reflex as rx

from ser_app.declarations.texts import STATEMENT
from ser_app.web.actions import actions, button, form, text_link
from ser_app.web.blocks import panel
from ser_app.web.fields import checkbox, password_field
from ser_app.web.tables import Column, data_table


def signing_together(
    rows: rx.Var[list[Any]], first: str, named: str, *, state: Any
) -> rx.Component:
    """Draw the forms that wait for a signature, the oath, the password and the button.

    Args:
        rows: A row each, with number, href, levy, penalty, interest and total.
        first: Heading of the first column.
        named: The field of a row that stands in it.
        state: A state with `oath_error`, `password_error`, `busy` and the handler `sign`.
    """
    return panel(
        "Esperan su firma",
        data_table(
            [
                Column(first),
                Column("FUR"),
                Column("Contraprestación", kind="money"),
                Column("Sanción", kind="money"),
                Column("Intereses", kind="money"),
                Column("Total", kind="money"),
            ],
            rows,
            caption="Formularios que esperan su firma",
            row=lambda row: [
                getattr(row, named),
                text_link(row.number, row.href),
                row.levy,
                row.penalty,
                row.interest,
                row.total,
            ],
        ),
        form(
            checkbox(f"{STATEMENT}.", name="accepted", error=state.oath_error),
            password_field(
                "Su contraseña, otra vez",
                name="password",
                error=state.password_error,
                hint="Comprueba que es usted quien firma; cada declaración lleva su propia firma.",
            ),
            actions(button("Firmar todas", kind="primary", type="submit", busy=state.busy)),
            on_submit=state.sign,
            class_name="stack stack-4",
        ),
    )
