"""The pages of the desk."""

from ser_app.payments.help_texts import HELP
from ser_app.payments.reconciliation.pages.case import case_page
from ser_app.payments.reconciliation.pages.exceptions import exceptions_tab
from ser_app.payments.reconciliation.pages.files import files_tab
from ser_app.payments.reconciliation.pages.moving import moving_tab
from ser_app.payments.reconciliation.pages.parts import tab_page
from ser_app.payments.reconciliation.state.case import CaseState
from ser_app.payments.reconciliation.state.exceptions import ExceptionsState
from ser_app.payments.reconciliation.state.files import BankFilesState
from ser_app.payments.reconciliation.state.given_back import GivenBackState
from ser_app.payments.reconciliation.state.moving import MovingState
from ser_app.payments.reconciliation.tabs import FILES, MOVE, TO_RESOLVE
from ser_app.people.permissions import Permission
from ser_app.web.page import Page

PAGES = [
    tab_page(
        TO_RESOLVE, "Conciliación", exceptions_tab, ExceptionsState.open, help=HELP[TO_RESOLVE.href]
    ),
    tab_page(
        FILES,
        "Archivos de recaudo",
        files_tab,
        BankFilesState.open,
        help=HELP[FILES.href],
    ),
    tab_page(
        MOVE,
        "Mover un pago",
        moving_tab,
        MovingState.open,
        Permission.RECONCILIATION_RESOLVE,
        help=HELP[MOVE.href],
    ),
    Page(
        route="/conciliacion/recaudos/[exception_id]",
        help=HELP["/conciliacion/recaudos/[exception_id]"],
        title="Recaudo por resolver",
        build=case_page,
        on_load=[CaseState.open, GivenBackState.open],
        permission=Permission.RECONCILIATION_VIEW,
        current="/conciliacion",
        breadcrumbs=(("Conciliación", "/conciliacion"),),
        wide=True,
    ),
]
