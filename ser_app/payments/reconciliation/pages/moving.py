"""The tab *Mover un pago*: from the debt that it was imputed to, to the one that it was for."""

import reflex as rx

from ser_app.payments.reconciliation.pages.parts import tabs
from ser_app.payments.reconciliation.state.moving import MovingState
from ser_app.payments.reconciliation.tabs import MOVE
from ser_app.web.actions import actions, button, form
from ser_app.web.blocks import announce, panel, stack
from ser_app.web.fields import error_summary, select_field, text_area, text_field
from ser_app.web.status import notice


def moving_tab() -> rx.Component:
    """The whole tab."""
    state = MovingState
    return stack(
        tabs(MOVE),
        announce(state.done),
        rx.cond(state.done != "", notice(state.done, kind="paid")),
        error_summary(state.error_list, attempt=state.attempt),
        panel(
            "Pago que se abonó a un período o expediente equivocado",
            rx.el.p(
                "Se mueve a otra deuda del mismo operador sin sanción, con la fecha en que llegó "
                "el dinero (Ley 962 de 2005, art. 43). La deuda que lo tenía vuelve a deberse."
            ),
            form(
                text_field(
                    "Número del FUR pagado", name="number", hint="Como FUR-2013-000123",
                    autocomplete="off", error=state.errors.get("number", ""),
                ),
                actions(button("Buscar el pago", type="submit", icon="search")),
                on_submit=state.look_up,
                class_name="stack stack-4",
            ),
        ),
        rx.cond(state.number != "", _form()),
    )  # fmt: skip


def _form() -> rx.Component:
    state = MovingState
    return panel(
        state.number,
        form(
            select_field(
                "Deuda que pagó", name="from_source", options=state.paid,
                placeholder="Elija la deuda", error=state.errors.get("from_source", ""),
            ),
            select_field(
                "Deuda a la que correspondía", name="to_source", options=state.others,
                placeholder="Elija la deuda", error=state.errors.get("to_source", ""),
            ),
            text_area(
                "Motivo", name="reason", error=state.errors.get("reason", ""),
                hint="Queda en la auditoría con su nombre.",
            ),
            actions(button("Mover el pago", kind="primary", type="submit")),
            on_submit=state.move,
            class_name="stack stack-4",
        ),
    )  # fmt: skip
