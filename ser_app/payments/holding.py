"""Money by PSE that cannot be credited: in the books as nobody's yet, and before Tesorería.

It is an exception like those of the banks' files, on the same desk and resolved in the same ways.
"""

from datetime import date

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.ledger.journal import Account, Concept, Journal, Kind, against
from ser_app.ledger.posting import post_all
from ser_app.payments.collecting.judging import CENTS, Odd
from ser_app.payments.models import PaymentAttempt
from ser_app.payments.reconciliation import repository
from ser_app.payments.reconciliation.models import BankException, ExceptionResolution
from ser_app.payments.reconciliation.texts import (
    GATEWAY,
    GATEWAY_GAVE_BACK,
    ODD_WORDS,
    given_back_words,
    unidentified_words,
)


def hold(
    unit: Unit,
    res: Resources,
    attempt: PaymentAttempt,
    odd: Odd,
    *,
    cents: int,
    value_day: date,
    source: str,
) -> BankException:
    """Keep money of an attempt for a person; whoever calls knows that it is not kept yet.

    Args:
        unit: The caller's transaction, which has locked the attempt.
        res: Resources.
        attempt: The payment by PSE that brought it.
        odd: Why it cannot be credited.
        cents: Hundredths of a peso; 0 where nobody knows how many pesos it is, below zero for
            money that left again.
        value_day: Day on which it counts.
        source: The door, for the audit trail.

    Returns:
        What was held.
    """
    known = repository.exceptions_of_attempt(unit, attempt.id or 0)
    row = BankException(
        public_id=public_id(),
        attempt_id=attempt.id,
        line=sum(each.kind == odd for each in known),
        kind=odd.value,
        reference=attempt.reference,
        cents=cents,
        amount=_whole(cents),
        fur_id=attempt.fur_id,
        value_day=value_day,
        found_at=res.clock.now(),
    )
    repository.add_exception(unit, row)
    if row.amount:
        post_all(unit, res, [_unidentified(res, attempt, row)])
    audit.record(
        unit,
        at=row.found_at,
        subject=f"bank_exception:{row.public_id}",
        action="bank_exception.found",
        author=None,
        source=source,
        operator_id=attempt.operator_id,
        detail={
            "payment": attempt.public_id,
            "kind": row.kind,
            "reference": row.reference,
            "cents": cents,
        },
        of=row,
    )
    return row


def give_back(unit: Unit, res: Resources, attempt: PaymentAttempt, *, source: str) -> int:
    """Note that the gateway gave held money back to its payer; what a person resolved stays.

    Returns:
        Whole pesos that a person had given to somebody before, and that are missing now.
    """
    missing = 0
    for row in repository.exceptions_of_attempt(unit, attempt.id or 0):
        if row.resolved_at is None:
            _close(unit, res, row, source)
        elif (done := repository.resolution_of(unit, row.id or 0)) and done.way != "bank":
            missing += row.amount
    return missing


def in_books(unit: Unit, attempt: PaymentAttempt) -> list[BankException]:
    """What was held of an attempt and did not leave again to its payer by the gateway's hand."""
    return [
        row
        for row in repository.exceptions_of_attempt(unit, attempt.id or 0)
        if not _went_back(unit, row)
    ]


def give_part_back(
    unit: Unit, res: Resources, attempt: PaymentAttempt, cents: int, *, source: str
) -> None:
    """Note that the gateway gave back one of several transactions: held money of just that size.

    What a person resolved stays, and so does what fits no exception exactly.
    """
    for row in in_books(unit, attempt):
        if row.resolved_at is None and row.cents == cents:
            _close(unit, res, row, source)
            return


def _went_back(unit: Unit, row: BankException) -> bool:
    done = repository.resolution_of(unit, row.id or 0) if row.resolved_at else None
    return done is not None and done.resolved_by_id is None


def _close(unit: Unit, res: Resources, row: BankException, source: str) -> None:
    now, today = res.clock.now(), res.clock.today()
    if row.amount:
        journal = Journal(
            source=f"identified:{row.public_id}",
            kind=Kind.IDENTIFIED,
            operator_id=None,
            posted_on=max(today, row.value_day),
            value_day=max(today, row.value_day),
            description=given_back_words(GATEWAY, row.reference),
            lines=against(
                Account.UNIDENTIFIED, Account.COLLECTED, {Concept.LEVY: row.amount}, None
            ),
            reason={"way": "bank", "why": GATEWAY_GAVE_BACK},
            channel="pse",
        )
        post_all(unit, res, [journal])
    row.resolved_at = now
    unit.session.add(row)
    repository.add_resolution(
        unit,
        ExceptionResolution(
            exception_id=row.id or 0,
            way="bank",
            reason=GATEWAY_GAVE_BACK,
            resolved_by=GATEWAY,
            at=now,
            on=today,
        ),
    )
    audit.record(
        unit,
        at=now,
        subject=f"bank_exception:{row.public_id}",
        action="bank_exception.resolved",
        author=None,
        source=source,
        detail={"kind": row.kind, "amount": row.amount, "way": "bank", "reason": GATEWAY_GAVE_BACK},
        of=row,
    )


def _unidentified(res: Resources, attempt: PaymentAttempt, row: BankException) -> Journal:
    return Journal(
        source=f"unidentified:{row.public_id}",
        kind=Kind.UNIDENTIFIED,
        operator_id=None,
        posted_on=max(res.clock.today(), row.value_day),
        value_day=row.value_day,
        description=unidentified_words(row.reference),
        lines=against(Account.COLLECTED, Account.UNIDENTIFIED, {Concept.LEVY: row.amount}, None),
        reason={"payment": attempt.public_id, "kind": row.kind, "why": ODD_WORDS[row.kind]},
        channel="pse",
    )


def _whole(cents: int) -> int:
    """Whole pesos, towards zero."""
    return cents // CENTS if cents >= 0 else -(-cents // CENTS)
