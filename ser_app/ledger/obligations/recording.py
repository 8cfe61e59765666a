"""What the audit trail keeps of a debt that is entered, by whichever way."""

from datetime import date

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.ledger.journal import ObligationKind
from ser_app.people.actor import Actor


def record_entered(
    unit: Unit,
    res: Resources,
    actor: Actor,
    key: str,
    *,
    operator_id: int,
    kind: ObligationKind,
    act: str,
    amount: int,
    due_on: date,
) -> None:
    """Record who entered a debt of some pesos, by which act and due on which day.

    It is found again by `key`, the public id of the debt's charge.
    """
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"obligation:{key}",
        action="obligation.entered",
        author=actor,
        operator_id=operator_id,
        detail={
            "kind": kind.value,
            "act": act,
            "amount": amount,
            "due_on": due_on.isoformat(),
        },
    )
