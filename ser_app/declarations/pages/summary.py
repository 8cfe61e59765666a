"""A declaration to read; once filed, its *constancia de presentación*, which prints."""

import reflex as rx

from ser_app.declarations.alerts.page import alerts_panel
from ser_app.declarations.alerts.state import AlertsState
from ser_app.declarations.corrections.views import DifferenceView
from ser_app.declarations.pages.correction import difference_table
from ser_app.declarations.pages.panel import opened_reason
from ser_app.declarations.receipt import ReadLine, SignatureView
from ser_app.declarations.reliquidation.views import MovedView
from ser_app.declarations.state.summary import SummaryState
from ser_app.declarations.texts import STATEMENT
from ser_app.web.actions import actions, button, link_button, text_link
from ser_app.web.blocks import (
    busy_when,
    details_list,
    figure_row,
    figures,
    panel,
    row,
    split,
    stack,
    total,
)
from ser_app.web.explanation import why_button
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table
from ser_app.web.terms import figure_label, term


def summary_page() -> rx.Component:
    """The declaration with its figures at the side."""
    view = SummaryState.view
    return rx.cond(
        SummaryState.problem != "",
        notice(SummaryState.problem, kind="failed"),
        busy_when(view.state == "", _summary(), lines=8),
    )


def _summary() -> rx.Component:
    view = SummaryState.view
    return split(
        stack(
            _standing(),
            _corrections(),
            rx.foreach(view.moved.to(list[MovedView]), _moved),
            rx.cond(view.receipt_number != "", _receipt()),
            _what(),
            _lines(),
            alerts_panel(AlertsState.alerts),
            _correct(),
            _buttons(),
        ),
        _side(),
    )


def _standing() -> rx.Component:
    view = SummaryState.view
    return panel(
        None,
        row(
            status_badge(view.state_word, view.state_kind),
            rx.el.strong(view.headline),
        ),
        rx.el.p(view.sentence),
    )


def _moved(moved: rx.Var[MovedView]) -> rx.Component:
    """What a moved due day changed, with the norm."""
    return notice(
        rx.el.p(moved.why),
        rx.el.p(moved.punctuality),
        rx.el.p(rx.el.strong(moved.result)),
        rx.cond(
            moved.fur_after != "",
            rx.el.p("Se paga ahora con ", text_link(moved.fur_after, moved.fur_href), "."),
        ),
        kind="info",
        title=moved.title,
    )


def _corrections() -> rx.Component:
    """What it corrects and what corrects it, with links both ways, and the difference."""
    view = SummaryState.view
    return rx.fragment(
        rx.cond(
            view.corrected != "",
            notice(
                rx.el.p("La corrige ", text_link(view.corrected, view.corrected_href), "."),
                kind="info",
            ),
        ),
        rx.cond(
            view.corrects != "",
            panel(
                "Qué cambia con esta corrección",
                rx.el.p("Corrige ", text_link(view.corrects, view.corrects_href), "."),
                difference_table(view.differences.to(list[DifferenceView])),
                rx.cond(
                    view.balance_left != "",
                    rx.el.p(
                        "Dejó un saldo a favor de ",
                        rx.el.strong(view.balance_left),
                        ". ",
                        _why("balance_in_favour", "el saldo a favor"),
                    ),
                ),
                id="diferencia",
            ),
        ),
        rx.cond(SummaryState.refused != "", notice(SummaryState.refused, kind="failed")),
    )


def _receipt() -> rx.Component:
    view = SummaryState.view
    return panel(
        "Constancia de presentación",
        details_list(
            [
                ("Número", rx.el.strong(view.receipt_number)),
                ("Declaración", view.kind),
                ("Fecha y hora legal", view.filed_at),
                *_instant(),
                ("Huella del contenido (SHA-256)", rx.el.code(view.content_hash)),
            ]
        ),
        rx.cond(view.signatures.length() > 0, _signatures()),
        id="constancia",
    )


def _instant() -> list[tuple[str, rx.Component]]:
    """Whether it was in time, when it reached the server, and by which clock."""
    instant = SummaryState.view.instant
    in_time = status_badge(instant.sentence, rx.cond(instant.in_time, "paid", "overdue").to(str))
    utc = rx.el.div("UTC ", rx.el.code(instant.utc), class_name="hint")
    return [
        (
            "Frente al vencimiento",
            rx.fragment(
                rx.cond(instant.sentence != "", in_time, "No registrado"),
                rx.cond(instant.stops != "", rx.el.div(instant.stops)),
                rx.cond(instant.deadline != "", rx.el.div("Plazo hasta el ", instant.deadline,
                                                          class_name="hint")),
            ),
        ),
        (
            "Llegó al servidor",
            rx.cond(
                instant.bogota != "",
                rx.el.div(instant.act, ": ", instant.bogota, utc),
                "No registrado",
            ),
        ),
        (
            "Reloj",
            rx.fragment(
                rx.cond(instant.clock != "", instant.clock, "No registrado"),
                rx.cond(instant.note != "", rx.el.div(instant.note, class_name="hint")),
            ),
        ),
    ]  # fmt: skip


