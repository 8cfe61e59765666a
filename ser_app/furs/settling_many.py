"""Marking many FURs as paid at once, where paying one changes nothing but itself and its debt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.furs import repository
from ser_app.furs.debts.repository import filing_source
from ser_app.ledger.debt import stayed
from ser_app.ledger.imputing import Collected
from ser_app.ledger.posting import SharedOut, post_shared, share_out_all
from ser_app.ledger.repository import paid_towards
from ser_app.ledger.shares import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainFur:
    """A filed FUR whose declaration is filed and unpaid, with no other FUR to annul.

    Attributes:
        declaration_id: The declaration that it pays; `declaration` is its public id.
        total: Whole pesos, all of which was received.
        interest: Interest as it was liquidated, whole pesos.
        penalty: Sanción as it was liquidated, whole pesos.
        payment_day: The day to which it was liquidated.
        channel: By which its money came, `pse` or `bank`.
    """

    id: int
    number: str
    operator_id: int
    declaration_id: int
    declaration: str
    total: int
    interest: int
    penalty: int
    payment_day: date
    channel: str

    @property
    def source(self) -> str:
        """The debt that its filing created."""
        return filing_source(self.declaration)


def collected_of(fur: PlainFur, value_day: date) -> Collected:
    """What the books are told of a paid FUR."""
    capital = fur.total - fur.penalty - fur.interest
    return Collected(
        fur=fur.number,
        operator_id=fur.operator_id,
        amount=fur.total,
        value_day=value_day,
        debts=[Asked(fur.source, fur.interest, capital, fur.payment_day)],
        channel=fur.channel,
    )


@dataclass(frozen=True, slots=True)
class Posted:
    """FURs whose payment is in the books and is still to be noted.

    Attributes:
        settled: By the day of the last money, all that was paid of each declaration that is paid
            now, in pesos by its id.
    """

    furs: Sequence[PlainFur]
    settled: Mapping[date, Mapping[int, int]]
    value_day: date


@dataclass(frozen=True, slots=True)
class Shared:
    """FURs whose money is shared out among their debts, and not in the books yet."""

    furs: Sequence[PlainFur]
    money: SharedOut
    value_day: date


def share_all(unit: Unit, res: Resources, furs: Sequence[PlainFur], value_day: date) -> Shared:
    """Share out the payments of FURs, whose debts stay locked; nothing is written.

    The caller has locked and judged them; each is for another declaration.

    Raises:
        NotInTheBooks: A debt is not.
    """
    paid = [collected_of(fur, value_day) for fur in furs]
    return Shared(furs, share_out_all(unit, res, paid), value_day)


def post_all(unit: Unit, res: Resources, shared: Shared) -> Posted:
    """Enter payments: with `mark_all_paid` the same as `settlement.mark_paid` for each FUR."""
    furs, value_day = shared.furs, shared.value_day
    found = post_shared(unit, res, shared.money)
    settled: dict[date, dict[int, int]] = {}
    asked_again: list[tuple[date, PlainFur]] = []
    for fur, each in zip(furs, found, strict=True):
        share = each.shares[0] if each and each.shares else None
        if each is None or (share and share.rest):
            continue
        if share is None or share.again:  # what stayed with the debt is not what was added to it
            asked_again.append(((share.last_day if share else None) or value_day, fur))
            continue
        amounts = settled.setdefault(value_day, {})
        amounts[fur.declaration_id] = stayed(share.debt.movements) + share.paid
    stays = paid_towards(unit, [fur.source for _, fur in asked_again]) if asked_again else {}
    for day, fur in asked_again:
        settled.setdefault(day, {})[fur.declaration_id] = stays.get(fur.source, 0)
    return Posted(furs, settled, value_day)


def mark_all_paid(unit: Unit, posted: Posted) -> None:
    """Note FURs and declarations as paid.

    Raises:
        RuntimeError: One changed in spite of the lock; nothing may be committed.
    """
    wanted = sum(map(len, posted.settled.values()))
    noted = sum(
        repository.mark_declarations_paid(unit, amounts, day)
        for day, amounts in posted.settled.items()
    )
    ids = [fur.id for fur in posted.furs]
    paid = repository.mark_furs_paid(unit, ids, posted.value_day)
    if (noted, paid) != (wanted, len(ids)):
        raise RuntimeError(f"{len(ids)} FURs to pay: {paid} paid, {noted} declarations settled")
