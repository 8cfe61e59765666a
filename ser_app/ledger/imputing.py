"""How money is shared out among debts of the books, and the journals that say so. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from ser_app.law.errors import LawError
from ser_app.law.imputation import Debt, Order, impute
from ser_app.law.parameters import RuleBook
from ser_app.law.parameters.values import Dated
from ser_app.law.periods import Regime
from ser_app.ledger.debt import Remaining, running_interest
from ser_app.ledger.journal import Account, Concept, Journal, Kind, Line, against
from ser_app.ledger.texts import interest_words, paid_words


class Asked(NamedTuple):
    """What a payer was asked for of one debt, whole pesos.

    Attributes:
        source: The obligation's.
        interest: All interest owed of it on the day to which the payer's form was liquidated;
            None when no form says so and the books on the value day do.
        capital: Capital that was owed then; None when unknown.
    """

    source: str
    interest: int | None = None
    capital: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """Money that arrived for debts of one operator, whole pesos.

    Attributes:
        fur: Number of the FUR with which it was paid.
        amount: What was received; what exceeds the debts becomes a balance in favour.
        value_day: Day on which the money counts.
        debts: What the payer was asked for, in any order: the oldest due day is paid first.
    """

    fur: str
    operator_id: int
    amount: int
    value_day: date
    debts: Sequence[Asked]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDebt:
    """A debt as a payment finds it; `name` is what the statement calls it."""

    id: int
    source: str
    regime: Regime | None
    due_on: date
    name: str
    left: Remaining

    @property
    def capital(self) -> int:
        """What is left of levy, fine and yearly adjustment, in pesos."""
        return self.left.capital


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a payment pays of one debt, whole pesos.

    Attributes:
        debt: The debt as the payment found it.
        rule: In which order its parts are paid, with the norm.
        interest_owed: All interest owed of it on the payment's day.
        penalty: Paid of the sanción; `interest`, `levy`, `fine`, `adjustment` of those.
    """

    debt: OpenDebt
    rule: Dated[str]
    interest_owed: int
    penalty: int
    interest: int
    levy: int
    fine: int
    adjustment: int

    @property
    def order(self) -> Order:
        """In which order its parts are paid."""
        return Order(self.rule.value)

    @property
    def capital(self) -> int:
        """Paid of levy, fine and yearly adjustment."""
        return self.levy + self.fine + self.adjustment

    @property
    def owed(self) -> int:
        """All that was owed of the debt on that day."""
        return self.debt.left.penalty + self.interest_owed + self.debt.capital

    @property
    def paid(self) -> int:
        """All that the payment pays of it."""
        return self.penalty + self.interest + self.capital

    @property
    def rest(self) -> int:
        """What stays owed of it."""
        return self.owed - self.paid

    @property
    def charge(self) -> int:
        """Interest that the books charge with it; none of a debt that it never reached."""
        return max(0, self.interest_owed - self.debt.left.interest) if self.paid else 0

    @property
    def parts(self) -> dict[Concept, int]:
        """What is paid, by concept."""
        return {
            Concept.PENALTY: self.penalty,
            Concept.INTEREST: self.interest,
            Concept.LEVY: self.levy,
            Concept.FINE: self.fine,
            Concept.ADJUSTMENT: self.adjustment,
        }


class Imputation(NamedTuple):
    """A payment shared out: a share for each debt, the oldest first, and what exceeds all."""

    shares: tuple[Share, ...]
    in_favour: int


def rule_of(regime: Regime | None, due_on: date, rules: RuleBook) -> Dated[str]:
    """In which order a payment of a regime's debt is imputed (rules.md, section 6).

    A debt of no regime follows radio, as every debt does whose norm says nothing (decision).

    Raises:
        UnknownParameter: The rule has no value on the due day.
    """
    return rules.choice(f"imputation_order.{regime or Regime.RADIO}", due_on)


def share_out(
    amount: int,
    debts: Iterable[OpenDebt],
    asked: Mapping[str, Asked],
    value_day: date,
    rules: RuleBook,
) -> Imputation:
    """Share out a payment: one debt wholly before the next, the oldest due day first.

    A debt that the money settles is settled with the interest that its payer was asked for. What
    is paid in part, or has changed since the payer was asked, bears interest to the value day.

    Args:
        amount: Whole pesos.
        debts: The debts that it is for.
        asked: What the payer was asked for, by the obligation's source.
        value_day: Day on which the money counts.
        rules: The rules.

    Raises:
        LawError: The rules do not reach the day, and the payer was asked for no interest.
    """
    left = amount
    shares = []
    for debt in sorted(debts, key=lambda each: (each.due_on, each.id)):
        if not debt.left.total:
            continue
        share = _share(left, debt, asked.get(debt.source, Asked(debt.source)), value_day, rules)
        left -= share.paid
        shares.append(share)
    return Imputation(tuple(shares), left)


