"""The operator's home as text."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from ser_app.declarations.service.choosing import opens_on
from ser_app.declarations.states import Use
from ser_app.furs.models import Fur
from ser_app.furs.states import shown_state
from ser_app.furs.texts import STATE_KINDS, USE_WORDS, state_word
from ser_app.law.money import format_pesos
from ser_app.law.periods import Period, Regime
from ser_app.oversight.home import Account, Home, Step, Task, Upcoming
from ser_app.oversight.records import WaitingPayment
from ser_app.oversight.texts import (
    NOT_MINE,
    NOT_RENEWED_BY_ME,
    PARTLY_PAID,
    REGIME_SHORT,
    RENEW,
    STEP_BUTTONS,
    STEP_SENTENCES,
    STEP_WORDS,
)
from ser_app.oversight.views.agreement import following
from ser_app.oversight.views.words import short_period, unbroken
from ser_app.payments.texts import STATE_KINDS as PAYMENT_KINDS
from ser_app.payments.texts import STATE_WORDS as PAYMENT_WORDS
from ser_app.payments.transitions import AttemptState
from ser_app.web.words import day, due_in

_SEVERAL: Final = 2


@dataclass(frozen=True)
class TaskView:
    """A task: what, until when, how much, and the one thing to do about it.

    Attributes:
        amount_label: What the amount is, as to its interest.
        button: Words of the link; `href` its address, empty where there is none.
        mine: Whether the person may do it.
    """

    title: str = ""
    short: str = ""
    place: str = ""
    sentence: str = ""
    due: str = ""
    due_help: str = ""
    amount: str = ""
    amount_label: str = "Total"
    word: str = ""
    kind: str = "neutral"
    button: str = ""
    href: str = ""
    mine: bool = False


@dataclass(frozen=True)
class PaymentView:
    """A payment that waits for its bank."""

    fur: str
    period: str
    amount: str
    bank: str
    word: str
    kind: str
    href: str


@dataclass(frozen=True)
class FurView:
    """One of the newest FURs."""

    number: str
    period: str
    use: str
    day: str
    total: str
    word: str
    kind: str
    href: str


@dataclass(frozen=True)
class UpcomingView:
    """The running quarter of an expediente, or an instalment of an agreement."""

    title: str
    place: str
    due: str
    opens: str


@dataclass(frozen=True)
class TogetherView:
    """The way to sign several forms in one act; nothing where fewer than two wait."""

    words: str = ""
    href: str = ""


def together_view(found: Home) -> TogetherView:
    """Where the person signs all that waits: the sheet of their only quarter, or the whole list."""
    mine = found.with_step(Step.SIGN)
    if len(mine) < _SEVERAL:
        return TogetherView()
    periods = {task.period for task in mine}
    if len(periods) == 1 and (period := periods.pop()).quarter:
        href = f"/hoja-del-trimestre?periodo={period.text}"
        return TogetherView("Firmarlas juntas en la hoja del trimestre", href)
    return TogetherView(f"Firmar juntas las {len(mine)} que esperan su firma", "/ponerse-al-dia")


@dataclass(frozen=True)
class AccountView:
    """How the account stands.

    Attributes:
        note: What of it is overdue, or that nothing is owed.
        in_favour: Empty where there is none.
    """

    owed: str = ""
    note: str = ""
    in_favour: str = ""


def account_view(account: Account | None) -> AccountView:
    """The account as the page shows it; empty for who may not see it."""
    if account is None:
        return AccountView()
    note = f"Vencido: {format_pesos(account.overdue)}" if account.overdue else "Nada vencido"
    if not account.known:
        note = f"{note}. Faltan intereses de días cuya tasa no está certificada"
    return AccountView(
        owed=format_pesos(account.owed),
        note=note,
        in_favour=format_pesos(account.in_favour) if account.in_favour else "",
    )


def task_view(task: Task, today: date) -> TaskView:
    """A task as the page shows it."""
    return TaskView(
        title=f"{REGIME_SHORT[task.regime]} · {task.period.label}",
        short=f"{REGIME_SHORT[task.regime]} · {short_period(task.period)}",
        place=f"Expediente {task.expediente}",
        sentence=_sentence(task),
        due=day(task.due_on),
        due_help=due_in(task.due_on, today),
        amount="" if task.amount is None else format_pesos(task.amount),
        amount_label=_amount_label(task, today),
        word=STEP_WORDS[task.step],
        kind=_kind(task, today),
        button=_button(task),
        href=_href(task),
        mine=task.mine,
    )


def _amount_label(task: Task, today: date) -> str:
    if task.estimated:
        return "Estimado a hoy, con lo último presentado"
    if task.step is not Step.PAY:
        # It has grown since the day for which it was liquidated.
        grown = task.as_of is not None and max(task.as_of, task.due_on) < today
        return f"Total al {day(task.as_of)}" if task.as_of and grown else "Total"
    if task.payable:
        return "Total del FUR"
    if not task.as_filed:
        return "Total a hoy"
    return "Sin los intereses a hoy" if task.reduced else "Total al presentarla"


def _sentence(task: Task) -> str:
    parts = [PARTLY_PAID if task.reduced else STEP_SENTENCES[task.step]]
    if task.step is Step.PAY and not task.payable and not task.mine:
        parts.append(NOT_RENEWED_BY_ME)
    elif task.step is Step.PAY and not task.payable and not task.reduced:
        parts.append(RENEW)
    if not task.mine:
        parts.append(NOT_MINE.get(task.step, ""))
    return " ".join(filter(None, parts))


def _kind(task: Task, today: date) -> str:
    if task.step is Step.CONTINUE:
        return "neutral"
    late = task.due_on < today and task.step in {Step.DECLARE, Step.PAY}
    return "overdue" if late else "pending"


def _button(task: Task) -> str:
    if not task.mine:
        return "Ver el FUR" if task.fur else ""
    if task.step is Step.PAY and not task.payable:
        return "Pagar lo que queda" if task.reduced else "Actualizar y pagar"
    if task.step is Step.PAY and task.amount is not None:
        return f"Pagar {unbroken(task.amount)}"
    return STEP_BUTTONS[task.step].format(period=short_period(task.period))


def _href(task: Task) -> str:
    if task.fur and (task.payable or not task.reduced):
        return f"/furs/{task.fur}"
    if not task.mine:
        return ""
    if task.reduced:
        return f"/estado-de-cuenta/pagar?{urlencode({'deudas': f'filing:{task.declaration}'})}"
    if task.declaration:
        return f"/declaraciones/{task.declaration}"
    return f"/declaraciones/nueva?expediente={task.key}"


def payment_views(home: Home) -> list[PaymentView]:
    """The payments whose bank has not answered yet."""
    return [payment_view(each, home.names.get(each.attempt.fur_id, "")) for each in home.payments]


def payment_view(payment: WaitingPayment, name: str) -> PaymentView:
    """A waiting payment as the page shows it.

    Args:
        payment: The payment.
        name: What it pays where one name says it, such as an instalment's; else empty.
    """
    state = AttemptState(payment.attempt.state)
    return PaymentView(
        fur=payment.fur,
        period=name or _period(payment.period),
        amount=format_pesos(payment.attempt.amount),
        bank=payment.attempt.bank or "Banco por elegir",
        word=PAYMENT_WORDS[state],
        kind=PAYMENT_KINDS[state],
        href=f"/pagos/{payment.attempt.public_id}",
    )


def _period(period: str) -> str:
    return short_period(Period.parse(period)) if period else "Varias obligaciones"


def _regime(regime: str) -> str:
    return REGIME_SHORT[Regime(regime)] if regime else ""


def fur_view(fur: Fur, today: date, name: str, *, live_attempt: bool) -> FurView:
    """A FUR as the page shows it.

    Args:
        fur: The FUR.
        today: Day that decides whether it expired.
        name: What it pays where one name says it, such as an instalment's; else empty.
        live_attempt: Whether a payment of it is under way.
    """
    state = shown_state(fur, today, live_attempt=live_attempt)
    period = " · ".join(filter(None, (_regime(fur.regime), _period(fur.period))))
    return FurView(
        number=fur.number,
        period=name or period,
        use=USE_WORDS[Use(fur.use)],
        day=day(fur.issued_on),
        total=format_pesos(fur.total),
        word=state_word(state, of_debts=fur.declaration_id is None),
        kind=STATE_KINDS[state],
        href=f"/furs/{fur.number}",
    )


def fur_views(home: Home) -> list[FurView]:
    """The newest FURs; one with a payment under way does not expire."""
    live = {payment.attempt.fur_id for payment in home.payments}
    return [
        fur_view(fur, home.today, home.names.get(fur.id or 0, ""), live_attempt=fur.id in live)
        for fur in home.furs
    ]


def upcoming_views(found: Home) -> list[UpcomingView]:
    """What comes later, the earliest due day first: running quarters and instalments."""
    quarters = [(item.due_on, upcoming_view(item, found.today)) for item in found.upcoming]
    instalments = [
        (due_on, UpcomingView(title=name, place="", due=due, opens="Se puede pagar ya"))
        for due_on, name, due in following(found)
    ]
    return [view for _, view in sorted([*quarters, *instalments], key=lambda each: each[0])]


def upcoming_view(item: Upcoming, today: date) -> UpcomingView:
    """The running quarter as the page shows it."""
    return UpcomingView(
        title=f"{REGIME_SHORT[item.regime]} · {short_period(item.period)}",
        place=f"Expediente {item.expediente}",
        due=f"{day(item.due_on)} ({due_in(item.due_on, today)})",
        opens=f"Se declara desde el {day(opens_on(item.period))}",
    )
