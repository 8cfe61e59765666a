"""What waits for a person, above everything else on the home page."""

import reflex as rx

from ser_app.oversight.state.home import HomeState
from ser_app.oversight.waiting.views import WaitingView
from ser_app.web.actions import link_button
from ser_app.web.blocks import empty_state, panel
from ser_app.web.status import status_badge
from ser_app.web.tables import Column, data_table


def waiting_box(*, always: bool) -> rx.Component:
    """Draw the list; `always` also says that nothing waits."""
    table = data_table(
        [
            Column("Asunto"),
            Column("Estado", kind="state"),
            Column("Acción", kind="action"),
        ],
        HomeState.waiting.to(list[WaitingView]),
        caption="Lo que le espera",
        row=_row,
        empty=empty_state(
            "Nada le espera", "Cuando algo necesite de usted aparecerá aquí.", icon_name="paid"
        ),
    )
    box = panel("Lo que le espera", rx.el.div(table, class_name="desk"))
    return box if always else rx.cond(HomeState.waiting.length() > 0, box)


def _row(item: rx.Var[WaitingView]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(item.words, rx.cond(item.since != "", rx.el.div(item.since, class_name="hint"))),
        status_badge(item.word, item.kind),
        link_button(item.action, item.href),
    ]
