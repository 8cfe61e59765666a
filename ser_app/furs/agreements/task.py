"""The job that follows agreements."""

from datetime import timedelta
from typing import Final

from ser_app.base.jobs.job import Job
from ser_app.furs.agreements.following import work_once

AGREEMENTS_JOB: Final = Job(
    name="agreements.follow",
    words="Seguir los acuerdos de pago: FUR, recordatorios, cumplimiento y aceleración",
    every=timedelta(hours=1),
    work=work_once,
)
