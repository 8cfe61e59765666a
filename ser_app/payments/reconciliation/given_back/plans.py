"""What each way would do with the missing pesos, to the peso, before anybody decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.ledger.in_favour.repository import available
from ser_app.payments.reconciliation import repository
from ser_app.payments.reconciliation.given_back.origins import Origin, first_day, origins_of
from ser_app.payments.reconciliation.models import BankException


class Way(StrEnum):
    """How the pesos of a payment that the bank gave back are decided."""

    BALANCE = "balance"
    """The operator's balance in favour covers them as far as there is one; the rest is a debt."""
    UNDONE = "undone"
    """What the payment had paid is owed again, from its own due day."""
    OWN_DEBT = "own_debt"
    """They are a debt of their own."""
    AGAIN = "again"
    """The bank sent them again: an identified receipt brings them."""


@dataclass(frozen=True, slots=True)
class Part:
    """The missing pesos of one operator.

    Attributes:
        called: What people call the payments that brought them.
        amount: Whole pesos missing.
        balance: Its balance in favour.
        favour: What of the money went to that balance.
        paid_on: The first day on which the money had counted.
    """

    operator_id: int
    called: str
    amount: int
    balance: int
    favour: int
    paid_on: date

    @property
    def from_balance(self) -> int:
        """What its balance covers of all that is missing."""
        return max(0, min(self.amount, self.balance))

    @property
    def spent(self) -> int:
        """What had gone to its balance and is not there any more."""
        return max(0, self.favour - max(0, self.balance))


@dataclass(frozen=True, slots=True)
class Plan:
    """An exception with where its money went and what can be done about it.

    Attributes:
        receipts: Unidentified receipts of exactly the missing pesos.
    """

    row: BankException
    origins: Sequence[Origin]
    parts: Sequence[Part]
    receipts: Sequence[BankException]

    @property
    def missing(self) -> int:
        """Whole pesos missing."""
        return -self.row.amount

    @property
    def known(self) -> bool:
        """Whether all of the missing money was found where it went."""
        return sum(each.amount for each in self.origins) == self.missing

    def possible(self, way: Way) -> bool:
        """Whether a way can be taken now."""
        if way is Way.AGAIN:
            return bool(self.receipts)
        if not self.known:
            return False
        if way is Way.BALANCE:
            return self.from_balance(way) > 0
        return way is Way.OWN_DEBT or all(each.undoable for each in self.origins)

    def from_balance(self, way: Way) -> int:
        """Pesos that balances in favour cover, that way."""
        return sum(each.from_balance for each in self.parts) if way is Way.BALANCE else 0

    def as_debt(self, way: Way) -> int:
        """Pesos that become a debt of their own, that way."""
        return sum(rest_of(each, way) for each in self.parts)


def rest_of(part: Part, way: Way) -> int:
    """What of an operator's missing pesos becomes a debt of its own, that way."""
    match way:
        case Way.BALANCE:
            return part.amount - part.from_balance
        case Way.UNDONE:
            return part.spent
        case Way.OWN_DEBT:
            return part.amount
        case Way.AGAIN:
            return 0


def plan_of(unit: Unit, res: Resources, row: BankException, *, lock: bool = False) -> Plan:
    """Look where the money went; `lock` keeps all of it as it is until the transaction ends."""
    origins = origins_of(unit, res, row, lock=lock)
    since = first_day(origins, row.value_day)
    owners = sorted({each.paid.operator_id for each in origins})
    return Plan(
        row,
        origins,
        [_part(unit, owner, origins, lock=lock) for owner in owners],
        repository.receipts_of(unit, -row.amount, since),
    )


def _part(unit: Unit, operator_id: int, origins: Sequence[Origin], *, lock: bool) -> Part:
    mine = [each for each in origins if each.paid.operator_id == operator_id]
    return Part(
        operator_id,
        ", ".join(dict.fromkeys(each.paid.called for each in mine)),
        sum(each.amount for each in mine),
        available(unit, operator_id, for_update=lock),
        sum(each.effect.in_favour if each.effect else each.amount for each in mine),
        min(each.paid.value_day for each in mine),
    )
