"""`/acuerdos/[…]`: where it stands, its schedule, its documents, and what can be decided."""

import reflex as rx

from ser_app.furs.agreements.pages.plan import plan_rules, plan_table
from ser_app.furs.agreements.state.agreement import AgreementState
from ser_app.furs.agreements.views import ADDRESS, FileView, StepView
from ser_app.people.requests.annexes import MOST_BYTES, TOO_LARGE
from ser_app.web.actions import actions, button, form, link_button, text_link
from ser_app.web.blocks import (
    announce,
    busy_when,
    details_list,
    empty_state,
    panel,
    row,
    stack,
)
from ser_app.web.fields import file_field, text_area
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table


def agreement_page() -> rx.Component:
    """One agreement, or that there is none by that address."""
    state = AgreementState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.done),
            rx.cond(state.done != "", notice(state.done, kind="paid")),
            rx.cond(state.problem != "", notice(state.problem, kind="failed")),
            rx.cond(
                state.view.key != "",
                _agreement(),
                empty_state(
                    "No encontramos ese acuerdo", action=link_button("Ver los acuerdos", ADDRESS)
                ),
            ),
        ),
        lines=10,
    )


def _agreement() -> rx.Component:
    view = AgreementState.view
    return stack(
        panel(
            "En qué va",
            row(status_badge(view.state, view.kind)),
            rx.el.p(view.headline),
            rx.cond(
                view.report != "",
                notice(
                    "El operador está reportado como deudor moroso: ", view.report, kind="failed"
                ),
            ),
            rx.cond(view.problem != "", notice(view.problem, kind="failed")),
            details_list(
                [
                    ("Operador", view.operator),
                    ("Plan", view.terms),
                    ("Garantía", rx.el.span(view.guarantee, ": ", view.guarantee_note)),
                    (
                        "Deudas que cubre",
                        rx.el.ul(rx.foreach(view.debts.to(list[str]), rx.el.li)),
                    ),
                ]
            ),
            rx.cond(
                view.pay_all_href != "",
                actions(link_button("Pagar todo por anticipado", view.pay_all_href, kind="quiet")),
            ),
        ),
        panel(
            rx.cond(view.begun, "Cuotas y sus FUR", "Plan si empezara hoy"),
            rx.cond(
                view.begun,
                rx.el.div(plan_table(view.plan, paying=True), class_name="comparison"),
                rx.fragment(plan_table(view.plan, paying=False), plan_rules(view.plan)),
            ),
        ),
        _documents(),
        _decisions(),
        _steps(),
    )


def _documents() -> rx.Component:
    view = AgreementState.view
    return panel(
        "Documentos",
        data_table(
            [Column("Documento"), Column("Tamaño")],
            view.files.to(list[FileView]),
            caption="Documentos del acuerdo",
            row=lambda each: [text_link(each.name, each.href, download=True), each.size],
            empty=rx.el.p("Todavía no hay documentos."),
        ),
        rx.cond(
            view.may_attach,
            rx.cond(
                view.files.to(list[FileView]).length() > 0,
                _attach("Adjuntar otro documento", "", required=False),
                _attach(
                    "Adjuntar el documento de la garantía",
                    "Sin él no pueden revisar la propuesta. ",
                    required=True,
                ),
            ),
        ),
    )


def _attach(label: str, why: str, *, required: bool) -> rx.Component:
    """The field for a document: the first is needed, as `ledger.agreements.deciding` says."""
    state = AgreementState
    return file_field(
        label,
        name="documento",
        to=state.view.attach_to,
        on_sent=state.sent,
        accept=".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg",
        limit=MOST_BYTES,
        too_large=TOO_LARGE,
        hint=f"{why}PDF, PNG o JPEG de hasta 5 MB; se guarda al elegirlo.",
        error=state.file_problem,
        required=required,
    )


def _decisions() -> rx.Component:
    state, view = AgreementState, AgreementState.view
    return rx.cond(
        view.may_review | view.may_approve | view.may_reject | view.may_withdraw,
        panel(
            "Decidir",
            rx.cond(
                view.may_review,
                form(
                    text_area(
                        "Nota de la revisión",
                        name="note",
                        required=False,
                        hint="Qué comprobó: garantía, documentos, deudas",
                    ),
                    actions(button("Dar la primera aprobación", type="submit", kind="primary")),
                    on_submit=state.review,
                    class_name="stack stack-4",
                ),
            ),
            rx.cond(
                view.may_approve,
                stack(
                    rx.el.p(
                        "Al aprobarlo, las deudas pasan hoy a las cuotas del plan y se generan sus "
                        "FUR. No se puede deshacer."
                    ),
                    actions(button("Aprobar el acuerdo", kind="primary", on_click=state.approve)),
                    gap=4,
                ),
            ),
            rx.cond(view.may_reject, _reject()),
            rx.cond(
                view.may_withdraw,
                actions(button("Retirar la propuesta", on_click=state.withdraw, kind="quiet")),
            ),
        ),
    )


def _reject() -> rx.Component:
    state = AgreementState
    return rx.el.details(
        rx.el.summary("Rechazarlo", class_name="cursor-pointer underline"),
        form(
            text_area(
                "Razón del rechazo",
                name="why",
                hint="El operador la lee; sus deudas siguen como están",
                error=state.errors["why"],
            ),
            actions(button("Rechazar el acuerdo", kind="danger", type="submit")),
            on_submit=state.reject,
            class_name="stack stack-4 mt-2",
        ),
        open=state.errors["why"].bool(),
        class_name="mt-4",
    )


def _steps() -> rx.Component:
    return panel(
        "Pasos",
        rx.el.ol(
            rx.foreach(AgreementState.view.steps.to(list[StepView]), _step),
            class_name="stack stack-4",
        ),
    )


def _step(each: rx.Var[StepView]) -> rx.Component:
    return rx.el.li(
        rx.el.strong(each.what),
        " · ",
        each.who,
        rx.el.span(" · ", each.when, class_name="soft tabular"),
        rx.cond(each.note != "", rx.el.div(each.note, class_name="hint")),
    )
