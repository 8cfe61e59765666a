"""`/inicio`: what is due next with its one button, then what waits."""

import reflex as rx

from ser_app.furs.agreements.views import ADDRESS as AGREEMENTS
from ser_app.oversight.alerts.filters import PATH as ALERTS
from ser_app.oversight.help_texts import HELP
from ser_app.oversight.pages.agreement import agreement_panel
from ser_app.oversight.pages.waiting import waiting_box
from ser_app.oversight.state.home import HomeState
from ser_app.oversight.views.home import FurView, PaymentView, TaskView, UpcomingView
from ser_app.people.menu import GIVES_WAY
from ser_app.people.permissions import Permission
from ser_app.web.actions import actions, link_button, text_link
from ser_app.web.blocks import busy_when, empty_state, panel, stack, total
from ser_app.web.page import Page
from ser_app.web.status import notice, status_badge
from ser_app.web.tables import Column, data_table


def home_page() -> rx.Component:
    """The whole page."""
    return busy_when(
        ~HomeState.loaded,
        rx.cond(HomeState.of_operator, _operators_home(), waiting_box(always=True)),
        lines=8,
    )


def _operators_home() -> rx.Component:
    return stack(
        waiting_box(always=False),
        rx.foreach(HomeState.agreements, agreement_panel),
        rx.cond(HomeState.has_next, _next(HomeState.next), _nothing_due()),
        _tasks("Firmas que faltan", HomeState.signatures),
        _sign_together(),
        _tasks("Pagos por hacer", HomeState.unpaid, amount="Por pagar"),
        _payments(),
        _tasks("Borradores", HomeState.drafts),
        _catch_up(),
        _tasks("Otros períodos sin presentar", HomeState.to_declare),
        _account(),
        _furs(),
        _upcoming(),
    )


def _sign_together() -> rx.Component:
    """The way to sign all that waits for the person in one act, when there is more than one."""
    together = HomeState.together
    return rx.cond(together.href != "", actions(link_button(together.words, together.href)))


def _catch_up() -> rx.Component:
    """The way to file all of them at once, when there is more than one."""
    return rx.cond(
        HomeState.may_prepare & (HomeState.to_declare.length() > 0),
        notice(
            rx.el.p(
                "Hay otros períodos sin presentar. Puede presentarlos todos juntos hoy, para que "
                "sus sanciones dejen de crecer."
            ),
            actions(link_button("Póngase al día", "/ponerse-al-dia")),
            kind="overdue",
        ),
    )


def _next(task: rx.Var[TaskView]) -> rx.Component:
    """The most urgent task: the largest thing on the page."""
    return panel(
        "Lo próximo",
        rx.el.div(
            rx.el.div(
                rx.el.p(rx.el.strong(task.title)),
                rx.el.p(task.place, class_name="hint"),
                rx.el.p(status_badge(task.word, task.kind)),
                rx.el.p(task.sentence),
            ),
            rx.cond(
                task.amount != "",
                total(task.amount_label, task.amount, note=_due(task)),
                total("Vencimiento", task.due, note=task.due_help),
            ),
            class_name="row row-between",
        ),
        rx.cond(
            task.href != "",
            actions(
                rx.cond(
                    task.mine,
                    link_button(task.button, task.href, kind="primary"),
                    link_button(task.button, task.href),
                )
            ),
        ),
    )


def _due(task: rx.Var[TaskView]) -> rx.Component:
    return rx.el.span("Vencimiento: ", task.due, " · ", task.due_help)


def _nothing_due() -> rx.Component:
    """That nothing waits; where only something owed or unanswered is left, the panels say it."""
    return rx.cond(
        HomeState.settled,
        panel(
            None,
            empty_state(
                "Está al día",
                "No hay períodos por presentar, firmas pendientes ni pagos por hacer.",
                icon_name="paid",
            ),
        ),
    )


def _tasks(
    title: str, tasks: rx.Var[list[TaskView]], amount: str = "Valor liquidado"
) -> rx.Component:
    """A list of tasks; nothing at all while there is none."""
    table = data_table(
        [
            Column("Período"),
            Column("Vencimiento", kind="date"),
            Column(amount, kind="money"),
            Column("Estado", kind="state"),
            Column("Acción", kind="action"),
        ],
        tasks,
        caption=title,
        row=_task_row,
    )
    return rx.cond(tasks.length() > 0, panel(title, table))


