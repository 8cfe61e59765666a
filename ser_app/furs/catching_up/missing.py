"""Which periods an operator is missing, what each would cost, and what was typed for it.

What is typed is kept in the drafts of the declarations themselves, so that nothing here can be
lost and each of them can also be opened and finished on its own form.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.declarations.draft import Draft, Line, case_of_draft
from ser_app.declarations.service import (
    ExpedienteChoice,
    PeriodChoice,
    expediente_choices,
    open_draft,
    period_choices,
    save_draft,
    start_draft,
)
from ser_app.declarations.states import DeclarationState, LineKind
from ser_app.furs.in_one_act import as_filing
from ser_app.law.errors import LawError
from ser_app.law.liquidation import Liquidation, liquidate
from ser_app.law.months import month_later
from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Period, Regime
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

_OPEN: Final = (None, DeclarationState.DRAFT, DeclarationState.PREPARED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A period that was not filed.

    Attributes:
        key: Expediente and period, `ab12…:2013-Q1`: what a row of the screen is known by.
        declaration_id: Public id of its draft or prepared declaration; empty while there is none.
        state: `draft`, `prepared`, or None while nothing was begun.
        amount: Gross income, or in RADIO the value of the act, whole pesos.
        nil: The person said that there was none.
        detailed: Whether its draft has more than one amount, so that it is changed on its form.
        found: What it costs filed today and paid on the chosen day; None while nothing was said.
        month_later: How much more if it were filed and paid a month later, whole pesos.
        problem: Why it cannot be liquidated, in Spanish; empty when it can.
    """

    key: str
    expediente: str
    regime: Regime
    period: Period
    due_on: date
    days_late: int
    declaration_id: str
    state: DeclarationState | None
    amount: int
    nil: bool
    detailed: bool
    found: Liquidation | None
    month_later: int = 0
    problem: str = ""

    @property
    def ready(self) -> bool:
        """Whether its FUR can be generated."""
        return self.state is DeclarationState.DRAFT and self.found is not None


def missing(res: Resources, actor: Actor, paid_on: date) -> list[Missing]:
    """All periods of the person's operator that can be declared and were not filed, oldest first.

    Args:
        res: The resources of the process.
        actor: Who prepares them.
        paid_on: The day to which interest runs, today or later.

    Raises:
        NotAllowed: The person may not prepare declarations.
    """
    actor.require(Permission.DECLARATION_PREPARE)
    found = [
        _row(res, actor, expediente, choice, paid_on)
        for expediente in expediente_choices(res, actor)
        for choice in _choices(res, actor, expediente)
    ]
    return sorted(found, key=lambda row: (row.due_on, row.expediente))


def keep(res: Resources, actor: Actor, key: str, *, amount: int, nil: bool) -> None:
    """Keep what was typed for a period in its draft, which is begun when there is none.

    Args:
        res: The resources of the process.
        actor: Who prepares it.
        key: The row's key.
        amount: Gross income, or the value of the act, whole pesos.
        nil: The person says that there was none.

    Raises:
        NotAllowed: The person may not prepare declarations.
        NotFound: No such expediente of the person's operator.
        Refused: The period cannot be declared, or is no draft any more.
    """
    actor.require(Permission.DECLARATION_PREPARE)
    expediente, _, period = key.partition(":")
    opened = open_draft(res, actor, start_draft(res, actor, expediente, period))
    if opened is None:
        raise Refused(
            "no_draft",
            "Ese período ya tiene su FUR o ya fue presentado. No se cambió nada; recargue la "
            "página.",
        )
    first = opened.draft.of_kind(LineKind.INCOME)[0]
    draft = opened.draft.with_amount(first.public_id, amount)
    save_draft(res, actor, replace(as_filing(draft), nil_confirmed=nil and not amount))


def _choices(res: Resources, actor: Actor, expediente: ExpedienteChoice) -> list[PeriodChoice]:
    try:
        found = period_choices(res, actor, expediente.public_id)
    except Refused:  # a title without its rate: the list of expedientes says so
        return []
    return [choice for choice in found if choice.state in _OPEN]


def _row(
    res: Resources,
    actor: Actor,
    expediente: ExpedienteChoice,
    choice: PeriodChoice,
    paid_on: date,
) -> Missing:
    today = res.clock.today()
    opened = open_draft(res, actor, choice.declaration_id) if choice.declaration_id else None
    draft = opened.draft if opened is not None else _blank(expediente, choice, paid_on)
    said = draft.gross_income > 0 or draft.nil_confirmed
    found, problem = None, ""
    later = 0
    if said:
        try:
            found, later = _cost(draft, res.rules, today, paid_on)
        except LawError as error:
            problem = error.message
    return Missing(
        key=f"{expediente.public_id}:{choice.period.text}",
        expediente=expediente.number,
        regime=expediente.regime,
        period=choice.period,
        due_on=choice.due_on,
        days_late=max(0, (today - choice.due_on).days),
        declaration_id=choice.declaration_id,
        state=choice.state,
        amount=draft.gross_income,
        nil=draft.nil_confirmed,
        detailed=draft.returns > 0 or len(draft.of_kind(LineKind.INCOME)) > 1,
        found=found,
        month_later=later,
        problem=problem,
    )


def _blank(expediente: ExpedienteChoice, choice: PeriodChoice, paid_on: date) -> Draft:
    return Draft(
        public_id="",
        regime=expediente.regime,
        period=choice.period,
        due_on=choice.due_on,
        payment_day=paid_on,
        lines=(Line("", LineKind.INCOME),),
        levy_rate=Decimal(expediente.levy_rate) if expediente.levy_rate else None,
    )


def _cost(draft: Draft, rules: RuleBook, today: date, paid_on: date) -> tuple[Liquidation, int]:
    """What it costs filed today, and how much more filed and paid a month after the chosen day."""
    case = case_of_draft(replace(as_filing(draft), payment_day=paid_on), today)
    found = liquidate(case, rules, explain=False)
    later = month_later(paid_on)
    try:
        waited = liquidate(replace(case, filed_on=later, paid_on=later), rules, explain=False)
    except LawError:  # the rules do not reach that far: nothing is said about it
        return found, 0
    return found, waited.total - found.total
