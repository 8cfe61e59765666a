"""The form of a draft, in the order of the sheet: period, income, way of filing, signers."""

import reflex as rx

from ser_app.declarations.alerts.page import alerts_panel
from ser_app.declarations.inputs import MAX_TEXT
from ser_app.declarations.pages.correction import (
    balance_field,
    correction_note,
    difference_panel,
)
from ser_app.declarations.pages.panel import saved_line, side_panel, telephone_bar, why
from ser_app.declarations.reasons import DUE_DAY
from ser_app.declarations.state.form import DraftState
from ser_app.declarations.states import Channel, LineKind, Use
from ser_app.declarations.views import LineView
from ser_app.web.actions import actions, button
from ser_app.web.blocks import details_list, figure_row, figures, panel, split, stack
from ser_app.web.fields import (
    Option,
    checkbox,
    date_field,
    error_summary,
    field_row,
    money_field,
    radio_group,
    text_field,
)
from ser_app.web.status import notice
from ser_app.web.terms import term
from ser_app.web.waiting.picture import waiting_picture

_ID = DraftState.public_id
# On a telephone service, amount and button stand one below the other.
_LINE = (
    "grid items-start gap-x-3 gap-y-4 [&>.field]:mt-0 "
    "md:grid-cols-[minmax(0,1fr)_minmax(0,15rem)_auto]"
)

_USES = (
    Option(
        Use.FILING_AND_PAYMENT,
        "Presentación y Pago",
        "Se presenta y se genera la referencia para pagar.",
    ),
    Option(
        Use.FILING,
        "Presentación",
        "Se presenta sin pagar: la sanción deja de crecer, los intereses no.",
    ),
)
_CHANNELS = (
    Option(
        Channel.ELECTRONIC,
        "Electrónica, hoy",
        "Firman en este sistema el representante legal y el contador o revisor fiscal; cuenta "
        "desde la última firma.",
    ),
    Option(
        Channel.PAPER,
        "En papel, en un banco",
        "Se imprime y se paga en el banco; cuenta desde el día en que el banco recibe el pago.",
    ),
)


def _waiting() -> rx.Component:
    """What it costs to wait, drawn when somebody asks."""
    return panel(
        "¿Qué pasa si espero?",
        rx.el.p(
            "Cuánto costaría presentar y pagar más tarde, día por día, durante un año.",
            class_name="hint",
        ),
        actions(
            button(
                rx.cond(DraftState.waiting_open, "Ocultar la gráfica", "Ver la gráfica"),
                kind="secondary",
                on_click=DraftState.wait(_ID),
            )
        ),
        rx.cond(
            DraftState.waiting_open & DraftState.waiting.ready,
            waiting_picture(DraftState.waiting),
        ),
    )


def form_page() -> rx.Component:
    """The form with its side panel."""
    return split(
        stack(
            _messages(),
            correction_note(),
            _period(),
            _income(),
            difference_panel(),
            _way(),
            _waiting(),
            _signers(),
            alerts_panel(DraftState.alerts),
            rx.cond(DraftState.save_failed | (DraftState.problem != ""), _warnings()),
            _foot(),
        ),
        side_panel(),
        bar=telephone_bar(),
        side_label="Su liquidación",
    )


def _messages() -> rx.Component:
    return rx.fragment(
        error_summary(DraftState.problems, attempt=DraftState.attempt),
        rx.cond(DraftState.note != "", notice(DraftState.note, kind="info")),
    )


def _warnings() -> rx.Component:
    """What must be seen wherever on the form the person is: it stays at the foot of the screen."""
    return rx.el.div(
        rx.cond(DraftState.problem != "", notice(DraftState.problem, kind="failed")),
        rx.cond(
            DraftState.stale,
            _stale(),
            rx.cond(DraftState.save_failed, notice(DraftState.saved, kind="failed")),
        ),
        class_name="sticky bottom-36 z-10 rounded-lg shadow-panel lg:bottom-6",
        role="alert",
    )


def _stale() -> rx.Component:
    return notice(
        rx.el.p(DraftState.saved),
        actions(
            button("Ver lo que se guardó allá", on_click=DraftState.take_theirs(_ID)),
            button("Guardar lo mío", on_click=DraftState.keep_mine(_ID)),
        ),
        kind="overdue",
        title="Hay otra versión de esta declaración",
    )


def _period() -> rx.Component:
    due = rx.fragment(
        DraftState.due,
        rx.el.span(" · ", DraftState.due_note, class_name="muted"),
        " ",
        why(DUE_DAY, "el vencimiento"),
    )
    return panel(
        "1. Período",
        details_list(
            [
                ("Período", rx.el.strong(DraftState.period)),
                ("Vence", due),
                ("Servicio", DraftState.service_name),
                ("Operador", DraftState.operator),
            ]
        ),
    )


def _income() -> rx.Component:
    return rx.cond(DraftState.given_amount, _amounts(), _incomes())


def _amounts() -> rx.Component:
    """RADIO: the levy is what an act or a formula says, not a share of the income."""
    return panel(
        "2. Valor",
        notice(
            "En radiodifusión la contraprestación no depende de los ingresos: escriba el valor que "
            "fija el acto del Ministerio o la fórmula de la norma, una fila por cada uno.",
            kind="info",
        ),
        _lines(LineKind.INCOME),
        _nil(),
        figures(figure_row("Total de los valores", DraftState.gross_income, strong=True)),
    )


