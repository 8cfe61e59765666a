"""`/verificar`: one question, one answer, for anybody."""

import reflex as rx

from ser_app.furs.pages.parts import details
from ser_app.furs.state.verification import VerificationState
from ser_app.web.actions import actions, button, form
from ser_app.web.blocks import announce, panel, row, stack, total
from ser_app.web.fields import field_row, text_field
from ser_app.web.status import notice, status_badge


def verification_page() -> rx.Component:
    """The form and the answer."""
    return stack(
        panel(
            None,
            form(
                field_row(
                    text_field(
                        "Número del documento",
                        name="numero",
                        value=VerificationState.number,
                        hint="Como FUR-2013-000123 o PYS-2013-000123",
                        max_length=40,
                        autocomplete="off",
                    ),
                    text_field(
                        "Código de verificación",
                        name="codigo",
                        value=VerificationState.code,
                        hint="16 letras y números, al pie de cada hoja",
                        max_length=40,
                        autocomplete="off",
                    ),
                ),
                actions(
                    button(
                        "Verificar",
                        kind="primary",
                        type="submit",
                        busy=VerificationState.looking,
                    )
                ),
                on_submit=VerificationState.verify,
                class_name="stack stack-4",
            ),
        ),
        rx.cond(
            VerificationState.answer != "",
            rx.fragment(
                notice(VerificationState.answer, kind=VerificationState.answer_kind),
                announce(VerificationState.answer),
            ),
        ),
        rx.cond(VerificationState.view.number != "", _answer()),
    )


def _answer() -> rx.Component:
    view = VerificationState.view
    return panel(
        view.number,
        announce(view.sentence),
        row(status_badge(view.state_word, view.state_kind)),
        rx.el.p(view.sentence, class_name="mt-2"),
        rx.cond(view.total != "", total("Total del formulario", view.total)),
        details(view.details),
        rx.cond(
            view.signatures.length() > 0,
            rx.fragment(
                rx.el.h3("Firmas electrónicas", class_name="font-semibold mt-4"),
                details(view.signatures),
            ),
        ),
        rx.el.dl(
            rx.el.div(
                rx.el.dt("Huella del PDF (SHA-256)"),
                rx.el.dd(rx.el.code(view.sha256)),
                class_name="detail",
            ),
            class_name="details-list mt-3",
        ),
        rx.el.p(
            "Compare estos datos con los del papel: si alguno es distinto, el papel fue alterado.",
            class_name="hint mt-3",
        ),
    )
