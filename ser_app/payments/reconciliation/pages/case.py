"""One exception: what the bank says beside what the FUR says, and the form that resolves it."""

from typing import Final

import reflex as rx

from ser_app.payments.reconciliation.evidence import MOST_BYTES
from ser_app.payments.reconciliation.pages.given_back import given_back_section
from ser_app.payments.reconciliation.state.case import CaseState
from ser_app.payments.reconciliation.texts import EVIDENCE_TOO_LARGE, WAY_WORDS
from ser_app.payments.reconciliation.views import Fact, NearFur
from ser_app.web.actions import actions, button, form, link_button, text_link
from ser_app.web.blocks import announce, busy_when, panel, stack
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

_FACTS: Final = [Column("Dato"), Column("Dice el banco"), Column("Dice el FUR"), Column("Coincide")]
_NEAR: Final = [
    Column("FUR"), Column("Por qué"), Column("Operador"), Column("Valor", kind="money"),
]  # fmt: skip


def case_page() -> rx.Component:
    """The whole page."""
    state = CaseState
    return rx.cond(
        state.problem != "",
        notice(state.problem, kind="failed"),
        busy_when(
            ~state.loaded,
            stack(
                announce(state.done),
                rx.cond(
                    state.done != "",
                    notice(
                        state.done, " ",
                        text_link("Ir al siguiente por resolver", "/conciliacion"),
                        kind="paid",
                    ),
                ),
                rx.cond(
                    state.view.published != "",
                    notice(
                        state.view.published, " ",
                        text_link("Ver las reclamaciones", "/conciliacion/reclamaciones"),
                        kind="info", title="Espera que su dueño lo reclame",
                    ),
                ),
                _facts(),
                rx.cond(
                    state.view.resolved != "",
                    _resolved(),
                    rx.fragment(
                        _near(),
                        rx.cond(
                            state.may_resolve & ~state.view.given_back, stack(_form(), _leave()),
                        ),
                    ),
                ),
                rx.cond(state.view.given_back, given_back_section()),
            ),
            lines=8,
        ),
    )  # fmt: skip


def _leave() -> rx.Component:
    """For money that nobody can identify: its owner may still claim it."""
    address = "/conciliacion/reclamaciones?publicar=" + CaseState.view.public_id
    return rx.cond(
        CaseState.view.published == "",
        actions(
            link_button("No se pudo identificar: dejar que lo reclamen", address, kind="quiet")
        ),
    )


def _facts() -> rx.Component:
    view = CaseState.view
    return panel(
        view.title,
        rx.el.p(view.sentence),
        data_table(
            _FACTS,
            view.facts.to(list[Fact]),
            caption="Lo que dice el banco y lo que dice el FUR",
            row=_fact,
        ),
        rx.el.p(view.file, class_name="hint"),
        rx.cond(
            view.fur_href != "",
            actions(link_button("Ver el FUR", view.fur_href, icon="receipt")),
        ),
    )


def _fact(fact: rx.Var[Fact]) -> list[rx.Component | rx.Var[str]]:
    return [
        fact.name,
        rx.el.span(fact.bank, class_name="tabular"),
        rx.el.span(fact.fur, class_name="tabular"),
        rx.cond(fact.word != "", status_badge(fact.word, fact.kind), rx.el.span("—")),
    ]


def _near() -> rx.Component:
    view = CaseState.view
    return rx.cond(
        view.near.length() > 0,
        panel(
            "FUR parecidos",
            data_table(
                _NEAR,
                view.near.to(list[NearFur]),
                caption="FUR a los que puede corresponder",
                row=lambda near: [
                    text_link(near.number, near.href), near.why, near.operator, near.total,
                ],
            ),
        ),
    )  # fmt: skip


def _resolved() -> rx.Component:
    view = CaseState.view
    return panel(
        "Cómo se resolvió",
        status_badge("Resuelto", "paid"),
        rx.el.p(view.resolved),
        rx.el.p("Motivo: ", view.reason),
    )


def _form() -> rx.Component:
    state = CaseState
    return panel(
        "Resolver",
        error_summary(state.error_list, attempt=state.attempt),
        radio_group(
            "¿De quién es este dinero?",
            name="way",
            options=list(WAY_WORDS.items()),
            value=state.way,
            on_change=state.choose,
            error=state.errors.get("way", ""),
        ),
        rx.cond(state.way == "debt", _whose()),
        rx.cond(state.way == "operator", _evidence()),
        rx.cond(
            state.way != "",
            form(
                _target(),
                text_area(
                    "Motivo",
                    name="reason",
                    error=state.errors.get("reason", ""),
                    hint="Queda en la auditoría con su nombre.",
                ),
                actions(button("Resolver este recaudo", kind="primary", type="submit")),
                on_submit=state.resolve,
                class_name="stack stack-4",
            ),
        ),
    )


def _target() -> rx.Component:
    state = CaseState
    error = state.errors.get("target", "")
    return rx.match(
        state.way,
        (
            "fur",
            text_field(
                "Número del FUR", name="target", id="target", hint="Como FUR-2013-000123",
                autocomplete="off", error=error,
            ),
        ),
        (
            "debt",
            select_field(
                "Deuda", name="target", id="target", options=state.debts,
                placeholder="Elija la deuda", error=error, hint=state.view.debts_of,
            ),
        ),
        (
            "operator",
            text_field(
                "NIT del operador", name="target", id="target", autocomplete="off", error=error,
            ),
        ),
        rx.fragment(),
    )  # fmt: skip


def _whose() -> rx.Component:
    state = CaseState
    return text_field(
        "NIT del operador cuyas deudas quiere ver",
        name="nit",
        value=state.view.nit,
        on_change=state.look_up,
        autocomplete="off",
        required=False,
    )


def _evidence() -> rx.Component:
    state = CaseState
    return rx.fragment(
        file_field(
            "Soporte de la reclamación",
            name="evidence",
            to=state.view.evidence_to,
            on_sent=state.evidence_sent,
            accept="application/pdf,image/png,image/jpeg",
            limit=MOST_BYTES,
            too_large=EVIDENCE_TOO_LARGE,
            hint="PDF, PNG o JPEG de hasta 5 MB; solo lo ve el Ministerio.",
            error=state.errors.get("evidence", ""),
        ),
        rx.cond(state.evidence_words != "", notice(state.evidence_words, kind="paid")),
    )
