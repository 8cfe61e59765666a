"""What the pages about debts share."""

from typing import Any

import reflex as rx

from ser_app.web.tables import Column, data_table


def debts_table(rows: Any, *, caption: str) -> rx.Component:
    """Draw debts with what is owed of each, what is paid, in which parts, and what stays owed.

    Args:
        rows: A variable with a list of `DebtView`.
        caption: What the table shows.
    """
    return data_table(
        [
            Column("Deuda"),
            Column("Se debe", kind="money"),
            Column("Se paga", kind="money"),
            Column("Queda", kind="money"),
        ],
        rows,
        caption=caption,
        row=_debt,
    )


def _debt(each: Any) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(
            rx.el.span(each.title),
            rx.el.div(each.place, class_name="hint font-normal tabular"),
            rx.el.div(each.due, class_name="hint font-normal"),
        ),
        rx.el.div(each.owed, rx.el.div(each.owed_parts, class_name="hint whitespace-pre")),
        rx.el.div(rx.el.strong(each.pays), rx.el.div(each.parts, class_name="hint whitespace-pre")),
        each.rest,
    ]
