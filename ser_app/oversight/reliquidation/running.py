"""Work off approved moves of due days: each filing in a transaction of its own.

Dying half way loses nothing: what is done has its record, and the rest is found again. A filing
that is being paid waits, and is done when its payment ends.
"""

import logging
from datetime import date, timedelta
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.jobs.job import Job
from ser_app.base.resources import Resources, with_current_rules
from ser_app.declarations.reliquidation import repository as results
from ser_app.declarations.reliquidation.affected import Act, affected, moved_periods
from ser_app.declarations.reliquidation.models import ReliquidationRun
from ser_app.furs.reliquidating import Waits, reliquidate_filing
from ser_app.oversight.reliquidation import repository
from ser_app.oversight.reliquidation.acts import act_of

_log = logging.getLogger(__name__)
_SETTLES: Final = timedelta(minutes=2)
"""So long after an approval another process may still file by the rules before it."""


def work_off(res: Resources) -> int:
    """Do what approved acts ask for, as far as it can be done now.

    Args:
        res: The installation; the rules are read anew.

    Returns:
        How many filings were liquidated again.
    """
    with res.database.unit() as unit:
        for proposal in repository.without_run(unit):
            repository.add_run(unit, proposal.public_id, proposal.decided_at or res.clock.now())
        runs = results.open_runs(unit)
    if not runs:
        return 0
    current = with_current_rules(res)
    return sum(_work_off(current, run) for run in runs)


def _work_off(res: Resources, run: ReliquidationRun) -> int:
    with res.database.unit() as unit:
        act = act_of(repository.proposal_of(unit, run.exception))
        periods = moved_periods(unit, act, res.rules)
        _move_open(unit, periods)
    with res.database.reading() as unit:
        waiting = [
            (declaration.id or 0, periods[declaration.regime, declaration.period])
            for declaration in affected(unit, periods)
            if not results.done(unit, declaration, act.key)
        ]
    count, left = 0, 0
    for declaration_id, due_on in waiting:
        did = _one(res, declaration_id, act, due_on)
        count += did
        left += not did
    if not left and res.clock.now() - run.decided_at > _SETTLES:
        _finish(res, run)
    return count


def _one(res: Resources, declaration_id: int, act: Act, due_on: date) -> bool:
    """Liquidate one filing again; whether nothing is left to do of it."""
    try:
        with res.database.unit() as unit:
            found = reliquidate_filing(unit, res, declaration_id, act, due_on)
    except Exception:  # noqa: BLE001  one filing's fault must not stop the others
        _log.exception("Filing %s could not be liquidated again; it is tried later", declaration_id)
        return False
    return not isinstance(found, Waits)


def _move_open(unit: Unit, periods: dict[tuple[str, str], date]) -> None:
    """Let drafts and prepared declarations show the moved day."""
    if not periods:
        return
    for declaration in results.open_of(unit, list(periods)):
        due_on = periods[declaration.regime, declaration.period]
        if declaration.due_on != due_on:
            declaration.due_on = due_on
            unit.session.add(declaration)
    unit.flush()


def _finish(res: Resources, run: ReliquidationRun) -> None:
    with res.database.unit() as unit:
        found = results.run_of(unit, run.exception)
        if found is not None:
            found.finished_at = res.clock.now()
            unit.session.add(found)


RELIQUIDATION_JOB: Final = Job(
    name="filings.reliquidate",
    words="Liquidar de nuevo cuando se traslada un vencimiento",
    every=timedelta(seconds=15),
    work=work_off,
)
