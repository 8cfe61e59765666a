"""What is done to a FUR, in the audit trail."""

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.furs.models import Fur


def record(
    unit: Unit,
    res: Resources,
    author: audit.Author | None,
    fur: Fur,
    action: str,
    **detail: str,
) -> None:
    """Write what was done to a FUR into the audit trail, with its amount and day."""
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"fur:{fur.number}",
        action=action,
        author=author,
        operator_id=fur.operator_id,
        detail={
            "total": fur.total,
            "payment_day": fur.payment_day.isoformat(),
            "reference": fur.reference,
            **detail,
        },
        of=fur,
    )
