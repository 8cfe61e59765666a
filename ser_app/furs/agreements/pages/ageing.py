"""`/acuerdos/cartera`: how old each debt is, until when it can be collected, what comes next."""

import reflex as rx

from ser_app.furs.agreements.state.ageing import AgeingState
from ser_app.ledger.ageing.prescription import BUCKETS
from ser_app.ledger.ageing.views import (
    ADDRESS,
    BOOKS_AMOUNT,
    BOOKS_HINT,
    FILTER_WORDS,
    AgedView,
    BucketView,
    PledgeView,
    ReportView,
)
from ser_app.web.actions import actions, button, form, link_button, text_link
from ser_app.web.blocks import announce, arriving, busy_when, empty_state, panel, stack
from ser_app.web.fields import date_field, field_row, select_field, text_field
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, filter_bar, pager


def ageing_page() -> rx.Component:
    """Sums by age, the debts, promises, and who is reported."""
    state = AgeingState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.done),
            rx.cond(state.done != "", notice(state.done, kind="paid")),
            rx.cond(state.problem != "", notice(state.problem, kind="failed")),
            _sums(),
            rx.cond(state.chosen != "", arriving(_refer(), state.chosen)),
            _debts(),
            _pledges(),
            _reports(),
        ),
        lines=10,
    )


def _sums() -> rx.Component:
    view = AgeingState.view
    return panel(
        "Vencido por edades",
        rx.el.p(BOOKS_HINT, class_name="hint"),
        data_table(
            [Column("Edad"), Column("Deudas"), Column(BOOKS_AMOUNT, kind="money")],
            view.buckets.to(list[BucketView]),
            caption="Cartera por edades",
            row=lambda each: [text_link(each.label, each.href), each.count, each.amount],
            foot=["Suma", "", view.total],
        ),
    )


def _debts() -> rx.Component:
    state, view = AgeingState, AgeingState.view
    return panel(
        "Deudas vencidas",
        filter_bar(
            select_field(
                "Edad",
                name="edad",
                options=[(each.key, each.label) for each in BUCKETS],
                value=state.bucket,
                placeholder="Todas",
                required=False,
            ),
            select_field(
                "Ver",
                name="ver",
                options=list(FILTER_WORDS.items()),
                value=state.only,
                placeholder="Todas",
                required=False,
            ),
            action=ADDRESS,
        ),
        data_table(
            [
                Column("Deuda"),
                Column("Venció", kind="date"),
                Column("Se debe hoy", kind="money"),
                Column("Cobro", kind="state"),
            ],
            view.rows.to(list[AgedView]),
            caption="Deudas vencidas",
            row=_debt,
            empty=empty_state("Ninguna deuda", "No hay deudas vencidas con ese filtro."),
        ),
        rx.cond(
            (view.previous_href != "") | (view.next_href != ""),
            pager(
                summary="De la más antigua a la más reciente",
                previous_href=view.previous_href,
                next_href=view.next_href,
            ),
        ),
    )


def _debt(each: rx.Var[AgedView]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(
            text_link(each.name, each.href),
            rx.el.div(each.operator, class_name="hint font-normal"),
            class_name="named",
        ),
        rx.el.div(each.due, rx.el.div("prescribe el ", each.prescribes, class_name="hint")),
        rx.el.div(
            each.total,
            rx.cond(each.left != "", rx.el.div("en libros ", each.left, class_name="hint")),
        ),
        rx.el.div(
            status_badge(each.stage, each.kind),
            rx.cond(each.note != "", rx.el.div(each.note, class_name="hint")),
            rx.cond(
                AgeingState.may_refer & each.referable,
                rx.el.div(
                    button(
                        "Remitir",
                        kind="quiet",
                        on_click=AgeingState.choose(each.key),
                        aria_label="Remitir a cobro coactivo " + each.name,
                    )
                ),
            ),
        ),
    ]


def _refer() -> rx.Component:
    state = AgeingState
    return panel(
        "Remitir a cobro coactivo",
        rx.el.p(state.chosen_name),
        form(
            field_row(
                text_field(
                    "Acto o memorando", name="act", error=state.errors["act"], max_length=60
                ),
                date_field("Su fecha", name="act_day", error=state.errors["act_day"]),
            ),
            actions(
                button("Cerrar", kind="quiet", on_click=state.choose("")),
                button("Remitir la deuda", type="submit", kind="primary"),
            ),
            on_submit=state.refer,
            class_name="stack stack-4",
        ),
    )


def _pledges() -> rx.Component:
    return panel(
        "Compromisos de pago",
        rx.el.p(
            "Promesas sobre una deuda, sin cuotas. Se registran en la página de la deuda; los "
            "pagos dicen si se cumplieron.",
            class_name="hint",
        ),
        data_table(
            [
                Column("Operador"),
                Column("Deuda"),
                Column("Valor", kind="money"),
                Column("Hasta", kind="date"),
                Column("Estado", kind="state"),
            ],
            AgeingState.view.pledges.to(list[PledgeView]),
            caption="Compromisos de pago",
            row=lambda each: [
                each.operator,
                rx.el.div(text_link(each.name, each.href), class_name="named"),
                each.amount,
                each.until,
                status_badge(each.state, each.kind),
            ],
            empty=rx.el.p("Todavía no hay compromisos."),
        ),
    )


def _reports() -> rx.Component:
    state, view = AgeingState, AgeingState.view
    return panel(
        "Deudores morosos reportados",
        rx.el.p(
            "Mientras el reporte siga vigente no se les concede un acuerdo.", class_name="hint"
        ),
        data_table(
            [Column("Operador"), Column("Desde", kind="date"), Column("Boletín")],
            view.reports.to(list[ReportView]),
            caption="Deudores morosos reportados",
            row=lambda each: [each.operator, each.since, each.source],
            empty=rx.el.p("Ningún operador está reportado."),
        ),
        rx.cond(state.may_report, _report_form()),
    )


def _report_form() -> rx.Component:
    state = AgeingState
    return rx.el.details(
        rx.el.summary("Registrar o levantar un reporte", class_name="cursor-pointer underline"),
        form(
            _report_fields(),
            actions(button("Registrar el reporte", type="submit", kind="primary")),
            on_submit=state.report,
            class_name="stack stack-4 mt-2",
        ),
        form(
            _lift_fields(),
            actions(button("Levantar el reporte", type="submit")),
            on_submit=state.lift,
            class_name="stack stack-4 mt-4",
        ),
        class_name="mt-4",
    )


def _report_fields() -> rx.Component:
    state = AgeingState
    return field_row(
        select_field(
            "Operador que se reporta",
            name="operator",
            options=state.view.operators,
            placeholder="Elija uno",
            error=state.errors["operator"],
        ),
        text_field("Boletín", name="source", error=state.errors["source"], max_length=120),
        date_field("Fecha del boletín", name="on_day", error=state.errors["on_day"]),
    )


def _lift_fields() -> rx.Component:
    state = AgeingState
    return field_row(
        select_field(
            "Operador cuyo reporte se levanta",
            name="operator",
            id="lift-operator",
            options=state.view.operators,
            placeholder="Elija uno",
            error=state.errors["lift_operator"],
        ),
        text_field(
            "Certificado que lo levanta",
            name="source",
            id="lift-source",
            error=state.errors["lift_source"],
            max_length=120,
        ),
        date_field(
            "Fecha del certificado",
            name="on_day",
            id="lift-day",
            error=state.errors["lift_on_day"],
        ),
    )


def ageing_actions() -> rx.Component:
    """Back to the agreements."""
    return actions(link_button("Ver los acuerdos", "/acuerdos"))
