"""Credit what banks collected: one payment that a person typed, or a lot of a file, the same way.

Each payment is judged in the order in which it came. Those that only pay a filed FUR are written
together; one that files a paper form, or pays in the place of another FUR, is done by itself.
"""

from collections.abc import Mapping, Sequence

from ser_app.base import audit
from ser_app.base.behind import writing_behind
from ser_app.base.database import Unit
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources
from ser_app.declarations.states import Channel
from ser_app.furs import settlement
from ser_app.furs.debts.repository import debts_by_fur
from ser_app.furs.settling_many import Posted, mark_all_paid, post_all
from ser_app.furs.states import FurState
from ser_app.payments.collecting import repository
from ser_app.payments.collecting.judging import Odd
from ser_app.payments.collecting.lots import Lot, accept, go_on, read_lot
from ser_app.payments.collecting.money import (
    BankPayment,
    FoundFur,
    Outcome,
    attempt_row,
    credit_of,
)
from ser_app.payments.recording import step_row, trail_of
from ser_app.payments.starting import describe, describe_debts
from ser_app.payments.transitions import AttemptEvent, AttemptState


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
    return write_lot(unit, res, read_lot(unit, res, payments), author=author, source=source)


def write_lot(
    unit: Unit, res: Resources, lot: Lot, *, author: audit.Author | None, source: str
) -> list[Outcome]:
    """Credit a lot in the transaction in which it was read; as `credit` says."""
    while lot.judged < len(lot.payments):
        _mark_plain(unit, _post_plain(unit, res, lot))
        _alone(unit, res, lot)
        go_on(unit, res, lot)
    words = _words(unit, lot)
    with writing_behind(unit):
        posted = _post_plain(unit, res, lot)
        _write_attempts(unit, res, lot, words, author, source)
    _mark_plain(unit, posted)
    return lot.outcomes


def _alone(unit: Unit, res: Resources, lot: Lot) -> None:
    """Credit the next payment, which does more than pay; what came before it is written."""
    payment = lot.payments[lot.judged]
    fur = lot.furs[payment.money.reference]
    lot.judged += 1
    try:
        with unit.savepoint():
            _settle(unit, res, fur, payment)
    except SerError as error:
        odd = Odd.ALREADY_PAID if error.code == "already_paid" else Odd.NOT_ACCEPTED
        outcome = Outcome(payment, odd=odd, fur_id=fur.id, refusal=error)
        lot.outcomes.append(outcome)
        return
    accept(lot, credit_of(payment, fur))
    if fur.reaches_others:
        lot.furs = repository.furs_by_reference(unit, list(lot.furs))


def _settle(unit: Unit, res: Resources, found: FoundFur, payment: BankPayment) -> None:
    collected_on = payment.money.collected_on
    fur = settlement.fur_by_id(unit, found.id)
    if found.channel is Channel.PAPER and found.state is FurState.ISSUED:
        settlement.collect_on_paper(unit, res, fur, collected_on)
    else:
        settlement.mark_paid(unit, res, fur, collected_on, channel=payment.channel)


def _post_plain(unit: Unit, res: Resources, lot: Lot) -> list[Posted]:
    """Enter in the books what is shared out; it is marked later."""
    shared, lot.shared = lot.shared, []
    unbooked, lot.unbooked = lot.unbooked, []
    posted = [post_all(unit, res, each) for each in shared]
    for each in unbooked:  # entered as it is paid
        fur = settlement.fur_by_id(unit, each.fur.id)
        paid = each.payment
        settlement.mark_paid(unit, res, fur, paid.money.collected_on, channel=paid.channel)
    return posted


def _mark_plain(unit: Unit, posted: Sequence[Posted]) -> None:
    for each in posted:
        mark_all_paid(unit, each)


def _words(unit: Unit, lot: Lot) -> dict[int, str]:
    """What is paid with each FUR of the lot, by its id."""
    furs = [each.fur for each in lot.credits]
    of_debts = [each.id for each in furs if each.declaration_id is None]
    debts = debts_by_fur(unit, of_debts)
    return {
        each.id: describe(each.regime, each.period, each.number)
        if each.declaration_id is not None
        else describe_debts(debts.get(each.id, ()), each.number)
        for each in furs
    }


def _write_attempts(
    unit: Unit,
    res: Resources,
    lot: Lot,
    words: Mapping[int, str],
    author: audit.Author | None,
    source: str,
) -> None:
    now, today = res.clock.now(), res.clock.today()
    attempts, steps, trail = [], [], []
    for attempt_id, each in zip(lot.ids, lot.credits, strict=False):
        author_id = author.user_id if author else None
        attempts.append(attempt_row(each, attempt_id, words[each.fur.id], now, today, author_id))
        steps.append(step_row(attempt_id, AttemptState.CREATED, AttemptEvent.COLLECTED, now))
        told = trail_of(each.walked, AttemptEvent.COLLECTED, facts=each.facts)
        trail.append(audit.event(at=now, author=author, source=source, **told))
    repository.add_attempts(unit, attempts, steps)
    audit.record_all(unit, trail)
