"""Check your answers: what is declared, what it costs, and what happens next."""

from typing import Any

import reflex as rx

from ser_app.declarations.alerts.page import alerts_panel
from ser_app.declarations.alerts.state import AlertsState
from ser_app.declarations.pages.panel import opened_reason
from ser_app.furs.pages.parts import ELECTRONIC_STEPS, PAPER_STEPS
from ser_app.furs.state.review import ReviewState
from ser_app.furs.views.review import Answer, Obstacle
from ser_app.web.actions import actions, button, link_button, text_link
from ser_app.web.blocks import (
    busy_when,
    empty_state,
    figure_row,
    figures,
    panel,
    split,
    stack,
    steps,
    total,
)
from ser_app.web.explanation import why_button
from ser_app.web.status import notice
from ser_app.web.terms import figure_label


def review_page() -> rx.Component:
    """The review with the figures at the side."""
    return busy_when(
        ~ReviewState.loaded,
        rx.cond(
            ReviewState.view.public_id != "",
            split(
                stack(
                    rx.cond(
                        ReviewState.view.paper, steps(PAPER_STEPS, 2), steps(ELECTRONIC_STEPS, 2)
                    ),
                    rx.cond(ReviewState.problem != "", notice(ReviewState.problem, kind="failed")),
                    _obstacles(),
                    _answers(),
                    alerts_panel(AlertsState.alerts),
                    _what_happens(),
                ),
                _side(),
                side_label="Su liquidación",
            ),
            empty_state(
                "No podemos mostrar esta declaración",
                rx.el.p(ReviewState.problem),
                action=link_button("Ver mis declaraciones", "/declaraciones"),
            ),
        ),
        lines=8,
    )


def _obstacles() -> rx.Component:
    return rx.cond(
        ReviewState.view.obstacles.length() > 0,
        notice(
            rx.el.ul(
                rx.foreach(ReviewState.view.obstacles.to(list[Obstacle]), _obstacle),
            ),
            kind="overdue",
            title="Antes de generar el FUR",
        ),
    )


def _obstacle(obstacle: Any) -> rx.Component:
    return rx.el.li(
        obstacle.message,
        rx.cond(
            obstacle.href != "",
            rx.fragment(" ", text_link("Corregir", obstacle.href)),
        ),
    )


def _answers() -> rx.Component:
    return panel(
        "Lo que va a declarar",
        rx.el.dl(
            rx.foreach(ReviewState.view.answers.to(list[Answer]), _answer),
            class_name="divide-y divide-line",
        ),
    )


def _answer(answer: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(answer.label, class_name="text-ink-soft"),
        rx.el.dd(answer.value, class_name="tabular min-w-0 [overflow-wrap:anywhere]"),
        rx.el.dd(
            rx.cond(
                answer.href != "",
                text_link(
                    rx.fragment("Cambiar", rx.el.span(" ", answer.change, class_name="sr-only")),
                    answer.href,
                ),
            ),
            class_name="text-end",
        ),
        class_name="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 py-3 "
        "md:grid-cols-[10rem_minmax(0,1fr)_4.5rem] [&>dt]:col-span-full md:[&>dt]:col-span-1",
    )


def _what_happens() -> rx.Component:
    view = ReviewState.view
    return panel(
        "Qué pasa después",
        rx.el.ol(
            rx.foreach(view.steps, rx.el.li),
            class_name="list-decimal ps-6 space-y-2",
        ),
        actions(
            link_button("Seguir editando", view.edit_href, kind="quiet"),
            rx.cond(
                view.may_issue & (view.obstacles.length() == 0),
                button(
                    view.button,
                    kind="primary",
                    on_click=ReviewState.issue,
                    busy=ReviewState.issuing,
                ),
            ),
        ),
    )


def _side() -> rx.Component:
    view = ReviewState.view
    return rx.fragment(
        panel(
            "Su liquidación",
            figures(
                _figure("Contraprestación", view.levy, "levy"),
                rx.cond(
                    view.levy_settled != "",
                    _figure("Ya declarada y pagada", view.levy_settled, "levy_difference"),
                ),
                _figure("Sanción", view.penalty, "late_filing_penalty"),
                _figure("Intereses de mora", view.interest, "arrears_interest"),
                rx.cond(
                    view.balance != "",
                    _figure("Saldo a favor aplicado", view.balance, "balance_applied"),
                ),
                rx.cond(
                    view.balance_left != "",
                    _figure("Saldo a favor que deja", view.balance_left, "balance_in_favour"),
                ),
            ),
            total("Total a pagar", view.total, note=view.total_note),
        ),
        rx.cond(
            ReviewState.open_code != "",
            opened_reason(
                ReviewState.reason,
                ReviewState.open_code,
                ReviewState.explain(ReviewState.open_code),
            ),
        ),
    )


def _figure(label: str, amount: rx.Var[str], code: str) -> rx.Component:
    why = why_button(
        ReviewState.explain(code), expanded=ReviewState.open_code == code, about=label.lower()
    )
    return figure_row(figure_label(code, label), amount, note=why)
