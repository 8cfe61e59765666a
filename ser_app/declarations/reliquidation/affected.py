"""Which declarations an act that moves due days reaches."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.base.database import Unit
from ser_app.declarations.models import Declaration
from ser_app.declarations.reliquidation import repository
from ser_app.declarations.reliquidation.models import moved_day
from ser_app.law.due_days import find_due_day
from ser_app.law.errors import LawError
from ser_app.law.parameters import DueException, RuleBook
from ser_app.law.periods import Period, Regime

_CHUNK: Final = 200


@dataclass(frozen=True, slots=True)
class Act:
    """An approved (or proposed) move of due days.

    Attributes:
        key: Public id of its proposal.
        exception: What it says.
    """

    key: str
    exception: DueException


def moved_periods(unit: Unit, act: Act, rules: RuleBook) -> dict[tuple[str, str], date]:
    """The periods with declarations that the act reaches, with their moved due day.

    Where a later act reaches the same period, that one holds and not this.

    Args:
        unit: The open transaction.
        act: The act.
        rules: The rules with the act in force.
    """
    found = {}
    regimes = [regime.value for regime in act.exception.regimes]
    for regime, period in repository.periods_filed(unit, regimes):
        try:
            due = find_due_day(Regime(regime), Period.parse(period), rules)
        except LawError:
            continue
        if due.exception == act.exception:
            found[regime, period] = due.day
    return found


def affected(unit: Unit, periods: dict[tuple[str, str], date]) -> Iterator[Declaration]:
    """Filings whose due day lies before the moved one, oldest first, in chunks.

    An act that sets an *earlier* day takes nothing back of what was filed in good faith.
    """
    last = 0
    while periods:
        found = repository.filings_of(unit, list(periods), last, _CHUNK)
        for declaration in found:
            if present_due_day(unit, declaration) < periods[declaration.regime, declaration.period]:
                yield declaration
        if len(found) < _CHUNK:
            return
        last = found[-1].id or 0


def present_due_day(unit: Unit, declaration: Declaration) -> date:
    """The due day of a filing with what re-liquidations have moved."""
    return moved_day(declaration.due_on, repository.of_declaration(unit, declaration))
