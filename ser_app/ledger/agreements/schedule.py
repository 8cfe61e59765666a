"""The schedule of an agreement: which part of which debt each instalment pays. Pure.

The parts are taken in the order in which the norms impute a payment, the oldest debt first. What is
capital bears interest from the first day of the agreement to the due day of its instalment, so an
instalment costs its parts and that interest. All instalments but the last aim at the
same amount, a thousand; the last takes what is left, and the parts of all of them are the debts to
the peso. Interest is rounded to the thousand, so that capital and interest grow by a peso, and by
1 001 where the rounding turns: an amount between is met by no capital, and an instalment that aims
at it differs by some hundred pesos.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from ser_app.law.debt_figures import ROUNDED_TO
from ser_app.law.money import round_half_up
from ser_app.law.periods import Regime
from ser_app.ledger.journal import Concept

FIRST_PAYMENT: Final = 0
"""Number of the first payment; the instalments are 1, 2, 3…"""
_BEARING: Final = frozenset({Concept.LEVY, Concept.FINE})
_UNITS: Final = (1000, 100, 1)
"""To what instalments are rounded up: less where the last one would have nothing left to pay."""


class Group(NamedTuple):
    """Debts whose parts may stand together in one obligation: they bear the same interest.

    Attributes:
        expediente_id: None for a debt that concerns none.
        regime: That of the expediente.
        fine: Its capital is a fine.
    """

    expediente_id: int | None
    regime: Regime | None
    fine: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a debt, whole pesos."""

    debt_id: int
    group: Group
    concept: Concept
    amount: int

    @property
    def bears(self) -> bool:
        """Whether it is capital that bears interest."""
        return self.concept in _BEARING


Factor = Callable[[Group, date], Fraction]
"""The interest of one peso of a group's capital from the agreement's first day to a day."""


@dataclass(frozen=True, slots=True)
class Row:
    """An instalment; whole pesos.

    Attributes:
        number: 0 for the first payment.
        parts: What it pays, the oldest debt first.
        interest: Interest of the term on its capital, by group; rounded as every interest.
    """

    number: int
    due_on: date
    parts: tuple[Part, ...]
    interest: tuple[tuple[Group, int], ...]

    @property
    def capital(self) -> int:
        """Levy, fine and yearly adjustment."""
        return self.of(Concept.LEVY, Concept.FINE, Concept.ADJUSTMENT)

    @property
    def penalty(self) -> int:
        """Sanción."""
        return self.of(Concept.PENALTY)

    @property
    def arrears(self) -> int:
        """Interest that was owed when the agreement began."""
        return self.of(Concept.INTEREST)

    @property
    def term_interest(self) -> int:
        """Interest of the term."""
        return sum(amount for _, amount in self.interest)

    @property
    def total(self) -> int:
        """What it costs on its due day."""
        return sum(part.amount for part in self.parts) + self.term_interest

    @property
    def groups(self) -> tuple[Group, ...]:
        """Its groups, in the order of its parts."""
        return tuple(dict.fromkeys(part.group for part in self.parts))

    def of(self, *concepts: Concept) -> int:
        """What it pays of some concepts."""
        return sum(part.amount for part in self.parts if part.concept in concepts)

    def of_group(self, group: Group) -> tuple[tuple[Part, ...], int]:
        """The parts of one group and its interest of the term."""
        parts = tuple(part for part in self.parts if part.group == group)
        return parts, dict(self.interest).get(group, 0)


class TooManyInstalments(ValueError):
    """So little is owed that some instalment would have nothing to pay."""


