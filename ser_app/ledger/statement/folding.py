"""A statement is the fold of the entries that count until its day. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import groupby

from ser_app.law.debt_figures import (
    Origin,
    origin_of,
    running_interest_figure,
    with_charges,
)
from ser_app.law.errors import LawError
from ser_app.law.explanation import Figure
from ser_app.law.fine_figures import fine_interest_figure
from ser_app.law.parameters import RuleBook
from ser_app.law.periods import Period, Regime
from ser_app.ledger.debt import Movement, Remaining, remaining, running_interest
from ser_app.ledger.journal import Account, Concept, Kind, ObligationKind


@dataclass(frozen=True, slots=True)
class Booked:
    """An entry of an operator with what its journal says, and of which debt and expediente."""

    source: str
    kind: Kind
    value_day: date
    posted_on: date
    description: str
    account: Account
    concept: Concept
    amount: int
    obligation_id: int | None
    expediente: str = ""
    debt: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an entry stands in a statement: by its value day, then by its number."""

    day: date
    entry: int


@dataclass(frozen=True, slots=True)
class Owed:
    """A debt as it was created.

    Attributes:
        source: What created it: `filing:<public id>`, `fine:<id>`.
        kind: What sort of debt.
        expediente: Its number; empty for a fine that concerns none.
        regime: That of the expediente; None without one.
        act: Number of the act that created it; empty for a declaration.
    """

    id: int
    source: str
    kind: ObligationKind
    expediente: str
    regime: Regime | None
    period: str
    description: str
    due_on: date
    act: str = ""

    @property
    def public_id(self) -> str:
        """The public id of what created it."""
        return self.source.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Change:
    """A journal in the statement, whole pesos.

    Attributes:
        parts: How much of it for each concept, charges positive and payments negative.
        balance: What the books say is owed after it, or is in favour.
        expedientes: Numbers of the expedientes whose debts it touches, each once.
        debts: The debt of each part, in their order; empty for a part of none.
    """

    source: str
    kind: Kind
    value_day: date
    posted_on: date
    description: str
    parts: tuple[tuple[Concept, int], ...]
    balance: int
    expedientes: tuple[str, ...] = ()
    debts: tuple[str, ...] = ()

    @property
    def amount(self) -> int:
        """What it adds to the debt, or takes from it when negative."""
        return sum(amount for _, amount in self.parts)


@dataclass(frozen=True, slots=True)
class Open:
    """A debt that is not paid whole on the statement's day.

    Attributes:
        debt: The debt.
        left: What the books say is left.
        running: Interest to the day that the books have not charged, whole pesos.
        overdue: Its due day has passed.
        provisional: Its interest rests on a rate that is not certified yet.
        explain: Makes the explanation of its interest.
        known: Its interest could be reckoned; without the rate of a day `running` is 0.
    """

    debt: Owed
    left: Remaining
    running: int
    overdue: bool
    provisional: bool
    explain: Callable[[], Figure | None] = field(compare=False, repr=False)
    known: bool = True

    @property
    def interest(self) -> Figure | None:
        """The explanation of its interest, made when asked for; None without a rule for the day."""
        return self.explain()

    @property
    def total(self) -> int:
        """All that would have to be paid that day to settle it."""
        return self.left.total + self.running


@dataclass(frozen=True, slots=True)
class Statement:
    """What an operator owes on a day, and how it came to it; whole pesos.

    Attributes:
        first: First day of the movements shown.
        last: The day asked for.
        opening: What the books said was owed before the first day.
        changes: What counted between both days, or a part of it: see `after` and `following`.
        closing: What the books say is owed at the end; interest that runs is not in it.
        debts: What is open, the oldest due day first.
        in_favour: Balance in favour on the last day.
        favour_opening: Balance in favour before the first day.
        favour: What changed it between both days, positive what came in; see `favour_more`.
        favour_more: Whether there are more such changes than these.
        after: The entry after which the changes begin; None when they begin with the first day.
        following: The last entry of the changes when more follow; None when these are all.
    """

    first: date
    last: date
    opening: int
    changes: tuple[Change, ...]
    closing: int
    debts: tuple[Open, ...]
    in_favour: int
    favour_opening: int = 0
    favour: tuple[Change, ...] = ()
    favour_more: bool = False
    after: Place | None = None
    following: Place | None = None

    @property
    def before(self) -> int:
        """What the books said was owed before the first change that is shown."""
        return self.changes[0].balance - self.changes[0].amount if self.changes else self.opening

    @property
    def early(self) -> int:
        """Money of debts that were filed only after the last day: none of what was owed then."""
        return sum(each.left.total for each in self.debts) - self.closing

    @property
    def running(self) -> int:
        """Interest to the last day that the books have not charged."""
        return sum(each.running for each in self.debts)

    @property
    def total(self) -> int:
        """What would settle everything on the last day."""
        return sum(each.total for each in self.debts)

    @property
    def overdue(self) -> int:
        """The part of the total whose due day has passed."""
        return sum(each.total for each in self.debts if each.overdue)

    @property
    def provisional(self) -> bool:
        """Whether some interest may still change."""
        return any(each.provisional for each in self.debts)


