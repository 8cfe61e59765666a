"""`/solicitud-de-usuario`: asking, completing with the mailed link, and looking where it is."""

import reflex as rx

from ser_app.people.help_texts import HELP
from ser_app.people.requests.annexes import MOST_BYTES, TOO_LARGE
from ser_app.people.requests.pages.fields import request_fields
from ser_app.people.requests.state.public import AskState, CompleteState, TrackState
from ser_app.people.requests.texts import ASKED, DECLARED, TITLE
from ser_app.people.requests.views import FileRow, StepRow
from ser_app.people.state import SessionState
from ser_app.web.actions import actions, button, form, hidden, link_button, native_form, text_link
from ser_app.web.blocks import announce, busy_when, empty_state, panel, row, stack
from ser_app.web.fields import checkbox, error_summary, field_row, file_field, text_field
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table

_TRACK = "/solicitud-de-usuario/seguimiento"


def ask_page() -> rx.Component:
    """The form, or where its link went."""
    state = AskState
    return stack(
        announce(state.sent_to),
        rx.cond(state.sent_to != "", _asked(), _ask_form()),
        rx.el.p("¿Ya la envió? ", text_link("Consulte en qué va", _TRACK), "."),
    )


def _asked() -> rx.Component:
    return notice(
        rx.el.p(ASKED),
        rx.el.p("Lo enviamos a ", rx.el.strong(AskState.sent_to), "."),
        rx.cond(
            SessionState.demo,
            rx.el.p(
                "En la demostración el correo no se envía: ",
                text_link("abra el buzón", "/demostracion/correo"),
                ".",
            ),
        ),
        kind="paid",
        title="Revise su correo",
    )


def _ask_form() -> rx.Component:
    state = AskState
    return panel(
        None,
        error_summary(state.summary, attempt=state.attempt),
        _problem(state.problem),
        form(
            request_fields(state.values, state.errors, contact=True),
            rx.el.p(
                "Sigue: abra el enlace que le enviamos, adjunte los anexos y envíela.",
                class_name="hint",
            ),
            actions(button("Continuar con mi correo", kind="primary", type="submit")),
            on_submit=state.begin,
            class_name="stack stack-4",
        ),
    )


def complete_page() -> rx.Component:
    """What is behind the mailed link."""
    state = CompleteState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.sent_number),
            rx.cond(
                state.sent_number != "",
                _sent(),
                rx.cond(
                    state.to != "",
                    _complete(),
                    stack(
                        _problem(state.problem),
                        actions(
                            link_button("Consultar en qué va", _TRACK),
                            link_button("Empezar otra", "/solicitud-de-usuario"),
                        ),
                    ),
                ),
            ),
        ),
        lines=8,
    )


def _sent() -> rx.Component:
    return notice(
        rx.el.p(
            "Su número es ", rx.el.strong(CompleteState.sent_number), ". Le enviamos por correo el "
            "código secreto con el que consulta en qué va.",
        ),
        actions(link_button("Consultar en qué va", _TRACK)),
        kind="paid",
        title="Recibimos su solicitud",
    )  # fmt: skip


def _complete() -> rx.Component:
    state = CompleteState
    return stack(
        rx.cond(
            state.note != "",
            notice(state.note, kind="overdue", title="Quien la revisó necesita lo siguiente"),
        ),
        _annexes(),
        panel(
            "2. Revise los datos y envíe",
            error_summary(state.summary, attempt=state.attempt),
            _problem(state.problem),
            form(
                request_fields(state.values, state.errors, contact=False),
                checkbox(DECLARED, name="declared", error=state.errors["declared"]),
                actions(button("Enviar la solicitud", kind="primary", type="submit")),
                on_submit=state.send,
                class_name="stack stack-4",
            ),
        ),
    )


