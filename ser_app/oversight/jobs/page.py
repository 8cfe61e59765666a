"""`/tareas`: what the system does by itself, when it did and will, and what went wrong."""

from typing import Final

import reflex as rx

from ser_app.oversight.help_texts import HELP
from ser_app.oversight.jobs.state import JobsState
from ser_app.oversight.jobs.views import JobView
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, button, text_link
from ser_app.web.blocks import announce, busy_when, empty_state, stack
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table


def jobs_page() -> rx.Component:
    """How all stand, and each job."""
    state = JobsState
    return busy_when(
        ~state.loaded,
        stack(
            announce(state.done),
            rx.cond(state.done != "", notice(state.done, kind="info")),
            rx.cond(state.problem != "", notice(state.problem, kind="failed")),
            notice(state.standing, kind=state.kind),
            actions(button("Actualizar", icon="retry", on_click=JobsState.load)),
            data_table(
                [
                    Column("Tarea"),
                    Column("Estado", kind="state"),
                    Column("Última vez", kind="date"),
                    Column("Próxima", kind="date"),
                    Column("Último error"),
                    Column("Acción", kind="action"),
                ],
                state.jobs.to(list[JobView]),
                caption="Tareas que el sistema hace solo",
                row=_row,
                empty=empty_state("Sin tareas", "Esta instalación no tiene ninguna."),
            ),
        ),
    )


def _row(job: rx.Var[JobView]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(job.words, rx.el.div(job.pause, class_name="soft")),
        status_badge(job.state, job.kind),
        rx.el.div(
            job.last,
            rx.cond(job.did != "", rx.el.div(job.did, class_name="soft")),
            rx.cond(job.by != "", rx.el.div("proceso ", rx.el.code(job.by), class_name="soft")),
        ),
        rx.el.div(
            job.following,
            rx.cond(job.following_in != "", rx.el.div(job.following_in, class_name="soft")),
        ),
        rx.el.div(
            job.error,
            rx.cond(job.error_when != "", rx.el.div(job.error_when, class_name="soft")),
            rx.cond(job.error_href != "", text_link("Ver sus eventos", job.error_href)),
        ),
        rx.cond(
            job.can_ask,
            actions(
                button(
                    "Hacerla ahora",
                    kind="quiet",
                    on_click=JobsState.ask(job.name),
                    aria_label=f"Hacerla ahora: {job.words}",
                    class_name="whitespace-nowrap",
                )
            ),
            rx.fragment(),
        ),
    ]


PAGE: Final = Page(
    route="/tareas",
    help=HELP["/tareas"],
    title="Tareas del sistema",
    lead="Lo que el sistema hace por su cuenta. A cada tarea la toma un solo proceso a la vez; si "
    "ese proceso se cae, otro la retoma y nada se hace dos veces.",
    build=jobs_page,
    on_load=[JobsState.load],
    permission=Permission.JOB_WATCH,
    current="/tareas",
    wide=True,
)
