"""`/calendario`: what is near or late, a month, the reminders and the private address."""

from typing import Final

import reflex as rx

from ser_app.oversight.calendar.state import CalendarState
from ser_app.oversight.calendar.views import WEEKDAYS, ChoiceView, DayView, DueView, WeekView
from ser_app.oversight.help_texts import HELP
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, button, copy_button, text_link
from ser_app.web.blocks import announce, busy_when, empty_state, panel, row, stack
from ser_app.web.fields import checkbox, text_field
from ser_app.web.icons import icon
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table


def calendar_page() -> rx.Component:
    """The whole page."""
    state = CalendarState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.saved),
            announce(state.done),
            rx.cond(state.problem != "", notice(state.problem, kind="failed")),
            _near(),
            _month(),
            _reminders(),
            _own_calendar(),
        ),
        lines=8,
    )


def _near() -> rx.Component:
    view = CalendarState.view
    table = data_table(
        [
            Column("Período"),
            Column("Vence"),  # its help may say from where it was moved, and wraps
            Column("Debe hoy", kind="money"),
            Column("Estado", kind="state"),
            Column("Acción", kind="action"),
        ],
        view.near.to(list[DueView]),
        caption="Vencimientos sin cumplir y próximos",
        row=_near_row,
        empty=rx.cond(
            view.has_permits,
            empty_state(
                "Nada vence en los próximos seis meses",
                "Tampoco quedó nada sin cumplir en el último año.",
                icon_name="paid",
            ),
            empty_state(
                "Sin expedientes",
                "Los vencimientos aparecen cuando su operador tiene un expediente vigente.",
            ),
        ),
    )
    return panel(
        "Sin cumplir y próximos",
        table,
        rx.cond(view.more != "", rx.el.p(view.more, class_name="hint")),
        rx.el.p(
            "De lo que falta por presentar están los últimos doce meses; lo anterior está en ",
            text_link("Inicio", "/inicio"),
            ".",
            class_name="hint",
        ),
    )


def _near_row(due: rx.Var[DueView]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(due.title, rx.el.div(due.place, class_name="hint")),
        rx.el.div(due.due, rx.el.div(due.help, class_name="hint")),
        due.owed,
        status_badge(due.word, due.kind),
        rx.cond(
            due.action != "",
            text_link(
                rx.fragment(
                    due.action, rx.el.span(" ", due.title, " ", due.place, class_name="sr-only")
                ),
                due.href,
            ),
        ),
    ]


def _month() -> rx.Component:
    state = CalendarState
    return panel(
        rx.el.span("Vencimientos de ", state.view.month),
        announce(state.view.month),
        rx.el.div(_grid(), class_name="month-grid"),
        rx.el.div(_listed(), class_name="month-list"),
        actions=row(
            button(
                "Mes anterior",
                kind="quiet",
                icon="left",
                on_click=state.previous,
                disabled=~state.view.has_previous,
            ),
            button("Este mes", kind="quiet", on_click=state.present),
            button(
                "Mes siguiente",
                kind="quiet",
                icon_after="right",
                on_click=state.following,
                disabled=~state.view.has_following,
            ),
        ),
        id="mes",
    )


def _grid() -> rx.Component:
    head = rx.el.tr(*(rx.el.th(name, custom_attrs={"scope": "col"}) for name in WEEKDAYS))
    return rx.el.table(
        rx.el.caption("Vencimientos de ", CalendarState.view.month, class_name="sr-only"),
        rx.el.thead(head),
        rx.el.tbody(rx.foreach(CalendarState.view.weeks.to(list[WeekView]), _week)),
        class_name="month",
    )


def _week(week: rx.Var[WeekView]) -> rx.Component:
    return rx.el.tr(rx.foreach(week.days.to(list[DayView]), _day))


def _day(day: rx.Var[DayView]) -> rx.Component:
    return rx.el.td(
        rx.cond(
            day.inside,
            rx.el.div(
                rx.el.span(day.number, aria_hidden="true", class_name="month-number"),
                rx.el.span(day.spoken, class_name="sr-only"),
                rx.cond(day.today, rx.el.span("Hoy", class_name="month-today")),
            ),
        ),
        rx.cond(
            day.dues.to(list[DueView]).length() > 0,
            rx.el.ul(rx.foreach(day.dues.to(list[DueView]), _due), class_name="month-dues"),
        ),
        custom_attrs={
            "data-today": rx.cond(day.today, "true", "false"),
            "data-inside": rx.cond(day.inside, "true", "false"),
        },
    )


