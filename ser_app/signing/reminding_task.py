"""The job that reminds signers before a due day."""

from datetime import timedelta
from typing import Final

from ser_app.base.jobs.job import Job
from ser_app.signing.reminding import remind_before_due

REMINDING_JOB: Final = Job(
    name="signing.remind",
    words="Recordar a quien le falta firmar",
    every=timedelta(hours=1),
    work=remind_before_due,
)
