"""Taking back what a payment did, because the bank gave the money back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.furs.debts import repository as covering
from ser_app.furs.models import Fur
from ser_app.furs.money_without_fur import reopen
from ser_app.furs.recording import record
from ser_app.furs.states import FurState
from ser_app.furs.texts import GIVEN_BACK, given_back_words, without_given_back
from ser_app.ledger.in_favour.repository import available
from ser_app.ledger.journal import Account, Journal, Kind, Line
from ser_app.ledger.models import Obligation
from ser_app.ledger.posting import post_again, post_all
from ser_app.ledger.reimputing import Because, can_be_shared_again
from ser_app.ledger.repository import (
    channel_of,
    lines_of,
    moved_from,
    movements_of,
    obligations_by_id,
)
from ser_app.ledger.texts import debt_name, recharged_words, reimputed_words

_SHARED_AGAIN: Final = frozenset({Kind.RELIQUIDATION, Kind.EXCESS, Kind.RECHARGED, Kind.REIMPUTED})


@dataclass(frozen=True, slots=True)
class Paid:
    """Money that was received for debts.

    Attributes:
        key: What its journals are called after: the number of a FUR, `exception:<id>`.
        called: What people call it.
        value_day: Day on which it counted.
        fur: The FUR that it paid; None for money that Tesorería imputed without one.
    """

    key: str
    called: str
    operator_id: int
    value_day: date
    fur: Fur | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What money did, wherever it is now: entries of the payment and of the interest it charged.

    Attributes:
        debts: The debts that it reached and did not leave again.
    """

    payment: Sequence[Line]
    interest: Sequence[Line]
    debts: Sequence[Obligation]

    @property
    def amount(self) -> int:
        """Whole pesos that were received."""
        return sum(each.amount for each in self.payment if each.account is Account.COLLECTED)

    @property
    def in_favour(self) -> int:
        """What of it went to its owner's balance in favour, in pesos."""
        return -sum(each.amount for each in self.payment if each.account is Account.IN_FAVOUR)

    def paid_of(self, debt: Obligation) -> int:
        """What it paid of a debt, in pesos."""
        mine = (each for each in self.payment if each.obligation_id == debt.id)
        return -sum(each.amount for each in mine if each.account is Account.DEBTOR)


def paid_with(fur: Fur, today: date) -> Paid:
    """The money that a FUR was paid with."""
    return Paid(fur.number, fur.number, fur.operator_id, fur.paid_on or today, fur)


def take_back(unit: Unit, res: Resources, fur: Fur) -> bool:
    """Let the debts of a paid FUR stand as if it had never been paid, by entries of their own.

    The FUR, whose day is over, is annulled, and a new one pays what is owed again.

    Args:
        unit: The caller's transaction, which has locked the FUR.
        res: Rules and clock.
        fur: A paid FUR.

    Returns:
        False when it cannot be undone by itself, and nothing was changed: a part of the money was
        shared out again, moved to another debt, or is in favour and spent; a filing that it paid
        was corrected since, or an agreement took over what it had left of a debt.
    """
    if fur.state != FurState.PAID or moved_from(unit, fur.number):
        return False
    paid = paid_with(fur, res.clock.today())
    effect = effect_of(unit, paid)
    spent = effect.in_favour and available(unit, fur.operator_id) < effect.in_favour
    if spent or not can_be_undone(unit, paid, effect):
        return False
    undo(unit, res, paid, effect)
    return True


def effect_of(unit: Unit, paid: Paid, *, lock: bool = True) -> Effect:
    """What money did; a part that was moved to another debt is followed there."""
    moves = [each.removeprefix("moved:") for each in moved_from(unit, paid.key)]
    payment = _net(unit, f"payment:{paid.key}", moves, ("moved:{}", "payment:moved:{}"))
    interest = _net(unit, f"interest:{paid.key}", moves, ("uncharged:{}", "interest:moved:{}"))
    ids = {each.obligation_id for each in payment} - {None}
    known = [each for each in ids if each is not None]
    return Effect(payment, interest, obligations_by_id(unit, known, for_update=lock))


