"""`/verificar`: one question, one answer, for anybody."""

from typing import Final

import reflex as rx

from ser_app.furs.pages.parts import details
from ser_app.signing.pages.report import report_panel, signature_list
from ser_app.signing.state.verification import VerificationState
from ser_app.signing.views.verification import ThenAndNow
from ser_app.web import client
from ser_app.web.actions import actions, button, form
from ser_app.web.blocks import announce, fold, panel, row, stack, total
from ser_app.web.fields import field_row, text_field
from ser_app.web.icons import icon
from ser_app.web.kinds import count
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table

_MOST_BYTES: Final = 5 * 1024 * 1024
_SAME: Final = (
    "Es el mismo archivo, byte por byte, que expidió este sistema. Lo que dice no ha cambiado."
)
_DIFFERENT: Final = (
    "Puede traer firmas, o haber sido cambiado o guardado de nuevo. Envíelo y le decimos qué trae; "
    "mientras tanto vale lo que muestra esta página."
)
_CHANGED: Final = (
    "Alguien lo cambió o lo guardó de nuevo. No prueba nada: vale lo que muestra esta página."
)
_TOO_LARGE: Final = (
    "El archivo pasa de 5 MB: no es un FUR de este sistema. No se envió a ninguna parte."
)
_LOOKING: Final = "Buscando el documento… La respuesta aparece aquí."
_LOST: Final = "La conexión se interrumpió y el archivo no se revisó. Envíelo otra vez."
_UNABLE: Final = (
    "Su navegador no puede calcular la huella en esta dirección. Envíe el archivo para que lo "
    "revisemos, o calcule su huella SHA-256 con otro programa y compárela con la de «Detalles»."
)


def verification_page() -> rx.Component:
    """The form and the answer."""
    return stack(
        panel(
            None,
            form(
                field_row(
                    text_field(
                        "Número del documento",
                        name="numero",
                        value=VerificationState.number,
                        hint="Como FUR-2013-000123 o PYS-2013-000123",
                        max_length=40,
                        autocomplete="off",
                    ),
                    text_field(
                        "Código de verificación",
                        name="codigo",
                        value=VerificationState.code,
                        hint="16 letras y números, al pie de cada hoja",
                        max_length=40,
                        autocomplete="off",
                    ),
                ),
                actions(
                    button(
                        "Verificar",
                        kind="primary",
                        type="submit",
                        busy=VerificationState.looking,
                    )
                ),
                on_submit=VerificationState.verify,
                class_name="stack stack-4",
            ),
        ),
        rx.cond(
            VerificationState.looking,
            notice(_LOOKING, kind="info"),
        ),
        rx.cond(
            VerificationState.answer != "",
            rx.fragment(
                notice(VerificationState.answer, kind=VerificationState.answer_kind),
                announce(VerificationState.answer),
            ),
        ),
        rx.cond(
            VerificationState.view.number != "",
            stack(
                _answer(),
                _paper(),
                rx.cond(count(VerificationState.view.signatures) > 0, _signers()),
                _file(),
                rx.cond(
                    VerificationState.report.word != "",
                    report_panel(
                        VerificationState.report,
                        "Lo que encontramos en su archivo",
                        VerificationState.attempt,
                    ),
                ),
                _more(),
            ),
        ),
    )


def _answer() -> rx.Component:
    """The sentence that answers, and whose document it is."""
    view = VerificationState.view
    return panel(
        view.number,
        announce(view.headline),
        row(status_badge(view.state_word, view.state_kind)),
        rx.el.p(view.headline, class_name="text-[1.375rem] font-bold leading-snug mt-2"),
        rx.el.p(view.sentence, class_name="mt-1"),
    )


def _paper() -> rx.Component:
    """What the paper has to say, and what of it has changed since."""
    view = VerificationState.view
    return panel(
        "Qué dice, y cómo está hoy",
        rx.cond(view.total != "", total("Total del formulario", view.total)),
        details(view.details),
        rx.cond(view.days != "", rx.el.p(view.days)),
        rx.cond(
            count(view.compared) > 0,
            data_table(
                [Column("Asunto"), Column("Al expedirlo"), Column("Hoy")],
                view.compared.to(list[ThenAndNow]),
                caption="Cómo estaba al expedirlo y cómo está hoy",
                row=lambda each: [each.label, each.then, each.now],
            ),
        ),
        rx.el.p(
            "Compare estos datos con los del papel: si alguno es distinto, el papel fue alterado.",
            class_name="hint",
        ),
    )


def _signers() -> rx.Component:
    return panel("Quién la firmó", signature_list(VerificationState.view.signatures))


def _file() -> rx.Component:
    """The file itself, compared without leaving the browser."""
    return panel(
        "¿Tiene el PDF? Compruébelo",
        client.FileCheck.create(
            expected=VerificationState.view.sha256,
            accept="application/pdf,.pdf",
            limit=_MOST_BYTES,
            label=rx.fragment(
                icon("verify"),
                rx.el.span("Suelte aquí el PDF o ", rx.el.span("elíjalo", class_name="drop-words")),
                rx.el.span(
                    "Se compara en su navegador: no sale de su equipo si usted no lo envía.",
                    class_name="hint",
                ),
            ),
            same=notice(_SAME, kind="paid", title="Es idéntico"),
            different=rx.cond(
                VerificationState.view.signable,
                notice(_DIFFERENT, kind="pending", title="No es idéntico al que se expidió"),
                notice(_CHANGED, kind="failed", title="No es idéntico al que se expidió"),
            ),
            too_large=notice(_TOO_LARGE, kind="failed", title="Es demasiado grande"),
            unable=notice(_UNABLE, kind="pending", title="No se pudo comparar"),
            computing="Calculando su huella…",
            digest_label="Huella del archivo (SHA-256):",
            to=rx.cond(VerificationState.view.signable, "/verificar/copia", ""),
            headers={"X-Numero": VerificationState.number, "X-Codigo": VerificationState.code},
            send_label="Enviarlo y revisar sus firmas y cambios",
            sending="Enviando…",
            lost=_LOST,
            on_sent=VerificationState.checked,
            id="archivo",
        ),
        rx.cond(
            VerificationState.copy_problem != "",
            rx.fragment(
                notice(VerificationState.copy_problem, kind="failed"),
                announce(VerificationState.copy_problem),
            ),
        ),
    )


def _more() -> rx.Component:
    view = VerificationState.view
    return fold(
        "Detalles",
        rx.el.dl(
            rx.el.div(
                rx.el.dt("Huella del PDF expedido (SHA-256)"),
                rx.el.dd(rx.el.code(view.sha256)),
                class_name="detail",
            ),
            class_name="details-list",
        ),
        note="huella",
    )
