"""The rows behind the tiles of the board that no other page lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.repository import filed_periods
from ser_app.declarations.unfiled import Obligation, unfiled
from ser_app.law.liquidation import due_day
from ser_app.law.periods import Period, Regime
from ser_app.oversight import repository
from ser_app.oversight.dashboard import SOON_DAYS, Age
from ser_app.oversight.filters import DashboardFilter
from ser_app.oversight.records import Settled
from ser_app.people.actor import Actor, Scope
from ser_app.people.permissions import Permission

PAGE_SIZE: Final = 50


class Kind(StrEnum):
    """Which rows; the value stands in the address."""

    OVERDUE = "vencidas"
    NOT_FILED = "sin-presentar"
    NOT_PAID = "sin-pagar"
    SOON = "por-vencer"
    ON_TIME = "a-tiempo"
    LATE = "tarde"


@dataclass(frozen=True, slots=True)
class Row:
    """A period of an expediente.

    Attributes:
        filed_on: Business day of the filing; None when nobody filed it.
        total: Pesos at the filing; None when nobody filed it.
        declaration: Public id; empty when nobody filed it.
    """

    operator: str
    expediente: str
    regime: Regime
    period: Period
    due_on: date
    filed_on: date | None = None
    total: int | None = None
    declaration: str = ""


@dataclass(frozen=True, slots=True)
class RowsPage:
    """A page of rows.

    Attributes:
        page: From 1; the last one when the page asked for is past the end.
        count: Rows in all pages.
        amount: Pesos of all pages, of what was filed.
    """

    rows: Sequence[Row]
    page: int
    count: int
    amount: int
    today: date

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.count // PAGE_SIZE))


def rows_page(
    res: Resources,
    actor: Actor,
    wanted: DashboardFilter,
    kind: Kind,
    page: int,
    age: Age | None = None,
) -> RowsPage:
    """The rows behind a figure of the board, the earliest due day first.

    Args:
        res: The installation.
        actor: Who asks.
        wanted: Year (of the filing, for what was filed) and regime.
        kind: Which rows.
        page: From 1.
        age: Only overdue rows of that age.

    Raises:
        NotAllowed: The actor may not see the board.
    """
    actor.require(Permission.DASHBOARD_VIEW)
    today, scope = res.clock.today(), actor.scope
    with res.database.reading() as unit:
        if kind in {Kind.ON_TIME, Kind.LATE}:
            found = _filed(unit, scope, wanted, late=kind is Kind.LATE)
        else:
            found = _owed(unit, res, scope, wanted.regime)
    found = [row for row in found if _wanted(row, kind, age, today)]
    found.sort(key=lambda row: (row.due_on, row.operator, row.expediente))
    last = max(1, -(-len(found) // PAGE_SIZE))
    shown = min(max(page, 1), last)
    return RowsPage(
        rows=found[(shown - 1) * PAGE_SIZE : shown * PAGE_SIZE],
        page=shown,
        count=len(found),
        amount=sum(row.total or 0 for row in found),
        today=today,
    )


def _wanted(row: Row, kind: Kind, age: Age | None, today: date) -> bool:
    if kind in {Kind.ON_TIME, Kind.LATE}:
        return True
    if kind is Kind.SOON:
        return _soon(row, today)
    of_kind = {
        Kind.OVERDUE: True,
        Kind.NOT_FILED: row.filed_on is None,
        Kind.NOT_PAID: row.filed_on is not None,
    }
    return row.due_on < today and of_kind[kind] and _of_age(row, age, today)


def _of_age(row: Row, age: Age | None, today: date) -> bool:
    return age is None or Age.of((today - row.due_on).days) is age


def _soon(row: Row, today: date) -> bool:
    """What was filed waits for its payment; what was not is looked at for `SOON_DAYS`."""
    end = date.max if row.declaration else today + timedelta(days=SOON_DAYS)
    return today <= row.due_on <= end


def _filed(unit: Unit, scope: Scope, wanted: DashboardFilter, *, late: bool) -> list[Row]:
    return [_settled(item) for item in repository.filed_in_year(unit, scope, wanted, late=late)]


def _owed(unit: Unit, res: Resources, scope: Scope, regime: Regime | None) -> list[Row]:
    missing = unfiled(
        repository.authorisations(unit, scope, regime),
        filed_periods(unit, scope),
        partial(due_day, rules=res.rules),
        today=res.clock.today(),
    )
    unpaid = repository.unpaid_rows(unit, scope, regime, res.clock.today())
    return [*map(_missing, missing), *map(_settled, unpaid)]


def _missing(item: Obligation) -> Row:
    permit = item.authorisation
    return Row(permit.operator, permit.number, permit.regime, item.period, item.due_on)


def _settled(item: Settled) -> Row:
    declaration = item.declaration
    return Row(
        operator=item.operator,
        expediente=item.expediente,
        regime=Regime(declaration.regime),
        period=Period.parse(declaration.period),
        due_on=declaration.due_on,
        filed_on=declaration.filed_on,
        total=declaration.total,
        declaration=declaration.public_id,
    )
