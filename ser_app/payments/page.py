"""The pages of the payments room."""

import reflex as rx

from ser_app.payments.help_texts import HELP
from ser_app.payments.pages.listing import list_actions, payments_list
from ser_app.payments.pages.paying import pay_page
from ser_app.payments.pages.result import result_page
from ser_app.payments.state.listing import PaymentsState
from ser_app.payments.state.paying import PayState
from ser_app.payments.state.result import ResultState
from ser_app.people.permissions import Permission
from ser_app.web.page import Page


def _result_heading() -> rx.Var[str]:
    headline = ResultState.view.headline
    return rx.cond(headline == "", "Resultado del pago", headline)


PAGES = [
    Page(
        route="/pagos",
        help=HELP["/pagos"],
        title="Estado de pagos",
        build=payments_list,
        on_load=[PaymentsState.open],
        permission=Permission.PAYMENT_VIEW,
        actions=list_actions,
        wide=True,
    ),
    Page(
        route="/pagos/[payment_id]",
        help=HELP["/pagos/[payment_id]"],
        title="Resultado del pago",
        heading=_result_heading(),
        build=result_page,
        on_load=[ResultState.open],
        permission=Permission.PAYMENT_VIEW,
        current="/pagos",
        breadcrumbs=(("Estado de pagos", "/pagos"),),
    ),
    Page(
        route="/pagar/[fur_number]",
        help=HELP["/pagar/[fur_number]"],
        title="Pagar por PSE",
        build=pay_page,
        on_load=[PayState.open],
        permission=Permission.PAYMENT_START,
        current="/furs",
        breadcrumbs=(("FUR generados", "/furs"),),
    ),
]
