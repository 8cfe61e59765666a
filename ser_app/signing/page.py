"""The pages of the signing room."""

import reflex as rx

from ser_app.people.permissions import Permission
from ser_app.signing.help_texts import HELP
from ser_app.signing.pages.signing import signing_page
from ser_app.signing.pages.verification import verification_page
from ser_app.signing.state.signing import SigningState
from ser_app.signing.state.verification import VerificationState
from ser_app.web.page import Page


def _heading() -> rx.Var[str]:
    number = SigningState.view.number
    return rx.cond(number == "", "Firma digital", "Firma digital de " + number)


PAGES = [
    Page(
        route="/furs/[fur_number]/firma-digital",
        help=HELP["/furs/[fur_number]/firma-digital"],
        title="Firma digital",
        heading=_heading(),
        build=signing_page,
        on_load=[SigningState.open],
        permission=Permission.FUR_VIEW,
        current="/furs",
        breadcrumbs=(("FUR generados", "/furs"),),
    ),
    Page(
        route="/verificar",
        help=HELP["/verificar"],
        title="Verificar un documento",
        lead="Compruebe si un FUR o un paz y salvo es auténtico, y qué pasó con él.",
        build=verification_page,
        on_load=[VerificationState.open],
    ),
]