def _task_row(task: rx.Var[TaskView]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(task.short, rx.el.div(task.place, class_name="hint")),
        rx.el.div(task.due, rx.el.div(task.due_help, class_name="hint")),
        rx.cond(task.amount != "", _amount(task), "—"),
        status_badge(task.word, task.kind),
        rx.cond(task.href != "", link_button(task.button, task.href)),
    ]


def _amount(task: rx.Var[TaskView]) -> rx.Component:
    """The amount and, of a debt, as of when it is."""
    told = task.amount_label != "Total"
    return rx.el.div(task.amount, rx.cond(told, rx.el.div(task.amount_label, class_name="hint")))


def _payments() -> rx.Component:
    table = data_table(
        [
            Column("FUR"),
            Column("Período"),
            Column("Banco"),
            Column("Valor", kind="money"),
            Column("Estado", kind="state"),
        ],
        HomeState.payments,
        caption="Pagos que esperan respuesta",
        row=_payment_row,
    )
    return rx.cond(HomeState.payments.length() > 0, panel("Pagos que esperan respuesta", table))


def _payment_row(payment: rx.Var[PaymentView]) -> list[rx.Component | rx.Var[str]]:
    return [
        text_link(payment.fur, payment.href),
        payment.period,
        payment.bank,
        payment.amount,
        status_badge(payment.word, payment.kind),
    ]


def _account() -> rx.Component:
    """The balance, large, with the way to its debts and to the balance in favour."""
    account = HomeState.account
    return rx.cond(
        account.owed != "",
        panel(
            "Estado de cuenta",
            rx.el.div(
                total("Debe hoy", account.owed, note=account.note),
                rx.cond(account.in_favour != "", total("Saldo a favor", account.in_favour)),
                class_name="row row-between",
            ),
            actions=text_link("Ver el estado de cuenta", "/estado-de-cuenta"),
        ),
    )


def _furs() -> rx.Component:
    return panel(
        "Últimos FUR",
        data_table(
            [
                Column("Número"),
                Column("Uso"),
                Column("Generado", kind="date"),
                Column("Total", kind="money"),
                Column("Estado", kind="state"),
            ],
            HomeState.furs,
            caption="Últimos FUR",
            row=_fur_row,
            empty=empty_state(
                "Todavía no hay FUR",
                "El primero se genera al revisar una declaración.",
                action=rx.cond(
                    HomeState.may_prepare,
                    link_button("Nueva declaración", "/declaraciones/nueva"),
                ),
            ),
        ),
        actions=text_link("Ver todos", "/furs"),
    )


def _fur_row(fur: rx.Var[FurView]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(text_link(fur.number, fur.href), rx.el.div(fur.period, class_name="hint")),
        fur.use,
        fur.day,
        fur.total,
        status_badge(fur.word, fur.kind),
    ]


def _upcoming() -> rx.Component:
    table = data_table(
        [
            Column("Qué"),
            Column("Desde cuándo", kind="date"),
            Column("Vence", kind="date"),
        ],
        HomeState.upcoming,
        caption="Lo que viene",
        row=_upcoming_row,
    )
    return rx.cond(HomeState.upcoming.length() > 0, panel("Lo que viene", table))


def _upcoming_row(item: rx.Var[UpcomingView]) -> list[rx.Component | rx.Var[str]]:
    return [
        rx.el.div(item.title, rx.cond(item.place != "", rx.el.div(item.place, class_name="hint"))),
        item.opens,
        item.due,
    ]


def _actions() -> rx.Component:
    calendar = link_button("Calendario", "/calendario", icon="calendar")
    return rx.cond(
        HomeState.of_operator,
        rx.cond(
            HomeState.may_prepare,
            actions(
                calendar,
                link_button("Hoja del trimestre", "/hoja-del-trimestre"),
                link_button("Nueva declaración", "/declaraciones/nueva", icon="plus"),
            ),
            actions(calendar),
        ),
        actions(
            rx.cond(HomeState.may_watch, link_button("Alertas", ALERTS, icon="pending")),
            rx.cond(HomeState.agreements_here, link_button("Acuerdos de pago", AGREEMENTS)),
            rx.cond(HomeState.parameters_here, link_button("Parámetros", GIVES_WAY)),
        ),
    )


PAGE = Page(
    route="/inicio",
    help=HELP["/inicio"],
    title="Inicio",
    build=home_page,
    on_load=[HomeState.load],
    permission=Permission.HOME_VIEW,
    actions=_actions,
    wide=True,
)