def _share(amount: int, debt: OpenDebt, asked: Asked, day: date, rules: RuleBook) -> Share:
    rule = rule_of(debt.regime, debt.due_on, rules)
    interest = _interest(amount, debt, asked, day, rules)
    owed = Debt(debt.source, debt.due_on, debt.left.penalty, interest, debt.capital)
    applied = impute(amount, [owed], Order(rule.value)).applied[0]
    levy = min(applied.principal, debt.left.levy)
    fine = min(applied.principal - levy, debt.left.fine)
    return Share(
        debt=debt,
        rule=rule,
        interest_owed=interest,
        penalty=applied.penalty,
        interest=applied.interest,
        levy=levy,
        fine=fine,
        adjustment=applied.principal - levy - fine,
    )


def _interest(amount: int, debt: OpenDebt, asked: Asked, day: date, rules: RuleBook) -> int:
    """All interest owed of a debt by whoever pays that amount on that day."""
    same = asked.capital is None or asked.capital == debt.capital
    if asked.interest is not None and asked.interest >= debt.left.interest and same:
        settles = amount >= debt.left.penalty + asked.interest + debt.capital
        if settles:
            return asked.interest
    try:
        return debt.left.interest + running_interest(debt.left, debt.regime, day, rules)[0]
    except LawError:
        if asked.interest is None:
            raise
        return max(asked.interest, debt.left.interest)


def journals_of(
    paid: Collected, found: Imputation, posted_on: date, rules_version: str
) -> list[Journal]:
    """The journals of a payment: the interest that it charges, if any, and what it pays.

    Args:
        paid: The payment.
        found: How it is shared out; `share_out` says.
        posted_on: Business day on which it is written.
        rules_version: Version of the rules by which it was shared out.
    """
    reached = [share for share in found.shares if share.paid]
    payment = Journal(
        source=f"payment:{paid.fur}",
        kind=Kind.PAYMENT,
        operator_id=paid.operator_id,
        posted_on=posted_on,
        value_day=paid.value_day,
        description=paid_words(paid.fur, [share.debt.name for share in reached]),
        lines=_paid_lines(reached, found.in_favour),
        reason={
            "debts": [_reason(share) for share in reached],
            "in_favour": found.in_favour,
            "rules_version": rules_version,
        },
    )
    charging = [share for share in reached if share.charge]
    return [_charged(paid, charging, posted_on), payment] if charging else [payment]


def _charged(paid: Collected, charging: Sequence[Share], posted_on: date) -> Journal:
    """The interest that a payment charges."""
    return Journal(
        source=f"interest:{paid.fur}",
        kind=Kind.INTEREST,
        operator_id=paid.operator_id,
        posted_on=posted_on,
        value_day=paid.value_day,
        description=interest_words([share.debt.name for share in charging]),
        lines=[
            line
            for share in charging
            for line in against(
                Account.DEBTOR, Account.REVENUE, {Concept.INTEREST: share.charge}, share.debt.id
            )
        ],
    )


def _paid_lines(shares: Sequence[Share], in_favour: int) -> list[Line]:
    lines = [
        line
        for share in shares
        for line in against(Account.COLLECTED, Account.DEBTOR, share.parts, share.debt.id)
    ]
    excess = {Concept.LEVY: in_favour}
    return [*lines, *against(Account.COLLECTED, Account.IN_FAVOUR, excess, None)]


def _reason(share: Share) -> dict[str, Any]:
    return {
        "source": share.debt.source,
        "order": share.order.value,
        "why": share.order.reason,
        "norm": norm_of(share.rule),
        "interest_owed": share.interest_owed,
        **{concept.value: amount for concept, amount in share.parts.items()},
        "rest": share.rest,
    }


def norm_of(rule: Dated[str]) -> str:
    """The norms of a rule as one text: `Decreto 4350 de 2009, art. 27`."""
    return "; ".join(f"{each.norm}, {each.article}" for each in rule.citations)
