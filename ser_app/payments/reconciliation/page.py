"""The pages of the desk."""

from ser_app.payments.reconciliation.pages.case import case_page
from ser_app.payments.reconciliation.pages.exceptions import exceptions_tab
from ser_app.payments.reconciliation.pages.files import files_tab
from ser_app.payments.reconciliation.pages.moving import moving_tab
from ser_app.payments.reconciliation.state.case import CaseState
from ser_app.payments.reconciliation.state.exceptions import ExceptionsState
from ser_app.payments.reconciliation.state.files import BankFilesState
from ser_app.payments.reconciliation.state.moving import MovingState
from ser_app.people.permissions import Permission
from ser_app.web.page import Page

PAGES = [
    Page(
        route="/conciliacion",
        title="Conciliación",
        build=exceptions_tab,
        on_load=[ExceptionsState.open],
        permission=Permission.RECONCILIATION_VIEW,
        wide=True,
    ),
    Page(
        route="/conciliacion/archivos",
        title="Archivos de recaudo",
        build=files_tab,
        on_load=[BankFilesState.open],
        permission=Permission.RECONCILIATION_VIEW,
        current="/conciliacion",
        wide=True,
    ),
    Page(
        route="/conciliacion/mover",
        title="Mover un pago",
        build=moving_tab,
        on_load=[MovingState.open],
        permission=Permission.RECONCILIATION_RESOLVE,
        current="/conciliacion",
        wide=True,
    ),
    Page(
        route="/conciliacion/recaudos/[exception_id]",
        title="Recaudo por resolver",
        build=case_page,
        on_load=[CaseState.open],
        permission=Permission.RECONCILIATION_VIEW,
        current="/conciliacion",
        breadcrumbs=(("Conciliación", "/conciliacion"),),
        wide=True,
    ),
]
