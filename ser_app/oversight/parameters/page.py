"""`/parametros`: reminder, proposals, forms, the share of what is uncertain, and every rule."""

from typing import Any, Final

import reflex as rx

from ser_app.law.periods import Regime
from ser_app.oversight.parameters.comparing import ChangeView, FilingView
from ser_app.oversight.parameters.proposing import PROVENANCES
from ser_app.oversight.parameters.state import ParametersState
from ser_app.oversight.parameters.views import CertaintyView, ParameterView, ProposalView, ValueView
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, button, form, hidden, text_link
from ser_app.web.blocks import announce, busy_when, empty_state, panel, row, stack
from ser_app.web.fields import (
    checkbox,
    date_field,
    field_row,
    fieldset,
    select_field,
    text_area,
    text_field,
)
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, filter_bar

_CERTAINTIES: Final = [
    (each.value, each.label.partition(":")[0].capitalize()) for each in PROVENANCES
]


def parameters_page() -> rx.Component:
    """The whole page."""
    state = ParametersState
    return busy_when(
        ~state.loaded,
        stack(
            rx.cond(state.done != "", notice(state.done, kind="paid")),
            rx.cond(state.problem != "", notice(state.problem, kind="failed")),
            rx.cond(state.reminder != "", notice(state.reminder, kind="overdue")),
            rx.el.p(
                text_link("Interrupciones del servicio", "/parametros/interrupciones"),
                ": cuándo no atendió el sistema y qué vencimientos alcanzó.",
            ),
            _proposals(),
            rx.cond(
                state.may_propose,
                rx.fragment(_rate_form(), _value_form(), _wage_form(), _due_form()),
            ),
            _certainty(),
            _comparison(),
            _list(),
        ),
        lines=10,
    )


def _error(name: str) -> rx.Var[str]:
    return ParametersState.errors.get(name, "")


def _proposals() -> rx.Component:
    state = ParametersState
    return panel(
        "Propuestas",
        rx.cond(
            state.proposals.length() > 0,
            rx.el.ul(rx.foreach(state.proposals, _proposal), class_name="divide-y divide-line"),
            empty_state("Ninguna propuesta", "Las que se hagan aparecen aquí."),
        ),
    )


def _proposal(proposal: rx.Var[ProposalView]) -> rx.Component:
    state = ParametersState
    return rx.el.li(
        row(
            rx.el.strong(proposal.title),
            rx.el.span(proposal.value, class_name="tabular"),
            status_badge(proposal.state, proposal.kind),
        ),
        rx.el.p(proposal.source, class_name="hint"),
        rx.el.p(proposal.by, class_name="hint"),
        rx.cond(proposal.reason != "", rx.el.p("Razón: ", proposal.reason)),
        rx.cond(
            proposal.may_decide,
            form(
                hidden("proposal", proposal.public_id),
                text_field(
                    "Razón, si la rechaza",
                    name="reason",
                    id="reason-" + proposal.public_id,
                    required=False,
                    error=_error("reason"),
                ),
                actions(
                    button("Rechazar", type="submit", kind="danger"),
                    button("Aprobar", kind="primary", on_click=state.approve(proposal.public_id)),
                ),
                on_submit=state.reject,
                class_name="stack stack-4",
            ),
        ),
        rx.cond(
            proposal.may_withdraw,
            actions(button("Retirar", on_click=state.withdraw(proposal.public_id))),
        ),
        class_name="py-4",
    )


def _rate_form() -> rx.Component:
    state = ParametersState
    return panel(
        "Tasa del mes",
        rx.el.p(
            "La tasa de usura que certifica la Superintendencia Financiera. La de mora se halla "
            "restándole dos puntos (Estatuto Tributario, art. 635)."
        ),
        form(
            field_row(
                text_field("Mes", name="month", value=state.missing, hint="Como 2026-10",
                           error=_error("month")),
                text_field("Tasa de usura, en porcentaje", name="usury", hint="Como 28,17",
                           error=_error("usury")),
            ),
            actions(button("Proponer la tasa", type="submit", kind="primary")),
            on_submit=state.propose_rate,
            class_name="stack stack-4",
        ),
    )  # fmt: skip


