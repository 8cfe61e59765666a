"""«Su liquidación»: the figures beside the form, each with its reason."""

import reflex as rx

from ser_app.declarations.reasons import DELAY
from ser_app.declarations.state.form import DraftState
from ser_app.web.blocks import figure_row, figures, panel, total
from ser_app.web.explanation import explanation, why_button
from ser_app.web.status import status_badge


def side_panel() -> rx.Component:
    """The figures, and the reason that is open."""
    return rx.fragment(
        panel(
            "Su liquidación",
            figures(
                _figure("Contraprestación", DraftState.levy, "levy"),
                _figure("Sanción", DraftState.penalty, "late_filing_penalty"),
                _figure("Intereses de mora", DraftState.interest, "arrears_interest"),
            ),
            total("Total a pagar", DraftState.total, note=_notes(), announce=DraftState.spoken),
        ),
        rx.cond(
            DraftState.open_code != "",
            explanation(
                DraftState.reason,
                on_close=DraftState.explain(DraftState.public_id, DraftState.open_code),
            ),
        ),
    )


def telephone_bar() -> rx.Component:
    """The total at the foot of a telephone's screen."""
    return total("Total a pagar", DraftState.total)


def why(code: str, about: str) -> rx.Component:
    """The button that opens the reason of one thing."""
    return why_button(
        DraftState.explain(DraftState.public_id, code),
        expanded=DraftState.open_code == code,
        about=about,
    )


def _figure(label: str, amount: rx.Var[str], code: str) -> rx.Component:
    return figure_row(label, amount, note=why(code, label.lower()))


def _notes() -> rx.Component:
    return rx.fragment(
        why("total", "el total"),
        rx.el.p(
            DraftState.delay,
            " ",
            rx.cond(DraftState.delay != "", why(DELAY, "los días de mora")),
        ),
        rx.el.p(DraftState.filing),
        rx.cond(
            DraftState.provisional,
            rx.el.p(status_badge("Provisional", "provisional"), " ", DraftState.provisional_text),
        ),
    )
