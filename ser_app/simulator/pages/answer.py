"""What the simulated case owes, with the reason of each figure."""

import reflex as rx

from ser_app.simulator.state import SimulatorState
from ser_app.web.blocks import figure_row, figures, panel, total
from ser_app.web.explanation import explanation, why_button
from ser_app.web.status import status_badge
from ser_app.web.terms import term


def answer() -> rx.Component:
    """The figures of the case, and the reason that is open."""
    state = SimulatorState
    return rx.fragment(
        panel(
            "Lo que se debe",
            figures(
                figure_row("Vence", state.due),
                rx.cond(state.base != "", figure_row(term("base", "Base"), state.base)),
                figure_row(term("levy"), state.levy, note=_why("levy", "la contraprestación")),
                rx.cond(
                    state.difference != "",
                    figure_row(
                        "Diferencia con la corregida",
                        state.difference,
                        note=_why("levy_difference", "la diferencia"),
                    ),
                ),
                rx.cond(
                    state.balance != "",
                    figure_row(
                        term("balance_in_favour", "Saldo a favor aplicado"),
                        state.balance,
                        note=_why("balance_applied", "el saldo a favor aplicado"),
                    ),
                ),
                figure_row(
                    term("late_filing_penalty", "Sanción"),
                    state.penalty,
                    note=_why("late_filing_penalty", "la sanción"),
                ),
                figure_row(
                    term("arrears_interest"),
                    state.interest,
                    note=_why("arrears_interest", "los intereses"),
                ),
            ),
            rx.cond(
                state.in_favour != "",
                figures(
                    figure_row(
                        "Saldo a favor que queda",
                        state.in_favour,
                        note=_why("balance_in_favour", "el saldo a favor"),
                    )
                ),
            ),
            total(
                "Total",
                state.total,
                note=rx.fragment(
                    rx.el.p(state.delay),
                    _why("total", "", "¿por qué este total?"),
                    rx.cond(
                        state.provisional != "",
                        rx.el.p(status_badge("Provisional", "provisional"), " ", state.provisional),
                    ),
                ),
                announce=state.spoken,
            ),
        ),
        rx.cond(
            state.open_code != "",
            explanation(state.reason, on_close=state.explain(state.open_code)),
        ),
    )


def _why(code: str, about: str, label: str = "¿por qué?") -> rx.Component:
    state = SimulatorState
    return why_button(
        state.explain(code), expanded=state.open_code == code, label=label, about=about
    )
