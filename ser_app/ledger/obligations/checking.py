"""Checks what was typed against operators, expedientes, books and law. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ser_app.law.case import Case
from ser_app.law.due_days import find_right_due_day
from ser_app.law.errors import InvalidCase, LawError
from ser_app.law.explanation import Figure
from ser_app.law.liquidation import liquidate, require_certified
from ser_app.law.money import format_pesos
from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Period, Regime
from ser_app.ledger.debt import Remaining, running_interest
from ser_app.ledger.journal import Concept, ObligationKind
from ser_app.ledger.obligations.columns import Problem, unlike
from ser_app.ledger.obligations.reading import Typed
from ser_app.ledger.obligations.texts import (
    ALREADY_THERE,
    FOREIGN_RIGHT,
    NO_SUCH_DEBT,
    SAME_AS_LINE,
    SEVERAL_DEBTS,
    TOO_MUCH,
    UNKNOWN_EXPEDIENTE,
    UNKNOWN_OPERATOR,
    UNLIKE_DEBTS,
)
from ser_app.ledger.shares import rule_of
from ser_app.people.models import Expediente, Operator
from ser_app.web.words import before_stop, plain

Key = tuple[int, str, str, date, int | None, date, int]
"""Operator, kind, act, its day, expediente, due day and amount: what tells obligations apart."""


@dataclass(frozen=True, slots=True)
class OverdueDebt:
    """A debt whose capital an instalment may take over.

    Attributes:
        references: How people may call it, as `ser_app.web.words.plain` writes it.
        capital: What is left of what bears interest, whole pesos.
    """

    id: int
    public_id: str
    references: frozenset[str]
    expediente_id: int | None
    regime: Regime | None
    concept: Concept
    capital: int
    due_on: date
    description: str


@dataclass(slots=True)
class Known:
    """What the check looks things up in.

    Attributes:
        operators: By NIT.
        expedientes: By operator and number.
        standing: What is entered already and was not taken back.
        overdue: Gives the overdue debts of an operator, the oldest first.
        seen: The line of each obligation of this file that was checked so far.
        taken: Capital that earlier lines of this file take over, by debt.
    """

    operators: Mapping[str, Operator]
    expedientes: Mapping[tuple[int, str], Expediente]
    standing: frozenset[Key]
    overdue: Callable[[int], Sequence[OverdueDebt]]
    seen: dict[Key, int] = field(default_factory=dict)
    taken: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """An obligation that can be entered.

    Attributes:
        amount: Capital, whole pesos.
        reason: How it was computed; None when it was given.
        due_reason: Why that due day; empty when it was given.
        value_day: Day from which it counts in the statement.
        parts: How much capital of which debts an instalment takes over.
    """

    typed: Typed
    operator_id: int
    operator: str
    expediente_id: int | None
    regime: Regime | None
    concept: Concept
    amount: int
    reason: Figure | None
    due_on: date
    due_reason: str
    value_day: date
    period: str
    parts: tuple[tuple[OverdueDebt, int], ...] = ()

    @property
    def key(self) -> Key:
        """What tells it apart."""
        typed = self.typed
        return key_of(
            self.operator_id, typed.kind, typed.act, typed.act_day, self.expediente_id,
            self.due_on, self.amount,
        )  # fmt: skip


def key_of(  # noqa: PLR0917  the parts of the key, in its order
    operator_id: int,
    kind: str,
    act: str,
    act_day: date,
    expediente_id: int | None,
    due_on: date,
    amount: int,
) -> Key:
    """The key of an obligation; an act is the same whatever its case and accents."""
    return (operator_id, str(kind), plain(act), act_day, expediente_id, due_on, amount)


class _NotReady(Exception):
    def __init__(self, name: str, found: str, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = Problem(name, found, sentence)


def check(
    typed: Typed, known: Known, rules: RuleBook, today: date, line: int = 1
) -> Ready | Problem:
    """Check one obligation; what it takes is noted, so that the next line sees it.

    Args:
        typed: What was typed.
        known: What it is looked up in.
        rules: The law in force.
        today: The business day.
        line: Its line in the file.

    Returns:
        What can be entered, or why it cannot.
    """
    try:
        ready = _ready(typed, known, rules, today)
        _refuse_twice(ready, known)
        _reach_of_rules(ready, rules, today)
    except _NotReady as refusal:
        return refusal.problem
    known.seen[ready.key] = line
    for debt, amount in ready.parts:
        known.taken[debt.id] = known.taken.get(debt.id, 0) + amount
    return ready


def _ready(typed: Typed, known: Known, rules: RuleBook, today: date) -> Ready:
    operator = known.operators.get(typed.nit)
    if operator is None or operator.id is None:
        raise _NotReady("nit", typed.nit, UNKNOWN_OPERATOR.format(nit=typed.nit))
    if typed.kind is ObligationKind.INSTALMENT:
        return _instalment(typed, operator, known, today)
    expediente = _expediente(typed, operator, known)
    regime = Regime(expediente.regime) if expediente else None
    amount, reason = _amount(typed, regime, rules)
    due_on, due_reason = _due(typed, regime, rules)
    counted = typed.final_on or typed.act_day
    year = typed.year or counted.year
    return Ready(
        typed=typed,
        operator_id=operator.id,
        operator=operator.name,
        expediente_id=expediente.id if expediente else None,
        regime=regime,
        concept=Concept.FINE if typed.kind is ObligationKind.FINE else Concept.LEVY,
        amount=amount,
        reason=reason,
        due_on=due_on,
        due_reason=due_reason,
        value_day=counted,
        period=str(year),
    )


def _expediente(typed: Typed, operator: Operator, known: Known) -> Expediente | None:
    if not typed.expediente:
        return None
    found = known.expedientes.get((operator.id or 0, typed.expediente))
    if found is None:
        told = UNKNOWN_EXPEDIENTE.format(
            number=typed.expediente, operator=before_stop(operator.name)
        )
        raise _NotReady("expediente", typed.expediente, told)
    if typed.right is not None and Regime(found.regime) not in typed.right.regimes:
        told = FOREIGN_RIGHT.format(right=typed.right.label, number=found.number)
        raise _NotReady("right", typed.right.label, told)
    return found


def _amount(typed: Typed, regime: Regime | None, rules: RuleBook) -> tuple[int, Figure | None]:
    if typed.amount is not None:
        return typed.amount, None
    if typed.right is None or regime is None or typed.final_on is None:
        raise _NotReady("amount", "", unlike("amount", "").sentence)
    case = Case(
        regime=regime,
        period=Period(typed.final_on.year),
        filed_on=typed.final_on,
        paid_on=typed.final_on,
        right=typed.right,
        units=typed.units,
        final_on=typed.final_on,
    )
    try:
        found = liquidate(case, rules)
        require_certified(found)
    except LawError as error:
        raise _NotReady("amount", "", error.message) from None
    return int(found.levy), found.figure("levy")


def _due(typed: Typed, regime: Regime | None, rules: RuleBook) -> tuple[date, str]:
    if typed.due_on is not None:
        return typed.due_on, ""
    if regime is None or typed.right is None:
        raise _NotReady("due_on", "", unlike("due_on", "").sentence)
    year = typed.year or (typed.final_on or typed.act_day).year
    try:
        found = find_right_due_day(typed.right, regime, year, typed.final_on, rules)
    except InvalidCase:
        raise _NotReady("final_on", "", unlike("final_on", "").sentence) from None
    except LawError as error:
        raise _NotReady("due_on", "", error.message) from None
    return found.day, found.sentence


def _instalment(typed: Typed, operator: Operator, known: Known, today: date) -> Ready:
    debts = _named(typed, operator, known)
    if len({(debt.regime, debt.concept) for debt in debts}) != 1:
        raise _NotReady("debts", "; ".join(typed.debts), UNLIKE_DEBTS)
    wanted = typed.amount or 0
    parts = tuple(_taken(wanted, debts, known))
    if sum(amount for _, amount in parts) < wanted:
        left = format_pesos(sum(_left(debt, known) for debt in debts))
        raise _NotReady("amount", format_pesos(wanted), TOO_MUCH.format(left=left))
    expedientes = {debt.expediente_id for debt in debts}
    due_on = typed.due_on or today
    return Ready(
        typed=typed,
        operator_id=operator.id or 0,
        operator=operator.name,
        expediente_id=expedientes.pop() if len(expedientes) == 1 else None,
        regime=debts[0].regime,
        concept=debts[0].concept,
        amount=wanted,
        reason=None,
        due_on=due_on,
        due_reason="",
        value_day=today,
        period=str(due_on.year),
        parts=parts,
    )


def _named(typed: Typed, operator: Operator, known: Known) -> list[OverdueDebt]:
    """The debts that an instalment names, the oldest first, each once."""
    overdue = known.overdue(operator.id or 0)
    wanted: set[int] = set()
    for reference in typed.debts:
        found = [debt.id for debt in overdue if plain(reference) in debt.references]
        if len(found) != 1:
            words = SEVERAL_DEBTS if found else NO_SUCH_DEBT
            told = words.format(reference=reference[:80], operator=before_stop(operator.name))
            raise _NotReady("debts", reference[:80], told)
        wanted.add(found[0])
    return [debt for debt in overdue if debt.id in wanted]


def _taken(
    wanted: int, debts: Sequence[OverdueDebt], known: Known
) -> Iterable[tuple[OverdueDebt, int]]:
    for debt in debts:
        part = min(wanted, _left(debt, known))
        wanted -= part
        if part:
            yield debt, part


def _left(debt: OverdueDebt, known: Known) -> int:
    return debt.capital - known.taken.get(debt.id, 0)


def _refuse_twice(ready: Ready, known: Known) -> None:
    if ready.key in known.standing:
        raise _NotReady("act", ready.typed.act, ALREADY_THERE)
    if ready.key in known.seen:
        told = SAME_AS_LINE.format(line=known.seen[ready.key])
        raise _NotReady("act", ready.typed.act, told)


def _reach_of_rules(ready: Ready, rules: RuleBook, today: date) -> None:
    """Refuse a due day for which the law has no interest or no order of imputation."""
    fine = ready.concept is Concept.FINE
    left = Remaining(
        since=ready.due_on,
        levy=0 if fine else ready.amount,
        fine=ready.amount if fine else 0,
    )
    try:
        rule_of(ready.regime, ready.due_on, rules)
        running_interest(left, ready.regime, max(today, ready.due_on), rules)
    except LawError as error:
        raise _NotReady("due_on", ready.due_on.isoformat(), error.message) from None
