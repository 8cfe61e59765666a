"""`/obligaciones/nueva`: the form, and what would be entered before it is."""

from typing import Final

import reflex as rx

from ser_app.law.rights import Right
from ser_app.ledger.journal import ObligationKind
from ser_app.ledger.obligations.columns import BY_FIELD
from ser_app.ledger.obligations.pages.parts import facts
from ser_app.ledger.obligations.state.entry import EntryState
from ser_app.ledger.obligations.views import Fact
from ser_app.web.actions import actions, button, form, text_link
from ser_app.web.blocks import announce, busy_when, panel, stack, total
from ser_app.web.explanation import explanation
from ser_app.web.fields import (
    Option,
    checkbox,
    date_field,
    error_summary,
    field_row,
    fieldset,
    money_field,
    radio_group,
    select_field,
    text_field,
)
from ser_app.web.status import notice

_RIGHT: Final = ObligationKind.RIGHT.value
_INSTALMENT: Final = ObligationKind.INSTALMENT.value
_KINDS: Final = [
    Option(
        ObligationKind.FINE.value,
        "Multa",
        "Lleva el interés del 12 % anual simple desde que vence.",
    ),
    Option(_RIGHT, "Liquidación de derecho", "Concesión, registro o espectro."),
    Option(
        _INSTALMENT,
        "Cuota",
        "Asume capital vencido de otras deudas, que dejan de deberlo.",
    ),
]


def entry_page() -> rx.Component:
    """The whole page."""
    state = EntryState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.done),
            rx.cond(
                state.done != "",
                notice(state.done, " ", text_link("Verla", state.done_href), kind="paid"),
            ),
            rx.cond(state.problem != "", notice(state.problem, kind="failed")),
            rx.cond(state.ready.title != "", _review()),
            # Kept in place while what it says is reviewed, so that nothing typed is lost.
            rx.el.div(_form(), hidden=state.ready.title != ""),
        ),
        lines=10,
    )


def _form() -> rx.Component:
    state = EntryState
    return form(
        error_summary(state.summary, attempt=state.attempt),
        panel(
            "De quién y qué",
            radio_group(
                "Clase", name="kind", options=_KINDS, value=state.kind,
                on_change=state.choose_kind,
            ),
            select_field(
                "Operador", name="nit", options=state.operators, value=state.nit,
                placeholder="Elija uno", on_change=state.choose_operator, error=_error("nit"),
            ),
            rx.cond(state.kind != _INSTALMENT, _expediente()),
            rx.cond(state.kind == _RIGHT, _right_fields()),
            rx.cond(state.kind == _INSTALMENT, _debts()),
            text_field(
                "Descripción", name="description", max_length=200, error=_error("description"),
                hint="Así la ve el operador en su estado de cuenta",
            ),
        ),
        panel(
            "El acto",
            field_row(
                text_field("Número del acto", name="act", max_length=60, error=_error("act"),
                           hint="Como Resolución 1234"),
                date_field("Fecha del acto", name="act_day", error=_error("act_day")),
                date_field("En firme desde", name="final_on", error=_error("final_on"),
                           required=False),
            ),
            text_field("Norma", name="norm", max_length=200, error=_error("norm"),
                       hint="La norma en que se funda"),
        ),
        panel(
            "Cuánto y hasta cuándo",
            field_row(
                rx.cond(
                    state.kind == _RIGHT,
                    money_field(
                        "Valor", name="amount", error=_error("amount"), required=False,
                        hint="El del acto; en concesiones y registros, vacío para liquidarlo en "
                        "salarios mínimos",
                    ),
                    money_field("Valor", name="amount", error=_error("amount"),
                                hint="Capital, en pesos enteros"),
                ),
                rx.cond(
                    state.kind == _RIGHT,
                    date_field(
                        "Vence", name="due_on", error=_error("due_on"), required=False,
                        hint="Vacío para el plazo de la norma",
                    ),
                    date_field("Vence", name="due_on", error=_error("due_on")),
                ),
            ),
        ),
        actions(button("Revisar antes de registrar", type="submit", kind="primary")),
        on_submit=state.review,
        class_name="stack stack-6",
    )  # fmt: skip


def _error(name: str) -> rx.Var[str]:
    return EntryState.errors[name]


def _expediente() -> rx.Component:
    state = EntryState
    return select_field(
        "Expediente",
        name="expediente",
        options=state.expedientes,
        placeholder="Ninguno",
        required=False,
        hint="Obligatorio en derechos; en multas, si la multa es de un expediente",
        error=_error("expediente"),
    )


def _right_fields() -> rx.Component:
    return field_row(
        select_field(
            "Derecho",
            name="right",
            options=[(each.value, each.label) for each in Right],
            placeholder="Elija uno",
            error=_error("right"),
        ),
        text_field(
            "Unidades",
            name="units",
            input_mode="numeric",
            required=False,
            hint="Estaciones de una concesión; vacío es una",
            error=_error("units"),
        ),
        text_field(
            "Año",
            name="year",
            input_mode="numeric",
            required=False,
            hint="El que se paga, en espectro",
            error=_error("year"),
        ),
    )


def _debts() -> rx.Component:
    state = EntryState
    return fieldset(
        BY_FIELD["debts"].title,
        rx.cond(
            state.debts.length() > 0,
            rx.foreach(state.debts, lambda each: checkbox(each.label, name=f"debt-{each.value}")),
            rx.el.p("El operador elegido no tiene deudas vencidas.", class_name="hint"),
        ),
        rx.cond(
            _error("debts") != "",
            rx.el.p(_error("debts"), class_name="field-error", id="debts", tab_index=-1),
        ),
        hint="Primero el capital de la más antigua; sus intereses hasta hoy quedan con ella",
    )


def _review() -> rx.Component:
    state = EntryState
    ready = state.ready
    return panel(
        ready.title,
        announce("Revise lo que se va a registrar."),
        total("Capital", ready.amount, note=rx.el.span("Vence el ", ready.due)),
        facts(ready.facts.to(list[Fact])),
        rx.cond(
            state.explained,
            explanation(state.reason, on_close=state.close_reason),
        ),
        actions(
            button("Corregir", on_click=state.correct, kind="quiet"),
            button(ready.button, on_click=state.confirm, kind="primary"),
        ),
    )
