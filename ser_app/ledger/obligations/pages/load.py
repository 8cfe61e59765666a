"""`/obligaciones/cargar`, and the report on a file."""

import reflex as rx

from ser_app.base.spreadsheets import MOST_BYTES
from ser_app.ledger.obligations.reporting import FileView, LineView
from ser_app.ledger.obligations.state.load import FileState, LoadState
from ser_app.ledger.obligations.texts import FILE_TOO_BIG
from ser_app.ledger.obligations.views import ADDRESS
from ser_app.web.actions import actions, button, link_button, text_link
from ser_app.web.blocks import announce, busy_when, empty_state, panel, stack
from ser_app.web.fields import file_field
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, pager


def load_page() -> rx.Component:
    """Template, upload, last files."""
    state = LoadState
    return busy_when(
        ~state.loaded,
        stack(
            panel(
                "1. Descargue la plantilla y llénela",
                rx.el.p(
                    "Una línea por obligación. El libro de Excel explica qué va en cada columna y "
                    "trae ejemplos; el CSV solo lleva los títulos."
                ),
                actions(_template("Plantilla de Excel", "xlsx"), _template("Plantilla CSV", "csv")),
            ),
            panel(
                "2. Cárguela y revise el reporte",
                rx.el.p(
                    "Nada se registra al cargar: primero verá línea por línea qué se registraría "
                    "y qué hay que corregir. Después se registran todas o ninguna, y el mismo "
                    "archivo nunca dos veces."
                ),
                file_field(
                    "Archivo de obligaciones",
                    name="archivo",
                    to="/documentos/obligaciones",
                    on_sent=state.sent,
                    accept=".xlsx,.csv,text/csv",
                    limit=MOST_BYTES,
                    too_large=FILE_TOO_BIG,
                    hint="Excel (.xlsx) o CSV, de hasta 2 MB y 5.000 líneas",
                ),
                announce(state.refused),
                rx.cond(
                    state.refused != "",
                    rx.el.div(notice(state.refused, kind="failed"), role="alert"),
                ),
            ),
            panel("Últimos archivos", _files()),
        ),
        lines=8,
    )


def _template(label: str, kind: str) -> rx.Component:
    return link_button(
        label, f"/documentos/obligaciones/plantilla.{kind}", icon="download", download=True
    )


def _files() -> rx.Component:
    return data_table(
        [Column("Archivo"), Column("Cargado"), Column("Estado", kind="state")],
        LoadState.files.to(list[FileView]),
        caption="Últimos archivos",
        row=lambda each: [
            text_link(each.name, each.href),
            each.uploaded,
            status_badge(each.state, each.kind),
        ],
        empty=empty_state("Todavía no hay archivos", "El primero que cargue aparece aquí."),
    )


def file_page() -> rx.Component:
    """The report on a file."""
    state = FileState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.done),
            rx.cond(
                state.done != "",
                notice(state.done, " ", text_link("Ver las obligaciones", ADDRESS), kind="paid"),
            ),
            rx.cond(
                state.problem != "", rx.el.div(notice(state.problem, kind="failed"), role="alert")
            ),
            rx.cond(state.view.key != "", _report()),
            actions(link_button("Cargar otro archivo", f"{ADDRESS}/cargar")),
        ),
        lines=8,
    )


def _report() -> rx.Component:
    state = FileState
    view = state.view
    return panel(
        view.name,
        rx.el.p(view.uploaded, class_name="hint"),
        announce(view.outcome),
        notice(view.outcome, kind=view.kind),
        rx.cond(
            view.lines.to(list[LineView]).length() > 0,
            data_table(
                [
                    Column("Línea"),
                    Column("Resultado", kind="state"),
                    Column("Qué se registra o qué se corrige"),
                    Column("Operador"),
                    Column("Vence", kind="date"),
                    Column("Valor", kind="money"),
                ],
                view.lines.to(list[LineView]),
                caption="Reporte línea por línea",
                row=_line,
            ),
        ),
        rx.cond(
            view.summary != "",
            pager(
                summary=view.summary,
                previous_href=view.previous_href,
                next_href=view.next_href,
            ),
        ),
        actions(
            rx.cond(
                view.report_href != "",
                link_button("Descargar el reporte", view.report_href, icon="download",
                            download=True),
            ),
            rx.cond(
                view.button != "",
                button(view.button, on_click=state.enter, kind="primary", busy=state.busy),
            ),
        ),
    )  # fmt: skip


def _line(each: rx.Var[LineView]) -> list[rx.Component | rx.Var[str]]:
    return [
        each.line,
        status_badge(each.state, each.kind),
        each.words,
        each.operator,
        each.due,
        each.amount,
    ]
