"""A sheet of amounts: cells that are typed, pasted as a range, and moved through with keys."""

from collections.abc import Sequence

import reflex as rx

from ser_app.web import client
from ser_app.web.kinds import Handler, Text


def money_sheet(*children: rx.Component, columns: Sequence[str], on_write: Handler) -> rx.Component:
    """Draw what surrounds the cells of a sheet.

    Args:
        *children: A table with cells made by `money_cell`.
        columns: Names of the typed columns, from the left.
        on_write: Gets `[key, column, text]` of every cell that changed, in one event.
    """
    return client.SheetGrid.create(*children, columns=list(columns), on_write=on_write)


def money_cell(label: Text, *, key: Text, column: str, number: Text, value: Text) -> rx.Component:
    """Draw a cell for whole pesos, with thousand points while typing.

    Args:
        label: What it is, for screen readers; the table says it to everybody else.
        key: What its row is known by.
        column: Its column's name.
        number: What its row is called in the spreadsheets of the person, to paste by name.
        value: The server's value as bare digits.
    """
    return client.SheetCell.create(
        row_key=key,
        column=column,
        number=number,
        value=value,
        input_mode="numeric",
        auto_complete="off",
        placeholder="0",
        class_name="control control-cell",
        custom_attrs={"aria-label": label},
    )
