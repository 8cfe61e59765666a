"""«Su liquidación»: the figures beside the form, each with its reason."""

from typing import Any, Final

import reflex as rx

from ser_app.declarations.reasons import DELAY
from ser_app.declarations.state.form import DraftState
from ser_app.web.blocks import figure_row, figures, panel, recalculated, total
from ser_app.web.explanation import explanation, why_button
from ser_app.web.icons import icon
from ser_app.web.status import status_badge
from ser_app.web.terms import figure_label

# Only when little of it can be seen, so that the total does not leave the screen without need.
_INTO_VIEW: Final = """() => {
  const reason = document.getElementById("reason");
  const hidden = reason && reason.getBoundingClientRect().top > window.innerHeight - 200;
  if (hidden) reason.scrollIntoView({ block: "nearest" });
}"""


def side_panel() -> rx.Component:
    """The figures, and the reason that is open."""
    return rx.fragment(
        panel(
            "Su liquidación",
            recalculated(
                figures(
                    _figure("Contraprestación", DraftState.levy, "levy"),
                    _settled(),
                    _figure("Sanción", DraftState.penalty, "late_filing_penalty"),
                    _figure("Intereses de mora", DraftState.interest, "arrears_interest"),
                    _balance(),
                ),
                total("Total a pagar", DraftState.total, note=_notes(), announce=DraftState.spoken),
            ),
            saved_line("max-lg:hidden border-t border-line pt-4"),
        ),
        rx.cond(
            DraftState.open_code != "",
            opened_reason(
                DraftState.reason,
                DraftState.open_code,
                DraftState.explain(DraftState.public_id, DraftState.open_code),
            ),
        ),
    )


def opened_reason(reason: Any, code: Any, on_close: Any) -> rx.Component:
    """The reason that is open, brought into view where the column or the sheet scrolls."""
    return rx.el.div(
        explanation(reason, on_close=on_close),
        key=code,
        id="reason",
        on_mount=rx.call_function(_INTO_VIEW),
    )


def saved_line(class_name: str) -> rx.Component:
    """Says when the draft was saved last, or that it was not."""
    look = f"saved flex items-center gap-2 text-sm {class_name} "
    return rx.el.p(
        rx.cond(DraftState.save_failed, icon("failed"), icon("paid")),
        rx.cond(DraftState.save_failed, "Sin guardar", DraftState.saved),
        class_name=rx.cond(
            DraftState.save_failed, f"{look} font-semibold text-failed", f"{look} text-ink-soft"
        ),
        role="status",
    )


def telephone_bar() -> rx.Component:
    """The total at the foot of a telephone's screen."""
    return recalculated(total("Total a pagar", DraftState.total))


def why(code: str, about: str, label: str = "¿por qué?") -> rx.Component:
    """The button that opens the reason of one thing."""
    return why_button(
        DraftState.explain(DraftState.public_id, code),
        expanded=DraftState.open_code == code,
        label=label,
        about=about,
    )


def _figure(label: str, amount: rx.Var[str], code: str) -> rx.Component:
    return figure_row(figure_label(code, label), amount, note=why(code, label.lower()))


def _settled() -> rx.Component:
    """What of the levy was declared and settled before."""
    return rx.cond(
        DraftState.levy_settled != "",
        figure_row(
            "Ya declarada y pagada",
            DraftState.levy_settled,
            note=why("levy_difference", "la diferencia de contraprestación"),
        ),
    )


def _balance() -> rx.Component:
    """What of the balance in favour counts."""
    return rx.cond(
        DraftState.balance_used != "",
        figure_row(
            figure_label("balance_applied", "Saldo a favor aplicado"),
            DraftState.balance_used,
            note=why("balance_applied", "el saldo a favor aplicado"),
        ),
    )


def _notes() -> rx.Component:
    return rx.fragment(
        rx.el.p(
            DraftState.delay,
            rx.cond(DraftState.delay != "", rx.fragment(" ", why(DELAY, "los días de mora"))),
        ),
        rx.el.p(DraftState.filing),
        why("total", "", "¿por qué este total?"),
        rx.cond(
            DraftState.provisional,
            rx.el.p(status_badge("Provisional", "provisional"), " ", DraftState.provisional_text),
        ),
    )
