"""`/simulador/ejemplos`: the worked examples, with their norm, their arithmetic and a check."""

import reflex as rx

from ser_app.simulator.examples import texts
from ser_app.simulator.examples.choosing import ADDRESS
from ser_app.simulator.examples.state import ExamplesState
from ser_app.simulator.examples.views import Answer, ExampleView, Fact, TopicView
from ser_app.simulator.help_texts import HELP
from ser_app.web.blocks import empty_state, stack
from ser_app.web.fields import select_field, text_field
from ser_app.web.icons import icon
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table, filter_bar, pager

_LEAD = (
    "Casos resueltos a mano o por un cálculo independiente, que el motor vuelve a calcular cada "
    "vez que usted abre esta página."
)


def examples_page() -> rx.Component:
    """The filter, the tally and a page of examples."""
    state = ExamplesState
    found = stack(
        rx.foreach(state.topics, _topic),
        pager(summary=state.summary, previous_href=state.previous, next_href=state.following),
    )
    return rx.cond(
        state.missing,
        notice(texts.NOTHING_HERE, kind="info"),
        stack(
            filter_bar(
                text_field(
                    "Palabras, norma o cifra",
                    name="texto",
                    type="search",
                    value=state.words,
                    required=False,
                    max_length=80,
                ),
                select_field(
                    "Grupo",
                    name="grupo",
                    options=[("", "Todos"), *texts.GROUPS.items()],
                    value=state.group,
                    required=False,
                ),
                action=ADDRESS,
            ),
            rx.cond(state.tally != "", notice(state.tally, kind=state.kind)),
            rx.cond(
                state.topics.length() > 0,
                found,
                rx.cond(
                    state.tally != "",
                    empty_state("Ningún ejemplo con este filtro", "Quite palabras o elija otro."),
                ),
            ),
        ),
    )


def _topic(topic: rx.Var[TopicView]) -> rx.Component:
    return rx.el.section(
        rx.cond(topic.group != "", rx.el.h2(topic.group, class_name="section-title")),
        rx.el.div(
            rx.el.h3(topic.title, class_name="font-semibold"),
            rx.el.ul(rx.foreach(topic.examples, _example), class_name="cases"),
            class_name="panel",
        ),
    )


def _example(example: rx.Var[ExampleView]) -> rx.Component:
    return rx.el.li(
        rx.el.details(
            rx.el.summary(
                icon("right"),
                rx.el.span(example.name, class_name="case-name"),
                rx.el.span(example.headline, class_name="case-amount tabular"),
                status_badge(example.verdict, example.kind),
                class_name="case-head",
            ),
            rx.el.div(
                rx.el.p(rx.el.strong("Norma: "), example.norm),
                rx.el.dl(rx.foreach(example.facts, _fact), class_name="details-list"),
                data_table(
                    [
                        Column("Cifra"),
                        Column("Esperado", kind="money"),
                        Column("Recalculado", kind="money"),
                    ],
                    example.answers,
                    caption="Lo esperado y lo que responde el motor",
                    row=_answer,
                ),
                rx.el.p(rx.el.strong("La cuenta: "), example.source, class_name="tabular"),
                class_name="stack stack-4 case-body",
            ),
            id=example.key,
        )
    )


def _fact(fact: rx.Var[Fact]) -> rx.Component:
    return rx.el.div(rx.el.dt(fact.label), rx.el.dd(fact.value), class_name="detail")


def _answer(answer: rx.Var[Answer]) -> list[rx.Var[str]]:
    return [answer.label, answer.expected, answer.found]


PAGE = Page(
    route=ADDRESS,
    help=HELP[ADDRESS],
    title="Ejemplos resueltos",
    lead=_LEAD,
    build=examples_page,
    on_load=[ExamplesState.open],
)