def plan(
    parts: Sequence[Part], first_payment: int, days: Sequence[date], factor: Factor
) -> tuple[Row, ...]:
    """Share debts out among a first payment and instalments.

    Args:
        parts: All that is owed when the agreement begins, in the order in which it is paid.
        first_payment: Whole pesos paid first; 0 for none.
        days: Due day of the first payment, if there is one, and of each instalment.
        factor: The interest of a peso of capital until a day.

    Returns:
        A row for each day. The sum of their parts is the sum of the parts given.

    Raises:
        TooManyInstalments: There is not enough for all of them.
    """
    owed = [part for part in parts if part.amount > 0]
    head: tuple[Row, ...] = ()
    if first_payment:
        queue = deque(owed)
        head = (_take(FIRST_PAYMENT, days[0], queue, first_payment, factor),)
        owed, days = list(queue), days[1:]
    if not owed or not days:
        raise TooManyInstalments
    for unit in _UNITS:
        rows = (*head, *_rows(owed, days, _level(owed, days, unit, factor), factor))
        if all(row.parts for row in rows):
            return rows
    raise TooManyInstalments


def _level(owed: Sequence[Part], days: Sequence[date], unit: int, factor: Factor) -> int:
    """The least amount, a multiple of `unit`, with which the last instalment is not larger."""
    low, high = 0, _most(owed, days[-1], factor) // unit + 1
    while high - low > 1:
        middle = (low + high) // 2
        last = _rows(owed, days, middle * unit, factor)[-1]
        low, high = (low, middle) if last.total <= middle * unit else (middle, high)
    return high * unit


def _most(owed: Iterable[Part], last: date, factor: Factor) -> int:
    row = Row(1, last, tuple(owed), ())
    return _with_interest(row, factor).total


def _rows(owed: Sequence[Part], days: Sequence[date], level: int, factor: Factor) -> list[Row]:
    queue = deque(owed)
    rows = [
        _take(number, day, queue, level, factor) for number, day in enumerate(days[:-1], start=1)
    ]
    rest = Row(len(days), days[-1], tuple(queue), ())
    return [*rows, _with_interest(rest, factor)]


def _take(number: int, day: date, queue: deque[Part], budget: int, factor: Factor) -> Row:
    """What an amount pays of what is left, which it leaves shorter."""
    taken: list[Part] = []
    left = Fraction(budget)
    while queue and left >= 1:
        part = queue[0]
        cost = 1 + (factor(part.group, day) if part.bears else Fraction(0))
        amount = min(part.amount, int(left / cost))
        if not amount:
            break
        left -= amount * cost
        taken.append(replace(part, amount=amount))
        _shorten(queue, amount)
    row = _with_interest(Row(number, day, tuple(taken), ()), factor)
    return _to_the_peso(row, queue, budget, factor)


def _shorten(queue: deque[Part], amount: int) -> None:
    part = queue.popleft()
    if part.amount > amount:
        queue.appendleft(replace(part, amount=part.amount - amount))


def _with_interest(row: Row, factor: Factor) -> Row:
    capital: dict[Group, int] = {}
    for part in row.parts:
        if part.bears:
            capital[part.group] = capital.get(part.group, 0) + part.amount
    found = (
        (group, int(round_half_up(amount * factor(group, row.due_on), ROUNDED_TO)))
        for group, amount in capital.items()
    )
    return replace(row, interest=tuple(found))


def _to_the_peso(row: Row, queue: deque[Part], budget: int, factor: Factor) -> Row:
    """Let the last part make good what the rounding of the interest took or gave."""
    difference = budget - row.total
    if not difference or not row.parts:
        return row
    last = row.parts[-1]
    same = bool(queue) and _same(queue[0], last)
    rest = queue[0].amount if same else 0
    if not -last.amount < difference <= rest:
        return row
    changed = replace(last, amount=last.amount + difference)
    again = _with_interest(replace(row, parts=(*row.parts[:-1], changed)), factor)
    if again.total != budget:
        return row
    if same:
        queue.popleft()
    if rest > difference:
        queue.appendleft(replace(last, amount=rest - difference))
    return again


def _same(one: Part, other: Part) -> bool:
    return (one.debt_id, one.concept) == (other.debt_id, other.concept)
