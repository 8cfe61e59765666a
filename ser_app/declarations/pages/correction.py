"""The parts of the form about corrections and balance in favour."""

from typing import Any

import reflex as rx

from ser_app.declarations.corrections.views import DifferenceView
from ser_app.declarations.pages.panel import why
from ser_app.declarations.state.form import DraftState
from ser_app.web.actions import button, text_link
from ser_app.web.blocks import panel
from ser_app.web.fields import field_row, money_field
from ser_app.web.status import notice
from ser_app.web.tables import Column, data_table
from ser_app.web.terms import term

_COLUMNS = (
    Column("Valor"),
    Column("Antes", kind="money"),
    Column("Ahora", kind="money"),
    Column("Diferencia", kind="money"),
)


def correction_note() -> rx.Component:
    """Says what this corrects, until when, and that it stands until then."""
    return rx.cond(
        DraftState.correction_note != "",
        rx.el.div(
            notice(
                rx.el.p(DraftState.correction_note, " ", term("firmness", "¿Qué es la firmeza?")),
                rx.el.p(text_link("Ver la declaración presentada", DraftState.corrected_href)),
                kind="info",
                title="Está corrigiendo una declaración presentada",
            ),
            rx.cond(
                DraftState.correction_error != "",
                notice(DraftState.correction_error, kind="failed"),
            ),
            id="correction",
            tab_index=-1,
            class_name="stack stack-4",
        ),
    )


def difference_panel() -> rx.Component:
    """Before, now and the difference of each field, while typing."""
    return rx.cond(
        DraftState.differences.length() > 0,
        panel(
            "Qué cambia con esta corrección",
            difference_table(DraftState.differences),
            rx.cond(
                DraftState.balance_left != "",
                notice(
                    rx.el.p(
                        "Al presentarla quedan ",
                        rx.el.strong(DraftState.balance_left),
                        " a favor de su operador, para aplicar a otra declaración. ",
                        why("balance_in_favour", "el saldo a favor"),
                    ),
                    kind="info",
                ),
            ),
            id="diferencia",
        ),
    )


def difference_table(differences: Any) -> rx.Component:
    """Each field before, now and the difference."""
    return rx.el.div(
        data_table(
            _COLUMNS,
            differences,
            caption="Antes, ahora y diferencia de cada valor",
            row=_difference,
        ),
        class_name="comparison",
    )


def _difference(each: rx.Var[DifferenceView]) -> list[rx.Component | rx.Var[str]]:
    """One field; an equal one is quiet."""
    return [
        each.label,
        each.before,
        each.after,
        rx.el.span(
            each.difference,
            class_name=rx.cond(each.sign == "same", "muted", "font-semibold"),
        ),
    ]


def balance_field() -> rx.Component:
    """How much of the balance in favour is applied to this declaration."""
    return rx.cond(
        (DraftState.balance_offer != "") | (DraftState.balance_digits != ""),
        rx.el.div(
            field_row(
                money_field(
                    "Aplicar saldo a favor",
                    name="balance_applied",
                    value=DraftState.balance_digits,
                    on_change=DraftState.set_balance(DraftState.public_id),
                    hint=DraftState.balance_offer,
                    error=DraftState.balance_error,
                    required=False,
                ),
            ),
            rx.cond(
                DraftState.balance_most != "",
                button(
                    "Aplicar todo lo posible",
                    on_click=DraftState.set_balance(DraftState.public_id, DraftState.balance_most),
                    kind="quiet",
                    class_name="self-start",
                ),
            ),
            class_name="stack stack-4",
        ),
    )
