"""What the pages of obligations share."""

import reflex as rx

from ser_app.ledger.obligations.views import Fact


def facts(rows: rx.Var[list[Fact]]) -> rx.Component:
    """Names with their values, from state."""
    return rx.el.dl(
        rx.foreach(
            rows,
            lambda each: rx.el.div(rx.el.dt(each.name), rx.el.dd(each.value), class_name="detail"),
        ),
        class_name="details-list",
    )
