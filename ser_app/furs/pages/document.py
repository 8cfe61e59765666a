"""`/furs/[fur_number]`: the state first, then what can be done, then the whole form to read."""

from typing import Any, Final

import reflex as rx

from ser_app.furs.pages.acting import edit_box, renew_box, sign_box
from ser_app.furs.pages.debts import debts_table
from ser_app.furs.pages.parts import ELECTRONIC_STEPS, PAPER_STEPS, amounts, details, reasons
from ser_app.furs.state.document import FurPageState
from ser_app.furs.views.document import SignerView
from ser_app.web.actions import actions, button, link_button, text_link
from ser_app.web.blocks import (
    busy_when,
    empty_state,
    figure_row,
    figures,
    panel,
    person_row,
    row,
    split,
    stack,
    steps,
    total,
)
from ser_app.web.status import notice, status_badge
from ser_app.web.terms import term

_INTO_VIEW: Final = """() => {
  window.scrollTo({ top: 0 });
  document.getElementById("hecho")?.focus({ preventScroll: true });
}"""


def fur_page() -> rx.Component:
    """The FUR with its total at the side."""
    return busy_when(
        ~FurPageState.loaded,
        rx.cond(
            FurPageState.view.number != "",
            split(
                stack(
                    rx.cond(FurPageState.done != "", _done()),
                    rx.cond(
                        FurPageState.problem != "", notice(FurPageState.problem, kind="failed")
                    ),
                    _steps(),
                    _standing(),
                    sign_box(),
                    rx.cond(FurPageState.view.renew_first, renew_box()),
                    _about(),
                    rx.cond(FurPageState.view.debts.length() > 0, _debts(), _lines()),
                    _reasons(),
                    _verification(),
                    rx.cond(~FurPageState.view.renew_first, renew_box()),
                    edit_box(),
                ),
                _side(),
                bar=total(FurPageState.view.total_label, FurPageState.view.total),
                side_label="Valores del FUR",
            ),
            empty_state(
                "No encontramos ese FUR",
                rx.el.p(FurPageState.problem),
                action=link_button("Ver los FUR generados", "/furs"),
            ),
        ),
        lines=8,
    )


def _done() -> rx.Component:
    """What has just been done, brought into view: the box with the button is gone by now."""
    return rx.el.div(
        notice(FurPageState.done, kind="paid"),
        tab_index=-1,
        role="status",
        id="hecho",
        on_mount=rx.call_function(_INTO_VIEW),
    )


def _steps() -> rx.Component:
    return rx.match(
        FurPageState.view.step,
        ("electronic-3", steps(ELECTRONIC_STEPS, 3)),
        ("electronic-4", steps(ELECTRONIC_STEPS, 4)),
        ("paper-3", steps(PAPER_STEPS, 3)),
        ("paper-4", steps(PAPER_STEPS, 4)),
        rx.fragment(),
    )


def _standing() -> rx.Component:
    view = FurPageState.view
    return panel(
        None,
        row(status_badge(view.state_word, view.state_kind)),
        rx.el.p(view.headline, class_name="text-[1.375rem] font-bold leading-snug mt-2"),
        rx.el.p(view.sentence, class_name="mt-1"),
        rx.cond(
            view.paper_route != "",
            rx.el.div(
                notice(view.paper_route, kind="overdue", title="Si la firma no llega a tiempo"),
                class_name="mt-3",
            ),
        ),
        rx.cond(view.cheaper != "", _cheaper()),
        rx.cond(
            view.receipt != "",
            rx.el.p(
                "Constancia de presentación ",
                text_link(view.receipt, view.receipt_href),
                class_name="mt-2",
            ),
        ),
        rx.cond(
            view.punctuality != "",
            row(status_badge(view.punctuality, rx.cond(view.punctual, "paid", "overdue").to(str))),
        ),
        rx.el.ul(
            rx.foreach(view.signers.to(list[SignerView]), _signer),
            class_name="divide-y divide-line mt-4",
        ),
        actions(
            rx.cond(
                view.print_first,
                _download("Descargar el FUR para imprimirlo", primary=True),
                _download("Descargar el FUR (PDF)"),
            ),
            rx.cond(
                view.digital_href != "",
                link_button(view.digital_label, view.digital_href, icon="sign"),
            ),
            rx.cond(
                view.other != "",
                link_button(view.other_label, "/furs/" + view.other, kind="primary"),
            ),
            rx.cond(
                view.pay_label != "",
                rx.cond(
                    view.cheaper != "",
                    link_button(view.pay_label, view.pay_href),
                    link_button(view.pay_label, view.pay_href, kind="primary"),
                ),
            ),
            rx.cond(
                FurPageState.case_href != "",
                link_button(
                    "Descargar el caso con su prueba (ZIP)",
                    FurPageState.case_href,
                    icon="download",
                    download=True,
                    kind="quiet",
                ),
            ),
        ),
    )


