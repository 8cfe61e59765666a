"""Draws a report in its three levels."""

from typing import Any

import reflex as rx

from ser_app.signing.views.report import SignatureView
from ser_app.web import client
from ser_app.web.blocks import fold, panel, row
from ser_app.web.kinds import count
from ser_app.web.status import status_badge


def report_panel(view: Any, title: str, attempt: Any) -> rx.Component:
    """The sentence first, then each signature, then what an expert reads, folded.

    Args:
        view: A `ReportView`.
        title: Over it.
        attempt: Changes with each answer: the sentence then takes the focus, wherever the person
            was on the page, and is read out.
    """
    return rx.fragment(
        panel(
            title,
            client.FocusedAlert.create(
                row(status_badge(view.word, view.kind)),
                rx.el.p(view.sentence, class_name="text-[1.125rem] font-semibold mt-2"),
                attempt=attempt,
            ),
            rx.cond(count(view.signatures) > 0, signature_list(view.signatures)),
        ),
        fold(
            "Detalle técnico",
            rx.el.p("Para un perito: lo que se comprobó, como JSON.", class_name="hint"),
            rx.el.pre(
                view.technical,
                class_name="text-sm overflow-auto max-h-96 whitespace-pre-wrap break-all",
                tab_index=0,
                aria_label="Detalle técnico en JSON",
            ),
            note="JSON",
        ),
    )


def signature_list(signatures: Any) -> rx.Component:
    """Each signature with its verdict, what it means, when and by which authority."""
    return rx.el.ul(
        rx.foreach(signatures.to(list[SignatureView]), _signature),
        class_name="divide-y divide-line mt-4",
    )


def _signature(each: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.div(
                rx.el.span(each.who, class_name="font-semibold break-words"),
                rx.el.div(each.role, class_name="hint"),
                class_name="min-w-0",
            ),
            status_badge(each.word, each.kind),
            class_name="flex flex-wrap items-center justify-between gap-2",
        ),
        rx.el.p(each.sentence, class_name="mt-2"),
        rx.cond(each.notes != "", rx.el.p(each.notes, class_name="mt-1")),
        rx.el.p(each.when, class_name="hint mt-1"),
        rx.cond(each.authority != "", rx.el.p(each.authority, class_name="hint")),
        class_name="py-3",
    )
