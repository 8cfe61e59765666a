"""`/usuarios/solicitudes`: the queue, and a request beside the registry."""

import reflex as rx

from ser_app.people.help_texts import HELP
from ser_app.people.permissions import Permission
from ser_app.people.requests.state.desk import RequestCaseState, RequestsState
from ser_app.people.requests.views import ComparedRow, FileRow, RequestRow, StepRow
from ser_app.web.actions import actions, button, form, link_button, text_link
from ser_app.web.blocks import (
    announce,
    busy_when,
    details_list,
    empty_state,
    fold,
    panel,
    row,
    stack,
)
from ser_app.web.fields import text_area
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table

_QUEUE = "/usuarios/solicitudes"


def queue_page() -> rx.Component:
    """What waits, the oldest first, then what does not."""
    state = RequestsState
    return busy_when(
        ~state.loaded,
        data_table(
            [
                Column("Solicitud"),
                Column("Operador"),
                Column("Recibida", kind="date"),
                Column("Estado", kind="state"),
            ],
            state.rows.to(list[RequestRow]),
            caption="Solicitudes de usuario",
            row=lambda each: [
                rx.el.div(
                    text_link(each.number, each.href), rx.el.div(each.kind, class_name="soft")
                ),
                rx.el.div(each.operator, rx.el.div("NIT ", each.nit, class_name="soft")),
                rx.el.div(
                    each.sent,
                    rx.cond(
                        each.old,
                        rx.el.div(status_badge(each.age, "overdue")),
                        rx.el.div(each.age, class_name="soft"),
                    ),
                ),
                status_badge(each.state, each.state_kind),
            ],
            empty=empty_state(
                "No hay solicitudes",
                "Llegan de la página pública, cuando la persona confirma su correo.",
                action=link_button("Ver la página pública", "/solicitud-de-usuario"),
            ),
        ),
        lines=8,
    )


def case_page() -> rx.Component:
    """One request."""
    state = RequestCaseState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.done),
            rx.cond(state.done != "", notice(state.done, kind="paid")),
            rx.el.div(
                rx.cond(state.problem != "", notice(state.problem, kind="failed")), role="alert"
            ),
            rx.cond(state.view.number != "", _case()),
        ),
        lines=10,
    )


def _case() -> rx.Component:
    view = RequestCaseState.view
    return stack(
        row(
            status_badge(view.state, view.state_kind),
            rx.el.span("Recibida el ", view.sent),
            link_button("Formulario (PDF)", view.paper, icon="download", download=True),
        ),
        _comparison(),
        _person(),
        _annexes(),
        rx.cond(view.may_review, _review()),
        rx.cond(view.own_review, _own()),
        rx.cond(view.may_approve, _approve()),
        rx.cond(view.may_turn_back, _turn_back()),
        _steps(),
    )


def _comparison() -> rx.Component:
    return panel(
        "Comparación con el registro",
        data_table(
            [
                Column("Dato"),
                Column("En la solicitud"),
                Column("En el registro"),
                Column("Resultado", kind="state"),
            ],
            RequestCaseState.compared.to(list[ComparedRow]),
            caption="Cada dato de la solicitud frente al registro",
            row=lambda each: [
                each.label,
                each.asked,
                each.registered,
                status_badge(each.word, each.kind),
            ],
        ),
    )


def _person() -> rx.Component:
    view = RequestCaseState.view
    return panel(
        "Administrador que se solicita",
        details_list(
            [
                ("Persona", view.admin),
                ("Cargo", view.position),
                ("Correo con que ingresará", view.admin_email),
                ("Correo de la solicitud, confirmado", view.contact),
                ("Observaciones", view.remarks),
            ]
        ),
    )


def _annexes() -> rx.Component:
    return panel(
        "Anexos",
        data_table(
            [Column("Archivo"), Column("Tamaño"), Column("Acción", kind="action")],
            RequestCaseState.files.to(list[FileRow]),
            caption="Anexos de la solicitud",
            row=lambda each: [
                each.name,
                each.size,
                link_button("Descargar", each.href, icon="download", download=True),
            ],
            empty=empty_state("Sin anexos", "Pida los que falten."),
        ),
    )


def _review() -> rx.Component:
    state = RequestCaseState
    return panel(
        "Primera revisión",
        form(
            rx.cond(
                state.view.differs,
                text_area(
                    "Por qué se aprueba aunque hay datos distintos",
                    name="note",
                    rows=2,
                    error=state.errors["note"],
                    max_length=500,
                ),
            ),
            rx.cond(
                state.view.removal,
                rx.el.p("Un retiro se ejecuta de una vez: quita poder, no lo da."),
                rx.el.p("Después la aprueba otra persona: da poder sobre un operador."),
            ),
            actions(
                rx.cond(
                    state.view.removal,
                    button("Está conforme: suspender la cuenta", kind="danger", type="submit"),
                    button("Está conforme", kind="primary", type="submit"),
                )
            ),
            on_submit=state.review,
            class_name="stack stack-4",
        ),
    )


def _own() -> rx.Component:
    return notice(
        "Usted ya la revisó. La segunda aprobación la da otro Administrador SER.",
        kind="pending",
        title="Falta la segunda aprobación",
    )


def _approve() -> rx.Component:
    state = RequestCaseState
    return panel(
        "Segunda aprobación",
        rx.el.p("La encontró conforme ", rx.el.strong(state.view.reviewed_by), "."),
        actions(button("Aprobar e invitar a la persona", kind="primary", on_click=state.approve)),
    )


def _turn_back() -> rx.Component:
    state = RequestCaseState
    return fold(
        "Pedir más datos o rechazar",
        form(
            text_area(
                "Qué falta",
                name="words",
                id="words-ask",
                rows=2,
                error=state.errors["words"],
                max_length=500,
            ),
            actions(button("Pedir que la complete", type="submit")),
            on_submit=state.ask,
            class_name="stack stack-4",
        ),
        form(
            text_area(
                "Por qué se rechaza",
                name="words",
                id="words-reject",
                rows=2,
                error=state.errors["reason"],
                max_length=500,
            ),
            actions(button("Rechazar la solicitud", kind="danger", type="submit")),
            on_submit=state.reject,
            class_name="stack stack-4",
        ),
    )


def _steps() -> rx.Component:
    return panel(
        "Historia",
        data_table(
            [
                Column("Fecha", kind="date"),
                Column("Paso", kind="state"),
                Column("Quién"),
                Column("Nota"),
            ],
            RequestCaseState.steps.to(list[StepRow]),
            caption="Lo que pasó con la solicitud",
            row=lambda each: [each.at, status_badge(each.word, each.kind), each.actor, each.note],
        ),
    )


PAGES = [
    Page(
        route=_QUEUE,
        help=HELP[_QUEUE],
        title="Solicitudes de usuario",
        lead="Las que esperan primero, por antigüedad. Dar poder sobre un operador pide a dos.",
        build=queue_page,
        on_load=[RequestsState.open],
        permission=Permission.REQUEST_REVIEW,
        wide=True,
    ),
    Page(
        route=f"{_QUEUE}/[request_id]",
        help=HELP[f"{_QUEUE}/[request_id]"],
        title="Solicitud de usuario",
        heading=RequestCaseState.view.title,
        build=case_page,
        on_load=[RequestCaseState.open],
        permission=Permission.REQUEST_REVIEW,
        current=_QUEUE,
        breadcrumbs=(("Solicitudes de usuario", _QUEUE),),
        wide=True,
    ),
]
