"""Write down when a filing reached the server, in the transaction in which it is filed."""

from datetime import timedelta

from ser_app.base.clock import business_instant, present_instant, shift_days
from ser_app.base.clock_source import read_clock
from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.models import Declaration
from ser_app.declarations.punctuality.margin import deadline, margin
from ser_app.declarations.punctuality.models import FilingInstant
from ser_app.declarations.states import Channel


def record_instant(unit: Unit, res: Resources, declaration: Declaration) -> None:
    """Keep the instant of a filing with its clock and its margin.

    Args:
        unit: The transaction of the filing.
        res: The clock stands at the arrival of the act (`ser_app.base.arrival.judged_at`).
        declaration: A declaration that was just filed.
    """
    if declaration.filed_on is None:
        return
    collected = declaration.channel == Channel.PAPER
    business_at = business_instant(res.clock)
    left = None if collected else margin(business_at, declaration.due_on)
    reading = read_clock(res.settings.clock_name, res.clock)
    unit.session.add(
        FilingInstant(
            declaration_id=declaration.id or 0,
            act="collection" if collected else "signature",
            reached_at=res.clock.now(),
            recorded_at=present_instant(res.clock),
            business_at=business_at,
            filed_on=declaration.filed_on,
            due_on=declaration.due_on,
            deadline_at=deadline(declaration.due_on),
            margin_us=None if left is None else left // timedelta(microseconds=1),
            shift_days=shift_days(res.clock),
            clock_name=reading.name,
            clock_synchronised=reading.synchronised,
            clock_offset_us=reading.offset_us,
            clock_error_us=reading.error_us,
        )
    )
    unit.flush()


def instant_of(unit: Unit, declaration: Declaration) -> FilingInstant | None:
    """The proof of a filing; None for one that is older than this record, or not filed."""
    return unit.session.get(FilingInstant, declaration.id)
