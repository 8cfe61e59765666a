"""FURs in parts, for programs that read all of them."""

from ser_app.base.places import Stretch
from ser_app.base.resources import Resources
from ser_app.furs.finding import repository as finding
from ser_app.furs.finding.repository import FurRow
from ser_app.furs.states import ShownFurState, shown_state
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission


def furs_along(res: Resources, actor: Actor, part: Stretch) -> list[tuple[FurRow, ShownFurState]]:
    """Some of the FURs that the person may see, with the state that people see, newest first.

    Raises:
        NotAllowed: The person may not see FURs.
    """
    actor.require(Permission.FUR_VIEW)
    today = res.clock.today()
    with res.database.reading() as unit:
        rows = finding.furs_along(unit, actor.scope, part)
    return [
        (row, shown_state(row.fur, today, live_attempt=row.fur.payment_pending)) for row in rows
    ]
