"""`/recaudos-por-identificar`: an operator states exactly what it paid, and attaches a document."""

from typing import Final

import reflex as rx

from ser_app.payments.reconciliation.evidence import MOST_BYTES
from ser_app.payments.reconciliation.texts import EVIDENCE_TOO_LARGE
from ser_app.payments.treasury.claims_views import HeldView, OwnClaimView, WaitingView
from ser_app.payments.treasury.state.own import OwnClaimsState
from ser_app.payments.treasury.texts import HELD_CLAIMED
from ser_app.web.actions import actions, button, form, text_link
from ser_app.web.blocks import announce, busy_when, empty_state, panel, stack
from ser_app.web.fields import (
    date_field,
    field_row,
    file_field,
    money_field,
    select_field,
    text_area,
)
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table

ADDRESS: Final = "/recaudos-por-identificar"


def own_claims_page() -> rx.Component:
    """What waits, the form, and the operator's claims."""
    state = OwnClaimsState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.done),
            rx.cond(state.done != "", notice(state.done, kind="paid")),
            rx.cond(
                state.problem != "",
                rx.el.div(notice(state.problem, kind="failed"), role="alert"),
            ),
            rx.cond(state.held.length() > 0, _held()),
            _waiting(),
            _claim(),
            _own(),
        ),
        lines=8,
    )


def _waiting() -> rx.Component:
    return panel(
        "Dinero que los bancos recaudaron y todavía no tiene dueño",
        data_table(
            [Column("Mes"), Column("Banco"), Column("Rango del valor", kind="money")],
            OwnClaimsState.waiting.to(list[WaitingView]),
            caption="Recaudos por identificar",
            row=lambda each: [each.month, each.bank, each.bracket],
            empty=empty_state("No hay dinero por identificar", "Todo lo recaudado tiene dueño."),
        ),
    )


def _claim() -> rx.Component:
    state, errors = OwnClaimsState, OwnClaimsState.errors
    return panel(
        "Reclamar un pago de su empresa",
        rx.el.p(
            "Escriba exactamente lo que pagó y adjunte el comprobante. Tesorería lo compara con lo "
            "que recibió el banco; si coincide, queda como saldo a favor."
        ),
        form(
            field_row(
                date_field("Día del pago", name="day", error=errors["day"]),
                select_field(
                    "Banco", name="bank", options=state.banks, placeholder="Elija",
                    error=errors["bank"],
                ),
                money_field("Valor exacto", name="amount", error=errors["amount"]),
            ),
            text_area("Qué pagaba", name="words", rows=2, error=errors["words"], max_length=200),
            actions(button("Continuar con el soporte", type="submit")),
            on_submit=state.state_payment,
            class_name="stack stack-4",
        ),
        rx.cond((state.to != "") & ~state.claiming_held, _document("soporte")),
    )  # fmt: skip


def _document(name: str) -> rx.Component:
    state = OwnClaimsState
    return file_field(
        "Comprobante del pago",
        name=name,
        to=state.to,
        on_sent=state.sent,
        accept=".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg",
        limit=MOST_BYTES,
        too_large=EVIDENCE_TOO_LARGE,
        hint="PDF, PNG o JPEG de hasta 5 MB. Al elegirlo se envía la reclamación.",
    )


def _held() -> rx.Component:
    """What the operator itself paid by PSE and waits for Tesorería: nobody else sees it."""
    state = OwnClaimsState
    return panel(
        "Pagos de su empresa por PSE que Tesorería revisa",
        rx.el.p(
            "El dinero llegó y está a salvo; no pudo abonarse al FUR. Tesorería lo resuelve. Si "
            "quiere que quede como saldo a favor de su empresa, reclámelo con el comprobante."
        ),
        data_table(
            [
                Column("Día", kind="date"),
                Column("FUR"),
                Column("Valor", kind="money"),
                Column("Qué pasó"),
                Column("Reclamar", kind="action"),
            ],
            state.held.to(list[HeldView]),
            caption="Pagos por PSE en revisión",
            row=lambda each: [
                each.day,
                text_link(each.fur, each.fur_href),
                each.amount,
                each.why,
                rx.cond(
                    each.address != "",
                    button(
                        "Reclamar",
                        kind="quiet",
                        on_click=state.claim_held(each.address),
                        aria_label="Reclamar el pago de " + each.fur,
                    ),
                    rx.el.span(HELD_CLAIMED, class_name="hint"),
                ),
            ],
            empty=empty_state("Ninguno", "Todos sus pagos por PSE están abonados."),
        ),
        rx.cond((state.to != "") & state.claiming_held, _document("soporte-pse")),
    )


def _own() -> rx.Component:
    return panel(
        "Sus reclamaciones",
        data_table(
            [
                Column("Día", kind="date"),
                Column("Banco"),
                Column("Valor", kind="money"),
                Column("Estado", kind="state"),
            ],
            OwnClaimsState.claims.to(list[OwnClaimView]),
            caption="Reclamaciones de su empresa",
            row=lambda each: [
                each.day,
                each.bank,
                each.amount,
                rx.el.div(
                    status_badge(each.word, each.kind),
                    rx.cond(each.answer != "", rx.el.div(each.answer, class_name="hint")),
                ),
            ],
            empty=empty_state("Todavía no ha reclamado nada", "Use el formulario de arriba."),
        ),
    )
