"""The forms of `/parametros`: what one person proposes and another puts in force."""

from typing import Final

import reflex as rx

from ser_app.law.periods import Regime
from ser_app.oversight.parameters.proposing import PROVENANCES
from ser_app.oversight.parameters.state import ParametersState
from ser_app.web.actions import actions, button, form
from ser_app.web.blocks import fold
from ser_app.web.fields import (
    checkbox,
    date_field,
    field_row,
    fieldset,
    select_field,
    text_area,
    text_field,
)
from ser_app.web.kinds import Text

CERTAINTIES: Final = [
    (each.value, each.label.partition(":")[0].capitalize()) for each in PROVENANCES
]
"""What a person may say of a source: value and word."""


def error(name: str) -> Text:
    """What is wrong with a field; empty while nothing is."""
    return ParametersState.errors.get(name, "")


def rate_form() -> rx.Component:
    """The rate of a month: two fields."""
    state = ParametersState
    return fold(
        "Proponer la tasa del mes",
        rx.el.p(
            "La tasa de usura que certifica la Superintendencia Financiera. La de mora se halla "
            "restándole dos puntos (Estatuto Tributario, art. 635)."
        ),
        form(
            field_row(
                text_field(
                    "Mes",
                    name="month",
                    value=state.missing,
                    hint="Como 2026-10",
                    error=error("month"),
                ),
                text_field(
                    "Tasa de usura, en porcentaje",
                    name="usury",
                    hint="Como 28,17",
                    error=error("usury"),
                ),
            ),
            actions(button("Proponer la tasa", type="submit", kind="primary")),
            on_submit=state.propose_rate,
            class_name="stack stack-4",
        ),
        opened=state.missing != "",
        id="proponer",
    )


def _source_fields(prefix: str) -> list[rx.Component]:
    return [
        field_row(
            text_field("Norma o acto", name="norm", id=f"{prefix}-norm", error=error("norm")),
            text_field("Artículo", name="article", id=f"{prefix}-article", required=False),
        ),
        text_field(
            "Dirección donde se lee",
            name="url",
            id=f"{prefix}-url",
            required=False,
            error=error("url"),
        ),
        select_field(
            "Procedencia",
            name="provenance",
            id=f"{prefix}-provenance",
            options=CERTAINTIES,
            error=error("provenance"),
        ),
        text_area("Nota", name="note", id=f"{prefix}-note", required=False, error=error("note")),
    ]


def value_form() -> rx.Component:
    """Another value of a parameter."""
    state = ParametersState
    return fold(
        "Proponer otro valor de un parámetro",
        form(
            select_field(
                "Parámetro",
                name="name",
                options=state.names,
                placeholder="Elija uno",
                error=error("name"),
            ),
            field_row(
                text_field(
                    "Valor",
                    name="value",
                    hint="Una fracción como 0.022, un número, sí o no, o la opción con sus "
                    "palabras",
                    error=error("value"),
                ),
                date_field("Rige desde", name="valid_from", error=error("valid_from")),
            ),
            *_source_fields("value"),
            actions(button("Proponer el valor", type="submit", kind="primary")),
            on_submit=state.propose_value,
            class_name="stack stack-4",
        ),
    )


def wage_form() -> rx.Component:
    """The minimum wage of a year."""
    return fold(
        "Proponer el salario mínimo de un año",
        form(
            field_row(
                text_field("Año", name="year", error=error("year")),
                text_field("Pesos al mes", name="pesos", error=error("pesos")),
            ),
            *_source_fields("wage"),
            actions(button("Proponer el salario", type="submit", kind="primary")),
            on_submit=ParametersState.propose_wage,
            class_name="stack stack-4",
        ),
    )


def due_form() -> rx.Component:
    """Due days that a norm or a contingency moves."""
    return fold(
        "Proponer que unos vencimientos cambien de día",
        form(
            fieldset(
                "Regímenes",
                *(checkbox(each.label, name=f"regime-{each.value}") for each in Regime),
            ),
            field_row(
                date_field("Vencimientos desde", name="first", error=error("first")),
                date_field("Hasta", name="last", error=error("last")),
                date_field("Pasan al", name="new", error=error("new")),
            ),
            select_field(
                "Por qué clase de acto",
                name="kind",
                options=[
                    ("norm", "Una norma"),
                    ("contingency", "Contingencia declarada por el Ministerio"),
                ],
                error=error("kind"),
            ),
            text_field(
                "Razón, para leer después de «porque»",
                name="due_reason",
                error=error("due_reason"),
            ),
            select_field(
                "Interrupción del servicio que la motiva",
                name="stop",
                options=ParametersState.stops,
                required=False,
                error=error("stop"),
            ),
            *_source_fields("due"),
            actions(button("Proponer el cambio", type="submit", kind="primary")),
            on_submit=ParametersState.propose_due_day,
            class_name="stack stack-4",
        ),
    )