def _incomes() -> rx.Component:
    return panel(
        "2. Ingresos",
        _lines(LineKind.INCOME),
        _nil(),
        rx.el.h3("Devoluciones", class_name="panel-title"),
        _lines(LineKind.RETURN),
        rx.cond(DraftState.returns_note != "", notice(DraftState.returns_note, kind="info")),
        figures(
            figure_row("Ingresos brutos", DraftState.gross_income),
            figure_row("Devoluciones", DraftState.returns_total),
            figure_row(term("base"), DraftState.base, strong=True),
            rx.cond(
                DraftState.title_rate != "",
                figure_row("Tarifa del título", DraftState.title_rate),
            ),
        ),
        rx.cond(
            DraftState.takes_adjustment,
            field_row(
                money_field(
                    "Ajuste anual",
                    name="yearly_adjustment",
                    value=DraftState.adjustment_digits,
                    on_change=DraftState.set_adjustment(_ID),
                    hint="El del año anterior; se paga sin intereses ni sanción.",
                    error=DraftState.adjustment_error,
                    required=False,
                )
            ),
        ),
    )


def _lines(kind: LineKind) -> rx.Component:
    income = kind is LineKind.INCOME
    return rx.el.div(
        rx.foreach(DraftState.incomes if income else DraftState.returns, _line),
        button(
            rx.cond(DraftState.given_amount, "Agregar valor", "Agregar ingreso")
            if income
            else "Agregar devolución",
            on_click=DraftState.add_line(_ID, kind.value),
            kind="quiet",
            icon="plus",
            class_name="self-start",
        ),
        class_name="stack stack-4",
        role="group",
        aria_label="Ingresos" if income else "Devoluciones",
    )


def _line(line: rx.Var[LineView]) -> rx.Component:
    return rx.el.div(
        text_field(
            line.description_label,
            name="description",
            id=line.description_id,
            value=line.description,
            on_change=DraftState.set_description(_ID, line.public_id),
            error=line.description_error,
            max_length=MAX_TEXT,
            autocomplete="off",
        ),
        money_field(
            line.amount_label,
            name="amount",
            id=line.amount_id,
            value=line.digits,
            on_change=DraftState.set_amount(_ID, line.public_id),
            error=line.amount_error,
        ),
        button(
            rx.el.span(line.remove_label, class_name="sr-only"),
            on_click=DraftState.remove_line(_ID, line.public_id),
            kind="quiet",
            icon="remove",
            class_name="md:mt-7 max-md:-my-2 max-md:justify-self-end",
            title=line.remove_label,
        ),
        key=line.public_id,
        class_name=_LINE,
    )


def _nil() -> rx.Component:
    return rx.cond(
        DraftState.nil,
        checkbox(
            rx.cond(
                DraftState.given_amount,
                "No hay valor que pagar en este período",
                "No tuve ingresos en este período",
            ),
            name="nil_confirmed",
            checked=DraftState.nil_confirmed,
            on_change=DraftState.set_nil(_ID),
            hint="La declaración en cero también se presenta; si se presenta tarde puede tener "
            "sanción.",
            error=DraftState.nil_error,
        ),
    )


def _way() -> rx.Component:
    return panel(
        "3. Presentación y pago",
        radio_group(
            "Para qué es",
            name="use",
            options=_USES,
            value=DraftState.use,
            on_change=DraftState.set_use(_ID),
        ),
        radio_group(
            "Cómo se presenta",
            name="channel",
            options=_CHANNELS,
            value=DraftState.channel,
            on_change=DraftState.set_channel(_ID),
            error=DraftState.channel_error,
        ),
        field_row(
            date_field(
                "Fecha de pago",
                name="payment_day",
                value=DraftState.payment_day,
                on_change=DraftState.set_payment_day(_ID),
                min=DraftState.today,
                hint="Los intereses se calculan hasta este día.",
                error=DraftState.payment_day_error,
            )
        ),
        balance_field(),
    )


def _signers() -> rx.Component:
    return rx.cond(
        DraftState.channel == Channel.ELECTRONIC.value,
        panel(
            "4. Firmantes",
            details_list(
                [
                    ("Representante legal", DraftState.representative),
                    ("Contador o revisor fiscal", DraftState.accountant),
                ]
            ),
        ),
        panel(
            "4. Firmantes",
            rx.el.p("Firman a mano en el formulario impreso, antes de llevarlo al banco."),
        ),
    )


def _foot() -> rx.Component:
    return rx.el.div(
        rx.cond(DraftState.confirming, _confirm_discard()),
        rx.el.div(
            # Beside the figures on a wide screen, where it stays in view; here on a telephone.
            saved_line("lg:hidden"),
            actions(
                button(
                    "Descartar",
                    on_click=DraftState.ask_to_discard(True),
                    kind="quiet",
                ),
                button(
                    "Revisar y presentar",
                    on_click=DraftState.review(_ID),
                    kind="primary",
                    icon="arrow",
                    busy=DraftState.leaving,
                ),
            ),
            class_name="flex flex-wrap items-center justify-between gap-4 lg:justify-end "
            "max-md:flex-col max-md:items-stretch",
        ),
        class_name="stack stack-4",
    )


def _confirm_discard() -> rx.Component:
    return notice(
        rx.el.p("Se pierde lo escrito en este borrador. Nada se ha presentado."),
        actions(
            button("Seguir editando", on_click=DraftState.ask_to_discard(False)),
            button("Descartar", on_click=DraftState.discard(_ID), kind="danger"),
        ),
        kind="overdue",
        title="¿Descartar este borrador?",
    )
