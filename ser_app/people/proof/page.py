"""The question who is there, above the page that needs the answer."""

import reflex as rx

from ser_app.people.proof.state import ProofState
from ser_app.web.actions import actions, button, form
from ser_app.web.blocks import announce, panel
from ser_app.web.fields import password_field
from ser_app.web.status import notice


def proof_box() -> rx.Component:
    """Draw the question while it is asked; every page of a signed-in person has it."""
    return rx.fragment(
        announce(ProofState.done),
        rx.cond(ProofState.done != "", notice(ProofState.done, kind="paid")),
        rx.cond(
            ProofState.asked,
            panel(
                "Confirme que es usted",
                form(
                    password_field(
                        "Su contraseña o el código de su teléfono",
                        name="proof",
                        hint="Vale cinco minutos. Nada se ha hecho todavía.",
                        error=ProofState.error,
                        auto_focus=True,
                    ),
                    actions(
                        button("Ahora no", kind="quiet", on_click=ProofState.forget),
                        button("Confirmar", kind="primary", type="submit"),
                    ),
                    on_submit=ProofState.prove,
                    class_name="stack stack-4",
                ),
                id="confirmar-identidad",
            ),
        ),
    )
