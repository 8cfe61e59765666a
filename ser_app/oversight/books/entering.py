"""Enter what was filed and paid before there were books; once more changes nothing."""

from ser_app.base.resources import Resources
from ser_app.declarations import booking
from ser_app.declarations.models import Declaration
from ser_app.furs import settlement
from ser_app.furs.models import Fur
from ser_app.oversight.books import repository


def enter_missing(res: Resources) -> None:
    """Enter all filings and payments that the books lack, each in the order of its day.

    It is done at every start: an installation that was filled before there were books is served
    with complete ones, all of it in one transaction.
    """
    with res.database.unit() as unit:
        filings = {each.id: each for each in repository.filed_declarations(unit)}
        steps: list[Declaration | Fur] = [*filings.values(), *repository.paid_furs(unit)]
        channels = repository.unbooked_channels(unit)
        for step in sorted(steps, key=_moment):
            if isinstance(step, Declaration):
                booking.enter(unit, res, step)
            else:
                channel = channels.get(step.id or 0, "")
                settlement.enter_payment(unit, res, step, channel=channel)


def _moment(step: Declaration | Fur) -> tuple[str, int]:
    """A filing of a day comes before the payments of that day."""
    if isinstance(step, Declaration):
        return str(step.filed_on), 0
    return str(step.paid_on), 1
