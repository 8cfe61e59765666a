"""The job that tells people of due days."""

from datetime import timedelta
from typing import Final

from ser_app.base.jobs.job import Job
from ser_app.oversight.calendar.reminding import send_reminders

CALENDAR_JOB: Final = Job(
    name="calendar.remind",
    words="Recordar los vencimientos",
    every=timedelta(hours=1),
    work=send_reminders,
)
