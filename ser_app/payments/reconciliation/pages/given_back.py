"""A payment that the bank gave back: where its money went, and what two persons do about it."""

import reflex as rx

from ser_app.payments.reconciliation.evidence import MOST_BYTES
from ser_app.payments.reconciliation.given_back.views import (
    BalanceView,
    ProposalView,
    WayView,
    WentView,
)
from ser_app.payments.reconciliation.state.case import CaseState
from ser_app.payments.reconciliation.state.given_back import GivenBackState
from ser_app.payments.reconciliation.texts import EVIDENCE_TOO_LARGE
from ser_app.web.actions import actions, button, form, text_link
from ser_app.web.blocks import announce, panel, row, stack
from ser_app.web.fields import (
    error_summary,
    file_field,
    radio_group,
    select_field,
    text_area,
    text_field,
)
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table


def given_back_section() -> rx.Component:
    """Everything about it."""
    state, view = GivenBackState, GivenBackState.view
    return stack(
        announce(state.done),
        rx.cond(state.done != "", notice(state.done, kind="paid")),
        rx.cond(view.went.length() > 0, _went()),
        rx.cond(
            view.waits,
            _waiting(),
            rx.cond(state.may_decide & (view.ways.length() > 0), _form()),
        ),
        rx.cond(view.proposals.length() > 0, _proposals()),
    )


def _went() -> rx.Component:
    view = GivenBackState.view
    return panel(
        "A dónde había ido el dinero",
        data_table(
            [
                Column("Pago"), Column("Operador"), Column("Lo que cubrió"),
                Column("Valor", kind="money"),
            ],
            view.went.to(list[WentView]),
            caption="A dónde había ido el dinero que el banco devolvió",
            row=lambda each: [each.payment, each.operator, each.where, each.amount],
        ),
        rx.foreach(
            view.balances.to(list[BalanceView]),
            lambda each: rx.el.p(
                "Saldo a favor de ", each.operator, ": ", rx.el.strong(each.amount), ". ",
                text_link("Ver sus movimientos", each.href),
            ),
        ),
    )  # fmt: skip


def _form() -> rx.Component:
    state = GivenBackState
    return panel(
        "Proponer",
        rx.el.p("Una persona propone y otra de Tesorería confirma. Hasta entonces nada se mueve."),
        error_summary(state.error_list, attempt=state.attempt),
        radio_group(
            "¿Cómo se resuelven estos pesos?",
            name="way",
            options=state.options,
            value=state.chosen[0].way,
            on_change=state.choose,
            error=state.errors.get("way", ""),
        ),
        _impossible(),
        rx.foreach(state.chosen, _chosen),
    )


def _impossible() -> rx.Component:
    """The ways that cannot be taken now, and why."""
    return rx.foreach(
        GivenBackState.view.ways.to(list[WayView]),
        lambda each: rx.cond(
            each.why_not != "",
            rx.el.p(rx.el.strong(each.label), ": ", each.why_not, class_name="hint"),
        ),
    )


def _chosen(way: rx.Var[WayView]) -> rx.Component:
    state = GivenBackState
    return stack(
        _effects(way.effects),
        file_field(
            "Aviso del banco",
            name="evidence",
            to=CaseState.view.evidence_to,
            on_sent=state.evidence_sent,
            accept="application/pdf,image/png,image/jpeg",
            limit=MOST_BYTES,
            too_large=EVIDENCE_TOO_LARGE,
            hint="PDF, PNG o JPEG de hasta 5 MB; solo lo ve el Ministerio.",
            error=state.errors.get("evidence", ""),
        ),
        rx.cond(state.evidence_words != "", notice(state.evidence_words, kind="paid")),
        form(
            rx.cond(
                way.way == "again",
                select_field(
                    "Recaudo que lo trae de nuevo",
                    name="target",
                    options=state.receipts,
                    placeholder="Elija el recaudo",
                    error=state.errors.get("target", ""),
                ),
            ),
            rx.cond(
                way.act,
                text_field(
                    "Acto u oficio con el que nace la deuda",
                    name="act",
                    hint="Su número, como «Oficio 4821 de 2026». El operador lo lee.",
                    autocomplete="off",
                    error=state.errors.get("act", ""),
                ),
            ),
            text_area(
                "Motivo",
                name="reason",
                error=state.errors.get("reason", ""),
                hint="Queda en la auditoría con su nombre.",
            ),
            actions(button("Proponer", kind="primary", type="submit")),
            on_submit=state.propose,
            class_name="stack stack-4",
        ),
        gap=4,
    )


def _effects(effects: rx.Var[list[str]]) -> rx.Component:
    return rx.el.div(
        rx.el.p(rx.el.strong("Qué pasará")),
        rx.el.ul(rx.foreach(effects, rx.el.li), class_name="stack stack-2"),
    )


def _waiting() -> rx.Component:
    state, view = GivenBackState, GivenBackState.view
    return panel(
        "Espera a una segunda persona",
        error_summary(state.error_list, attempt=state.attempt),
        _effects(view.effects),
        rx.cond(
            state.may_decide,
            stack(
                rx.cond(
                    view.own,
                    rx.el.p("La propuso usted: otra persona de Tesorería la confirma."),
                    actions(button("Confirmar", kind="primary", on_click=state.confirm)),
                ),
                form(
                    text_area(
                        rx.cond(view.own, "Por qué la retira", "Por qué la rechaza"),
                        name="answer",
                        error=state.errors.get("answer", ""),
                    ),
                    actions(
                        button(
                            rx.cond(view.own, "Retirar la propuesta", "Rechazar la propuesta"),
                            type="submit",
                        )
                    ),
                    on_submit=state.turn_down,
                    class_name="stack stack-4",
                ),
                gap=4,
            ),
        ),
    )


def _proposals() -> rx.Component:
    return panel(
        "Lo que se ha propuesto",
        rx.foreach(GivenBackState.view.proposals.to(list[ProposalView]), _proposal),
    )


def _proposal(each: rx.Var[ProposalView]) -> rx.Component:
    return rx.el.div(
        row(rx.el.strong(each.label), status_badge(each.state, each.kind)),
        rx.cond(each.shares != "", rx.el.p(each.shares)),
        rx.el.p("La propuso ", each.by, ": ", each.reason),
        rx.cond(each.act != "", rx.el.p("Acto: ", each.act)),
        rx.cond(each.answer != "", rx.el.p("La decidió ", each.answer)),
        rx.el.p(text_link("Ver el aviso del banco", each.evidence_href)),
        class_name="stack stack-2 mt-2",
    )
