"""The pages of the treasury's day."""

from ser_app.payments.treasury.pages.board import board_tab
from ser_app.payments.treasury.pages.deposits import deposits_tab
from ser_app.payments.treasury.state.board import BoardState
from ser_app.payments.treasury.state.deposits import DepositsState
from ser_app.people.permissions import Permission
from ser_app.web.page import Page

PAGES = [
    Page(
        route="/conciliacion/tablero",
        title="Tablero de bancos",
        build=board_tab,
        on_load=[BoardState.open],
        permission=Permission.RECONCILIATION_VIEW,
        current="/conciliacion",
        wide=True,
    ),
    Page(
        route="/conciliacion/pse",
        title="Depósitos de PSE",
        build=deposits_tab,
        on_load=[DepositsState.open],
        permission=Permission.RECONCILIATION_VIEW,
        current="/conciliacion",
        wide=True,
    ),
]
