"""`/furs/[fur_number]/firma-digital`: download, sign with an own program, upload."""

from typing import Any, Final

import reflex as rx

from ser_app.signing.pages.report import report_panel
from ser_app.signing.state.signing import SigningState
from ser_app.signing.views.progress import UploadView, WhoSigns
from ser_app.web.actions import actions, button, link_button, text_link
from ser_app.web.blocks import announce, busy_when, empty_state, fold, panel, person_row, row, stack
from ser_app.web.fields import file_field
from ser_app.web.kinds import count
from ser_app.web.status import notice, status_badge

_MOST_BYTES: Final = 5 * 1024 * 1024
_TOO_LARGE: Final = "El archivo pasa de 5 MB: no es este FUR firmado. No se envió."


def signing_page() -> rx.Component:
    """Who is missing first, then the three steps, then what was found."""
    state = SigningState
    return busy_when(
        ~state.loaded,
        rx.cond(
            state.view.number != "",
            stack(
                rx.cond(state.done != "", _done()),
                rx.cond(state.problem != "", notice(state.problem, kind="failed")),
                _standing(),
                rx.cond(
                    state.report.word != "",
                    report_panel(state.report, "Lo que encontramos en su archivo", state.attempt),
                ),
                rx.cond(state.view.open, _steps()),
                rx.cond(count(state.view.uploads) > 0, _uploads()),
            ),
            empty_state(
                "No encontramos ese FUR",
                rx.el.p(state.problem),
                action=link_button("Ver los FUR generados", "/furs"),
            ),
        ),
        lines=6,
    )


def _done() -> rx.Component:
    return rx.fragment(notice(SigningState.done, kind="paid"), announce(SigningState.done))


def _standing() -> rx.Component:
    view = SigningState.view
    return panel(
        None,
        row(status_badge(view.word, view.kind)),
        rx.el.p(view.headline, class_name="text-[1.375rem] font-bold leading-snug mt-2"),
        rx.el.p(view.sentence, class_name="mt-1"),
        rx.cond(view.closed != "", notice(view.closed, kind="info")),
        rx.cond(
            view.replaced != "",
            notice(
                "Este FUR fue reemplazado: firme el que rige, ", view.replaced, ".", kind="info"
            ),
        ),
        rx.el.ul(
            rx.foreach(view.signers.to(list[WhoSigns]), _signer),
            class_name="divide-y divide-line mt-4",
        ),
        actions(
            link_button("Volver al FUR", "/furs/" + view.number),
            rx.cond(
                view.signed_href != "",
                link_button(
                    "Descargar el FUR firmado", view.signed_href, icon="download", download=True
                ),
            ),
            rx.cond(
                view.may_renew,
                button("Generar el FUR de hoy para firmarlo", on_click=SigningState.renew),
            ),
            rx.cond(
                view.may_remind,
                button("Recordar por correo a quien falta", on_click=SigningState.remind),
            ),
        ),
    )


def _signer(each: Any) -> rx.Component:
    about = (each.title, " · ", each.document)
    return person_row(each.name, about, status_badge(each.word, each.kind))


def _steps() -> rx.Component:
    view = SigningState.view
    return rx.fragment(
        panel(
            "1. Descargue el FUR",
            rx.el.p("Guárdelo en el equipo donde está su certificado. No lo imprima ni lo edite."),
            actions(
                link_button(view.download_label, view.download_href, icon="download", download=True)
            ),
        ),
        panel(
            "2. Fírmelo en su equipo",
            rx.el.p(
                "Con su token, con Adobe Acrobat o con el programa de su entidad de certificación, "
                "en el campo que lleva su calidad. Su clave nunca sale de su equipo: este sistema "
                "no la pide ni la recibe."
            ),
            rx.el.p(
                "Si la otra persona ya firmó su copia, da igual: puede firmar la suya aparte.",
                class_name="hint",
            ),
            rx.cond(SigningState.demo, _in_the_demonstration()),
        ),
        panel(
            "3. Cárguelo firmado",
            file_field(
                "FUR firmado (PDF)",
                name="firmado",
                to=view.upload_href,
                on_sent=SigningState.uploaded,
                accept="application/pdf,.pdf",
                limit=_MOST_BYTES,
                too_large=_TOO_LARGE,
                hint="Lo revisamos en segundos y le decimos qué encontramos.",
                error=SigningState.upload_problem,
            ),
        ),
    )


def _in_the_demonstration() -> rx.Component:
    view = SigningState.view
    return notice(
        rx.el.p(
            "Descargue un certificado de prueba en ",
            text_link("la página de la demostración", "/demostracion"),
            ", o firme en este equipo, en la carpeta del proyecto, por quienes faltan:",
        ),
        rx.el.pre(
            rx.el.code(".venv/bin/python -m ser_app demo sign ~/Descargas/", view.number, ".pdf"),
            class_name="text-sm whitespace-pre-wrap break-words mt-2",
        ),
        kind="info",
        title="En la demostración",
    )


def _uploads() -> rx.Component:
    return fold(
        "Archivos cargados",
        rx.el.ul(
            rx.foreach(SigningState.view.uploads.to(list[UploadView]), _upload),
            class_name="divide-y divide-line",
        ),
        note=count(SigningState.view.uploads).to(str),
    )


def _upload(each: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.span(each.when, " · ", each.by, class_name="font-semibold"),
            status_badge(each.word, each.kind),
            class_name="flex flex-wrap items-center justify-between gap-2",
        ),
        rx.el.p(each.sentence, class_name="mt-1"),
        rx.el.p("SHA-256 ", rx.el.code(each.sha256), class_name="hint break-all"),
        class_name="py-3",
    )
