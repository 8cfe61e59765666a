"""`/demostracion/correo`: what a demonstration would have sent, for anybody who tries it."""

from typing import Final

import reflex as rx

from ser_app.people.help_texts import HELP
from ser_app.people.mail.state.mailbox import MailboxState
from ser_app.people.mail.views import MailView
from ser_app.web.actions import actions, button, link_button, native_form
from ser_app.web.blocks import busy_when, empty_state, panel, stack
from ser_app.web.fields import text_field
from ser_app.web.page import Page
from ser_app.web.status import status_badge


def mailbox_page() -> rx.Component:
    """The mails, the newest first."""
    return busy_when(
        ~MailboxState.loaded,
        stack(
            native_form(
                stack(
                    text_field(
                        "Buzón de",
                        name="direccion",
                        type="email",
                        value=MailboxState.address,
                        hint="La dirección a la que iría el correo.",
                    ),
                    actions(button("Ver sus correos", type="submit")),
                ),
                action="",
                method="get",
            ),
            rx.cond(
                MailboxState.mails.length() > 0,
                stack(rx.foreach(MailboxState.mails, _mail)),
                rx.cond(
                    MailboxState.address == "",
                    empty_state(
                        "¿De quién es el buzón?",
                        "Escriba la dirección a la que el sistema enviaría el correo.",
                    ),
                    empty_state(
                        "El buzón está vacío",
                        "Aquí aparecen los correos que el sistema enviaría a esta dirección: por "
                        "ejemplo, al recuperar una contraseña.",
                    ),
                ),
            ),
        ),
    )


def _mail(mail: rx.Var[MailView]) -> rx.Component:
    return panel(
        mail.subject,
        rx.el.p(
            "Para ",
            rx.el.strong(mail.recipient),
            rx.el.span(" · ", mail.when, class_name="soft"),
        ),
        rx.el.p(mail.text, class_name="mail-text"),
        rx.cond(mail.link != "", actions(link_button("Abrir el enlace", mail.link, external=True))),
        rx.el.p(status_badge(mail.state, mail.kind)),
    )


PAGE: Final = Page(
    route="/demostracion/correo",
    help=HELP["/demostracion/correo"],
    title="Correo de la demostración",
    lead="Una demostración no envía correos. Estos son los que habría enviado a una dirección.",
    build=mailbox_page,
    on_load=[MailboxState.open],
)
