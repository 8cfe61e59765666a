"""The mails about the due day of the last quarter, and somebody who wants fewer of them."""

from datetime import UTC, datetime, time, timedelta
from typing import Final

from ser_app.base.clock import BOGOTA, bogota_day
from ser_app.law.liquidation import due_day
from ser_app.law.periods import Regime, quarter_of
from ser_app.oversight.calendar.preferences import choose
from ser_app.oversight.calendar.reminding import send_reminders
from ser_app.oversight.demo import cast
from ser_app.oversight.demo.stage import Stage
from ser_app.oversight.demo.stories import Story
from ser_app.people.permissions import Role

_MOMENTS: Final = (-10, -3, 0, 1, 31)
_EARLY: Final = time(6, 5)


def reminded(stage: Stage, now: datetime) -> Story:
    """What the job did on the days that mattered of the last due day."""
    last = quarter_of(bogota_day(now)).previous()
    due_on = due_day(Regime.PRST, last, stage.res.rules)
    for number, offset in enumerate(_MOMENTS):
        day = due_on + timedelta(days=offset)
        yield datetime.combine(day, _EARLY, BOGOTA).astimezone(UTC)
        if number == 0:
            representative = stage.actors[cast.ANDINA.person(Role.LEGAL_REPRESENTATIVE).email]
            choose(stage.res, representative, {"before:10", "later"}, none=False)
        send_reminders(stage.res)
