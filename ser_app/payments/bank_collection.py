"""What Tesorería records of a bank's collection over the counter."""

from datetime import date

from ser_app.base.arrival import arrival, judged_at
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, NotFound, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.declarations.states import Channel
from ser_app.furs import settlement
from ser_app.furs.models import Fur
from ser_app.furs.states import FurState
from ser_app.law.money import format_pesos
from ser_app.payments import repository
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.recording import walk
from ser_app.payments.starting import description_of
from ser_app.payments.texts import (
    AMOUNT_DIFFERS,
    BANK_ALREADY_COLLECTED,
    DAY_AFTER_FUR,
    DAY_BEFORE_ISSUE,
    DAY_IN_FUTURE,
    NOT_COLLECTABLE,
    PSE_UNDER_WAY,
    UNKNOWN_REFERENCE,
)
from ser_app.payments.transitions import AttemptEvent, AttemptState
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day


def record_collection(
    res: Resources,
    actor: Actor,
    *,
    reference: str,
    collected_on: date,
    amount: int,
    bank: str,
    receipt: str = "",
) -> str:
    """Record that a bank collected a FUR; a paper declaration is filed and paid by it.

    Args:
        res: Resources.
        actor: Somebody of Tesorería.
        reference: The FUR's payment reference, as in the bank's report.
        collected_on: The bank's collection day: the value day.
        amount: Whole pesos.
        bank: Name of the bank.
        receipt: The bank's number of the operation.

    Returns:
        Public id of the payment.

    Raises:
        NotAllowed: The person may not.
        Refused: Reference, amount or day do not fit the FUR.
        Conflict: It was recorded before, or a payment by PSE is under way.
    """
    res = judged_at(res, arrival(res.clock))
    actor.require(Permission.COLLECTION_RECORD)
    with res.database.unit() as unit:
        fur = _fur(unit, reference.strip())
        _check(res, unit, fur, collected_on, amount)
        attempt = repository.insert_attempt(
            unit, _attempt(res, actor, fur, collected_on, bank, receipt)
        )
        if fur.channel == Channel.PAPER:
            settlement.collect_on_paper(unit, res, fur, collected_on)
        else:
            settlement.mark_paid(unit, res, fur, collected_on)
        walk(
            unit,
            attempt,
            AttemptEvent.COLLECTED,
            at=res.clock.now(),
            author=actor,
            source="web",
            facts={"fur": fur.number, "bank": bank, "value_day": collected_on.isoformat()},
        )
        return attempt.public_id


def _fur(unit: Unit, reference: str) -> Fur:
    try:
        fur: Fur | None = settlement.fur_by_reference(unit, reference)
    except NotFound:
        fur = None
    if fur is None:
        raise Refused("unknown_reference", UNKNOWN_REFERENCE, field="reference")
    return fur


def _check(res: Resources, unit: Unit, fur: Fur, collected_on: date, amount: int) -> None:
    if fur.state == FurState.PAID:
        raise Conflict("already_collected", BANK_ALREADY_COLLECTED, field="reference")
    ready = FurState.ISSUED if fur.channel == Channel.PAPER else FurState.FILED
    if fur.state != ready:
        raise Refused("not_collectable", NOT_COLLECTABLE, field="reference")
    if amount != fur.total:
        text = AMOUNT_DIFFERS.format(expected=format_pesos(fur.total))
        raise Refused("amount_differs", text, field="amount")
    if collected_on > res.clock.today():
        raise Refused("day_in_future", DAY_IN_FUTURE, field="collected_on")
    if collected_on < fur.issued_on:
        text = DAY_BEFORE_ISSUE.format(issued=day(fur.issued_on))
        raise Refused("day_before_issue", text, field="collected_on")
    if collected_on > fur.payment_day:
        text = DAY_AFTER_FUR.format(payment_day=day(fur.payment_day))
        raise Refused("day_after_fur", text, field="collected_on")
    if repository.live_attempt_of(unit, fur.id or 0) is not None:
        raise Conflict("pse_under_way", PSE_UNDER_WAY, field="reference")


def _attempt(
    res: Resources, actor: Actor, fur: Fur, collected_on: date, bank: str, receipt: str
) -> PaymentAttempt:
    return PaymentAttempt(
        public_id=public_id(),
        fur_id=fur.id or 0,
        operator_id=fur.operator_id,
        channel="bank",
        state=AttemptState.CREATED,
        reference=fur.reference or "",
        amount=fur.total,
        description=description_of(fur),
        bank=bank.strip(),
        receipt=receipt.strip(),
        created_at=res.clock.now(),
        created_on=res.clock.today(),
        created_by_id=actor.user_id,
        value_day=collected_on,
    )
