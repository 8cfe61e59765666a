"""What Tesorería records of a bank's collection over the counter."""

from datetime import date
from typing import Final

from ser_app.base.arrival import arrival, judged_at
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused, SerError
from ser_app.base.resources import Resources
from ser_app.furs import settlement
from ser_app.furs.models import Fur
from ser_app.furs.retiring import BEING_PAID, being_paid_beside
from ser_app.furs.sessions import joined
from ser_app.law.money import format_pesos
from ser_app.payments.collecting.crediting import credit
from ser_app.payments.collecting.judging import CENTS, Odd, Received
from ser_app.payments.collecting.money import BankPayment, Outcome
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
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day

_ALREADY: Final = frozenset({Odd.ALREADY_PAID, Odd.REPEATED})


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
        Unavailable: It corrects what is being paid by PSE and the gateway does not answer.
    """
    res = judged_at(res, arrival(res.clock))
    actor.require(Permission.COLLECTION_RECORD)
    if collected_on > res.clock.today():
        raise Refused("day_in_future", DAY_IN_FUTURE, field="collected_on")
    money = Received(reference.strip(), amount * CENTS, collected_on)
    payment = BankPayment(money=money, bank=bank.strip(), receipt=receipt.strip())
    try:
        return _credited(res, actor, payment)
    except Refused as refused:
        if refused.code != BEING_PAID:
            raise
    # A paper correction: what it corrects could still be paid by PSE. Everything else fits, so
    # its session is closed first, outside of any transaction; only the gateway's answer counts.
    _close_sessions(res, actor, money.reference)
    return _credited(res, actor, payment)


def _credited(res: Resources, actor: Actor, payment: BankPayment) -> str:
    with res.database.unit() as unit:
        [outcome] = credit(unit, res, [payment], author=actor, source="web")
        if outcome.odd is not None:
            raise _refusal(unit, outcome)
        return outcome.attempt


def _close_sessions(res: Resources, actor: Actor, reference: str) -> None:
    with res.database.reading() as unit:
        numbers = being_paid_beside(unit, reference)
    for number in numbers:
        joined().close(res, actor, number)


def _refusal(unit: Unit, outcome: Outcome) -> SerError:
    """Why nothing was recorded, beside the field that it belongs to."""
    if outcome.refusal is not None:
        return outcome.refusal
    if outcome.odd in _ALREADY:
        return Conflict("already_collected", BANK_ALREADY_COLLECTED, field="reference")
    if outcome.odd is Odd.PSE_UNDER_WAY:
        return Conflict("pse_under_way", PSE_UNDER_WAY, field="reference")
    if outcome.fur_id is None:
        return Refused("unknown_reference", UNKNOWN_REFERENCE, field="reference")
    fur = settlement.fur_by_id(unit, outcome.fur_id)
    return _unlike(fur, outcome.odd)


def _unlike(fur: Fur, odd: Odd | None) -> Refused:
    """In which of its data the money differs from the FUR."""
    code, text, field = {
        Odd.WRONG_AMOUNT: (
            "amount_differs",
            AMOUNT_DIFFERS.format(expected=format_pesos(fur.total)),
            "amount",
        ),
        Odd.BEFORE_ISSUE: (
            "day_before_issue",
            DAY_BEFORE_ISSUE.format(issued=day(fur.issued_on)),
            "collected_on",
        ),
        Odd.EXPIRED: (
            "day_after_fur",
            DAY_AFTER_FUR.format(payment_day=day(fur.payment_day)),
            "collected_on",
        ),
    }.get(odd or Odd.NOT_ACCEPTED, ("not_collectable", NOT_COLLECTABLE, "reference"))
    return Refused(code, text, field=field)
