"""`/ponerse-al-dia`: type, generate, sign; everything at once."""

from typing import Any, Final

import reflex as rx

from ser_app.furs.catching_up.state import CatchUpState
from ser_app.furs.catching_up.views import DoneView, MissingView
from ser_app.furs.help_texts import HELP
from ser_app.furs.pages.signing_together import signing_together
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, button, link_button, text_link
from ser_app.web.blocks import (
    announce,
    busy_when,
    empty_state,
    figure_row,
    figures,
    panel,
    stack,
    total,
)
from ser_app.web.fields import checkbox, date_field, money_field
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table
from ser_app.web.terms import term

_LINE: Final = (
    "grid items-start gap-x-6 gap-y-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,15rem)_minmax(0,18rem)]"
)

_ALL_PREPARED: Final = (
    "Cada período tiene ya su FUR y NO está presentado todavía: faltan firmas. Aquí no queda nada "
    "por escribir."
)


def catch_up_page() -> rx.Component:
    """What was done, what waits for a signature, what is missing."""
    state = CatchUpState
    return busy_when(
        ~state.loaded,
        stack(
            rx.cond(state.problem != "", notice(state.problem, kind="failed")),
            rx.cond(state.done.length() > 0, _done()),
            rx.cond(state.signing_rows.length() > 0, _signing()),
            rx.cond(state.may_prepare, _missing()),
            rx.cond(
                ~state.may_prepare
                & (state.signing_rows.length() == 0)
                & (state.done.length() == 0),
                empty_state("Nada espera su firma", "Cuando se generen los FUR, los verá aquí."),
            ),
            rx.cond(state.may_agree, _agreement()),
        ),
        lines=8,
    )


def _agreement() -> rx.Component:
    return panel(
        "¿No puede pagar todo de una vez?",
        rx.el.p(
            "Presentar todo detiene las sanciones. Lo que quede debiendo puede pagarse por cuotas: "
            "simule un acuerdo y vea cada cuota antes de proponerlo."
        ),
        actions(link_button("Simular un acuerdo de pago", "/acuerdos/nuevo")),
    )


def _done() -> rx.Component:
    return panel(
        "Qué pasó con cada una",
        announce("Terminado. Lea abajo qué pasó con cada declaración."),
        data_table(
            [Column("Período"), Column("FUR"), Column("Resultado")],
            CatchUpState.done.to(list[DoneView]),
            caption="Resultado por período",
            row=lambda row: [
                row.period,
                rx.cond(row.href != "", text_link(row.number, row.href), row.number),
                rx.el.div(
                    status_badge(rx.cond(row.kind == "paid", "Hecho", "No se hizo"), row.kind),
                    " ",
                    row.result,
                ),
            ],
        ),
        rx.el.p(
            "Lo que se hizo quedó guardado. Estos FUR son de presentación: al completarse las "
            "firmas se detiene la sanción y nace la deuda. Los intereses siguen hasta que la "
            "pague, desde el estado de cuenta, donde puede elegir varias a la vez.",
            class_name="hint",
        ),
        actions(link_button("Ver el estado de cuenta", "/estado-de-cuenta")),
    )


def _signing() -> rx.Component:
    state = CatchUpState
    return signing_together(state.signing_rows, "Período", "period", state=state)


def _missing() -> rx.Component:
    state = CatchUpState
    return rx.cond(
        state.rows.length() > 0,
        rx.fragment(
            panel(
                "Períodos sin presentar",
                rx.cond(state.sums.open, _typing(), rx.el.p(_ALL_PREPARED)),
                rx.el.ul(rx.foreach(state.rows, _row), class_name="divide-y divide-line"),
            ),
            rx.cond(
                state.sums.open,
                panel(
                    "Todos juntos",
                    figures(
                        figure_row("Períodos con su valor", state.sums.count),
                        figure_row(term("levy"), state.sums.levy),
                        figure_row(term("late_filing_penalty", "Sanción"), state.sums.penalty),
                        figure_row(term("arrears_interest"), state.sums.interest),
                    ),
                    total("Total", state.sums.total, note=state.sums.later),
                    actions(
                        button(
                            "Generar los FUR para firmar",
                            kind="primary",
                            on_click=state.generate,
                            disabled=~state.sums.ready,
                            busy=state.busy,
                        )
                    ),
                ),
            ),
        ),
        empty_state("Está al día", "No hay períodos sin presentar."),
    )


def _typing() -> rx.Component:
    """What is to be typed below, and until when its interest runs."""
    state = CatchUpState
    return rx.fragment(
        rx.el.p(
            "Escriba lo que declara en cada uno; se guarda en su borrador. Al presentarlos "
            "hoy la sanción deja de crecer. Los intereses siguen hasta el pago."
        ),
        date_field(
            "Intereses hasta el día",
            name="dia",
            value=state.day,
            min=state.today,
            on_change=state.choose_day,
            error=state.day_error,
        ),
    )


def _row(row: rx.Var[MissingView]) -> rx.Component:
    state = CatchUpState
    return rx.el.li(
        rx.el.div(
            rx.el.strong(row.title),
            rx.el.p(row.due + " · " + row.late, class_name="hint"),
            rx.cond(row.href != "", text_link(row.action, row.href)),
            rx.cond(row.problem != "", notice(row.problem, kind="failed")),
        ),
        rx.cond(
            row.editable,
            rx.el.div(
                money_field(
                    row.label,
                    name="amount",
                    id="amount-" + row.key,
                    value=row.typed,
                    on_change=state.set_amount(row.key),
                ),
                rx.cond(
                    row.typed == "",
                    checkbox(
                        "Sin valor en este período",
                        name="nil",
                        id="nil-" + row.key,
                        checked=row.nil,
                        on_change=state.set_nil(row.key),
                    ),
                ),
            ),
            rx.el.p(row.said, class_name="tabular"),
        ),
        rx.cond(row.costed, _costs(row)),
        class_name=f"{_LINE} py-4",
        key=row.key,
    )


def _costs(row: Any) -> rx.Component:
    return rx.el.div(
        figures(
            figure_row("Contraprestación", row.levy),
            figure_row("Sanción", row.penalty),
            figure_row("Intereses", row.interest),
            figure_row("Total", row.total, strong=True),
        ),
        rx.cond(
            row.later != "",
            rx.el.p("Un mes más tarde: ", row.later, class_name="hint tabular"),
        ),
    )


PAGE: Final = Page(
    route="/ponerse-al-dia",
    help=HELP["/ponerse-al-dia"],
    title="Póngase al día",
    lead="Todos los períodos que faltan, presentados hoy para detener las sanciones.",
    build=catch_up_page,
    on_load=[CatchUpState.open],
    permission=Permission.DECLARATION_VIEW,
    current="/declaraciones",
    breadcrumbs=(("Declaraciones", "/declaraciones"),),
    wide=True,
)