def fold(
    entries: Sequence[Booked], debts: Iterable[Owed], first: date, last: date, rules: RuleBook
) -> Statement:
    """Fold the entries into a statement: what a statement is, however it is read.

    Args:
        entries: All of the operator that count until the last day, in the order of their days.
        debts: The debts that they belong to, the oldest due day first.
        first: First day whose movements are shown.
        last: The day asked for.
        rules: The law in force.
    """
    until = [each for each in entries if each.value_day <= last]
    owed = [each for each in until if each.account is Account.DEBTOR]
    opening = sum(each.amount for each in owed if each.value_day < first)
    changes = changes_of([each for each in owed if each.value_day >= first], opening)
    closing = changes[-1].balance if changes else opening
    opened = open_of(owed, debts, last, rules)
    favour = [each for each in until if each.account is Account.IN_FAVOUR]
    before = -sum(each.amount for each in favour if each.value_day < first)
    moved = favour_changes([each for each in favour if each.value_day >= first], before)
    in_favour = -sum(each.amount for each in favour)
    return Statement(first, last, opening, changes, closing, opened, in_favour, before, moved)


def open_of(
    owed: Iterable[Booked], debts: Iterable[Owed], day: date, rules: RuleBook
) -> tuple[Open, ...]:
    """Those of the debts that are open on a day by their entries until then, in their order."""
    by_debt: dict[int | None, list[Movement]] = {}
    for each in owed:
        movement = Movement(each.concept, each.amount, each.kind, each.value_day)
        by_debt.setdefault(each.obligation_id, []).append(movement)
    return tuple(
        found for debt in debts if (found := _open(debt, by_debt.get(debt.id, []), day, rules))
    )


def changes_of(entries: Sequence[Booked], balance: int) -> tuple[Change, ...]:
    """The entries of what is owed as changes, one a journal, from a balance on."""
    return tuple(_changes(entries, balance))


def favour_changes(entries: Sequence[Booked], balance: int) -> tuple[Change, ...]:
    """The entries of what is in favour as changes, positive what comes in, from a balance on."""
    return changes_of([replace(each, amount=-each.amount) for each in entries], balance)


def _changes(entries: Sequence[Booked], balance: int) -> Iterable[Change]:
    for source, group in groupby(entries, key=lambda each: each.source):
        found = list(group)
        one = found[0]
        balance += sum(each.amount for each in found)
        yield Change(
            source=source,
            kind=one.kind,
            value_day=one.value_day,
            posted_on=one.posted_on,
            description=one.description,
            parts=tuple((each.concept, each.amount) for each in found),
            balance=balance,
            expedientes=tuple(dict.fromkeys(each.expediente for each in found if each.expediente)),
            debts=tuple(each.debt for each in found),
        )


def _open(debt: Owed, movements: Sequence[Movement], day: date, rules: RuleBook) -> Open | None:
    left = remaining(debt.due_on, movements)
    if left.total <= 0:  # paid, or its money counts from a day before its filing
        return None
    overdue = day > debt.due_on
    try:
        running, accrual = running_interest(left, debt.regime, day, rules)
    except LawError:
        return Open(debt, left, 0, overdue, True, lambda: None, known=False)
    explain = partial(_explained, debt, left, day, rules)
    return Open(debt, left, int(running), overdue, accrual.provisional, explain)


def _explained(debt: Owed, left: Remaining, day: date, rules: RuleBook) -> Figure | None:
    try:
        found = interest_figure(left, debt.regime, day, rules, _origin(debt, left, rules))
        return with_charges(found, left.charged, left.interest)
    except LawError:
        return None


def _origin(debt: Owed, left: Remaining, rules: RuleBook) -> Origin | None:
    """Why the levy of a declaration is owed; of other debts an act says it."""
    if debt.kind is not ObligationKind.DECLARATION or debt.regime is None:
        return None
    try:
        period = Period.parse(debt.period)
        return origin_of(debt.regime, period, debt.due_on, rules, max(0, left.penalty))
    except LawError:  # the interest itself is known without it
        return None


def interest_figure(
    left: Remaining,
    regime: Regime | None,
    day: date,
    rules: RuleBook,
    origin: Origin | None = None,
) -> Figure:
    """Explain the interest that runs on what is left of a debt until a day.

    Raises:
        UnknownParameter: The rules do not reach the day.
    """
    if regime is None or left.fine > 0:
        return fine_interest_figure(left.fine + left.levy, left.since, day, rules)
    return running_interest_figure(
        regime, left.levy, left.since, day, rules, origin, delay_from=left.due_on
    )