def _source_fields(prefix: str) -> list[rx.Component]:
    return [
        field_row(
            text_field("Norma o acto", name="norm", id=f"{prefix}-norm", error=_error("norm")),
            text_field("Artículo", name="article", id=f"{prefix}-article", required=False),
        ),
        text_field(
            "Dirección donde se lee",
            name="url",
            id=f"{prefix}-url",
            required=False,
            error=_error("url"),
        ),
        select_field(
            "Procedencia",
            name="provenance",
            id=f"{prefix}-provenance",
            options=_CERTAINTIES,
            error=_error("provenance"),
        ),
        text_area("Nota", name="note", id=f"{prefix}-note", required=False, error=_error("note")),
    ]


def _value_form() -> rx.Component:
    state = ParametersState
    return panel(
        None,
        rx.el.details(
            rx.el.summary("Proponer otro valor de un parámetro"),
            form(
                select_field(
                    "Parámetro",
                    name="name",
                    options=state.names,
                    placeholder="Elija uno",
                    error=_error("name"),
                ),
                field_row(
                    text_field("Valor", name="value", hint="Una fracción como 0.022, un número o "
                               "una de las opciones del parámetro", error=_error("value")),
                    date_field("Rige desde", name="valid_from", error=_error("valid_from")),
                ),
                *_source_fields("value"),
                actions(button("Proponer el valor", type="submit", kind="primary")),
                on_submit=state.propose_value,
                class_name="stack stack-4",
            ),
        ),
    )  # fmt: skip


def _wage_form() -> rx.Component:
    return panel(
        None,
        rx.el.details(
            rx.el.summary("Proponer el salario mínimo de un año"),
            form(
                field_row(
                    text_field("Año", name="year", error=_error("year")),
                    text_field("Pesos al mes", name="pesos", error=_error("pesos")),
                ),
                *_source_fields("wage"),
                actions(button("Proponer el salario", type="submit", kind="primary")),
                on_submit=ParametersState.propose_wage,
                class_name="stack stack-4",
            ),
        ),
    )


def _due_form() -> rx.Component:
    return panel(
        None,
        rx.el.details(
            rx.el.summary("Proponer que unos vencimientos cambien de día"),
            form(
                fieldset(
                    "Regímenes",
                    *(checkbox(each.label, name=f"regime-{each.value}") for each in Regime),
                ),
                field_row(
                    date_field("Vencimientos desde", name="first", error=_error("first")),
                    date_field("Hasta", name="last", error=_error("last")),
                    date_field("Pasan al", name="new", error=_error("new")),
                ),
                select_field(
                    "Por qué clase de acto",
                    name="kind",
                    options=[
                        ("norm", "Una norma"),
                        ("contingency", "Contingencia declarada por el Ministerio"),
                    ],
                    error=_error("kind"),
                ),
                text_field(
                    "Razón, para leer después de «porque»",
                    name="due_reason",
                    error=_error("due_reason"),
                ),
                *_source_fields("due"),
                actions(button("Proponer el cambio", type="submit", kind="primary")),
                on_submit=ParametersState.propose_due_day,
                class_name="stack stack-4",
            ),
        ),
    )


def _certainty() -> rx.Component:
    return panel(
        "Cuánto de lo recaudado descansa en reglas supuestas o decididas",
        data_table(
            [
                Column("Régimen"),
                Column("Recaudado", kind="money"),
                Column("Sobre reglas inciertas", kind="money"),
                Column("Parte"),
            ],
            ParametersState.certainties.to(list[CertaintyView]),
            caption="Parte de lo recaudado por régimen",
            row=lambda each: [each.regime, each.paid, each.unsure, _share(each)],
            empty=empty_state("Todavía no hay recaudo", "Se cuenta lo que se ha pagado."),
        ),
    )


