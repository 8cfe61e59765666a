"""The boxes of a FUR's page that do something: sign, another payment day, back to the draft."""

import reflex as rx

from ser_app.declarations.texts import STATEMENT
from ser_app.furs.state.document import FurPageState
from ser_app.web.actions import actions, button, form
from ser_app.web.blocks import announce, panel, total
from ser_app.web.fields import checkbox, date_field, password_field
from ser_app.web.status import notice


def sign_box() -> rx.Component:
    """The electronic signature: what is sworn, the password again, and what pressing does."""
    view = FurPageState.view
    return rx.cond(
        view.sign_label != "",
        panel(
            "Su firma",
            rx.cond(view.stale != "", notice(view.stale, kind="pending")),
            rx.cond(
                FurPageState.sign_problem != "",
                notice(FurPageState.sign_problem, kind="failed"),
            ),
            rx.el.p(
                "Lea los valores y de dónde salen, más abajo en esta página. Firma con su propia "
                "cuenta (firma electrónica, Decreto 2364 de 2012)."
            ),
            form(
                checkbox(f"{STATEMENT}.", name="accepted", error=FurPageState.oath_error),
                password_field(
                    "Su contraseña, otra vez",
                    name="password",
                    error=FurPageState.password_error,
                    hint="Comprueba que es usted quien firma.",
                ),
                rx.el.p(view.sign_note),
                actions(
                    button(
                        view.sign_label,
                        kind="primary",
                        type="submit",
                        busy=FurPageState.signing,
                    )
                ),
                on_submit=FurPageState.sign,
                class_name="stack stack-4",
            ),
            id="firmar",
        ),
    )


def renew_box() -> rx.Component:
    """Another payment day: what it costs, live, and the FUR for it."""
    view = FurPageState.view
    return rx.cond(
        view.renew_title != "",
        panel(
            view.renew_title,
            rx.el.p(
                "Cada FUR vale para un solo día de pago. Elija otro día y vea cuánto sería; el "
                "nuevo FUR reemplaza la forma de pago anterior."
            ),
            date_field(
                "Día de pago",
                name="renew_day",
                value=FurPageState.renew_day,
                min=view.today,
                on_change=FurPageState.choose_day,
                error=FurPageState.renew_error,
            ),
            rx.cond(
                FurPageState.renew_same,
                rx.el.p("Es el día de este mismo FUR: no hace falta otro.", class_name="hint"),
            ),
            rx.cond(
                FurPageState.renew_total != "",
                rx.fragment(
                    total(
                        "Pagaría ese día",
                        FurPageState.renew_total,
                        note=FurPageState.renew_note,
                    ),
                    announce("Ese día pagaría " + FurPageState.renew_total),
                    actions(
                        button(
                            FurPageState.renew_label,
                            on_click=FurPageState.renew,
                            busy=FurPageState.renewing,
                        )
                    ),
                ),
            ),
            id="otro-dia",
        ),
    )


def edit_box() -> rx.Component:
    """Back to the draft, after asking."""
    view = FurPageState.view
    return rx.cond(
        view.may_edit,
        panel(
            "¿Hay un error en lo declarado?",
            rx.cond(
                FurPageState.confirming_edit,
                rx.fragment(
                    notice(
                        "Este FUR se anula y la declaración vuelve a borrador con todo lo escrito. "
                        "Si cambia un valor, quien ya firmó debe firmar otra vez.",
                        kind="pending",
                    ),
                    actions(
                        button("Dejar el FUR como está", kind="quiet", on_click=FurPageState.keep),
                        button(
                            "Anular el FUR y corregir",
                            kind="danger",
                            on_click=FurPageState.edit_again,
                        ),
                    ),
                ),
                rx.fragment(
                    rx.el.p("Puede anular este FUR y corregir mientras no esté presentado."),
                    actions(button("Corregir la declaración", on_click=FurPageState.ask_to_edit)),
                ),
            ),
        ),
    )
