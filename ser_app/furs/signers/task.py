"""The job that sees to changes of signers when their day begins."""

from datetime import timedelta
from typing import Final

from ser_app.base.jobs.job import Job
from ser_app.furs.signers.reissuing import reissue_begun

SIGNERS_JOB: Final = Job(
    name="furs.signers",
    words="Expedir de nuevo los FUR cuando empieza a firmar otra persona",
    every=timedelta(minutes=5),
    work=reissue_begun,
)
