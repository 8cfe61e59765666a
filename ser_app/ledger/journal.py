"""A journal: what happened once, as entries that sum to zero. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple


class Account(StrEnum):
    """Where an amount stands; debits are positive, credits negative.

    `debtor` is what operators owe, `collected` what banks and gateways received, `revenue` what
    the Fondo earned, `in_favour` what it owes to operators, `unidentified` what it received and
    is nobody's yet, `refund_payable` what
    operators asked back and is not given back yet, and `write_off` what
    nobody will pay or claim any more.
    """

    DEBTOR = "debtor"
    REVENUE = "revenue"
    COLLECTED = "collected"
    IN_FAVOUR = "in_favour"
    UNIDENTIFIED = "unidentified"
    REFUND_PAYABLE = "refund_payable"
    WRITE_OFF = "write_off"


class Concept(StrEnum):
    """What an amount is owed for.

    `levy` and `fine` are capital that bears interest, each at its own rate; `adjustment` is capital
    that bears none.
    """

    LEVY = "levy"
    ADJUSTMENT = "adjustment"
    PENALTY = "penalty"
    INTEREST = "interest"
    FINE = "fine"

    @property
    def label(self) -> str:
        """Its name in Spanish, as forms show it."""
        return _LABELS[self]


_LABELS = {
    Concept.LEVY: "Contraprestación",
    Concept.ADJUSTMENT: "Ajuste anual",
    Concept.PENALTY: "Sanción",
    Concept.INTEREST: "Intereses de mora",
    Concept.FINE: "Multa",
}


class ObligationKind(StrEnum):
    """What sort of debt an obligation is."""

    DECLARATION = "declaration"
    RIGHT = "right"
    FINE = "fine"
    INSTALMENT = "instalment"
    RETURNED = "returned"
    """A payment that the bank gave back, where what it had paid stays paid."""

    @property
    def label(self) -> str:
        """Its name in Spanish."""
        return _KIND_LABELS[self]


_KIND_LABELS = {
    ObligationKind.DECLARATION: "Declaración",
    ObligationKind.RIGHT: "Liquidación de derecho",
    ObligationKind.FINE: "Multa",
    ObligationKind.INSTALMENT: "Cuota",
    ObligationKind.RETURNED: "Pago devuelto",
}


BY_ACT: Final = (ObligationKind.RIGHT, ObligationKind.FINE, ObligationKind.INSTALMENT)
"""What somebody of Tesorería enters by an act, from the form or a file."""


class Kind(StrEnum):
    """What kind of thing happened.

    `entry` makes a debt owed by an act of the Ministry, `transfer` moves capital from some debts
    to another, and `reversal` takes an entry or a transfer back. `unidentified` is money that
    arrived and is nobody's yet, `identified` what a person found out about it. `moved` takes
    a payment away from the debt that it was imputed to by mistake.
    `reliquidation` takes away what is not owed any more because a due day moved, and `excess` moves
    what had been paid of it. `recharged` and `reimputed` do the same for what a payment of an
    earlier day changes of later ones: the interest that they were charged, and what they paid.
    `refund` sets balance in favour aside that was asked back, gives it
    back, or frees it again.
    """

    FILING = "filing"
    REPLACEMENT = "replacement"
    INTEREST = "interest"
    PAYMENT = "payment"
    ENTRY = "entry"
    TRANSFER = "transfer"
    REVERSAL = "reversal"
    UNIDENTIFIED = "unidentified"
    IDENTIFIED = "identified"
    MOVED = "moved"

    @property
    def pays(self) -> bool:
        """Whether it pays debts, or takes back what a payment did to one."""
        return self in PAYING

    RELIQUIDATION = "reliquidation"
    EXCESS = "excess"
    RECHARGED = "recharged"
    REIMPUTED = "reimputed"
    REFUND = "refund"


PAYING: Final = frozenset({Kind.PAYMENT, Kind.MOVED})
"""What pays debts, and what takes a payment back: what was paid of a debt is their sum."""
STAYING: Final = PAYING | {Kind.REIMPUTED}
"""The same with what left a debt again when its payments were shared out anew."""


class Line(NamedTuple):
    """One entry: an amount of whole pesos in an account, positive in debit.

    Attributes:
        account: Where.
        concept: What for.
        amount: Never zero.
        obligation_id: The debt that it belongs to, if it belongs to one.
    """

    account: Account
    concept: Concept
    amount: int
    obligation_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """Something that happened once.

    Attributes:
        source: What it was, uniquely: `filing:<public id>`. The same source never posts twice.
        kind: What kind of thing.
        operator_id: Whose books; None while the money belongs to nobody yet.
        posted_on: Business day on which it was written.
        value_day: Day from which it counts.
        description: One line in Spanish for the statement.
        lines: The entries; they sum to zero.
        reason: Why the amounts are these, for whoever asks later.
        channel: `pse` or `bank`, of money that came in or went back that way; empty otherwise.

    Raises:
        ValueError: The entries do not balance, or there are fewer than two.
    """

    source: str
    kind: Kind
    operator_id: int | None
    posted_on: date
    value_day: date
    description: str
    lines: Sequence[Line]
    reason: Mapping[str, Any] = field(default_factory=dict)
    channel: str = ""

    def __post_init__(self) -> None:
        if len(self.lines) < _FEWEST or sum(line.amount for line in self.lines) != 0:
            raise ValueError(f"{self.source} does not balance")
        if not all(line.amount for line in self.lines):
            raise ValueError(f"{self.source} has an entry of zero")


_FEWEST = 2


def against(
    debit: Account, credit: Account, amounts: Mapping[Concept, int], obligation_id: int | None
) -> list[Line]:
    """Pairs of entries, one pair for each concept that has an amount.

    Args:
        debit: Account that gets the debit; a negative amount turns the pair around.
        credit: Account that gets the credit.
        amounts: Whole pesos by concept; zero makes no pair.
        obligation_id: The debt that they belong to.
    """
    return [
        Line(account, concept, sign * amount, obligation_id)
        for concept, amount in amounts.items()
        if amount
        for account, sign in ((debit, 1), (credit, -1))
    ]
