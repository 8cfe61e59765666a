"""Due days that a norm or a declared contingency changed: dated data, not code."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ser_app.law.explanation import Citation, Provenance
from ser_app.law.periods import Period, Regime


class ExceptionKind(StrEnum):
    """Who changed the due day."""

    NORM = "norm"
    CONTINGENCY = "contingency"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueException:
    """A due day that was changed.

    Attributes:
        kind: By a norm, or by a contingency of the service that the Ministry declared.
        regimes: The regimes that it reaches.
        periods: The periods that it reaches; empty when it goes by due days.
        due_from: First due day reached, when it goes by due days.
        due_to: Last one.
        new_due_on: The day on which they are due instead.
        reason: Why, in Spanish, to be read after «porque».
        provenance: How sure we are.
        citation: The norm or act.
    """

    kind: ExceptionKind
    regimes: frozenset[Regime]
    periods: frozenset[Period] = frozenset()
    due_from: date | None = None
    due_to: date | None = None
    new_due_on: date
    reason: str
    provenance: Provenance
    citation: Citation

    def reaches(self, regime: Regime, period: Period, due_on: date) -> bool:
        """True when the due day of that period of that regime is changed by this."""
        if regime not in self.regimes:
            return False
        if self.due_from is None or self.due_to is None:
            return period in self.periods
        return self.due_from <= due_on <= self.due_to
