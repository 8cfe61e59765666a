"""A contingency of the demonstration: the service fell on a due day, and the Ministry moved it."""

from datetime import datetime, timedelta
from typing import Final

from ser_app.base.clock import BOGOTA
from ser_app.base.resources import with_current_rules
from ser_app.law.due_days import find_due_day
from ser_app.law.periods import Period, Regime
from ser_app.oversight.demo.stage import Stage
from ser_app.oversight.demo.stops import FALLEN_PERIOD, FALLEN_STOP
from ser_app.oversight.demo.stories import Story
from ser_app.oversight.parameters import deciding, proposing
from ser_app.oversight.parameters.proposing import Source
from ser_app.oversight.reliquidation.running import work_off

_NORM: Final = "Resolución 00412 de 2026 (de demostración)"
_DAYS: Final = 8


def contingency(stage: Stage) -> Story:
    """Tesorería proposes it, an administrator approves, and what was filed is liquidated again."""
    due_on = find_due_day(Regime.PRST, Period.parse(FALLEN_PERIOD), stage.res.rules).day
    begin = datetime(due_on.year, due_on.month, due_on.day, 9, 10, tzinfo=BOGOTA)
    yield begin + timedelta(days=_DAYS + 5)
    proposal = proposing.propose_due_day(
        stage.res,
        stage.actors["tesoreria@demo.ser"],
        regimes=[Regime.PRST],
        first=due_on.isoformat(),
        last=due_on.isoformat(),
        new=(due_on + timedelta(days=_DAYS)).isoformat(),
        kind="contingency",
        reason="el sistema no atendió la noche del vencimiento",
        source=Source(norm=_NORM),
        stop=str(FALLEN_STOP),
    )
    yield begin + timedelta(days=_DAYS + 6)
    deciding.approve(stage.res, stage.actors["admin@demo.ser"], proposal)
    stage.res = with_current_rules(stage.res)  # who files from now on has the moved day
    work_off(stage.res)
