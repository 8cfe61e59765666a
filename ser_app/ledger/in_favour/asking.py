"""Ask a balance in favour back: the amount is set aside at once."""

import re
from dataclasses import dataclass
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import NotAllowed, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.ledger import posting
from ser_app.ledger.in_favour import entries, repository
from ser_app.ledger.in_favour.models import Refund
from ser_app.ledger.in_favour.states import AccountType, RefundState
from ser_app.ledger.in_favour.texts import (
    FORM_LOST,
    NEEDS_ACCOUNT,
    NEEDS_ACCOUNT_TYPE,
    NEEDS_AMOUNT,
    NEEDS_BANK,
    NEEDS_REASON,
    above,
)
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.proof.recent import require_recent_proof

SERIES: Final = "DEV"
LONGEST: Final = 500
_LONGEST_BANK: Final = 80
_KEY: Final = re.compile(r"[0-9a-f]{24}")
_ACCOUNT: Final = re.compile(r"\d{6,20}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a form asks back.

    Attributes:
        key: What the form carries, from `base.tokens.public_id`: the same form asks once.
        amount: Whole pesos.
        account_type: An `AccountType`.
        account_number: Digits; blanks and hyphens do not matter.
    """

    key: str
    amount: int
    bank: str
    account_type: str
    account_number: str
    reason: str


def ask(res: Resources, actor: Actor, wanted: Wanted) -> str:
    """Ask for a refund of the own operator's balance; the same form again changes nothing.

    Returns:
        Its number, `DEV-2026-000012`.

    Raises:
        NotAllowed: The person may not ask.
        ProofNeeded: Identity was not proved within the last minutes.
        Refused: Something is missing, or it is more than there is; `field` names where.
    """
    actor.require(Permission.REFUND_ASK)
    require_recent_proof(res, actor)
    operator_id = actor.operator_id
    if operator_id is None:
        raise NotAllowed
    bank, account = wanted.bank.strip()[:_LONGEST_BANK], re.sub(r"[\s-]", "", wanted.account_number)
    _refuse_incomplete(wanted, bank, account)
    with res.database.unit() as unit:
        # Under the lock nobody else spends the balance, and the same form finds what it asked.
        available = repository.available(unit, operator_id, for_update=True)
        there = repository.refund_by_key(unit, actor.scope, wanted.key)
        if there is not None:
            return there.number
        if repository.key_taken(unit, wanted.key):
            raise Refused("form_lost", FORM_LOST)
        if wanted.amount > available:
            raise Refused("balance_too_small", above(available), field="monto")
        today = res.clock.today()
        refund = Refund(
            public_id=public_id(),
            number=repository.next_number(unit, SERIES, today.year),
            request_key=wanted.key,
            operator_id=operator_id,
            amount=wanted.amount,
            bank=bank,
            account_type=AccountType(wanted.account_type),
            account_number=account,
            reason=wanted.reason.strip()[:LONGEST],
            state=RefundState.REQUESTED,
            asked_on=today,
            asked_by_id=actor.user_id,
            asked_by=actor.name,
            asked_at=res.clock.now(),
        )
        repository.add_refund(unit, refund)
        posting.post(unit, res, entries.set_aside(refund, today))
        record(unit, res, actor, refund, "asked")
        return refund.number


def _refuse_incomplete(wanted: Wanted, bank: str, account: str) -> None:
    if not _KEY.fullmatch(wanted.key):
        raise Refused("form_lost", FORM_LOST)
    missing = (
        (wanted.amount <= 0, "amount_missing", NEEDS_AMOUNT, "monto"),
        (not bank, "bank_missing", NEEDS_BANK, "banco"),
        (wanted.account_type not in set(AccountType), "type_missing", NEEDS_ACCOUNT_TYPE, "tipo"),
        (not _ACCOUNT.fullmatch(account), "account_missing", NEEDS_ACCOUNT, "cuenta"),
        (not wanted.reason.strip(), "reason_missing", NEEDS_REASON, "motivo"),
    )
    for wrong, code, sentence, field in missing:
        if wrong:
            raise Refused(code, sentence, field=field)


def record(unit: Unit, res: Resources, actor: Actor, refund: Refund, what: str) -> None:
    """Tell the trail what happened to a refund; the account's number stays out of it."""
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"refund:{refund.public_id}",
        action=f"refund.{what}",
        author=actor,
        operator_id=refund.operator_id,
        detail={
            "number": refund.number,
            "amount": refund.amount,
            "bank": refund.bank,
            **({"reason": refund.rejected_because} if refund.rejected_because else {}),
            **({"transfer": refund.transfer} if refund.transfer else {}),
        },
        of=refund,
    )
