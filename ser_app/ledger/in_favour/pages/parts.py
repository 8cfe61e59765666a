"""What both screens draw alike."""

import reflex as rx

from ser_app.ledger.in_favour.views import RefundView
from ser_app.web.actions import text_link
from ser_app.web.status import status_badge


def refund_cells(each: rx.Var[RefundView]) -> list[rx.Component | rx.Var[str]]:
    """Number and day, state, account and amount of a refund."""
    return [
        rx.el.div(text_link(each.number, each.href), rx.el.div(each.asked, class_name="hint")),
        refund_state(each),
        each.account,
        each.amount,
    ]


def refund_state(each: rx.Var[RefundView]) -> rx.Component:
    """The state in a word and an icon, with the reason or the transfer beneath it."""
    return rx.el.div(
        status_badge(each.state, each.kind),
        rx.cond(each.note != "", rx.el.div(each.note, class_name="hint whitespace-normal")),
    )