def _signatures() -> rx.Component:
    return rx.fragment(
        rx.el.p("Con su firma, cada firmante declaró:"),
        rx.el.blockquote(f"«{STATEMENT}».", class_name="border-s-4 border-line ps-4"),
        data_table(
            [
                Column("Firmante"),
                Column("Calidad"),
                Column("Documento"),
                Column("Firmó", kind="date"),
            ],
            SummaryState.view.signatures.to(list[SignatureView]),
            caption="Firmas",
            row=_signature,
        ),
    )


def _signature(signature: rx.Var[SignatureView]) -> list[rx.Component | rx.Var[str]]:
    card = rx.cond(signature.card != "", rx.el.div("T. P. ", signature.card, class_name="hint"))
    return [
        signature.name,
        signature.role,
        rx.el.div(signature.document, card),
        rx.el.div(signature.at, rx.el.div(signature.how, class_name="hint")),
    ]


def _what() -> rx.Component:
    view = SummaryState.view
    return panel(
        "Declaración",
        details_list(
            [
                ("Período", rx.el.strong(view.period)),
                (
                    "Vencimiento",
                    rx.fragment(view.due, rx.cond(view.due_note != "", f" · {view.due_note}", "")),
                ),
                ("Servicio", view.service),
                ("Operador", view.operator),
                ("Uso", view.use),
                ("Presentación", view.channel),
                ("Liquidada para pagar el", view.payment_day),
            ]
        ),
    )


def _lines() -> rx.Component:
    return panel(
        "Ingresos y devoluciones",
        data_table(
            [Column("Concepto"), Column("Clase"), Column("Valor", kind="money")],
            SummaryState.view.lines.to(list[ReadLine]),
            caption="Ingresos y devoluciones",
            row=lambda line: [line.description, line.kind, line.amount],
        ),
        figures(figure_row(term("base"), SummaryState.view.base, strong=True)),
    )


def _side() -> rx.Component:
    view = SummaryState.view
    return rx.fragment(
        panel(
            "Liquidación",
            figures(
                _figure("Contraprestación", view.levy, "levy"),
                rx.cond(
                    view.levy_settled != "",
                    _figure("Ya declarada y pagada", view.levy_settled, "levy_difference"),
                ),
                _figure("Sanción", view.penalty, "late_filing_penalty"),
                _figure("Intereses de mora", view.interest, "arrears_interest"),
                rx.cond(
                    view.balance_applied != "",
                    _figure("Saldo a favor aplicado", view.balance_applied, "balance_applied"),
                ),
            ),
            total("Total", view.total, note=_why("total", "el total")),
        ),
        rx.cond(
            view.balance != "",
            panel(
                "Saldo a favor del operador",
                rx.el.p(rx.el.strong(view.balance, class_name="tabular")),
                rx.el.p("Puede aplicarlo al preparar su próxima declaración.", class_name="hint"),
            ),
        ),
        rx.cond(
            SummaryState.open_code != "",
            opened_reason(
                SummaryState.reason,
                SummaryState.open_code,
                SummaryState.explain(SummaryState.open_code),
            ),
        ),
    )


def _correct() -> rx.Component:
    """The way to a correction, with the day until which there is one."""
    view = SummaryState.view
    return rx.cond(
        view.may_correct,
        panel(
            "¿Hay un error en lo declarado?",
            rx.el.p(view.correct_note),
            actions(
                button("Corregir esta declaración", on_click=SummaryState.correct(view.public_id))
            ),
        ),
    )


def _figure(label: str, amount: rx.Var[str], code: str) -> rx.Component:
    return figure_row(figure_label(code, label), amount, note=_why(code, label.lower()))


def _why(code: str, about: str) -> rx.Component:
    return why_button(
        SummaryState.explain(code), expanded=SummaryState.open_code == code, about=about
    )


def _buttons() -> rx.Component:
    view = SummaryState.view
    return actions(
        link_button("Volver a la lista", "/declaraciones", kind="quiet"),
        rx.cond(
            view.receipt_number != "",
            link_button(
                "Descargar la constancia (PDF)",
                "/documentos/constancias/" + view.public_id + ".pdf",
                download=True,
            ),
        ),
        rx.cond(
            view.receipt_number != "",
            button(
                "Imprimir la constancia",
                icon="print",
                on_click=rx.call_function("() => window.print()"),
            ),
        ),
        rx.cond(
            SummaryState.case_href != "",
            link_button(
                "Descargar el caso con su prueba (ZIP)",
                SummaryState.case_href,
                icon="download",
                download=True,
            ),
        ),
        rx.cond(view.next_href != "", link_button(view.next_label, view.next_href, kind="primary")),
    )
