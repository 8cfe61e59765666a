"""`/conciliacion/cuentas`: which code of the chart each account and concept goes to."""

from typing import Final

import reflex as rx

from ser_app.law.periods import Regime
from ser_app.ledger.journal import Concept
from ser_app.oversight.accounting.state import AccountingState
from ser_app.oversight.accounting.texts import ANY
from ser_app.oversight.accounting.views import CodeView
from ser_app.oversight.closing.texts import ACCOUNT_WORDS
from ser_app.oversight.help_texts import HELP
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, button, form
from ser_app.web.blocks import announce, busy_when, panel, stack
from ser_app.web.fields import date_field, field_row, select_field, text_area, text_field
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table


def accounting_page() -> rx.Component:
    """The codes, and the form that writes one."""
    state = AccountingState
    return rx.cond(
        state.problem != "",
        notice(state.problem, kind="failed"),
        busy_when(
            ~state.loaded,
            stack(
                notice(
                    "Los códigos supuestos siguen la estructura del catálogo de la Contaduría "
                    "General para entidades de gobierno; Contabilidad debe confirmarlos.",
                    kind="provisional",
                ),
                announce(state.done),
                rx.cond(state.done != "", notice(state.done, kind="paid")),
                _codes(),
                rx.cond(state.may_edit, _form()),
            ),
            lines=8,
        ),
    )


def _codes() -> rx.Component:
    return data_table(
        [
            Column("Cuenta de los libros"),
            Column("Concepto"),
            Column("Régimen"),
            Column("Código"),
            Column("Nombre"),
            Column("Desde", kind="date"),
            Column("Estado", kind="state"),
        ],
        AccountingState.codes.to(list[CodeView]),
        caption="Códigos contables",
        row=lambda each: [
            each.account,
            each.concept,
            each.regime,
            each.code,
            each.name,
            each.valid_from,
            status_badge(each.word, each.kind),
        ],
    )


def _form() -> rx.Component:
    errors = AccountingState.errors
    return panel(
        "Definir un código desde un día",
        form(
            field_row(
                select_field(
                    "Cuenta de los libros", name="account", options=list(ACCOUNT_WORDS.items()),
                    placeholder="Elija", error=errors["account"],
                ),
                select_field(
                    "Concepto", name="concept", placeholder=ANY, required=False,
                    options=[(each.value, each.label) for each in Concept],
                ),
                select_field(
                    "Régimen", name="regime", placeholder=ANY, required=False,
                    options=[(each.value, each.value) for each in Regime],
                ),
            ),
            field_row(
                text_field("Código", name="code", max_length=12, error=errors["code"]),
                text_field("Nombre", name="name", max_length=200, error=errors["name"]),
                date_field("Rige desde", name="valid_from", error=errors["valid_from"]),
            ),
            text_area("Motivo", name="reason", rows=2, error=errors["reason"]),
            actions(button("Guardar el código", kind="primary", type="submit")),
            on_submit=AccountingState.write,
            class_name="stack stack-4",
        ),
    )  # fmt: skip


PAGE: Final = Page(
    route="/conciliacion/cuentas",
    help=HELP["/conciliacion/cuentas"],
    title="Cuentas contables",
    lead="A qué código del catálogo va cada cuenta de los libros, desde qué día. Lo escrito no se "
    "cambia: un código nuevo rige desde su día.",
    build=accounting_page,
    on_load=[AccountingState.open],
    permission=Permission.RECONCILIATION_VIEW,
    current="/conciliacion",
    breadcrumbs=(("Conciliación", "/conciliacion"), ("Cierre del día", "/conciliacion/cierre")),
    wide=True,
)
