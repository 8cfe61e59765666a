"""Payments of one transaction are read, judged and shared out; nothing is written yet."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.furs.settling_many import PlainFur, Shared, share_all
from ser_app.ledger.posting import NotInTheBooks
from ser_app.payments.collecting import repository
from ser_app.payments.collecting.judging import FurFacts, Odd, judge
from ser_app.payments.collecting.money import BankPayment, Credit, FoundFur, Outcome, credit_of


@dataclass(slots=True)
class Lot:
    """Payments of one transaction: what is known of their FURs, and what waits to be written.

    Attributes:
        judged: How many payments, from the first on, are judged.
    """

    payments: Sequence[BankPayment]
    furs: dict[str, FoundFur]
    ids: Sequence[int]
    judged: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    plain: list[Credit] = field(default_factory=list)
    shared: list[Shared] = field(default_factory=list)
    unbooked: list[Credit] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    settled: set[int] = field(default_factory=set)
    credited: set[int] = field(default_factory=set)

    @property
    def only_pays(self) -> bool:
        """Whether crediting it changes nothing but its FURs and their debts."""
        return self.judged == len(self.payments) and not self.unbooked


def read_lot(unit: Unit, res: Resources, payments: Sequence[BankPayment]) -> Lot:
    """Lock the FURs of payments and their debts, and judge them, up to one that must be done alone.

    Nothing is written, so that it can be done while another transaction writes.
    """
    ids = repository.reserve_attempts(unit, len(payments))
    lot = Lot(payments, _furs_of(unit, payments), ids)
    go_on(unit, res, lot)
    return lot


def go_on(unit: Unit, res: Resources, lot: Lot) -> None:
    """Judge what is not judged yet, as far as it only pays, and share its money out."""
    _judge(lot)
    _share(unit, res, lot)


def _judge(lot: Lot) -> None:
    """Judge payments in their order, as long as they only pay."""
    for payment in lot.payments[lot.judged :]:
        fur, odd = _judged(lot, payment)
        if odd is not None or fur is None:
            lot.outcomes.append(Outcome(payment, odd=odd, fur_id=fur.id if fur else None))
        elif _is_plain(fur):
            accept(lot, credit_of(payment, fur), plain=True)
        else:
            return
        lot.judged += 1


def _judged(lot: Lot, payment: BankPayment) -> tuple[FoundFur | None, Odd | None]:
    fur = lot.furs.get(payment.money.reference)
    return fur, judge(payment.money, _facts(lot, payment, fur))


def _furs_of(unit: Unit, payments: Sequence[BankPayment]) -> dict[str, FoundFur]:
    return repository.furs_by_reference(unit, {each.money.reference for each in payments})


def _facts(lot: Lot, payment: BankPayment, fur: FoundFur | None) -> FurFacts | None:
    if fur is None:
        return None
    settled = fur.declaration_id is not None and fur.declaration_id in lot.settled
    return fur.facts(payment.file_id, settled=settled, credited=fur.id in lot.credited)


def _is_plain(fur: FoundFur) -> bool:
    """Whether its payment may be written together with others."""
    return fur.plain


def accept(lot: Lot, found: Credit, *, plain: bool = False) -> None:
    """Note that a payment is credited; `plain` has it written together with others."""
    lot.outcomes.append(Outcome(found.payment, attempt=found.attempt, fur_id=found.fur.id))
    lot.credits.append(found)
    lot.credited.add(found.fur.id)
    if found.fur.declaration_id is not None:
        lot.settled.add(found.fur.declaration_id)
    if plain:
        lot.plain.append(found)


def _share(unit: Unit, res: Resources, lot: Lot) -> None:
    """Share out the money of what only pays, by its value day."""
    waiting, lot.plain = lot.plain, []
    for value_day in sorted({each.payment.money.collected_on for each in waiting}):
        of_day = [each for each in waiting if each.payment.money.collected_on == value_day]
        try:
            furs = [_plain(each.fur, each.payment.channel) for each in of_day]
            lot.shared.append(share_all(unit, res, furs, value_day))
        except NotInTheBooks:  # filed before there were books
            lot.unbooked += of_day


def _plain(fur: FoundFur, channel: str) -> PlainFur:
    return PlainFur(
        id=fur.id,
        number=fur.number,
        operator_id=fur.operator_id,
        declaration_id=fur.declaration_id or 0,
        declaration=fur.declaration,
        total=fur.total,
        interest=fur.interest,
        penalty=fur.penalty,
        payment_day=fur.payment_day,
        channel=channel,
    )
