"""Use cases of the declarations room, one module for each job a person comes for."""

from ser_app.declarations.service.choosing import (
    ExpedienteChoice,
    PeriodChoice,
    expediente_choices,
    period_choices,
    start_draft,
)
from ser_app.declarations.service.consulting import (
    PAGE_SIZE,
    DeclarationsPage,
    Listed,
    Summary,
    declarations_along,
    declarations_page,
    filed_summary,
    summary,
)
from ser_app.declarations.service.correcting import start_correction
from ser_app.declarations.service.drafting import (
    Opened,
    Saved,
    discard_draft,
    open_draft,
    save_draft,
)
from ser_app.declarations.service.together import (
    Change,
    Entry,
    is_simple,
    keep_together,
    of_period,
    open_periods_of,
)

__all__ = [
    "PAGE_SIZE",
    "Change",
    "DeclarationsPage",
    "Entry",
    "ExpedienteChoice",
    "Listed",
    "Opened",
    "PeriodChoice",
    "Saved",
    "Summary",
    "declarations_along",
    "declarations_page",
    "discard_draft",
    "expediente_choices",
    "filed_summary",
    "is_simple",
    "keep_together",
    "of_period",
    "open_draft",
    "open_periods_of",
    "period_choices",
    "save_draft",
    "start_correction",
    "start_draft",
    "summary",
]
