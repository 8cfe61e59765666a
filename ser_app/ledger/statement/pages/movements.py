"""The movements of the statement on the screen: of what is owed, and of what is in favour."""

from typing import Final

import reflex as rx

from ser_app.ledger.statement.state import StatementState
from ser_app.ledger.statement.views import ChangeView
from ser_app.web.actions import actions, link_button
from ser_app.web.blocks import empty_state, figure_row, figures, panel
from ser_app.web.tables import Column, data_table

_MORE: Final = "Hay más: acorte el rango de días o descargue el archivo."


def movements_panel() -> rx.Component:
    """What changed what is owed, and the balance after each."""
    view = StatementState.view
    return panel(
        "Movimientos",
        figures(figure_row("Saldo anterior en libros", view.opening)),
        data_table(
            [
                Column("Día", kind="date"),
                Column("Movimiento"),
                Column("Cargo", kind="money"),
                Column("Abono", kind="money"),
                Column("Saldo", kind="money"),
            ],
            view.changes.to(list[ChangeView]),
            caption="Movimientos entre los dos días",
            row=_change,
            empty=empty_state("Sin movimientos", "Amplíe el rango de días para ver más."),
        ),
        rx.cond(
            (view.begin_href != "") | (view.next_href != ""),
            actions(
                rx.cond(
                    view.begin_href != "",
                    link_button("Desde el primer movimiento", view.begin_href, kind="quiet"),
                ),
                rx.cond(
                    view.next_href != "",
                    link_button("Movimientos siguientes", view.next_href, kind="quiet"),
                ),
            ),
        ),
        figures(figure_row("Saldo en libros, sin los intereses que corren", view.closing)),
    )


def favour_panel() -> rx.Component:
    """How the balance in favour came to be what it is."""
    view = StatementState.view
    return rx.cond(
        view.favour.length() > 0,
        panel(
            "Saldo a favor",
            figures(figure_row("Saldo a favor anterior", view.favour_opening)),
            data_table(
                [
                    Column("Día", kind="date"),
                    Column("Movimiento"),
                    Column("Entra", kind="money"),
                    Column("Sale", kind="money"),
                    Column("Saldo a favor", kind="money"),
                ],
                view.favour.to(list[ChangeView]),
                caption="Movimientos del saldo a favor entre los dos días",
                row=_favour_change,
                empty=empty_state("Sin movimientos", "Amplíe el rango de días para ver más."),
            ),
            rx.cond(
                view.favour_more,
                rx.el.p(_MORE, class_name="hint"),
            ),
            figures(figure_row("Saldo a favor ese día", view.in_favour)),
        ),
    )


def _favour_change(each: rx.Var[ChangeView]) -> list[rx.Component | rx.Var[str]]:
    day, words, taken, added, balance = _change(each)
    return [day, words, added, taken, balance]


def _change(each: rx.Var[ChangeView]) -> list[rx.Component | rx.Var[str]]:
    return [
        each.day,
        rx.el.div(
            each.description,
            rx.cond(each.expediente != "", rx.el.div(each.expediente, class_name="hint tabular")),
            rx.cond(each.parts != "", rx.el.div(each.parts, class_name="hint")),
            rx.cond(each.posted != "", rx.el.div(each.posted, class_name="hint")),
        ),
        each.charge,
        each.payment,
        each.balance,
    ]
