"""`/usuarios/firmantes`: who signs today, the changes, and the form for the next one."""

import reflex as rx

from ser_app.furs.help_texts import HELP
from ser_app.furs.signers.state import SignersState
from ser_app.furs.signers.views import SignerNowRow, TermRow
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, button, form
from ser_app.web.blocks import announce, busy_when, empty_state, panel, stack
from ser_app.web.fields import date_field, field_row, select_field, text_area
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table


def signers_page() -> rx.Component:
    """The people and the form."""
    state = SignersState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.done + " " + state.warning),
            rx.cond(state.done != "", notice(state.done, kind="paid")),
            rx.cond(state.warning != "", notice(state.warning, kind="overdue")),
            rx.el.div(
                rx.cond(state.problem != "", notice(state.problem, kind="failed")), role="alert"
            ),
            _now(),
            _change(),
            _terms(),
        ),
        lines=8,
    )


def _now() -> rx.Component:
    return panel(
        "Quién firma hoy",
        data_table(
            [
                Column("Calidad"),
                Column("Persona"),
                Column("Documento"),
                Column("Estado", kind="state"),
            ],
            SignersState.now.to(list[SignerNowRow]),
            caption="Quién firma hoy por el operador",
            row=lambda each: [
                each.title,
                each.name,
                each.document,
                status_badge(each.word, each.kind),
            ],
            empty=empty_state(
                "Aquí no hay firmantes",
                "Son de cada operador: los ve y los cambia su administrador.",
            ),
        ),
    )


def _change() -> rx.Component:
    state, errors = SignersState, SignersState.errors
    return panel(
        "Registrar un cambio",
        rx.el.p(
            "Desde ese día solo firma la persona nueva. Las firmas anteriores siguen siendo "
            "válidas y los FUR que esperan firma se generan de nuevo con su nombre. La persona "
            "debe tener ya una cuenta con ese rol."
        ),
        form(
            field_row(
                select_field(
                    "Quién firmará", name="user", options=state.people, placeholder="Elija",
                    error=errors["user"],
                ),
                date_field(
                    "Desde", name="from_day", min=state.today, error=errors["from_day"],
                ),
            ),
            text_area(
                "Qué cambió y con qué documento", name="reason", rows=2, error=errors["reason"],
                max_length=500, hint="Por ejemplo: acta 14 de la asamblea, inscrita el 3 de marzo",
            ),
            actions(button("Registrar el cambio", kind="primary", type="submit")),
            on_submit=state.register,
            class_name="stack stack-4",
        ),
    )  # fmt: skip


def _terms() -> rx.Component:
    return panel(
        "Cambios registrados",
        data_table(
            [
                Column("Desde", kind="date"),
                Column("Calidad"),
                Column("Persona"),
                Column("Estado", kind="state"),
                Column("Registrado"),
            ],
            SignersState.terms.to(list[TermRow]),
            caption="Cambios de quién firma",
            row=lambda each: [
                each.since,
                each.title,
                rx.el.div(each.name, rx.el.div(each.reason, class_name="soft")),
                status_badge(each.word, each.kind),
                rx.el.div(each.by, rx.el.div(each.at, class_name="soft")),
            ],
            empty=empty_state(
                "Todavía no hay cambios", "Firma quien tiene el rol desde hace más tiempo."
            ),
        ),
    )


PAGE = Page(
    route="/usuarios/firmantes",
    help=HELP["/usuarios/firmantes"],
    title="Quién firma",
    lead="Representante legal y contador o revisor fiscal, y desde qué día firma otra persona.",
    build=signers_page,
    on_load=[SignersState.open],
    permission=Permission.USERS_MANAGE,
    current="/usuarios",
    breadcrumbs=(("Usuarios", "/usuarios"),),
    wide=True,
)
