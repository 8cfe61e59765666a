"""`/pagar/[fur_number]`: what is paid, to whom, and one button that says the amount."""

import reflex as rx

from ser_app.payments.pages.parts import leaving, problem_notice
from ser_app.payments.state.paying import PayState
from ser_app.web.actions import ButtonKind, actions, button, link_button
from ser_app.web.blocks import announce, busy_when, details_list, panel, stack, total
from ser_app.web.fields import select_field
from ser_app.web.status import notice


def pay_page() -> rx.Component:
    """The summary of the payment and the way to the bank."""
    view = PayState.view
    return stack(
        leaving(PayState.leave_to),
        problem_notice(
            PayState.problem,
            PayState.fur_number_shown,
            PayState.needs_new_fur,
            already_paid=PayState.already_paid,
        ),
        busy_when(
            ~PayState.loaded,
            rx.cond(view.number != "", _summary(), _elsewhere()),
            lines=6,
        ),
    )


def _summary() -> rx.Component:
    view = PayState.view
    return stack(
        panel(
            None,
            rx.cond(view.cheaper != "", _cheaper()),
            total("Va a pagar", view.amount),
            details_list(
                [
                    ("Se paga a", view.entity),
                    ("Paga", view.payer),
                    ("Concepto", view.concept),
                    ("Referencia de pago", rx.el.span(view.reference, class_name="tabular")),
                    (
                        rx.cond(view.cheaper != "", "Para pagar el", "Este valor rige hasta"),
                        view.valid_until,
                    ),
                ]
            ),
            rx.cond(
                PayState.banks.length() > 0,
                _bank(),
                rx.el.p(
                    "Al continuar sale hacia la pasarela de pagos, donde elige su banco. Vuelva "
                    "aquí al terminar: consultamos el resultado con la pasarela."
                ),
            ),
            rx.el.p(view.time_limit),
            rx.cond(view.warning != "", notice(view.warning, kind="pending")),
            rx.cond(
                view.unfinished,
                notice(
                    "Hay un pago de este FUR sin terminar. Al continuar retoma ese mismo pago.",
                    kind="pending",
                ),
            ),
            actions(
                link_button("Volver al FUR", f"/furs/{view.number}", kind="quiet"),
                rx.cond(view.cheaper != "", _pay("secondary"), _pay("primary")),
            ),
        ),
        announce(rx.cond(PayState.opening, "Abriendo la pasarela de pagos. Espere.", "")),
    )


def _cheaper() -> rx.Component:
    """Paying today costs less than this FUR: said first, with the way to today's."""
    view = PayState.view
    return notice(
        rx.el.p(view.cheaper),
        actions(
            link_button(
                f"Generar antes el FUR de hoy por {view.today}",
                f"/furs/{view.number}#hoy",
                kind="primary",
            )
        ),
        kind="pending",
        title="Hoy cuesta menos",
    )


def _pay(kind: ButtonKind) -> rx.Component:
    return button(
        rx.cond(
            PayState.opening,
            "Abriendo la pasarela…",
            f"Pagar {PayState.view.amount} por PSE",
        ),
        kind=kind,
        on_click=PayState.pay,
        busy=PayState.opening,
    )


def _bank() -> rx.Component:
    """The bank, for a gateway that sends the person straight there."""
    return stack(
        select_field(
            "Banco desde el que paga",
            name="bank",
            options=PayState.banks,
            value=PayState.bank,
            on_change=PayState.choose_bank,
            placeholder="Elija su banco",
            hint="Al continuar sale hacia la página de ese banco. Vuelva aquí al terminar: "
            "consultamos el resultado con la pasarela.",
        )
    )


def _elsewhere() -> rx.Component:
    return actions(
        link_button("Ver el FUR", f"/furs/{PayState.fur_number_shown}"),
        link_button("Ver mis pagos", "/pagos"),
    )
