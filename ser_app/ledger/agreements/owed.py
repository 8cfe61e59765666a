"""What an agreement would take over: debts brought to its first day, part by part. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Final

from ser_app.law.explanation import Provenance
from ser_app.law.imputation import Order
from ser_app.law.interest import arrears_table
from ser_app.law.parameters import RateRow, RuleBook
from ser_app.ledger.agreements.schedule import Factor, Group, Part
from ser_app.ledger.debt import Remaining, running_interest
from ser_app.ledger.journal import Concept
from ser_app.ledger.models import Obligation
from ser_app.ledger.shares import OpenDebt, rule_of

_MUCH: Final = 10**12
"""Pesos on which a factor is measured; interest is exact and proportional to its capital."""
_NO_DELAY: Final = Fraction(0)


@dataclass(frozen=True, slots=True)
class Brought:
    """A debt on the first day of an agreement, whole pesos.

    Attributes:
        running: Interest until that day that the books have not charged yet.
        provisional: It rests on a rate that is not certified yet.
    """

    obligation: Obligation
    debt: OpenDebt
    running: int
    provisional: bool

    @property
    def interest(self) -> int:
        """All interest owed on that day."""
        return self.debt.left.interest + self.running

    @property
    def total(self) -> int:
        """All that is owed of it on that day."""
        return self.debt.left.total + self.running

    @property
    def group(self) -> Group:
        """With which other debts it may stand together."""
        fine = self.debt.left.fine > 0
        return Group(self.obligation.expediente_id, self.debt.regime, fine)


def brought(obligation: Obligation, debt: OpenDebt, day: date, rules: RuleBook) -> Brought:
    """A debt as it stands on a day.

    Raises:
        UnknownParameter: A day of the delay has no rate.
    """
    amount, accrual = running_interest(debt.left, debt.regime, day, rules)
    return Brought(obligation, debt, int(amount), accrual.provisional)


def parts_of(debts: Iterable[Brought], rules: RuleBook) -> list[Part]:
    """Everything that is owed, in the order in which the norms impute a payment.

    The oldest due day first; within a debt the order of its regime. Where the order is in
    proportion, penalty and interest come before the capital.
    """
    ordered = sorted(debts, key=lambda each: (each.debt.due_on, each.debt.id))
    return [part for each in ordered for part in _parts(each, rules) if part.amount]


def _parts(each: Brought, rules: RuleBook) -> Sequence[Part]:
    left, group = each.debt.left, each.group

    def part(concept: Concept, amount: int) -> Part:
        return Part(each.debt.id, group, concept, amount)

    penalty, interest = part(Concept.PENALTY, left.penalty), part(Concept.INTEREST, each.interest)
    order = Order(rule_of(each.debt.regime, each.debt.due_on, rules).value)
    first = (interest, penalty) if order is Order.INTEREST_FIRST else (penalty, interest)
    return (
        *first,
        part(Concept.LEVY, left.levy),
        part(Concept.FINE, left.fine),
        part(Concept.ADJUSTMENT, left.adjustment),
    )


def last_certified(rules: RuleBook) -> date:
    """The last day with a certified rate of arrears."""
    return date.fromordinal(arrears_table(rules).last_certified)


def made_up_from(rules: RuleBook) -> date | None:
    """The first day of the rates that go on to the last one and are of the demonstration only."""
    found = None
    for row in reversed(rules.rates):
        if row.provenance is not Provenance.DEMO:
            break
        found = row.valid_from
    return found


def projected(rules: RuleBook, until: date) -> RuleBook:
    """The rules with the last known rate going on until a day: what a schedule is reckoned with."""
    last = rules.rates[-1]
    if until <= last.valid_to:
        return rules
    begins = date.fromordinal(last.valid_to.toordinal() + 1)
    row: RateRow = replace(last, valid_from=begins, valid_to=until)
    return rules.with_rows(rates=[row])


def factor_of(start: date, until: date, rules: RuleBook) -> Factor:
    """The interest of one peso from the first day of an agreement, at the rates known today.

    Args:
        start: First day of the agreement.
        until: Last day that will be asked for.
        rules: The rules; beyond their last rate it goes on.
    """
    known = projected(rules, until)

    @cache
    def factor(group: Group, day: date) -> Fraction:
        if day <= start:
            return _NO_DELAY
        fine = group.fine or group.regime is None
        left = Remaining(since=start, levy=0 if fine else _MUCH, fine=_MUCH if fine else 0)
        exact = running_interest(left, group.regime, day, known)[1].exact
        return Fraction(exact.numerator, exact.denominator * _MUCH)

    return factor
