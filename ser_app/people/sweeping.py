"""Taking away what no longer matters: old counts, expired links, codes that never came."""

from datetime import timedelta
from typing import Final

from ser_app.base.answers.repository import forget_before as forget_answers_before
from ser_app.base.answers.service import KEPT
from ser_app.base.jobs.job import Job
from ser_app.base.resources import Resources
from ser_app.people.attempts import service as attempts
from ser_app.people.recovery.repository import forget_before
from ser_app.people.requests.repository import forget_unconfirmed
from ser_app.people.second_factor.repository import forget_expired

_LINKS_KEPT: Final = timedelta(days=1)


def sweep(res: Resources) -> None:
    """Do it once."""
    now = res.clock.now()
    with res.database.unit() as unit:
        attempts.forget_old(unit, now)
        forget_expired(unit, now)
        forget_before(unit, now - _LINKS_KEPT)
        forget_unconfirmed(unit, now)
        forget_answers_before(unit, now - KEPT)


SWEEPING_JOB: Final = Job(
    name="people.sweep",
    words="Quitar cuentas de intentos, enlaces y códigos vencidos",
    every=timedelta(minutes=10),
    work=sweep,
)
