"""The fields of a simulated case; those that its regime and subject do not take are not drawn."""

from typing import Final

import reflex as rx

from ser_app.law.periods import Regime
from ser_app.simulator.state import SimulatorState
from ser_app.simulator.typed import ACT_CHANGES, CORRECTION
from ser_app.web.blocks import panel, stack
from ser_app.web.fields import (
    checkbox,
    date_field,
    field_row,
    money_field,
    select_field,
    text_field,
)

_QUARTERS: Final = (
    ("1", "1.º ene–mar"),
    ("2", "2.º abr–jun"),
    ("3", "3.º jul–sep"),
    ("4", "4.º oct–dic"),
)


def case_fields() -> rx.Component:
    """All fields of the case, in one panel."""
    state, typed = SimulatorState, SimulatorState.typed
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
            select_field(
                "Qué se declara",
                name="asunto",
                options=state.subjects,
                value=typed.asunto,
                on_change=lambda text: state.type("asunto", text),
                error=state.errors.get("asunto", ""),
            ),
            rx.cond(_is_right(), _right_fields(), _period_fields()),
            rx.cond(typed.asunto == CORRECTION, _correction_fields()),
            field_row(
                _day("Día en que presenta", "presenta", typed.presenta),
                _day("Día en que paga", "paga", typed.paga, hint="Vacío: el mismo día"),
            ),
            _money("Saldo a favor que aplica", "saldo", typed.saldo, required=False),
            _charges(),
            gap=4,
        ),
    )


def _is_right() -> rx.Var[bool]:
    typed = SimulatorState.typed
    return (typed.asunto != "") & (typed.asunto != CORRECTION)


def _period_fields() -> rx.Component:
    typed = SimulatorState.typed
    radio = typed.regimen == Regime.RADIO.value
    quarter = select_field(
        "Trimestre",
        name="trimestre",
        options=_QUARTERS,
        value=typed.trimestre,
        on_change=lambda text: SimulatorState.type("trimestre", text),
    )
    return stack(
        field_row(
            _text("Año", "anio", typed.anio, hint="Cuatro cifras, como 2013"),
            rx.cond(radio, rx.fragment(), quarter),
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
        gap=4,
    )


def _right_fields() -> rx.Component:
    typed = SimulatorState.typed
    final_on = "Día en que el acto quedó en firme"
    return stack(
        rx.cond(
            (typed.asunto == "espectro") & (typed.regimen == Regime.PRST.value),
            field_row(
                _text("Año", "anio", typed.anio, hint="Se paga en sus tres primeros meses"),
                _day(
                    final_on,
                    "firme",
                    typed.firme,
                    hint="Solo si fue después de ese término",
                    required=False,
                ),
            ),
            _day(
                final_on,
                "firme",
                typed.firme,
                hint="Se paga en los 30 días calendario siguientes",
                required=True,
            ),
        ),
        rx.match(
            typed.asunto,
            ("espectro", _money("Valor del acto o de la fórmula", "valor", typed.valor)),
            (
                "concesion",
                _text("Estaciones", "unidades", typed.unidades, hint="Vacío: una"),
            ),
            rx.fragment(),
        ),
        gap=4,
    )


def _correction_fields() -> rx.Component:
    typed = SimulatorState.typed
    return stack(
        _money("Contraprestación de la declaración corregida", "corrige", typed.corrige),
        _tick(
            "La declaración corregida no se ha pagado",
            "sinpagar",
            typed.sinpagar,
            hint="Entonces todo se debe con la corrección.",
        ),
        rx.cond(
            typed.sinpagar == "si",
            _day(
                "Día en que se presentó la corregida", "corrigedel", typed.corrigedel, required=True
            ),
        ),
        _tick(
            "La diferencia la encontró el Ministerio",
            "hallada",
            typed.hallada,
            hint="Cambia la sanción de la corrección.",
        ),
        gap=4,
    )


def _charges() -> rx.Component:
    typed = SimulatorState.typed
    return stack(
        rx.cond(
            rx.Var.create(sorted(ACT_CHANGES)).contains(typed.regimen),
            _tick(
                "El Ministerio ya expidió su acto",
                "acto",
                typed.acto,
                hint="Solo cambia la sanción pasados tres meses de retardo.",
            ),
        ),
        _tick(
            "Acepta los cargos del Ministerio y paga",
            "acepta",
            typed.acepta,
            hint="Reduce las sanciones que impone el Ministerio, donde la norma lo permite.",
        ),
        gap=3,
    )


def _tick(label: str, name: str, value: rx.Var[str], hint: str) -> rx.Component:
    return checkbox(
        label,
        name=name,
        checked=value == "si",
        on_change=lambda ticked: SimulatorState.type(name, ticked),
        hint=hint,
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


def _money(label: str, name: str, value: rx.Var[str], required: bool = True) -> rx.Component:
    return money_field(
        label,
        name=name,
        value=value,
        required=required,
        on_change=lambda digits: SimulatorState.type(name, digits),
        error=SimulatorState.errors.get(name, ""),
    )


def _day(
    label: str,
    name: str,
    value: rx.Var[str],
    hint: str | None = None,
    required: bool | None = None,
) -> rx.Component:
    return date_field(
        label,
        name=name,
        value=value,
        hint=hint,
        required=hint is None if required is None else required,
        on_change=lambda text: SimulatorState.type(name, text),
        error=SimulatorState.errors.get(name, ""),
    )
