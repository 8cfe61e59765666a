"""How a payment is shared out among debts, and within each among its parts.

One debt is served wholly before the next, the oldest due day first (decision). Within a debt the
order is a parameter of its regime: D4350 art 27 (penalty first), D1972 art 66 par (interest first),
or in proportion (E.T. art 804). What exceeds all debts is a balance in favour (D1161 art 5 b).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ser_app.law.errors import InvalidCase
from ser_app.law.money import Pesos

_THOUSAND = 1000


class Order(StrEnum):
    """In which order the parts of a debt are paid."""

    PENALTY_FIRST = "penalty_first"
    INTEREST_FIRST = "interest_first"
    PROPORTIONAL = "proportional"

    @property
    def reason(self) -> str:
        """How the payment was shared out, in Spanish."""
        return _REASONS[self]


_REASONS = {
    Order.PENALTY_FIRST: "primero la sanción, después los intereses y al final el capital",
    Order.INTEREST_FIRST: "primero los intereses, después la sanción y al final el capital",
    Order.PROPORTIONAL: "en proporción a lo que se debe de cada parte",
}


class Debt(NamedTuple):
    """What is owed of one debt, whole pesos.

    Attributes:
        id: Any identity; it is given back.
        due_on: The day on which it was due; the oldest is paid first.
        penalty: Sanción owed.
        interest: Intereses owed to the payment's value day.
        principal: Capital owed.
    """

    id: object
    due_on: date
    penalty: int
    interest: int
    principal: int

    @property
    def total(self) -> int:
        """All that is owed of it."""
        return self.penalty + self.interest + self.principal


class Applied(NamedTuple):
    """What a payment paid of one debt, whole pesos."""

    id: object
    penalty: Pesos
    interest: Pesos
    principal: Pesos

    @property
    def total(self) -> Pesos:
        """All that was paid of it."""
        return Pesos(self.penalty + self.interest + self.principal)


class Imputation(NamedTuple):
    """A payment shared out.

    Attributes:
        order: The order in which the parts were paid.
        applied: What each debt got, in the order in which the debts were given.
        balance_in_favour: What exceeds all debts, whole pesos.
    """

    order: Order
    applied: tuple[Applied, ...]
    balance_in_favour: Pesos


def impute(payment: int, debts: Sequence[Debt], order: Order) -> Imputation:
    """Share out a payment; every peso of it ends in a debt or in the balance in favour.

    Args:
        payment: Whole pesos paid.
        debts: What is owed; of equal due days the one given first is paid first.
        order: In which order the parts of each debt are paid.

    Raises:
        InvalidCase: An amount is negative or no whole number of pesos.
    """
    _check("payment", payment)
    for debt in debts:
        _check_debt(debt)
    left = payment
    found: dict[int, Applied] = {}
    for position in _oldest_first(debts):
        applied = _apply(left, debts[position], order)
        found[position] = applied
        left -= applied.total
    return Imputation(order, tuple(found[position] for position in range(len(debts))), Pesos(left))


def _oldest_first(debts: Sequence[Debt]) -> Iterable[int]:
    return sorted(range(len(debts)), key=lambda position: debts[position].due_on)


def _apply(payment: int, debt: Debt, order: Order) -> Applied:
    if payment >= debt.total:
        return _applied(debt.id, debt.penalty, debt.interest, debt.principal)
    if order is Order.PROPORTIONAL:
        return _in_proportion(payment, debt)
    if order is Order.PENALTY_FIRST:
        penalty = min(payment, debt.penalty)
        interest = min(payment - penalty, debt.interest)
    else:
        interest = min(payment, debt.interest)
        penalty = min(payment - interest, debt.penalty)
    return _applied(debt.id, penalty, interest, payment - penalty - interest)


def _in_proportion(payment: int, debt: Debt) -> Applied:
    """E.T. art 804, for a payment below the debt.

    The principal's share is cut down to the thousand. Of the rest the penalty takes its part cut
    down to the peso and the interest what remains, neither above what it owes; any excess goes back
    to the principal.
    """
    share = payment * debt.principal // (debt.total * _THOUSAND) * _THOUSAND
    rest = payment - share
    surcharges = debt.penalty + debt.interest
    if rest >= surcharges:
        return _applied(debt.id, debt.penalty, debt.interest, payment - surcharges)
    penalty = rest * debt.penalty // surcharges
    interest = min(rest - penalty, debt.interest)
    penalty = min(rest - interest, debt.penalty)
    return _applied(debt.id, penalty, interest, payment - penalty - interest)


def _applied(identity: object, penalty: int, interest: int, principal: int) -> Applied:
    return Applied(identity, Pesos(penalty), Pesos(interest), Pesos(principal))


def _check_debt(debt: Debt) -> None:
    _check("penalty", debt.penalty)
    _check("interest", debt.interest)
    _check("principal", debt.principal)


def _check(field: str, amount: object) -> None:
    if type(amount) is not int or amount < 0:
        raise InvalidCase(
            f"{field} debe ser un número entero de pesos, cero o más.",
            field=field,
            code="invalid_amount",
        )
