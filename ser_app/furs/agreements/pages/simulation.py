"""`/acuerdos/nuevo`: debts, terms and the schedule, and the proposal under them."""

import reflex as rx

from ser_app.furs.agreements.pages.plan import plan_rules, plan_table
from ser_app.furs.agreements.state.simulation import SimulationState
from ser_app.furs.agreements.texts import PLAN_ORDER
from ser_app.furs.agreements.views import ADDRESS
from ser_app.ledger.agreements.states import Guarantee
from ser_app.ledger.agreements.texts import EVERY_WORDS
from ser_app.ledger.agreements.views import OfferedDebt
from ser_app.web import client
from ser_app.web.actions import actions, button, form, link_button
from ser_app.web.blocks import (
    announce,
    busy_when,
    empty_state,
    figure_row,
    figures,
    panel,
    split,
    stack,
    total,
)
from ser_app.web.fields import (
    checkbox,
    error_summary,
    field_row,
    money_field,
    select_field,
    text_area,
    text_field,
)
from ser_app.web.status import notice
from ser_app.web.tables import Column, data_table


def simulation_page() -> rx.Component:
    """What could be agreed, or that there is nothing to agree."""
    state = SimulationState
    return busy_when(
        ~state.loaded,
        rx.cond(
            state.debts.length() > 0,
            split(
                stack(
                    rx.cond(state.report != "", notice(state.report, kind="failed")),
                    rx.cond(state.problem != "", notice(state.problem, kind="failed")),
                    _debts(),
                    _terms(),
                    rx.cond(state.plan.total != "", _plan()),
                    rx.cond((state.plan.total != "") & (state.report == ""), _proposal()),
                ),
                _side(),
                bar=total(state.plan.level.label, state.plan.level.amount),
                side_label="Su acuerdo",
            ),
            stack(
                rx.cond(state.problem != "", notice(state.problem, kind="failed")),
                empty_state(
                    "No hay deudas vencidas",
                    "Un acuerdo de pago cubre lo que ya venció y está en el estado de cuenta. Si "
                    "le faltan declaraciones, preséntelas primero.",
                    action=link_button("Póngase al día", "/ponerse-al-dia"),
                ),
            ),
        ),
        lines=8,
    )


def _debts() -> rx.Component:
    state = SimulationState
    return panel(
        "1. Qué deudas entran",
        data_table(
            [Column("Deuda"), Column("Vencimiento", kind="date"), Column("Se debe", kind="money")],
            state.debts.to(list[OfferedDebt]),
            caption="Deudas vencidas",
            row=lambda each: [
                rx.el.div(
                    rx.el.label(
                        client.CheckInput.create(
                            name="deuda",
                            id="deuda-" + each.key,
                            checked=state.ticked.contains(each.key),
                            on_change=state.tick(each.key),
                        ),
                        rx.el.span(each.name),
                        class_name="choice font-normal",
                    ),
                    rx.el.div(each.parts, class_name="hint font-normal"),
                ),
                each.due,
                each.total,
            ],
        ),
        rx.cond(state.errors["debts"] != "", notice(state.errors["debts"], kind="failed")),
    )


def _terms() -> rx.Component:
    state = SimulationState
    return panel(
        "2. Cómo lo pagaría",
        field_row(
            money_field(
                "Cuota inicial",
                name="first_payment",
                value=state.first_payment,
                on_change=state.set_first_payment,
                error=state.errors["first_payment"],
            ),
            text_field(
                "Número de cuotas",
                name="instalments",
                value=state.instalments,
                on_change=state.set_instalments.debounce(250),
                input_mode="numeric",
                max_length=3,
                error=state.errors["instalments"],
            ),
            select_field(
                "Cada cuánto",
                name="every_months",
                options=[(str(months), words) for months, words in EVERY_WORDS.items()],
                value=state.every_months,
                on_change=state.set_every,
                error=state.errors["every_months"],
            ),
        ),
    )


def _plan() -> rx.Component:
    state = SimulationState
    return panel(
        "3. El plan de pagos",
        rx.el.p(
            PLAN_ORDER,
            class_name="hint",
        ),
        plan_table(state.plan, paying=False),
        plan_rules(state.plan),
    )


def _proposal() -> rx.Component:
    state = SimulationState
    return rx.cond(
        state.may_propose,
        panel(
            "4. Propóngalo",
            error_summary(state.wrong, attempt=state.attempt),
            form(
                select_field(
                    "Garantía que ofrece",
                    name="guarantee",
                    options=[(each.value, each.label) for each in Guarantee],
                    placeholder="Elija una",
                    value=state.guarantee,
                    error=state.errors["guarantee"],
                ),
                text_area(
                    "Describa la garantía",
                    name="note",
                    hint="Quién la da, qué cubre y por cuánto. El documento se adjunta enseguida.",
                    error=state.errors["note"],
                ),
                checkbox(
                    "Acepto que, si no se paga una cuota, toda la deuda se haga exigible (cláusula "
                    "aceleratoria).",
                    name="accepted",
                    error=state.errors["accepted"],
                ),
                actions(
                    link_button("Volver", ADDRESS, kind="quiet"),
                    button("Proponer este acuerdo", type="submit", kind="primary", busy=state.busy),
                ),
                on_submit=state.propose,
                class_name="stack stack-4",
            ),
        ),
        panel(
            "4. Propóngalo",
            rx.el.p("Lo propone el representante legal de su operador, desde esta misma página."),
        ),
    )


def _side() -> rx.Component:
    state, plan = SimulationState, SimulationState.plan
    return panel(
        "Su acuerdo",
        figures(
            figure_row("Deuda de hoy", state.chosen),
            figure_row("Intereses del plazo", plan.interest),
            figure_row("Pagaría en total", plan.total, strong=True),
        ),
        total(plan.level.label, plan.level.amount, note=plan.level.note),
        announce(plan.level.label + ": " + plan.level.amount + ". " + plan.level.note),
    )
