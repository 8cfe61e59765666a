"""`/pagos/[payment_id]`: the result of a payment, whatever it is."""

from typing import Final

import reflex as rx

from ser_app.payments.pages.parts import leaving, print_button, problem_notice
from ser_app.payments.state.result import ResultState
from ser_app.web.actions import actions, button, form, link_button, text_link
from ser_app.web.blocks import (
    announce,
    busy_when,
    details_list,
    empty_state,
    panel,
    row,
    stack,
    total,
)
from ser_app.web.fields import text_area
from ser_app.web.kinds import Text
from ser_app.web.status import notice, status_badge
from ser_app.web.terms import term

TRY_AGAIN: Final = "Intentar de nuevo por PSE"


def result_page() -> rx.Component:
    """The payment of the address."""
    return stack(
        leaving(ResultState.leave_to),
        busy_when(
            ~ResultState.loaded,
            rx.cond(
                ResultState.view.public_id != "",
                _payment(),
                empty_state(
                    "No encontramos ese pago",
                    rx.el.p(ResultState.problem),
                    action=link_button("Ver los pagos", "/pagos"),
                ),
            ),
            lines=8,
        ),
    )


def _payment() -> rx.Component:
    view = ResultState.view
    return stack(
        announce(f"{view.state_word}. {view.headline}."),
        problem_notice(
            ResultState.retry_problem, ResultState.view.fur_number, ResultState.needs_new_fur
        ),
        panel(
            None,
            row(status_badge(view.state_word, view.state_kind), _watching()),
            total("Valor", view.amount, note=view.covers),
            rx.el.p(view.next_step),
            rx.cond(view.odd != "", notice(view.odd, kind="provisional", title="Qué no coincide")),
            rx.cond(view.cost_later != "", rx.el.p(rx.el.strong(view.cost_later))),
            rx.cond(view.notice != "", notice(view.notice, kind="pending")),
            _ways_on(),
        ),
        panel("Detalle de la transacción", _details()),
        rx.cond(
            ResultState.may_clear & view.in_review & (view.desk_href == ""),
            _clearing(),
        ),
    )


def _watching() -> rx.Component:
    return rx.cond(
        ResultState.watching,
        rx.el.span("Consultando el resultado…", class_name="hint no-print", aria_hidden="true"),
    )


def _ways_on() -> rx.Component:
    view = ResultState.view
    return actions(
        print_button(),
        rx.cond(
            view.is_open & ~ResultState.watching,
            button("Consultar de nuevo", icon="retry", on_click=ResultState.ask_again),
        ),
        rx.cond(
            view.in_review & ResultState.may_clear,
            button("Consultar a la pasarela", icon="retry", on_click=ResultState.ask_again),
        ),
        rx.cond(
            view.desk_href != "",
            link_button("Decidir a dónde va el dinero", view.desk_href, kind="primary"),
        ),
        rx.cond(view.needs_new_fur, link_button("Generar un FUR nuevo", view.fur_href)),
        rx.cond(
            view.can_continue,
            _pay_button(rx.cond(view.state_kind == "failed", TRY_AGAIN, "Continuar el pago")),
        ),
        rx.cond(view.can_retry, _pay_button(TRY_AGAIN)),
    )


def _pay_button(words: Text) -> rx.Component:
    return button(
        rx.cond(ResultState.opening, "Abriendo la pasarela…", words),
        kind="primary",
        on_click=ResultState.pay_again,
        busy=ResultState.opening,
    )


def _details() -> rx.Component:
    view = ResultState.view
    return details_list(
        [
            ("Se paga a", f"{view.entity}, NIT\u00a0{view.entity_nit}"),
            ("Paga", view.payer),
            ("Estado", view.state_word),
            ("Valor", _figures(view.amount)),
            (term("cus"), _figures(view.cus)),
            ("Ciclo", _figures(view.cycle)),
            ("Banco", view.bank),
            (term("reference"), _figures(view.reference)),
            ("Número de operación", _figures(view.receipt)),
            ("Fecha y hora", _figures(view.instant)),
            (term("value_day", "Fecha en que cuenta el pago"), view.value_day),
            ("Medio de pago", view.channel),
            ("Descripción", view.description),
            ("Respuesta", view.bank_says),
            (term("fur"), text_link(view.fur_number, view.fur_href)),
        ]
    )


def _figures(text: rx.Var[str]) -> rx.Component:
    return rx.el.span(text, class_name="tabular")


def _clearing() -> rx.Component:
    return panel(
        "Cerrar la revisión sin abono",
        rx.el.p(
            "Hágalo solo cuando sepa qué pasó con el dinero. El FUR queda libre para pagarse de "
            "nuevo y el motivo queda en la auditoría."
        ),
        form(
            stack(
                text_area(
                    "Motivo", name="reason", error=ResultState.reason_problem, max_length=400
                ),
                actions(button("Cerrar sin abono", kind="danger", type="submit")),
                gap=4,
            ),
            on_submit=ResultState.clear_review,
        ),
        class_name="no-print",
    )
