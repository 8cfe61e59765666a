"""The pages of obligations."""

from typing import Final

import reflex as rx

from ser_app.ledger.help_texts import HELP
from ser_app.ledger.obligations.pages.debt import debt_page
from ser_app.ledger.obligations.pages.entry import entry_page
from ser_app.ledger.obligations.pages.listing import list_actions, list_page
from ser_app.ledger.obligations.pages.load import file_page, load_page
from ser_app.ledger.obligations.state.debt import DebtState
from ser_app.ledger.obligations.state.entry import EntryState
from ser_app.ledger.obligations.state.listing import ObligationsState
from ser_app.ledger.obligations.state.load import FileState, LoadState
from ser_app.ledger.obligations.views import ADDRESS
from ser_app.people.permissions import Permission
from ser_app.web.page import Page

_CURRENT: Final = "/estado-de-cuenta"
_HOME: Final = ("Estado de cuenta", _CURRENT)
_LIST: Final = ("Obligaciones", ADDRESS)

PAGES: Final[tuple[Page, ...]] = (
    Page(
        route=ADDRESS,
        help=HELP[ADDRESS],
        title="Obligaciones",
        lead="[[right|Derechos]], [[fine|multas]] y cuotas que nacen de un acto del Ministerio.",
        build=list_page,
        on_load=[ObligationsState.open],
        permission=Permission.STATEMENT_VIEW,
        current=_CURRENT,
        breadcrumbs=(_HOME,),
        actions=list_actions,
        wide=True,
    ),
    Page(
        route=f"{ADDRESS}/nueva",
        help=HELP[f"{ADDRESS}/nueva"],
        title="Registrar una obligación",
        lead="Lo que un acto del Ministerio manda pagar. Antes de registrarla verá cómo queda.",
        build=entry_page,
        on_load=[EntryState.open],
        permission=Permission.OBLIGATION_ENTER,
        current=_CURRENT,
        breadcrumbs=(_HOME, _LIST),
    ),
    Page(
        route=f"{ADDRESS}/cargar",
        help=HELP[f"{ADDRESS}/cargar"],
        title="Cargar obligaciones de un archivo",
        build=load_page,
        on_load=[LoadState.open],
        permission=Permission.OBLIGATION_ENTER,
        current=_CURRENT,
        breadcrumbs=(_HOME, _LIST),
    ),
    Page(
        route=f"{ADDRESS}/cargas/[file_id]",
        help=HELP[f"{ADDRESS}/cargas/[file_id]"],
        title="Reporte del archivo",
        build=file_page,
        on_load=[FileState.open],
        permission=Permission.OBLIGATION_ENTER,
        current=_CURRENT,
        breadcrumbs=(_HOME, _LIST),
        wide=True,
    ),
    Page(
        route=f"{ADDRESS}/[debt_id]",
        help=HELP[f"{ADDRESS}/[debt_id]"],
        title="Obligación",
        heading=rx.cond(DebtState.view.title != "", DebtState.view.title, "Obligación"),
        build=debt_page,
        on_load=[DebtState.open],
        permission=Permission.STATEMENT_VIEW,
        current=_CURRENT,
        breadcrumbs=(_HOME, _LIST),
    ),
)