def _annexes() -> rx.Component:
    state = CompleteState
    return panel(
        "1. Adjunte los anexos",
        rx.el.p(
            "El formulario firmado por el representante legal, su cédula y el certificado de "
            "existencia y representación del operador. Sin ningún anexo no se puede enviar."
        ),
        native_form(
            hidden("codigo", state.token),
            actions(
                button("Descargar el formulario para firmar (PDF)", type="submit", icon="download")
            ),
            action="/documentos/solicitud-de-usuario/formulario.pdf",
        ),
        rx.cond(state.annex_done != "", notice(state.annex_done, kind="paid")),
        file_field(
            "Anexo",
            name="anexo",
            to=state.to,
            on_sent=state.annexed,
            accept=".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg",
            limit=MOST_BYTES,
            too_large=TOO_LARGE,
            hint="De uno a seis, en PDF, PNG o JPEG de hasta 5 MB. Cada uno se guarda al elegirlo.",
            error=state.annex_problem,
        ),
        data_table(
            [Column("Archivo"), Column("Tamaño"), Column("Acción", kind="action")],
            state.files.to(list[FileRow]),
            caption="Anexos de la solicitud",
            row=lambda each: [
                each.name,
                each.size,
                button("Quitar", kind="quiet", on_click=state.remove(each.key)),
            ],
            empty=empty_state("Todavía no hay anexos", "Elija el primero arriba."),
        ),
    )


def track_page() -> rx.Component:
    """Number, code, and the state."""
    state = TrackState
    return stack(
        panel(
            None,
            form(
                field_row(
                    text_field(
                        "Número de la solicitud", name="numero", value=state.number,
                        hint="Como SU-7KQ2-M8XD", max_length=40, autocomplete="off",
                    ),
                    text_field(
                        "Código secreto", name="codigo", value=state.code,
                        hint="16 letras y números, en el correo", max_length=40,
                        autocomplete="off",
                    ),
                ),
                actions(button("Consultar", kind="primary", type="submit")),
                on_submit=state.look,
                class_name="stack stack-4",
            ),
        ),
        announce(rx.cond(state.answer != "", state.answer, state.view.state)),
        _problem(state.answer),
        rx.cond(state.view.number != "", _tracked()),
        rx.el.p(text_link("Hacer otra solicitud", "/solicitud-de-usuario")),
    )  # fmt: skip


def _tracked() -> rx.Component:
    state = TrackState
    return panel(
        state.view.number,
        row(
            status_badge(state.view.state, state.view.state_kind),
            rx.el.span("Enviada el ", state.view.sent),
        ),
        data_table(
            [Column("Fecha", kind="date"), Column("Estado", kind="state")],
            state.steps.to(list[StepRow]),
            caption="Pasos de la solicitud",
            row=lambda each: [each.at, status_badge(each.word, each.kind)],
        ),
        native_form(
            hidden("numero", state.number),
            hidden("codigo", state.code),
            actions(button("Descargar el formulario (PDF)", type="submit", icon="download")),
            action="/documentos/solicitud-de-usuario/formulario.pdf",
        ),
    )


def _problem(words: rx.Var[str]) -> rx.Component:
    return rx.el.div(rx.cond(words != "", notice(words, kind="failed")), role="alert")


PAGES = [
    Page(
        route="/solicitud-de-usuario",
        help=HELP["/solicitud-de-usuario"],
        title="Solicitud de usuario",
        lead=f"{TITLE}: el operador pide, cambia o retira su Administrador.",
        build=ask_page,
        on_load=[AskState.open],
    ),
    Page(
        route="/solicitud-de-usuario/completar",
        help=HELP["/solicitud-de-usuario/completar"],
        title="Complete su solicitud de usuario",
        lead="Adjunte los anexos, revise los datos y envíela. Nada se envía hasta el final.",
        build=complete_page,
        on_load=[CompleteState.open],
    ),
    Page(
        route="/solicitud-de-usuario/seguimiento",
        help=HELP["/solicitud-de-usuario/seguimiento"],
        title="En qué va su solicitud",
        lead="Escriba el número y el código secreto que recibió por correo.",
        build=track_page,
        on_load=[TrackState.open],
    ),
]
