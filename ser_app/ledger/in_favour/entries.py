"""The journals of a refund. Pure.

The amount leaves `in_favour` when it is asked, so that one account, read under one lock, says what
may still be spent; it waits in `refund_payable`, and from there goes to the bank or comes back.
"""

from datetime import date

from ser_app.ledger.in_favour.models import Refund
from ser_app.ledger.in_favour.texts import (
    asked_words,
    paid_words,
    rejected_words,
    withdrawn_words,
)
from ser_app.ledger.journal import Account, Concept, Journal, Kind, Line, against


def set_aside(refund: Refund, today: date) -> Journal:
    """The balance that was asked back waits apart."""
    lines = against(Account.IN_FAVOUR, Account.REFUND_PAYABLE, {Concept.LEVY: refund.amount}, None)
    source, words = f"refund:{refund.public_id}", asked_words(refund.number)
    return _journal(refund, source, today, today, words, lines)


def freed(refund: Refund, today: date) -> Journal:
    """A refund was rejected: the balance is in favour again."""
    lines = against(Account.REFUND_PAYABLE, Account.IN_FAVOUR, {Concept.LEVY: refund.amount}, None)
    source, words = f"refund_rejected:{refund.public_id}", rejected_words(refund.number)
    return _journal(refund, source, today, today, words, lines)


def taken_back(refund: Refund, today: date) -> Journal:
    """Its operator withdrew a refund: the balance is in favour again."""
    lines = against(Account.REFUND_PAYABLE, Account.IN_FAVOUR, {Concept.LEVY: refund.amount}, None)
    source, words = f"refund_withdrawn:{refund.public_id}", withdrawn_words(refund.number)
    return _journal(refund, source, today, today, words, lines)


def given_back(refund: Refund, paid_on: date, today: date) -> Journal:
    """The money left the bank on a day, which is the day from which it counts."""
    lines = against(Account.REFUND_PAYABLE, Account.COLLECTED, {Concept.LEVY: refund.amount}, None)
    source, words = f"refund_paid:{refund.public_id}", paid_words(refund.number)
    return _journal(refund, source, paid_on, today, words, lines)


def _journal(
    refund: Refund, source: str, value_day: date, today: date, words: str, lines: list[Line]
) -> Journal:
    return Journal(
        source=source,
        kind=Kind.REFUND,
        operator_id=refund.operator_id,
        posted_on=today,
        value_day=value_day,
        description=words,
        lines=lines,
    )
