"""`/correos`: mails that could not leave, for Administrador SER."""

from typing import Final

import reflex as rx

from ser_app.people.help_texts import HELP
from ser_app.people.mail.state.undelivered import UndeliveredState
from ser_app.people.mail.views import MailView
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, button
from ser_app.web.blocks import announce, busy_when, empty_state, stack
from ser_app.web.page import Page
from ser_app.web.status import notice
from ser_app.web.tables import Column, data_table


def undelivered_page() -> rx.Component:
    """The list with what can be done."""
    state = UndeliveredState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.done),
            rx.cond(state.done != "", notice(state.done, kind="paid")),
            rx.cond(state.problem != "", notice(state.problem, kind="failed")),
            data_table(
                [
                    Column("Para"),
                    Column("Asunto"),
                    Column("Desde", kind="date"),
                    Column("Motivo"),
                    Column("Acción", kind="action"),
                ],
                state.mails.to(list[MailView]),
                caption="Correos que no pudieron enviarse",
                row=_row,
                empty=empty_state(
                    "Todos los correos salieron", "Ninguno quedó sin enviar después de un día."
                ),
            ),
        ),
    )


def _row(mail: rx.Var[MailView]) -> list[rx.Component | rx.Var[str]]:
    return [
        mail.recipient,
        mail.subject,
        mail.when,
        rx.el.div(rx.el.code(mail.error), rx.el.div("Intentos: ", mail.tries, class_name="soft")),
        actions(
            button("Descartar", kind="quiet", on_click=UndeliveredState.discard(mail.public_id)),
            button("Intentar de nuevo", on_click=UndeliveredState.try_again(mail.public_id)),
        ),
    ]


PAGE: Final = Page(
    route="/correos",
    help=HELP["/correos"],
    title="Correos sin enviar",
    lead="El sistema intenta cada correo durante un día, con pausas cada vez más largas.",
    build=undelivered_page,
    on_load=[UndeliveredState.load],
    permission=Permission.MAIL_WATCH,
    current="/usuarios",
    wide=True,
)
