"""`/parametros`: reminder, proposals, forms, the share of what is uncertain, and every rule."""

from typing import Any, Final

import reflex as rx

from ser_app.oversight.help_texts import HELP
from ser_app.oversight.parameters.comparing import ChangeView, FilingView
from ser_app.oversight.parameters.pages.forms import (
    CERTAINTIES,
    due_form,
    error,
    rate_form,
    value_form,
    wage_form,
)
from ser_app.oversight.parameters.rows import RowView
from ser_app.oversight.parameters.state import ParametersState
from ser_app.oversight.parameters.views import (
    CertaintyView,
    ChapterView,
    ParameterView,
    ProposalView,
    ValueView,
)
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, button, form, hidden, link_button, text_link
from ser_app.web.blocks import announce, busy_when, empty_state, fold, panel, row, stack
from ser_app.web.fields import (
    date_field,
    select_field,
    text_field,
)
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, filter_bar


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
            _index(),
            _list(),
            _rows("Tasas certificadas de mora", state.rates, key="tasas"),
            _rows("Salarios mínimos", state.wages, key="salarios"),
            _rows("Vencimientos cambiados", state.moved, key="cambiados"),
            _proposals(),
            rx.cond(
                state.may_propose,
                rx.fragment(rate_form(), value_form(), wage_form(), due_form()),
            ),
            _comparison(),
            _certainty(),
        ),
        lines=10,
    )


def _index() -> rx.Component:
    """Where everything is, for whoever looks for one thing on a telephone."""
    state = ParametersState
    links = [
        ("#reglas", "Reglas en vigor"),
        ("#tasas", "Tasas, salarios y vencimientos cambiados"),
        ("#propuestas", "Propuestas"),
        ("#comparacion", "Qué cambia entre dos días"),
        ("#certeza", "Qué tan seguras son"),
    ]
    return rx.el.nav(
        rx.el.ul(
            *(rx.el.li(text_link(words, href, external=True)) for href, words in links[:3]),
            rx.cond(
                state.may_propose,
                rx.el.li(text_link("Proponer un cambio", "#proponer", external=True)),
            ),
            *(rx.el.li(text_link(words, href, external=True)) for href, words in links[3:]),
            class_name="index",
        ),
        aria_label="En esta página",
    )


def _proposals() -> rx.Component:
    state = ParametersState
    return panel(
        "Propuestas",
        rx.cond(
            state.proposals.length() > 0,
            rx.el.ul(rx.foreach(state.proposals, _proposal), class_name="divide-y divide-line"),
            empty_state("Ninguna propuesta", "Las que se hagan aparecen aquí."),
        ),
        rx.cond(
            state.older.length() > 0,
            rx.el.details(
                rx.el.summary("Decididas antes"),
                rx.el.ul(rx.foreach(state.older, _proposal), class_name="divide-y divide-line"),
            ),
        ),
        id="propuestas",
        class_name="anchor",
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
        rx.cond(proposal.effect != "", rx.el.p(proposal.effect)),
        rx.cond(proposal.may_preview, _reach(proposal)),
        rx.cond(
            proposal.results_href != "",
            rx.el.p(text_link("Ver las declaraciones liquidadas de nuevo", proposal.results_href)),
        ),
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
                    error=error("reason"),
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


def _reach(proposal: rx.Var[ProposalView]) -> rx.Component:
    """What a move of due days would change of what was filed, before anybody decides."""
    state = ParametersState
    found = state.reaches.get(proposal.public_id, "")
    return rx.fragment(
        rx.cond(found != "", rx.fragment(notice(found, kind="info"), announce(found))),
        actions(
            button(
                "Ver a quién alcanza",
                on_click=state.look_at_reach(proposal.public_id),
                busy=state.reaching == proposal.public_id,
            )
        ),
    )


def _certainty() -> rx.Component:
    return fold(
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
        id="certeza",
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
    return fold(
        "Qué cambia entre dos días",
        filter_bar(
            date_field("Un día", name="desde", value=state.earlier),
            date_field("Otro día", name="hasta", value=state.later),
            select_field(
                "Con las reglas",
                name="conocidas",
                options=[("", "Como se conocen hoy"), ("1", "Como se conocían cada día")],
                value=state.known,
                required=False,
            ),
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
        opened=state.compared | (state.filings.sentence != ""),
        id="comparacion",
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
    return rx.el.section(
        rx.el.h2("Reglas en vigor", class_name="section-title"),
        filter_bar(
            text_field(
                "Buscar una regla", name="texto", type="search", value=state.words, required=False
            ),
            select_field(
                "Procedencia",
                name="procedencia",
                options=[("", "Todas"), *CERTAINTIES],
                value=state.certainty,
                required=False,
            ),
            action="/parametros",
        ),
        rx.el.p(state.count, " · versión de las reglas en vigor: ", state.version,
                class_name="hint"),
        rx.cond(
            state.chapters.length() > 0,
            rx.foreach(state.chapters, _chapter),
            empty_state(
                "Ninguna regla con esas palabras",
                action=link_button("Ver todas", "/parametros"),
            ),
        ),
        id="reglas",
        class_name="anchor stack stack-4",
    )  # fmt: skip


def _chapter(chapter: rx.Var[ChapterView]) -> rx.Component:
    """The rules of a chapter, closed until somebody opens it or a search finds some of it."""
    return fold(
        chapter.title,
        rx.el.ul(
            rx.foreach(chapter.parameters.to(list[ParameterView]), _parameter),
            class_name="divide-y divide-line",
        ),
        note=chapter.count,
        opened=ParametersState.searching,
        id="reglas-" + chapter.key,
    )


def _rows(title: str, rows: rx.Var[list[RowView]], *, key: str) -> rx.Component:
    """Rows of data of the law, folded away until somebody looks for one."""
    table = data_table(
        [Column("Desde"), Column("Valor"), Column("De dónde sale"), Column("Procedencia")],
        rows,
        caption=title,
        row=lambda each: [
            each.since,
            each.value,
            each.source,
            status_badge(each.provenance, each.kind),
        ],
    )
    return fold(title, table, id=key)


def _parameter(parameter: rx.Var[ParameterView]) -> rx.Component:
    return rx.el.li(
        rx.el.details(
            rx.el.summary(
                rx.el.span(parameter.title, class_name="flex-1 min-w-60"),
                rx.el.strong(parameter.value, class_name="tabular"),
                status_badge(parameter.provenance, parameter.kind),
                class_name="flex flex-wrap items-center gap-4 py-3 cursor-pointer",
            ),
            rx.el.p(parameter.description),
            rx.el.p("En los archivos y la API: ", rx.el.code(parameter.name), class_name="hint"),
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
        rx.el.p(value.used, class_name="hint"),
        rx.cond(value.replaced != "", rx.el.p(value.replaced, class_name="hint")),
        rx.cond(value.note != "", rx.el.p(value.note, class_name="hint")),
        rx.cond(value.other != "", rx.el.p("Otra lectura: ", value.other, class_name="hint")),
        class_name="py-3",
    )


PAGE: Final = Page(
    route="/parametros",
    help=HELP["/parametros"],
    title="Parámetros",
    lead="Las reglas con que se liquida, de dónde salen y qué tan seguras son.",
    build=parameters_page,
    on_load=[ParametersState.open],
    permission=Permission.PARAMETERS_VIEW,
    wide=True,
)
