"""The alerts on a declaration's pages, with the operator's notes and the field to add one."""

import reflex as rx

from ser_app.declarations.alerts.service import LONGEST_NOTE
from ser_app.declarations.alerts.state import AlertsState
from ser_app.declarations.alerts.views import AlertView, EntryView, NoteView
from ser_app.law.alerts import Kind
from ser_app.web.actions import actions, button, form, text_link
from ser_app.web.blocks import announce, panel
from ser_app.web.fields import text_area
from ser_app.web.status import notice


def alerts_panel(alerts: rx.Var[list[AlertView]]) -> rx.Component:
    """What deserves a look, why, and what the operator says about it; nothing without alerts.

    Args:
        alerts: Those to show: the form's follow what is typed, the others are kept.
    """
    state = AlertsState
    return rx.cond(
        (alerts.length() > 0) | (state.notes.length() > 0),
        panel(
            "Alertas",
            rx.el.p(
                "Ninguna alerta impide presentar. El Ministerio ve estas mismas, con su regla y "
                "sus cifras, y la nota que usted agregue.",
                class_name="hint",
            ),
            rx.foreach(alerts, _alert),
            _notes(),
            rx.cond(state.may_note, _note_form()),
            announce(state.done),
            id="alertas",
        ),
    )


def _alert(alert: rx.Var[AlertView]) -> rx.Component:
    return notice(
        alert_text(alert),
        rx.cond(
            AlertsState.may_note & (alert.kind == Kind.MISSING.value),
            text_link("Póngase al día", "/ponerse-al-dia"),
        ),
        kind="pending",
        title=alert.label,
    )


def alert_text(alert: rx.Var[AlertView]) -> rx.Component:
    """The rule, the figures put in, what they are compared with and the threshold."""
    return rx.el.div(
        rx.el.p(alert.rule),
        rx.el.dl(
            rx.foreach(alert.figures.to(list[EntryView]), _entry),
            class_name="grid gap-x-6 gap-y-1 md:grid-cols-[auto_minmax(0,1fr)]",
        ),
        rx.el.p("Se compara con: ", alert.compared, class_name="hint"),
        rx.el.p(alert.threshold, class_name="hint"),
        class_name="stack stack-4",
    )


def _entry(entry: rx.Var[EntryView]) -> rx.Component:
    return rx.fragment(
        rx.el.dt(entry.label, class_name="text-ink-soft"),
        rx.el.dd(entry.value, class_name="tabular"),
    )


def _notes() -> rx.Component:
    return rx.cond(
        AlertsState.notes.length() > 0,
        rx.el.div(
            rx.el.h3("Notas del operador", class_name="panel-title"),
            rx.foreach(AlertsState.notes, note_text),
            class_name="stack stack-4",
        ),
    )


def note_text(note: rx.Var[NoteView]) -> rx.Component:
    """What somebody of the operator said, who and when."""
    return rx.el.figure(
        rx.el.blockquote(
            note.text,
            class_name="border-s-4 border-line ps-4 whitespace-pre-line [overflow-wrap:anywhere]",
        ),
        rx.el.figcaption(note.who, class_name="hint"),
    )


def _note_form() -> rx.Component:
    return form(
        text_area(
            "Nota sobre las alertas",
            name="note",
            id="alert-note",
            value=AlertsState.note,
            hint="Por ejemplo: en julio se vendió la operación de Cali. No se puede cambiar "
            "después; puede agregar otra.",
            error=AlertsState.problem,
            required=False,
            max_length=LONGEST_NOTE,
        ),
        actions(button("Agregar la nota", type="submit")),
        on_submit=AlertsState.add,
        key=AlertsState.notes.length(),  # an empty field again once the note is kept
        class_name="stack stack-4",
    )
