"""The pages of the treasury's day."""

from ser_app.payments.help_texts import HELP
from ser_app.payments.reconciliation.pages.parts import tab_page
from ser_app.payments.reconciliation.tabs import BOARD, CLAIMS, DEPOSITS
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
    tab_page(BOARD, "Tablero de bancos", board_tab, BoardState.open, help=HELP[BOARD.href]),
    tab_page(
        DEPOSITS, "Depósitos de PSE", deposits_tab, DepositsState.open, help=HELP[DEPOSITS.href]
    ),
    tab_page(
        CLAIMS, "Reclamaciones de recaudos", claims_tab, ClaimsState.open, help=HELP[CLAIMS.href]
    ),
    Page(
        route=ADDRESS,
        help=HELP[ADDRESS],
        title="Recaudos por identificar",
        lead="Pagos que llegaron y todavía no se abonaron: reclame los de su empresa.",
        build=own_claims_page,
        on_load=[OwnClaimsState.open],
        permission=Permission.MONEY_CLAIM,
        current="/estado-de-cuenta",
        breadcrumbs=(("Estado de cuenta", "/estado-de-cuenta"),),
        wide=True,
    ),
]
