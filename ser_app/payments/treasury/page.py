"""The pages of the treasury's day."""

from ser_app.payments.treasury.pages.board import board_tab
from ser_app.payments.treasury.pages.claims import claims_tab
from ser_app.payments.treasury.pages.deposits import deposits_tab
from ser_app.payments.treasury.pages.own import ADDRESS, own_claims_page
from ser_app.payments.treasury.state.board import BoardState
from ser_app.payments.treasury.state.claims import ClaimsState
from ser_app.payments.treasury.state.deposits import DepositsState
from ser_app.payments.treasury.state.own import OwnClaimsState
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
    Page(
        route="/conciliacion/reclamaciones",
        title="Reclamaciones de recaudos",
        build=claims_tab,
        on_load=[ClaimsState.open],
        permission=Permission.RECONCILIATION_VIEW,
        current="/conciliacion",
        wide=True,
    ),
    Page(
        route=ADDRESS,
        title="Recaudos por identificar",
        lead="Pagos que llegaron a un banco sin decir de quién son.",
        build=own_claims_page,
        on_load=[OwnClaimsState.open],
        permission=Permission.MONEY_CLAIM,
        current="/estado-de-cuenta",
        breadcrumbs=(("Estado de cuenta", "/estado-de-cuenta"),),
        wide=True,
    ),
]
