"""Credit what banks collected: one payment that a person typed, or a lot of a file, the same way.

Each payment is judged in the order in which it came. Those that only pay a filed FUR are written
together; one that files a paper form, or pays in the place of another FUR, is done by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ser_app.base import audit
from ser_app.base.behind import writing_behind
from ser_app.base.database import Unit
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources
from ser_app.declarations.states import Channel
from ser_app.furs import settlement
from ser_app.furs.settling_many import PlainFur, Posted, mark_all_paid, post_all
from ser_app.furs.states import FurState
from ser_app.ledger.posting import NotInTheBooks
from ser_app.payments.collecting import repository
from ser_app.payments.collecting.judging import FurFacts, Odd, judge
from ser_app.payments.collecting.money import (
    BankPayment,
    Credit,
    FoundFur,
    Outcome,
    attempt_row,
    credit_of,
)
from ser_app.payments.recording import step_row, trail_of
from ser_app.payments.starting import describe
from ser_app.payments.transitions import AttemptEvent, AttemptState


@dataclass(slots=True)
class _Lot:
    """Payments of one transaction: what is known of their FURs, and what waits to be written."""

    furs: dict[str, FoundFur]
    ids: Sequence[int]
    outcomes: list[Outcome] = field(default_factory=list)
    plain: list[Credit] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    settled: set[int] = field(default_factory=set)
    credited: set[int] = field(default_factory=set)


def credit(
    unit: Unit,
    res: Resources,
    payments: Sequence[BankPayment],
    *,
    author: audit.Author | None,
    source: str,
) -> list[Outcome]:
    """Credit what fits, and say of the rest why a person must look at it.

    Args:
        unit: The caller's transaction.
        res: Resources.
        payments: In the order of the file.
        author: Who loaded or typed them.
        source: The door, for the audit trail.

    Returns:
        An outcome for each payment, in their order.
    """
    lot = _Lot(_furs_of(unit, payments), repository.reserve_attempts(unit, len(payments)))
    for payment in payments:
        fur = lot.furs.get(payment.money.reference)
        odd = judge(payment.money, _facts(lot, payment, fur))
        if fur is None or odd is not None:
            lot.outcomes.append(Outcome(payment, odd=odd, fur_id=fur.id if fur else None))
        elif _is_plain(fur):
            _accept(lot, credit_of(payment, fur), plain=True)
        else:
            _alone(unit, res, lot, payment, fur)
    with writing_behind(unit):
        posted = _post_plain(unit, res, lot)
        _write_attempts(unit, res, lot, author, source)
    _mark_plain(unit, posted)
    return lot.outcomes


def _furs_of(unit: Unit, payments: Sequence[BankPayment]) -> dict[str, FoundFur]:
    return repository.furs_by_reference(unit, {each.money.reference for each in payments})


def _facts(lot: _Lot, payment: BankPayment, fur: FoundFur | None) -> FurFacts | None:
    if fur is None:
        return None
    settled = fur.declaration_id is not None and fur.declaration_id in lot.settled
    return fur.facts(payment.file_id, settled=settled, credited=fur.id in lot.credited)


def _is_plain(fur: FoundFur) -> bool:
    """Whether its payment may be written together with others."""
    return fur.plain


def _accept(lot: _Lot, found: Credit, *, plain: bool = False) -> None:
    lot.outcomes.append(Outcome(found.payment, attempt=found.attempt, fur_id=found.fur.id))
    lot.credits.append(found)
    lot.credited.add(found.fur.id)
    if found.fur.declaration_id is not None:
        lot.settled.add(found.fur.declaration_id)
    if plain:
        lot.plain.append(found)


def _alone(unit: Unit, res: Resources, lot: _Lot, payment: BankPayment, fur: FoundFur) -> None:
    """Credit a payment that does more than pay; what waits is written before, in its order."""
    _mark_plain(unit, _post_plain(unit, res, lot))
    try:
        with unit.savepoint():
            _settle(unit, res, fur, payment.money.collected_on)
    except SerError as error:
        odd = Odd.ALREADY_PAID if error.code == "already_paid" else Odd.NOT_ACCEPTED
        outcome = Outcome(payment, odd=odd, fur_id=fur.id, refusal=error)
        lot.outcomes.append(outcome)
        return
    _accept(lot, credit_of(payment, fur))
    if fur.reaches_others:
        lot.furs = repository.furs_by_reference(unit, list(lot.furs))


def _settle(unit: Unit, res: Resources, found: FoundFur, collected_on: date) -> None:
    fur = settlement.fur_by_id(unit, found.id)
    if found.channel is Channel.PAPER and found.state is FurState.ISSUED:
        settlement.collect_on_paper(unit, res, fur, collected_on)
    else:
        settlement.mark_paid(unit, res, fur, collected_on)


def _post_plain(unit: Unit, res: Resources, lot: _Lot) -> list[Posted]:
    """Enter what waits in the books; what is filed since there are books is marked later."""
    waiting, lot.plain = lot.plain, []
    posted = []
    for value_day in sorted({each.payment.money.collected_on for each in waiting}):
        furs = [
            _plain(each.fur) for each in waiting if each.payment.money.collected_on == value_day
        ]
        try:
            posted.append(post_all(unit, res, furs, value_day))
        except NotInTheBooks:  # filed before there were books: each is entered as it is paid
            for fur in furs:
                settlement.mark_paid(unit, res, settlement.fur_by_id(unit, fur.id), value_day)
    return posted


def _mark_plain(unit: Unit, posted: Sequence[Posted]) -> None:
    for each in posted:
        mark_all_paid(unit, each)


def _plain(fur: FoundFur) -> PlainFur:
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
    )


def _write_attempts(
    unit: Unit,
    res: Resources,
    lot: _Lot,
    author: audit.Author | None,
    source: str,
) -> None:
    now, today = res.clock.now(), res.clock.today()
    attempts, steps, trail = [], [], []
    for attempt_id, each in zip(lot.ids, lot.credits, strict=False):
        words = describe(each.fur.regime, each.fur.period, each.fur.number)
        author_id = author.user_id if author else None
        attempts.append(attempt_row(each, attempt_id, words, now, today, author_id))
        steps.append(step_row(attempt_id, AttemptState.CREATED, AttemptEvent.COLLECTED, now))
        told = trail_of(each.walked, AttemptEvent.COLLECTED, facts=each.facts)
        trail.append(audit.event(at=now, author=author, source=source, **told))
    repository.add_attempts(unit, attempts, steps)
    audit.record_all(unit, trail)
