"""The job that posts accepted files, those that a stopped process left half posted included."""

from datetime import timedelta
from typing import Final

from ser_app.base.jobs.job import Job
from ser_app.base.resources import Resources
from ser_app.payments.bank_files.posting import post_unfinished

_PAUSE: Final = 0.02
"""Seconds between two parts, in which a person's own write gets its turn on SQLite."""


def post_waiting(res: Resources) -> int:
    """Post what waits; gives how many files."""
    return post_unfinished(res, pause=_PAUSE)


POSTING_JOB: Final = Job(
    name="bank_files.post",
    words="Asentar los archivos de los bancos",
    every=timedelta(seconds=1),
    work=post_waiting,
)
