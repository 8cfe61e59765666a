"""All jobs that the help tells."""

from typing import Final

from ser_app.oversight.help.anybody_texts import ANYBODY_JOBS
from ser_app.oversight.help.job import Job
from ser_app.oversight.help.ministry_texts import MINISTRY_JOBS
from ser_app.oversight.help.operator_texts import OPERATOR_JOBS

JOBS: Final[tuple[Job, ...]] = (*OPERATOR_JOBS, *ANYBODY_JOBS, *MINISTRY_JOBS)
"""In the order of the page."""
GROUPS: Final = (
    ("Para los operadores", OPERATOR_JOBS),
    ("Para cualquiera, y para programas", ANYBODY_JOBS),
    ("Para el Ministerio", MINISTRY_JOBS),
)
"""The jobs under the heading of who does them."""
