"""The pages of payment agreements."""

from typing import Final

import reflex as rx

from ser_app.furs.agreements.pages.ageing import ageing_actions, ageing_page
from ser_app.furs.agreements.pages.agreement import agreement_page
from ser_app.furs.agreements.pages.listing import agreements_actions, agreements_page
from ser_app.furs.agreements.pages.simulation import simulation_page
from ser_app.furs.agreements.state.ageing import AgeingState
from ser_app.furs.agreements.state.agreement import AgreementState
from ser_app.furs.agreements.state.listing import AgreementsState
from ser_app.furs.agreements.state.simulation import SimulationState
from ser_app.furs.agreements.views import ADDRESS
from ser_app.furs.help_texts import HELP
from ser_app.ledger.ageing.views import ADDRESS as AGEING
from ser_app.people.permissions import Permission
from ser_app.web.page import Page

_LIST: Final = ("Acuerdos de pago", ADDRESS)

PAGES: Final[tuple[Page, ...]] = (
    Page(
        route=ADDRESS,
        help=HELP[ADDRESS],
        title="Acuerdos de pago",
        lead="Un [[agreement|acuerdo de pago]] es lo que está en mora, pagado por cuotas que se "
        "cumplen.",
        build=agreements_page,
        on_load=[AgreementsState.open],
        permission=Permission.AGREEMENT_VIEW,
        actions=agreements_actions,
        wide=True,
    ),
    Page(
        route=f"{ADDRESS}/nuevo",
        help=HELP[f"{ADDRESS}/nuevo"],
        title="Simular un acuerdo de pago",
        lead="Elija qué deudas entran y cómo las pagaría, con su [[first_payment|cuota inicial]] y"
        " su [[acceleration|cláusula aceleratoria]]. Nada se guarda hasta que lo proponga.",
        build=simulation_page,
        on_load=[SimulationState.open],
        permission=Permission.AGREEMENT_SIMULATE,
        current=ADDRESS,
        breadcrumbs=(_LIST,),
        wide=True,
    ),
    Page(
        route=AGEING,
        help=HELP[AGEING],
        title="Cartera por edades",
        lead="Lo vencido de todos los operadores: desde cuándo, [[prescription|hasta cuándo se "
        "puede cobrar]] y qué sigue.",
        build=ageing_page,
        on_load=[AgeingState.open],
        permission=Permission.AGEING_VIEW,
        current=ADDRESS,
        breadcrumbs=(_LIST,),
        actions=ageing_actions,
        wide=True,
    ),
    Page(
        route=f"{ADDRESS}/[agreement_id]",
        help=HELP[f"{ADDRESS}/[agreement_id]"],
        title="Acuerdo de pago",
        heading=rx.cond(
            AgreementState.view.number != "",
            "Acuerdo " + AgreementState.view.number,
            "Acuerdo de pago",
        ),
        build=agreement_page,
        on_load=[AgreementState.open],
        permission=Permission.AGREEMENT_VIEW,
        current=ADDRESS,
        breadcrumbs=(_LIST,),
        wide=True,
    ),
)
