"""How money is shared out among debts of the books, and the journals that say so. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from ser_app.law.errors import LawError
from ser_app.law.parameters import RuleBook
from ser_app.ledger.debt import running_interest
from ser_app.ledger.journal import Account, Concept, Journal, Kind, Line, against
from ser_app.ledger.reimputing import Because, impute_again, journals_again, on_day, with_share
from ser_app.ledger.shares import Asked, OpenDebt, Share, norm_of, rule_of, serve
from ser_app.ledger.texts import (
    interest_words,
    late_money,
    paid_words,
    recharged_words,
    reimputed_words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """Money that arrived for debts of one operator, whole pesos.

    Attributes:
        fur: Number of the FUR with which it was paid.
        amount: What was received; what exceeds the debts becomes a balance in favour.
        value_day: Day on which the money counts.
        debts: What the payer was asked for, in any order: the oldest due day is paid first.
        channel: `pse` or `bank`; empty where nobody knows.
    """

    fur: str
    operator_id: int
    amount: int
    value_day: date
    debts: Sequence[Asked]
    channel: str = ""


class Imputation(NamedTuple):
    """A payment shared out: a share for each debt, the oldest first, and what exceeds all."""

    shares: tuple[Share, ...]
    in_favour: int


def share_out(
    amount: int,
    debts: Iterable[OpenDebt],
    asked: Mapping[str, Asked],
    value_day: date,
    rules: RuleBook,
) -> Imputation:
    """Share out a payment: one debt wholly before the next, the oldest due day first.

    Interest runs to the value day and no further (rules.md, section 4). Paid on the day to which
    its form was liquidated, a debt that the money settles costs what its payer was asked for,
    though a rate was loaded since; paid earlier it never costs more than that.

    Money that comes to be known late finds a debt as it stood on its value day; what payments of
    later days were charged and paid is then shared out again (`ledger.reimputing`).

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
    found = on_day(debt, day)
    interest = _interest(amount, found, asked, day, rules)
    share = serve(amount, found, interest, rule_of(debt.regime, debt.due_on, rules))
    if found is debt or not share.paid:
        return share
    again = impute_again(with_share(debt, share, day), rules, after=day)
    return replace(share, again=again)


def _interest(amount: int, debt: OpenDebt, asked: Asked, day: date, rules: RuleBook) -> int:
    """All interest owed of a debt by whoever pays that amount on that day."""
    promised = _promised(amount, debt, asked, day)
    if promised is not None and asked.day == day:
        return promised
    try:
        owed = debt.left.interest + running_interest(debt.left, debt.regime, day, rules)[0]
    except LawError:
        if asked.interest is None:
            raise
        return max(asked.interest, debt.left.interest)
    return owed if promised is None else min(owed, promised)


def _promised(amount: int, debt: OpenDebt, asked: Asked, day: date) -> int | None:
    """The interest on the form, if the money settles on time what the form asked for."""
    if asked.interest is None or asked.day is None or day > asked.day:
        return None
    if asked.interest < debt.left.interest or asked.capital not in {None, debt.capital}:
        return None
    settles = amount >= debt.left.penalty + asked.interest + debt.capital
    return asked.interest if settles else None


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
        channel=paid.channel,
    )
    charging = [share for share in reached if share.charge]
    first = [_charged(paid, charging, posted_on)] if charging else []
    return [*first, payment, *_shared_again(paid, reached, posted_on)]


def _shared_again(paid: Collected, reached: Sequence[Share], posted_on: date) -> Iterable[Journal]:
    """What the payment changes of payments with later days."""
    why = late_money(paid.value_day)
    for share in reached:
        if share.again is None:
            continue
        because = Because(
            key=paid.fur,
            operator_id=paid.operator_id,
            posted_on=posted_on,
            recharged=recharged_words(share.debt.name, why),
            reimputed=reimputed_words(share.debt.name, why),
            reason={"because": f"payment:{paid.fur}"},
        )
        yield from journals_again(share.again.changed, share.debt, because)


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
