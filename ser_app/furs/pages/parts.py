"""What several pages of this room draw alike."""

from typing import Any

import reflex as rx

from ser_app.furs.views.paying import Detail
from ser_app.web.explanation import ExplainedFigure, ExplainedLine, NormLink

ELECTRONIC_STEPS = ("Datos", "Revisar", "Firmar", "Pagar")
PAPER_STEPS = ("Datos", "Revisar", "Imprimir y firmar", "Pagar en el banco")


def details(rows: Any) -> rx.Component:
    """A list of labels with their values, from a variable of `Detail`s."""
    return rx.el.dl(
        rx.foreach(
            rows.to(list[Detail]),
            lambda row: rx.el.div(rx.el.dt(row.label), rx.el.dd(row.value), class_name="detail"),
        ),
        class_name="details-list",
    )


def amounts(rows: Any) -> rx.Component:
    """A list of labels with amounts at the right, from a variable of `Detail`s."""
    return rx.el.dl(
        rx.foreach(
            rows.to(list[Detail]),
            lambda row: rx.el.div(
                rx.el.dt(row.label),
                rx.el.dd(row.value, class_name="tabular"),
                class_name="figure",
            ),
        ),
        class_name="figures",
    )


def reasons(figures: Any) -> rx.Component:
    """Each figure with its whole reason, folded; it opens without asking the server."""
    return rx.el.div(
        rx.foreach(figures.to(list[ExplainedFigure]), _reason), class_name="divide-y divide-line"
    )


def _reason(figure: Any) -> rx.Component:
    return rx.el.details(
        rx.el.summary(
            rx.el.span(figure.label, class_name="font-semibold"),
            rx.el.span("¿por qué?", class_name="why whitespace-nowrap no-print"),
            rx.el.span(figure.amount, class_name="tabular ms-auto whitespace-nowrap"),
            class_name="flex gap-4 py-3 cursor-pointer",
        ),
        rx.el.div(
            rx.el.p(figure.sentence),
            rx.el.p(figure.formula, class_name="reason-formula"),
            rx.el.p(figure.substitution, class_name="reason-formula tabular"),
            rx.cond(
                figure.children.to(list[ExplainedLine]).length() > 0,
                rx.el.ul(rx.foreach(figure.children.to(list[ExplainedLine]), _part)),
            ),
            rx.cond(
                figure.norms.to(list[NormLink]).length() > 0,
                rx.el.ul(
                    rx.foreach(figure.norms.to(list[NormLink]), lambda norm: rx.el.li(norm.text)),
                    class_name="hint",
                ),
            ),
            rx.el.p(figure.provenance, class_name="hint"),
            class_name="stack stack-4 pb-4",
        ),
    )


def _part(line: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(line.label),
            rx.el.span(line.amount, class_name="tabular"),
            class_name="reason-line",
        ),
        rx.el.p(line.substitution, class_name="reason-formula tabular"),
    )
