"""The pages of this room, for the assembler."""

from typing import Final

from ser_app.oversight.accounting.page import PAGE as ACCOUNTING
from ser_app.oversight.alerts.page import PAGE as ALERTS
from ser_app.oversight.calendar.page import PAGE as CALENDAR
from ser_app.oversight.closing.page import PAGE as CLOSING
from ser_app.oversight.help.page import PAGE as HELP
from ser_app.oversight.jobs.page import PAGE as JOBS
from ser_app.oversight.pages import dashboard, home
from ser_app.oversight.parameters.page import PAGE as PARAMETERS
from ser_app.oversight.reliquidation.page import PAGE as RELIQUIDATIONS
from ser_app.oversight.stops.page import PAGE as STOPS
from ser_app.oversight.trail.page import PAGE as TRAIL
from ser_app.web.page import Page

PAGES: Final[list[Page]] = [
    home.PAGE,
    CALENDAR,
    dashboard.PAGE,
    dashboard.ROWS_PAGE,
    ALERTS,
    TRAIL,
    PARAMETERS,
    STOPS,
    JOBS,
    RELIQUIDATIONS,
    CLOSING,
    ACCOUNTING,
    HELP,
]
