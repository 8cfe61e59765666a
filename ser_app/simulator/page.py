"""`/simulador`: any case, liquidated while it is typed, for anybody."""

from typing import Final

import reflex as rx

from ser_app.law.periods import Regime
from ser_app.simulator.examples.page import PAGE as EXAMPLES
from ser_app.simulator.state import SimulatorState
from ser_app.web.actions import text_link
from ser_app.web.blocks import figure_row, figures, panel, split, stack, total
from ser_app.web.explanation import explanation, why_button
from ser_app.web.fields import (
    checkbox,
    date_field,
    field_row,
    money_field,
    select_field,
    text_field,
)
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.waiting.picture import waiting_picture

_QUARTERS: Final = (
    ("1", "1.º ene–mar"),
    ("2", "2.º abr–jun"),
    ("3", "3.º jul–sep"),
    ("4", "4.º oct–dic"),
)


def simulator_page() -> rx.Component:
    """The fields, the figures beside them, and what waiting costs below."""
    return stack(
        notice(
            "Es una simulación: no guarda nada, no presenta ninguna declaración y no sirve para "
            "pagar.",
            kind="info",
        ),
        split(_fields(), _answer()),
        rx.cond(SimulatorState.waiting.ready, panel(None, waiting_picture(SimulatorState.waiting))),
        rx.el.p(
            text_link("Ver este caso en una dirección que puede compartir", SimulatorState.address),
            " · ",
            text_link("Ejemplos resueltos", "/simulador/ejemplos"),
        ),
    )


def _fields() -> rx.Component:
    state, typed = SimulatorState, SimulatorState.typed
    radio = typed.regimen == Regime.RADIO.value
    return panel(
        "El caso",
        stack(
            select_field(
                "Régimen",
                name="regimen",
                options=[(regime.value, regime.label) for regime in Regime],
                value=typed.regimen,
                on_change=lambda text: state.type("regimen", text),
                error=state.errors.get("regimen", ""),
            ),
            field_row(
                _text("Año", "anio", typed.anio, hint="Cuatro cifras, como 2013"),
                rx.cond(
                    radio,
                    rx.fragment(),
                    select_field(
                        "Trimestre",
                        name="trimestre",
                        options=_QUARTERS,
                        value=typed.trimestre,
                        on_change=lambda text: state.type("trimestre", text),
                    ),
                ),
            ),
            rx.cond(
                radio,
                _money("Valor del acto o de la fórmula", "valor", typed.valor),
                field_row(
                    _money("Ingresos brutos", "ingresos", typed.ingresos),
                    _money("Devoluciones", "devoluciones", typed.devoluciones),
                ),
            ),
            rx.cond(
                typed.regimen == Regime.D1972.value,
                _text("Tarifa del título, en porcentaje", "tarifa", typed.tarifa, hint="Como 3,5"),
            ),
            field_row(
                _day("Día en que presenta", "presenta", typed.presenta),
                _day("Día en que paga", "paga", typed.paga, hint="Vacío: el mismo día"),
            ),
            checkbox(
                "El Ministerio ya expidió su acto",
                name="acto",
                checked=typed.acto == "si",
                on_change=lambda ticked: state.type("acto", ticked),
                hint="Solo cambia la sanción pasados tres meses de retardo.",
            ),
            gap=4,
        ),
    )


def _text(label: str, name: str, value: rx.Var[str], hint: str) -> rx.Component:
    return text_field(
        label,
        name=name,
        value=value,
        hint=hint,
        on_change=lambda text: SimulatorState.type(name, text),
        error=SimulatorState.errors.get(name, ""),
        max_length=12,
        autocomplete="off",
    )


def _money(label: str, name: str, value: rx.Var[str]) -> rx.Component:
    return money_field(
        label,
        name=name,
        value=value,
        on_change=lambda digits: SimulatorState.type(name, digits),
        error=SimulatorState.errors.get(name, ""),
    )


def _day(label: str, name: str, value: rx.Var[str], hint: str | None = None) -> rx.Component:
    return date_field(
        label,
        name=name,
        value=value,
        hint=hint,
        required=hint is None,
        on_change=lambda text: SimulatorState.type(name, text),
        error=SimulatorState.errors.get(name, ""),
    )


def _answer() -> rx.Component:
    state = SimulatorState
    return rx.fragment(
        panel(
            "Lo que se debe",
            figures(
                figure_row("Vence", state.due),
                figure_row("Base", state.base),
                figure_row(
                    "Contraprestación", state.levy, note=_why("levy", "la contraprestación")
                ),
                figure_row(
                    "Sanción", state.penalty, note=_why("late_filing_penalty", "la sanción")
                ),
                figure_row(
                    "Intereses de mora",
                    state.interest,
                    note=_why("arrears_interest", "los intereses"),
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


PAGES: Final = (
    Page(
        route="/simulador",
        title="Simulador",
        lead="Cuánto se debe, por qué, y cuánto cuesta esperar.",
        build=simulator_page,
        on_load=[SimulatorState.open],
        wide=True,
    ),
    EXAMPLES,
)
