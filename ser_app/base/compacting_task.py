"""Put the sums that PostgreSQL keeps together from time to time."""

from datetime import timedelta
from typing import Final

from ser_app.base.collection_sums import compact_collections
from ser_app.base.filing_sums import compact_filings
from ser_app.base.jobs.job import Job
from ser_app.base.resources import Resources
from ser_app.base.tallies import compact


def compact_sums(res: Resources) -> None:
    """Do it once; the sums are right without it, only longer."""
    compact(res.database)
    compact_collections(res.database)
    compact_filings(res.database)


COMPACTING_JOB: Final = Job(
    name="sums.compact",
    words="Juntar las sumas guardadas",
    every=timedelta(minutes=10),
    work=compact_sums,
)
