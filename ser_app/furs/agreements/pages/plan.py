"""A schedule on the screen: as it is simulated, and as it is paid."""

from typing import Any

import reflex as rx

from ser_app.furs.agreements.plan_views import PlanRow, RuleView
from ser_app.web.actions import link_button, text_link
from ser_app.web.blocks import fold
from ser_app.web.kinds import Text
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table


def plan_table(plan: Any, *, paying: bool) -> rx.Component:
    """Draw a schedule with its sums.

    Args:
        plan: A variable with a `PlanView`.
        paying: With state, FUR and the way to pay each.
    """
    columns = [
        Column("Pago"),
        Column("Capital", kind="money"),
        Column("De antes", kind="money"),
        Column("Del plazo", kind="money"),
        Column("Total", kind="money"),
    ]
    more = [Column("Estado y FUR", kind="state"), Column("Pagar", kind="action")]
    gaps = ["", ""] if paying else []
    return rx.el.div(
        rx.cond(plan.certified != "", notice(plan.certified, kind="provisional")),
        rx.el.p(
            "«De antes» son la sanción y los intereses que se debían al empezar; «del plazo», los "
            "intereses de mora del capital hasta el vencimiento de su cuota, o hasta el día en que "
            "todo se hizo exigible.",
            class_name="hint",
        ),
        data_table(
            [*columns, *(more if paying else [])],
            plan.rows.to(list[PlanRow]),
            caption="Plan de pagos",
            row=lambda each: [*_amounts(each), *(_paying(each) if paying else [])],
            foot=["Suma", plan.capital, plan.earlier, plan.interest, plan.total, *gaps],
        ),
        class_name="stack stack-4" if paying else "stack stack-4 comparison",
    )


def _amounts(each: Any) -> list[rx.Component | Text]:
    return [
        rx.el.div(
            each.name,
            rx.el.div(each.due, class_name="hint font-normal tabular"),
            class_name="whitespace-nowrap",
        ),
        each.capital,
        rx.el.div(each.earlier, rx.el.div(each.earlier_parts, class_name="hint")),
        rx.el.div(each.interest, rx.cond(each.note != "", rx.el.div(each.note, class_name="hint"))),
        rx.el.div(
            rx.el.strong(each.total),
            rx.cond(each.now != "", rx.el.div(each.now, class_name="hint font-normal")),
        ),
    ]


def _paying(each: Any) -> list[rx.Component | Text]:
    return [
        rx.el.div(
            status_badge(each.state, each.kind),
            rx.cond(each.fur != "", rx.el.div(text_link(each.fur, each.fur_href))),
        ),
        rx.cond(
            each.pay_href != "",
            link_button("Pagar", each.pay_href, aria_label="Pagar " + each.name),
        ),
    ]


def plan_rules(plan: Any) -> rx.Component:
    """Draw the rules by which a schedule is made, with how sure we are of each."""
    return fold(
        "Con qué reglas se hizo este plan",
        data_table(
            [Column("Regla"), Column("Valor"), Column("Norma"), Column("Procedencia")],
            plan.rules.to(list[RuleView]),
            caption="Reglas del plan de pagos",
            row=lambda each: [
                each.name,
                each.value,
                each.norms,
                rx.el.div(
                    rx.cond(each.assumed, status_badge("Por confirmar", "provisional")),
                    rx.el.div(each.provenance, class_name="hint"),
                    rx.cond(each.note != "", rx.el.div(each.note, class_name="hint")),
                ),
            ],
        ),
        note="norma y procedencia",
    )
