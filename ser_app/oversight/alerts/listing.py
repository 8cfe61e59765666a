"""The list of alerts, for who supervises: what was filed with one, or what nobody filed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.alerts.keeping import flag_of
from ser_app.declarations.alerts.models import AlertNote
from ser_app.declarations.models import Declaration
from ser_app.declarations.repository import filed_periods, prepared_periods
from ser_app.declarations.service.choosing import open_periods
from ser_app.law.alerts import Flag, Late, missing_flag
from ser_app.law.liquidation import due_day
from ser_app.law.periods import Regime
from ser_app.oversight.alerts import repository
from ser_app.oversight.alerts.filters import AlertsFilter
from ser_app.people.actor import Actor
from ser_app.people.models import Expediente, Operator
from ser_app.people.permissions import Permission

PAGE_SIZE: Final = 20
"""Rows of a page: each tells its rule and figures."""


@dataclass(frozen=True, slots=True)
class Row:
    """A flag, whose it is, and what the operator says.

    Attributes:
        declaration: The filing; None where nobody filed.
        notes: The operator's notes, the oldest first.
    """

    flag: Flag
    operator: Operator
    expediente: Expediente
    declaration: Declaration | None = None
    notes: tuple[AlertNote, ...] = ()


@dataclass(frozen=True, slots=True)
class AlertsPage:
    """A page of the list.

    Attributes:
        number: Which, from 1; beyond the last one the last.
        count: Rows in all pages.
    """

    rows: tuple[Row, ...]
    number: int
    count: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return last_page(self.count)


def last_page(count: int) -> int:
    """Number of the last page."""
    return max(1, -(-count // PAGE_SIZE))


def alerts_page(res: Resources, actor: Actor, wanted: AlertsFilter) -> AlertsPage:
    """A page of the alerts that pass a filter.

    Raises:
        NotAllowed: The person does not supervise.
    """
    actor.require(Permission.ALERT_WATCH)
    with res.database.reading() as unit:
        if wanted.unfiled:
            found = list(unfiled_rows(unit, res, actor, wanted))
            number = min(wanted.page, last_page(len(found)))
            first = (number - 1) * PAGE_SIZE
            return AlertsPage(tuple(found[first : first + PAGE_SIZE]), number, len(found))
        count = repository.count_kept(unit, actor.scope, wanted)
        number = min(wanted.page, last_page(count))
        rows = kept_rows(unit, actor, wanted, offset=(number - 1) * PAGE_SIZE, limit=PAGE_SIZE)
    return AlertsPage(tuple(rows), number, count)


def kept_rows(
    unit: Unit, actor: Actor, wanted: AlertsFilter, *, offset: int, limit: int
) -> list[Row]:
    """Flags of what was filed, word for word as the operator had them."""
    found = repository.kept_page(unit, actor.scope, wanted, offset=offset, limit=limit)
    notes = repository.notes_by_declaration(unit, [each.declaration for each in found])
    return [
        Row(
            flag_of(each.alert),
            each.operator,
            each.expediente,
            each.declaration,
            tuple(notes[each.declaration.id or 0]),
        )
        for each in found
    ]


def unfiled_rows(unit: Unit, res: Resources, actor: Actor, wanted: AlertsFilter) -> Iterator[Row]:
    """Expedientes with periods that nobody filed until today; a note needs a filing."""
    if wanted.noted:
        return
    filed, waiting = filed_periods(unit, actor.scope), prepared_periods(unit, actor.scope)
    law_due_day, today = partial(due_day, rules=res.rules), res.clock.today()
    for expediente, operator in repository.permits(unit, actor.scope, wanted):
        regime = Regime(expediente.regime)
        late = [
            Late(law_due_day(regime, period), period, (expediente.id, period.text) in waiting)
            for period in open_periods(regime, expediente.valid_from, expediente.valid_to, today)
            if (expediente.id, period.text) not in filed and wanted.year in {0, period.year}
        ]
        flag = missing_flag(late, res.rules, today)
        if flag is not None:
            yield Row(flag, operator, expediente)
