"""An agreement on the operator's home: where it stands, and its next payment with one button."""

from typing import Any

import reflex as rx

from ser_app.oversight.state.home import HomeState
from ser_app.oversight.views.agreement import AgreementHomeView
from ser_app.web.actions import actions, link_button, text_link
from ser_app.web.blocks import panel, total
from ser_app.web.status import status_badge


def agreement_panel(each: rx.Var[AgreementHomeView]) -> rx.Component:
    """Draw one agreement of which something waits."""
    return panel(
        "Acuerdo de pago",
        rx.el.div(
            rx.el.div(
                rx.el.p(rx.cond(each.name != "", rx.el.strong(each.name))),
                rx.el.p(status_badge(each.state, each.kind)),
                rx.el.p(each.sentence),
            ),
            rx.cond(
                each.name != "",
                total(
                    each.amount_label,
                    each.amount,
                    note=rx.el.span("Vencimiento: ", each.due, " · ", each.due_help),
                ),
            ),
            class_name="row row-between",
        ),
        _button(each),
        actions=text_link(each.number, each.href),
    )


def _button(each: Any) -> rx.Component:
    """Its one button: the page's first one, where no period is due."""
    return actions(
        rx.cond(
            HomeState.has_next,
            link_button(each.button, each.button_href),
            link_button(each.button, each.button_href, kind="primary"),
        )
    )