def _net(unit: Unit, source: str, moves: Iterable[str], names: Sequence[str]) -> list[Line]:
    sums: dict[tuple[Account, object, int | None], Line] = {}
    sources = [source, *(name.format(move) for move in moves for name in names)]
    for line in (each for name in sources for each in lines_of(unit, name)):
        key = (line.account, line.concept, line.obligation_id)
        before = sums[key].amount if key in sums else 0
        sums[key] = line._replace(amount=before + line.amount)
    return [each for each in sums.values() if each.amount]


def can_be_undone(unit: Unit, paid: Paid, effect: Effect) -> bool:
    """Whether no later figure rests on what the money did to its debts.

    What of it is in favour is not looked at: whoever undoes it has to know where that is.
    """
    if not effect.payment or (paid.fur is not None and paid.fur.state != FurState.PAID):
        return False
    if _is_corrected(unit, paid, effect):
        return False
    own = [*effect.payment, *effect.interest]
    return not any(_is_changed(unit, debt.id or 0, paid, own) for debt in effect.debts)


def undo(
    unit: Unit, res: Resources, paid: Paid, effect: Effect, author: audit.Author | None = None
) -> None:
    """Let its debts stand as if the money had never come; `can_be_undone` has allowed it.

    What of it was in favour is taken from the balance, whatever is there.
    """
    channel = channel_of(unit, f"payment:{paid.key}")
    # The payment first, then the interest that it charged: the order in which they count.
    for lines, kind, mark in (
        (effect.payment, Kind.MOVED, "reversed"),
        (effect.interest, Kind.INTEREST, "uncharged"),
    ):
        if lines:
            journal = Journal(
                source=f"{mark}:{paid.key}",
                kind=kind,
                operator_id=paid.operator_id,
                posted_on=max(res.clock.today(), paid.value_day),
                value_day=paid.value_day,
                description=given_back_words(paid.called),
                lines=[each._replace(amount=-each.amount) for each in lines],
                reason={"because": GIVEN_BACK},
                channel=channel,
            )
            post_all(unit, res, [journal])
    for debt in effect.debts:
        after = paid.value_day - timedelta(days=1)
        post_again(unit, res, debt, after, _because(res, paid, debt))
        reopen(unit, debt.source)
    if paid.fur is not None:
        _annul(unit, res, paid.fur, author)


def _annul(unit: Unit, res: Resources, fur: Fur, author: audit.Author | None) -> None:
    fur.state, fur.annulled_because = FurState.ANNULLED, GIVEN_BACK
    unit.session.add(fur)
    record(unit, res, author, fur, "fur.annulled", reason=GIVEN_BACK)
    unit.flush()


def _is_corrected(unit: Unit, paid: Paid, effect: Effect) -> bool:
    """Whether a correction measured what it settles on this payment."""
    sources = {each.source for each in effect.debts}
    if paid.fur is not None:
        sources.update(covering.covered_sources(unit, paid.fur))
    return covering.is_replaced(unit, sources)


def _is_changed(unit: Unit, debt_id: int, paid: Paid, own: list[Line]) -> bool:
    """Whether what the payment did to a debt was changed since, other than by later payments."""
    movements = movements_of(unit, debt_id)
    since = [each for each in movements if each.value_day >= paid.value_day]
    if any(each.kind in _SHARED_AGAIN and each.value_day == paid.value_day for each in since):
        return True
    mine = [each for each in own if each.obligation_id == debt_id]
    ours = sum(each.account is Account.DEBTOR for each in mine)
    return not can_be_shared_again(movements) and len(since) > ours


def _because(res: Resources, paid: Paid, debt: Obligation) -> Because:
    name = debt_name(debt.kind, debt.period, debt.description)
    return Because(
        key=f"reversed:{paid.key}",
        operator_id=debt.operator_id,
        posted_on=res.clock.today(),
        recharged=recharged_words(name, without_given_back(paid.called)),
        reimputed=reimputed_words(name, without_given_back(paid.called)),
        reason={"because": f"reversed:{paid.key}"},
    )
