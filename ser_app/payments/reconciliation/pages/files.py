"""The tab *Archivos*: upload, list with totals and states, defects."""

from typing import Final

import reflex as rx

from ser_app.payments.bank_files.texts import TOO_LARGE
from ser_app.payments.bank_files.uploading import MOST_BYTES
from ser_app.payments.reconciliation.files_views import DefectRow, FileRow
from ser_app.payments.reconciliation.pages.parts import tabs
from ser_app.payments.reconciliation.state.files import BankFilesState
from ser_app.payments.reconciliation.tabs import FILES, TO_RESOLVE
from ser_app.web.actions import actions, link_button, text_link
from ser_app.web.blocks import announce, busy_when, empty_state, panel, stack
from ser_app.web.fields import file_field
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, pager

_COLUMNS: Final = [
    Column("Archivo"),
    Column("Recaudo", kind="date"),
    Column("Pagos", kind="money"),
    Column("Valor", kind="money"),
    Column("Estado", kind="state"),
    Column("Resultado"),
]


def files_tab() -> rx.Component:
    """The whole tab."""
    state = BankFilesState
    return stack(
        tabs(FILES),
        rx.cond(
            state.problem != "",
            notice(state.problem, kind="failed"),
            busy_when(
                ~state.loaded,
                stack(
                    rx.cond(state.may_load, _upload()),
                    rx.cond(state.defects_title != "", _defects()),
                    rx.el.p(
                        "De todos los archivos: ",
                        text_link(state.view.waiting, TO_RESOLVE.href),
                        class_name="tabular",
                    ),
                    _list(),
                ),
                lines=8,
            ),
        ),
    )


def _upload() -> rx.Component:
    state = BankFilesState
    return panel(
        "Cargar un archivo de recaudo",
        rx.el.p(
            "El que envía el banco, en el formato Asobancaria 2001. Se revisa completo antes de "
            "abonar: si algo no cumple, se rechaza entero y se dice qué y dónde."
        ),
        file_field(
            "Archivo del banco",
            name="archivo",
            to="/documentos/recaudos",
            on_sent=state.sent,
            accept=".txt,.dat,.asb,text/plain",
            limit=MOST_BYTES,
            too_large=TOO_LARGE.format(megabytes=MOST_BYTES // 2**20),
            hint="Hasta 64 MB. Al elegirlo se envía; el mismo archivo no se abona dos veces.",
        ),
        announce(state.done),
        rx.cond(state.done != "", notice(state.done, kind="paid")),
        rx.cond(
            state.refused != "",
            rx.el.div(notice(state.refused, kind="failed"), role="alert"),
        ),
    )


def _defects() -> rx.Component:
    state = BankFilesState
    return panel(
        state.defects_title,
        data_table(
            [Column("Qué es", kind="state"), Column("Qué se encontró")],
            state.defects.to(list[DefectRow]),
            caption="Defectos del archivo",
            row=lambda row: [status_badge(row.word, row.kind), row.sentence],
        ),
        actions(
            link_button("Descargar todos en CSV", state.defects_csv, icon="download", download=True)
        ),
        id="defectos",
    )


def _list() -> rx.Component:
    view = BankFilesState.view
    return stack(
        data_table(
            _COLUMNS,
            view.rows.to(list[FileRow]),
            caption="Archivos de recaudo",
            row=_row,
            empty=empty_state(
                "Todavía no hay archivos",
                "Cargue el primero con el campo de arriba.",
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
    )


def _row(row: rx.Var[FileRow]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(
            rx.el.strong(row.bank),
            rx.el.div(row.name, class_name="hint"),
            rx.el.div(row.loaded, class_name="hint"),
        ),
        row.collected_on,
        row.payments,
        row.amount,
        status_badge(row.state_word, row.state_kind),
        rx.el.div(
            row.result,
            rx.cond(row.defects != "", rx.el.div(text_link(row.defects, row.defects_href))),
        ),
    ]
