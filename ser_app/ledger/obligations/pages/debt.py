"""`/obligaciones/[…]`: one debt with everything around it."""

import reflex as rx

from ser_app.ledger.obligations.pages.parts import facts
from ser_app.ledger.obligations.state.debt import DebtState
from ser_app.ledger.obligations.views import ADDRESS, Fact, PromiseView, StepView
from ser_app.web.actions import actions, button, form, link_button
from ser_app.web.blocks import (
    announce,
    busy_when,
    empty_state,
    figure_row,
    figures,
    panel,
    stack,
    total,
)
from ser_app.web.explanation import explanation, why_button
from ser_app.web.fields import date_field, field_row, money_field, text_area
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table


def debt_page() -> rx.Component:
    """The whole page."""
    state = DebtState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.done),
            rx.cond(state.done != "", notice(state.done, kind="paid")),
            rx.cond(
                state.problem != "", rx.el.div(notice(state.problem, kind="failed"), role="alert")
            ),
            rx.cond(
                state.view.key != "",
                _debt(),
                empty_state(
                    "No encontramos esa obligación",
                    action=link_button("Ver las obligaciones", ADDRESS),
                ),
            ),
        ),
        lines=10,
    )


def _debt() -> rx.Component:
    state = DebtState
    view = state.view
    return stack(
        panel(
            "Cuánto se debe",
            rx.el.p(view.operator, class_name="hint tabular"),
            rx.cond(view.taken_back != "", notice(view.taken_back, kind="neutral")),
            total(
                rx.el.span("Por pagar el ", view.today),
                view.total,
                note=status_badge(view.state, view.state_kind),
            ),
            figures(
                figure_row(view.capital_label, view.capital),
                figure_row("Sanción", view.penalty),
                figure_row(
                    "Intereses hasta ese día",
                    view.interest,
                    note=rx.cond(
                        state.reason.amount != "",
                        why_button(state.explain, expanded=state.opened, about="los intereses"),
                    ),
                ),
            ),
            rx.cond(state.opened, explanation(state.reason, on_close=state.explain)),
            facts(view.facts.to(list[Fact])),
            actions(
                rx.cond(
                    view.declaration_href != "",
                    link_button("Ver la declaración", view.declaration_href),
                ),
                link_button("Ver el estado de cuenta", view.statement_href),
            ),
        ),
        _promises(),
        _steps(),
        _undo(),
    )


def _promises() -> rx.Component:
    state = DebtState
    view = state.view
    return rx.cond(
        view.may_pledge | (view.promises.to(list[PromiseView]).length() > 0),
        panel(
            "Compromisos de pago",
            rx.el.p(
                "Una promesa de pagar cierto valor hasta cierto día. No cambia la deuda ni sus "
                "intereses; los pagos dicen si se cumplió.",
                class_name="hint",
            ),
            data_table(
                [
                    Column("Hasta", kind="date"),
                    Column("Valor", kind="money"),
                    Column("Estado", kind="state"),
                    Column("Quién y cómo"),
                ],
                view.promises.to(list[PromiseView]),
                caption="Compromisos de pago",
                row=lambda each: [
                    each.until,
                    each.amount,
                    status_badge(each.state, each.kind),
                    rx.el.div(each.note, rx.el.div(each.made, class_name="hint")),
                ],
                empty=rx.el.p("Todavía no hay compromisos sobre esta deuda."),
            ),
            rx.cond(view.may_pledge, _promise_form()),
        ),
    )


def _promise_form() -> rx.Component:
    state = DebtState
    return rx.el.details(
        rx.el.summary("Registrar un compromiso de pago"),
        form(
            field_row(
                money_field("Valor que se promete", name="amount", error=state.errors["amount"]),
                date_field("Hasta el", name="promised_on", error=state.errors["promised_on"]),
            ),
            text_area(
                "Quién se compromete y cómo", name="note", error=state.errors["note"], rows=2
            ),
            actions(button("Registrar el compromiso", type="submit", kind="primary")),
            on_submit=state.promise,
            class_name="stack stack-4",
        ),
    )


def _steps() -> rx.Component:
    return panel(
        "Lo que ha pasado con ella",
        data_table(
            [Column("Día", kind="date"), Column("Movimiento"), Column("Valor", kind="money")],
            DebtState.view.steps.to(list[StepView]),
            caption="Movimientos de la obligación",
            row=lambda each: [
                each.day,
                rx.el.div(each.description, rx.el.div(each.parts, class_name="hint")),
                each.amount,
            ],
        ),
    )


def _undo() -> rx.Component:
    state = DebtState
    view = state.view
    return rx.fragment(
        rx.cond(view.why_not != "", rx.el.p(view.why_not, class_name="hint")),
        rx.cond(
            view.may_take_back,
            panel(
                None,
                rx.el.details(
                    rx.el.summary("Anular esta obligación"),
                    form(
                        rx.el.p(
                            "Se anula con un asiento que la compensa; lo registrado no se borra. "
                            "Lo que ya se haya pagado queda como saldo a favor del operador."
                        ),
                        text_area("Razón", name="reason", error=state.errors["reason"], rows=2),
                        actions(button("Anular", type="submit", kind="danger")),
                        on_submit=state.undo,
                        class_name="stack stack-4",
                    ),
                ),
            ),
        ),
    )
