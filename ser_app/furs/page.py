"""The pages of the furs room."""

import reflex as rx

from ser_app.declarations.alerts.state import AlertsState
from ser_app.furs.agreements.page import PAGES as AGREEMENT_PAGES
from ser_app.furs.catching_up.page import PAGE as CATCH_UP
from ser_app.furs.debts.page import PAGE as PAY_DEBTS
from ser_app.furs.help_texts import HELP
from ser_app.furs.pages.document import fur_page
from ser_app.furs.pages.listing import furs_list
from ser_app.furs.pages.review import review_page
from ser_app.furs.quarter.page import PAGE as QUARTER
from ser_app.furs.signers.page import PAGE as SIGNERS
from ser_app.furs.state.document import FurPageState
from ser_app.furs.state.listing import FursState
from ser_app.furs.state.review import ReviewState
from ser_app.people.permissions import Permission
from ser_app.web.page import Page


def _fur_heading() -> rx.Var[str]:
    number = FurPageState.view.number
    return rx.cond(number == "", "FUR", number)


def _review_heading() -> rx.Var[str]:
    title = ReviewState.view.title
    return rx.cond(
        title == "", "Revise su declaración", "Revise su declaración\N{NO-BREAK SPACE}· " + title
    )


PAGES = [
    SIGNERS,
    CATCH_UP,
    PAY_DEBTS,
    QUARTER,
    *AGREEMENT_PAGES,
    Page(
        route="/declaraciones/[declaration_id]/revisar",
        help=HELP["/declaraciones/[declaration_id]/revisar"],
        title="Revise su declaración",
        heading=_review_heading(),
        build=review_page,
        on_load=[ReviewState.open, AlertsState.open],
        permission=Permission.DECLARATION_VIEW,
        current="/declaraciones",
        breadcrumbs=(("Declaraciones", "/declaraciones"),),
        wide=True,
    ),
    Page(
        route="/furs",
        help=HELP["/furs"],
        title="FUR generados",
        build=furs_list,
        on_load=[FursState.open],
        permission=Permission.FUR_VIEW,
        wide=True,
    ),
    Page(
        route="/furs/[fur_number]",
        help=HELP["/furs/[fur_number]"],
        title="FUR",
        heading=_fur_heading(),
        build=fur_page,
        on_load=[FurPageState.open],
        permission=Permission.FUR_VIEW,
        current="/furs",
        breadcrumbs=(("FUR generados", "/furs"),),
        wide=True,
    ),
]