def _share(each: Any) -> rx.Component:
    bar = rx.el.span(
        rx.el.span(class_name="share-part", style={"width": each.width}),
        class_name="share-bar",
        aria_hidden=True,
    )
    return rx.el.span(bar, rx.el.span(each.share, class_name="tabular"), class_name="share")


def _comparison() -> rx.Component:
    """Two days side by side, and what was filed under other rules."""
    state = ParametersState
    return panel(
        "Qué cambia entre dos días",
        filter_bar(
            date_field("Un día", name="desde", value=state.earlier),
            date_field("Otro día", name="hasta", value=state.later),
            action="/parametros",
        ),
        rx.cond(
            state.compared,
            data_table(
                [
                    Column("Regla"),
                    Column("Antes"),
                    Column("Después"),
                    Column("Desde", kind="date"),
                    Column("Norma"),
                ],
                state.changes.to(list[ChangeView]),
                caption="Reglas que cambian entre los dos días",
                row=lambda each: [each.what, each.before, each.after, each.since, each.norm],
                empty=empty_state("Nada cambia", "Entre esos dos días rigen las mismas reglas."),
            ),
        ),
        rx.cond(
            state.may_replay,
            actions(
                button(
                    "Ver qué declaraciones cambiarían con las reglas de hoy",
                    on_click=state.look_at_filings,
                    busy=state.looking,
                )
            ),
        ),
        rx.cond(state.filings.sentence != "", _filings()),
    )


def _filings() -> rx.Component:
    found = ParametersState.filings
    return rx.fragment(
        notice(found.sentence, kind="info"),
        announce(found.sentence),
        rx.cond(found.regimes != "", rx.el.p(found.regimes)),
        rx.cond(
            found.rows.to(list[FilingView]).length() > 0,
            data_table(
                [
                    Column("Constancia"),
                    Column("Período"),
                    Column("Diferencia", kind="money"),
                    Column("Qué cambia"),
                ],
                found.rows.to(list[FilingView]),
                caption="Declaraciones que darían otro valor",
                row=lambda each: [each.receipt, each.period, each.difference, each.why],
            ),
        ),
    )


def _list() -> rx.Component:
    state = ParametersState
    return rx.fragment(
        filter_bar(
            text_field("Buscar", name="texto", type="search", value=state.words, required=False),
            select_field(
                "Procedencia",
                name="procedencia",
                options=[("", "Todas"), *_CERTAINTIES],
                value=state.certainty,
                required=False,
            ),
            action="/parametros",
        ),
        panel(
            "Reglas en vigor",
            rx.el.p(state.count, " · versión ", state.version, class_name="hint"),
            rx.el.ul(rx.foreach(state.parameters, _parameter), class_name="divide-y divide-line"),
        ),
    )


def _parameter(parameter: rx.Var[ParameterView]) -> rx.Component:
    return rx.el.li(
        rx.el.details(
            rx.el.summary(
                rx.el.span(parameter.title, class_name="flex-1 min-w-60"),
                rx.el.strong(parameter.value, class_name="tabular"),
                status_badge(parameter.provenance, parameter.kind),
                class_name="flex flex-wrap items-center gap-4 py-3 cursor-pointer",
            ),
            rx.el.p(rx.el.code(parameter.name), " ", parameter.description),
            rx.el.ul(rx.foreach(parameter.history.to(list[ValueView]), _value)),
        )
    )


def _value(value: rx.Var[ValueView]) -> rx.Component:
    return rx.el.li(
        row(
            rx.el.strong(value.value),
            rx.el.span(value.validity),
            status_badge(value.provenance, value.kind),
        ),
        rx.el.p(value.norm, class_name="hint"),
        rx.cond(value.note != "", rx.el.p(value.note, class_name="hint")),
        rx.cond(value.other != "", rx.el.p("Otra lectura: ", value.other, class_name="hint")),
        class_name="py-3",
    )


PAGE: Final = Page(
    route="/parametros",
    title="Parámetros",
    lead="Las reglas con que se liquida, de dónde salen y qué tan seguras son.",
    build=parameters_page,
    on_load=[ParametersState.open],
    permission=Permission.PARAMETERS_VIEW,
    wide=True,
)
