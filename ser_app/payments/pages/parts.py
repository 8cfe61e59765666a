"""Parts that the pages of this room share."""

import reflex as rx

from ser_app.web import client
from ser_app.web.actions import actions, link_button
from ser_app.web.icons import icon
from ser_app.web.status import notice


def leaving(to: rx.Var[str]) -> rx.Component:
    """Leave for the gateway in this tab as soon as the state tells its address."""
    return client.Leave.create(to=to)


def print_button() -> rx.Component:
    """Print the page: without frame, as a voucher."""
    return client.PrintButton.create(
        icon("print"), rx.el.span("Imprimir"), class_name="button button-secondary"
    )


def problem_notice(
    problem: rx.Var[str],
    fur_number: rx.Var[str],
    needs_new_fur: rx.Var[bool],
    *,
    already_paid: rx.Var[bool] | bool = False,
) -> rx.Component:
    """Say why a payment was not opened, and offer the way on.

    Args:
        problem: The sentence; empty while there is none.
        fur_number: The FUR.
        needs_new_fur: Whether a FUR for another day is the way on.
        already_paid: Whether it is good news: there is nothing to pay.
    """
    return rx.cond(
        problem != "",
        rx.el.div(
            notice(
                problem,
                rx.cond(
                    needs_new_fur,
                    actions(
                        link_button(
                            "Generar el FUR de otro día", f"/furs/{fur_number}", kind="primary"
                        )
                    ),
                ),
                kind=rx.cond(already_paid, "paid", "failed"),
                title=rx.cond(already_paid, "Ya está pagado", "El pago no se abrió"),
            ),
            role="alert",
        ),
    )
