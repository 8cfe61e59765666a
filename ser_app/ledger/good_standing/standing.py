"""Whether an operator is in good standing on a day. Pure.

Rules.md, section 9 (D1161 art. 18): the certificate is issued only when nothing is overdue, or when
every overdue debt is under an agreement that is being met. The books know no agreements, so what is
overdue prevents it; `judge` is the place where an agreement that is met will let a debt pass.

A period that fell due and was never declared owes nothing in the books, and yet nobody knows what
it owes: it prevents the certificate as well (docs/adr/0022-good-standing.md). So does a payment
that the bank gave back, until Tesorería has decided how it is owed (docs/adr/0077-given-back.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ser_app.law.periods import Period
from ser_app.ledger.statement.folding import Open, Statement
from ser_app.ledger.statement.given_back import GivenBack


@dataclass(frozen=True, slots=True)
class Undeclared:
    """A period whose due day passed and that nobody filed."""

    expediente: str
    period: Period
    due_on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """What keeps an operator from good standing on a day; nothing when it has it.

    Attributes:
        debts: What is overdue, with its interest to the day, the oldest due day first.
        undeclared: Periods due and not filed, the oldest due day first.
        given_back: Payments that the bank gave back and nobody has decided yet.
    """

    day: date
    debts: tuple[Open, ...]
    undeclared: tuple[Undeclared, ...]
    given_back: tuple[GivenBack, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the certificate may be issued."""
        return not self.debts and not self.undeclared and not self.given_back

    @property
    def owed(self) -> int:
        """What would settle the debts that prevent it, in pesos."""
        return sum(each.total for each in self.debts)


def judge(
    statement: Statement,
    undeclared: Sequence[Undeclared],
    given_back: Sequence[GivenBack] = (),
) -> Standing:
    """Judge an operator on the last day of its statement.

    Args:
        statement: Its statement; the interest is that of its last day.
        undeclared: Its periods that fell due before that day and were not filed.
        given_back: Its payments that the bank gave back and nobody has decided yet.
    """
    day = statement.last
    return Standing(
        day,
        tuple(each for each in statement.debts if each.overdue),
        tuple(sorted(undeclared, key=lambda each: (each.due_on, each.expediente))),
        tuple(given_back),
    )
