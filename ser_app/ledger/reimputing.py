"""Payments of a debt shared out again when something of an earlier day changes. Pure.

Money counts on its value day. Whatever comes to be known late about an earlier day (a payment that
was identified, one that was for another debt, a due day that moved) changes what later payments
were charged and what they paid: each is shared out again on its own day, and only the difference
is entered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, NamedTuple

from ser_app.law.parameters import RuleBook
from ser_app.ledger.debt import Movement, Remaining, remaining, running_interest
from ser_app.ledger.journal import Account, Concept, Journal, Kind, Line, against
from ser_app.ledger.shares import OpenDebt, Share, rule_of, serve

SHARING: Final = frozenset({Kind.PAYMENT, Kind.MOVED, Kind.EXCESS, Kind.REIMPUTED})
"""What says how the money of a day is shared out."""
_ELSEWHERE: Final = frozenset({Kind.TRANSFER, Kind.REVERSAL})


class Changed(NamedTuple):
    """What changes of the payments of one day, whole pesos.

    Attributes:
        day: Their value day.
        charge: Interest charged with them more than before, or less when negative.
        parts: What they pay of each concept more than before, or less.
        in_favour: What of their money finds nothing left to pay.
    """

    day: date
    charge: int
    parts: Mapping[Concept, int]
    in_favour: int


class Again(NamedTuple):
    """A debt whose payments were shared out again.

    Attributes:
        changed: The days on which something changes, in order.
        left: What is left of the debt after all its payments.
        last: Day of the last of them; None without one.
    """

    changed: tuple[Changed, ...]
    left: Remaining
    last: date | None


@dataclass(slots=True)
class _Day:
    """What the books say of the payments of a day."""

    charge: int = 0
    parts: dict[Concept, int] = field(default_factory=dict)
    movements: list[Movement] = field(default_factory=list)

    @property
    def money(self) -> int:
        return sum(self.parts.values())


def can_be_shared_again(movements: Iterable[Movement]) -> bool:
    """Whether the debt still holds its own payments: no agreement took a part of it over.

    What an instalment took over from other debts is its beginning, and hinders nothing.
    """
    return not any(each.kind in _ELSEWHERE and each.amount < 0 for each in movements)


def on_day(debt: OpenDebt, day: date) -> OpenDebt:
    """A debt as a payment of that day finds it: without what payments of later days paid.

    The very debt when there are none, or when an agreement took a part of it over.
    """
    until = [each for each in debt.movements if not _of_a_payment(each) or each.value_day <= day]
    if len(until) == len(debt.movements) or not can_be_shared_again(debt.movements):
        return debt
    return replace(debt, left=remaining(debt.due_on, until), movements=until)


def with_share(debt: OpenDebt, share: Share, day: date) -> OpenDebt:
    """A debt with one more payment of some day among its movements."""
    return replace(debt, movements=[*debt.movements, *_movements_of(share, share.charge, day)])


def impute_again(
    debt: OpenDebt, rules: RuleBook, *, after: date = date.min, never_more: bool = False
) -> Again:
    """Share out again, each on its own day, the payments that are later than a day.

    Args:
        debt: The debt with all its movements, whatever has changed included.
        rules: The rules.
        after: Payments until this day stay as they are.
        never_more: Charge no more interest in all than was charged until the same day.

    Raises:
        LawError: The rules do not reach the day of a payment.
    """
    rule = rule_of(debt.regime, debt.due_on, rules)
    days = _days(debt.movements, after)
    past = [each for each in debt.movements if not _of_a_payment(each) or each.value_day <= after]
    changed: list[Changed] = []
    allowed = 0
    for day, was in days:
        allowed += was.charge
        if not was.money:
            past += was.movements
            continue
        now = replace(debt, left=remaining(debt.due_on, past))
        charge = int(running_interest(now.left, debt.regime, day, rules)[0])
        charge = min(charge, max(0, allowed)) if never_more else charge
        allowed -= charge
        share = serve(was.money, now, now.left.interest + charge, rule)
        past += _movements_of(share, charge, day)
        difference = _difference(day, was, share, charge)
        if difference is not None:
            changed.append(difference)
    return Again(tuple(changed), remaining(debt.due_on, past), days[-1][0] if days else None)


def _of_a_payment(movement: Movement) -> bool:
    return movement.kind in SHARING or movement.charges


def _days(movements: Iterable[Movement], after: date) -> list[tuple[date, _Day]]:
    found: dict[date, _Day] = {}
    for each in movements:
        if not _of_a_payment(each) or each.value_day <= after:
            continue
        day = found.setdefault(each.value_day, _Day())
        day.movements.append(each)
        if each.kind in SHARING:
            day.parts[each.concept] = day.parts.get(each.concept, 0) - each.amount
        else:
            day.charge += each.amount
    return sorted(found.items())


def _movements_of(share: Share, charge: int, day: date) -> list[Movement]:
    charged = [Movement(Concept.INTEREST, charge, Kind.INTEREST, day)] if charge else []
    paid = [
        Movement(concept, -amount, Kind.PAYMENT, day)
        for concept, amount in share.parts.items()
        if amount
    ]
    return [*charged, *paid]


def _difference(day: date, was: _Day, share: Share, charge: int) -> Changed | None:
    parts = {
        concept: amount - was.parts.get(concept, 0)
        for concept, amount in share.parts.items()
        if amount != was.parts.get(concept, 0)
    }
    if not parts and charge == was.charge:
        return None
    return Changed(day, charge - was.charge, parts, was.money - share.paid)


def charge_lines(change: Changed, debt: int) -> list[Line]:
    """The entries of the interest that a day is charged more, or less."""
    return against(Account.DEBTOR, Account.REVENUE, {Concept.INTEREST: change.charge}, debt)


def part_lines(change: Changed, debt: int) -> list[Line]:
    """The entries that move a day's money to other parts of the debt, and to its owner's favour."""
    lines = [
        Line(Account.DEBTOR, concept, -amount, debt) for concept, amount in change.parts.items()
    ]
    if change.in_favour:
        lines.append(Line(Account.IN_FAVOUR, Concept.LEVY, -change.in_favour, None))
    return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """Why payments are shared out again, for the journals that say so.

    Attributes:
        key: Names the cause uniquely.
        recharged: What the statement calls the interest that changes.
        reimputed: What it calls the money that moves.
        kinds: The kinds of both journals.
    """

    key: str
    operator_id: int
    posted_on: date
    recharged: str
    reimputed: str
    reason: Mapping[str, Any]
    kinds: tuple[Kind, Kind] = (Kind.RECHARGED, Kind.REIMPUTED)


def journals_again(again: Sequence[Changed], debt: OpenDebt, why: Because) -> list[Journal]:
    """The journals of what changed: for each day the interest first, then the money."""
    charged, shared = why.kinds
    written = [
        (change.day, kind, words, lines)
        for change in again
        for kind, words, lines in (
            (charged, why.recharged, charge_lines(change, debt.id)),
            (shared, why.reimputed, part_lines(change, debt.id)),
        )
        if lines
    ]
    return [
        Journal(
            source=f"{kind}:{why.key}:{debt.source}:{day}",
            kind=kind,
            operator_id=why.operator_id,
            posted_on=max(why.posted_on, day),
            value_day=day,
            description=words,
            lines=lines,
            reason=why.reason,
        )
        for day, kind, words, lines in written
    ]