def _cheaper() -> rx.Component:
    """Paying today costs less: said before anything else, with the way to it."""
    view = FurPageState.view
    return rx.el.div(
        notice(
            rx.el.p(view.cheaper),
            rx.cond(
                view.today_label != "",
                rx.fragment(
                    rx.cond(
                        FurPageState.renew_error != "",
                        rx.el.p(FurPageState.renew_error, role="alert"),
                    ),
                    actions(
                        button(
                            view.today_label,
                            kind="primary",
                            on_click=[FurPageState.choose_day(view.today), FurPageState.renew],
                            busy=FurPageState.renewing,
                        )
                    ),
                ),
            ),
            kind="pending",
            title="Hoy cuesta menos",
        ),
        id="hoy",
        class_name="mt-3",
    )


def _download(words: str, *, primary: bool = False) -> rx.Component:
    return link_button(
        words,
        FurPageState.view.pdf_href,
        icon="download",
        download=True,
        kind="primary" if primary else "secondary",
    )


def _signer(signer: Any) -> rx.Component:
    about = (signer.title, " · ", signer.document)
    return person_row(signer.name, about, status_badge(signer.state_word, signer.state_kind))


def _about() -> rx.Component:
    return panel("El formulario", details(FurPageState.view.about))


def _lines() -> rx.Component:
    return panel(
        "Ingresos y devoluciones",
        amounts(FurPageState.view.lines),
        figures(figure_row("Base", FurPageState.view.base, strong=True)),
    )


def _debts() -> rx.Component:
    return panel(
        "Deudas que paga",
        debts_table(FurPageState.view.debts, caption="Deudas que paga este FUR"),
    )


def _reasons() -> rx.Component:
    return panel(
        "De dónde sale cada valor",
        reasons(FurPageState.view.reasons),
    )


def _verification() -> rx.Component:
    view = FurPageState.view
    return panel(
        "Pago y verificación",
        details(view.payment),
        rx.el.dl(
            rx.el.div(
                rx.el.dt("Huella del PDF (SHA-256)"),
                rx.el.dd(rx.el.code(view.sha256)),
                class_name="detail",
            ),
            class_name="details-list mt-3",
        ),
        rx.el.p(
            "Cualquier persona comprueba el papel en ",
            text_link("la página de verificación", "/verificar"),
            " con el número y el código que trae impreso.",
            class_name="hint mt-3",
        ),
    )


def _side() -> rx.Component:
    view = FurPageState.view
    return panel(
        "Valores",
        figures(
            figure_row(
                rx.cond(
                    view.debts.length() > 0, "Contraprestación y otro capital", "Contraprestación"
                ),
                view.levy,
            ),
            figure_row(term("late_filing_penalty", "Sanción"), view.penalty),
            figure_row(term("arrears_interest"), view.interest),
            rx.cond(
                view.corrected_levy != "",
                figure_row("Ya declarada con el que corrige", view.corrected_levy),
            ),
            rx.cond(
                view.balance != "",
                figure_row(term("balance_in_favour", "Saldo a favor aplicado"), view.balance),
            ),
            rx.cond(
                view.balance_left != "", figure_row("Saldo a favor que deja", view.balance_left)
            ),
        ),
        total(view.total_label, view.total),
    )