def _due(due: rx.Var[DueView]) -> rx.Component:
    return rx.el.li(
        icon(due.kind),
        text_link(
            rx.fragment(due.short, rx.el.span(": ", due.word, class_name="sr-only")), due.href
        ),
        custom_attrs={"data-kind": due.kind},
    )


def _listed() -> rx.Component:
    dues = CalendarState.view.listed.to(list[DueView])
    return rx.cond(
        dues.length() > 0,
        rx.el.ul(rx.foreach(dues, _listed_due), class_name="month-days"),
        rx.el.p("Nada vence este mes.", class_name="hint"),
    )


def _listed_due(due: rx.Var[DueView]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.strong(due.due),
            " · ",
            text_link(due.title, due.href),
            rx.el.div(due.place, " · ", due.help, class_name="hint"),
        ),
        status_badge(due.word, due.kind),
    )


def _reminders() -> rx.Component:
    state = CalendarState
    return panel(
        "Recordatorios por correo",
        rx.el.p(
            "Le escribimos de cada vencimiento de sus expedientes mientras falte presentar o "
            "pagar, con lo que cuesta el retardo. Nadie recibe dos veces el mismo. Lo que cambie "
            "se guarda enseguida."
        ),
        rx.el.fieldset(
            rx.el.legend("Cuándo", class_name="legend"),
            rx.foreach(state.choices.to(list[ChoiceView]), _choice),
            class_name="fieldset",
        ),
        checkbox(
            "No quiero recordatorios de vencimientos",
            name="ninguno",
            checked=state.none,
            on_change=state.choose_none,
        ),
        rx.cond(state.saved != "", notice(state.saved, kind="paid")),
        id="recordatorios",
        class_name="no-print",
    )


def _choice(choice: rx.Var[ChoiceView]) -> rx.Component:
    return checkbox(
        choice.label,
        name=choice.key,
        checked=choice.chosen,
        disabled=CalendarState.none,
        on_change=CalendarState.choose(choice.key),
    )


def _own_calendar() -> rx.Component:
    state = CalendarState
    return panel(
        "En su propio calendario",
        rx.el.p(
            "Con una dirección privada, Outlook, Google Calendar o el calendario de su teléfono "
            "muestran estos vencimientos y avisan. Si el Ministerio traslada un vencimiento, allí "
            "también cambia. Solo lleva expediente, período y día."
        ),
        rx.cond(state.address != "", _address()),
        rx.cond((state.done != "") & (state.address == ""), notice(state.done, kind="paid")),
        rx.cond(
            state.feed.exists,
            stack(
                rx.el.p(state.feed.made, " ", state.feed.read, class_name="hint"),
                rx.el.p(
                    "Quien tenga la dirección puede leerla: no la comparta. Al renovarla o "
                    "anularla, la anterior deja de servir.",
                    class_name="hint",
                ),
                actions(
                    button("Anular la dirección", kind="danger", on_click=state.revoke_address),
                    button("Renovar la dirección", icon="retry", on_click=state.make_address),
                ),
                gap=4,
            ),
            actions(
                button("Crear mi dirección privada", icon="calendar", on_click=state.make_address)
            ),
        ),
        id="calendario-propio",
        class_name="no-print",
    )


def _address() -> rx.Component:
    return notice(
        stack(
            text_field(
                "Su dirección privada",
                name="direccion",
                value=CalendarState.address,
                read_only=True,
                hint="Agréguela en su programa como calendario «por suscripción» o «desde URL».",
            ),
            copy_button("Copiar la dirección", CalendarState.address),
            gap=4,
        ),
        kind="info",
        title="Cópiela ahora: no se vuelve a mostrar",
    )


PAGE: Final = Page(
    route="/calendario",
    help=HELP["/calendario"],
    title="Calendario",
    lead="Qué vence y cuándo, cómo va, y cómo quiere que se lo recordemos.",
    build=calendar_page,
    on_load=[CalendarState.load],
    permission=Permission.CALENDAR_VIEW,
    current="/inicio",
    wide=True,
)
