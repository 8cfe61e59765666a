"""The rows behind the figures of the board, fifty at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final, Self

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.unfiled import Obligation
from ser_app.ledger.ageing.prescription import BUCKETS
from ser_app.oversight.board import repository
from ser_app.oversight.board.filings import repository as filings
from ser_app.oversight.board.missing import missing_rows
from ser_app.oversight.board.records import (
    DebtRow,
    EntryRow,
    FiledRow,
    Found,
    PaymentRow,
)
from ser_app.oversight.board.repository import PAGE_SIZE
from ser_app.oversight.dashboard import is_soon
from ser_app.oversight.filters import (
    DashboardFilter,
    Span,
    month_span,
    page_number,
    within_span,
)
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

_MONTHS: Final = 12


class Kind(StrEnum):
    """Which rows; the value stands in the address."""

    COLLECTED = "recaudo"
    PENDING = "pendientes"
    FAILED = "fallidos"
    DEBTS = "cartera"
    SOON = "por-vencer"
    NOT_FILED = "sin-presentar"
    TO_FILE = "por-presentar"
    ON_TIME = "a-tiempo"
    LATE = "tarde"


HAPPENED: Final = frozenset({Kind.COLLECTED, Kind.FAILED, Kind.ON_TIME, Kind.LATE})
"""Rows of the time that is asked for; the others are the state of today."""
Row = EntryRow | PaymentRow | DebtRow | FiledRow | Obligation


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows, besides year, quarter and regime; what is left out narrows nothing.

    Attributes:
        month: 1 to 12, of what happened; 0 for all.
        concept: What was collected: a concept of the kept sums.
        channel: By which it came; empty is a channel, too: None for all.
        age: Of debts: key of a bucket.
        operator: Of debts: public id.
        page: From 1.
    """

    kind: Kind
    month: int = 0
    concept: str = ""
    channel: str | None = None
    age: str = ""
    operator: str = ""
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """Take what is understood from an address."""
        kind, month, channel = query.get("ver", ""), query.get("mes", ""), query.get("medio")
        return cls(
            kind=Kind(kind) if kind in set(Kind) else Kind.DEBTS,
            month=int(month) if month.isdecimal() and month.isascii() and _is_month(month) else 0,
            concept=query.get("concepto", "")[:20],
            channel={"otro": ""}.get(channel, channel[:20]) if channel else None,
            age=query.get("edad", "")[:10],
            operator=query.get("operador", "")[:40],
            page=page_number(query),
        )

    @property
    def query(self) -> dict[str, str]:
        """The same as the parts of an address; what narrows nothing is empty."""
        return {
            "ver": self.kind.value,
            "mes": str(self.month or ""),
            "concepto": self.concept,
            "medio": "" if self.channel is None else self.channel or "otro",
            "edad": self.age,
            "operador": self.operator,
            "pagina": str(self.page) if self.page > 1 else "",
        }


def _is_month(text: str) -> bool:
    return len(text) <= len(str(_MONTHS)) and 1 <= int(text) <= _MONTHS


@dataclass(frozen=True, slots=True)
class RowsPage:
    """A page of rows.

    Attributes:
        asked: What they are; its page is the last one when the one asked for is past the end.
        count: Rows in all pages.
        amount: Pesos of all pages, of what has any.
    """

    asked: Asked
    rows: Sequence[Row]
    count: int
    amount: int
    today: date

    @property
    def page(self) -> int:
        """From 1."""
        return self.asked.page

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.count // PAGE_SIZE))


def rows_page(res: Resources, actor: Actor, wanted: DashboardFilter, asked: Asked) -> RowsPage:
    """The rows behind a figure of the board.

    Raises:
        NotAllowed: The actor may not see the board.
    """
    actor.require(Permission.DASHBOARD_VIEW)
    today = res.clock.today()
    with res.database.reading() as unit:
        found = _found(unit, res, wanted, asked, today)
        last = max(1, -(-found.all.count // PAGE_SIZE))
        if asked.page > last:
            asked = replace(asked, page=last)
            found = _found(unit, res, wanted, asked, today)
    return RowsPage(asked, found.rows, found.all.count, found.all.amount, today)


def _found(
    unit: Unit, res: Resources, wanted: DashboardFilter, asked: Asked, today: date
) -> Found[Row]:
    regime, page, span = wanted.regime, asked.page, _span(wanted, asked, today)
    match asked.kind:
        case Kind.COLLECTED:
            return repository.entries(
                unit, span, regime, concept=asked.concept, channel=asked.channel, page=page
            )
        case Kind.PENDING:
            return repository.pending_rows(unit, today, regime, page)
        case Kind.FAILED:
            return repository.failed_rows(unit, span, regime, page)
        case Kind.DEBTS | Kind.SOON:
            age = next((each for each in BUCKETS if each.key == asked.age), None)
            overdue = asked.kind is Kind.DEBTS
            return (
                repository.debts(
                    unit, today, regime, overdue=overdue, age=age if overdue else None,
                    operator=asked.operator, page=page,
                )
            )  # fmt: skip
        case Kind.ON_TIME | Kind.LATE:
            late = asked.kind is Kind.LATE
            return filings.filed_rows(unit, span, regime, late=late, page=page)
        case Kind.NOT_FILED | Kind.TO_FILE:
            return _missing(unit, res, wanted, asked, today)


def _span(wanted: DashboardFilter, asked: Asked, today: date) -> Span:
    span = wanted.span(today)
    return within_span(span, month_span(wanted.year, asked.month)) if asked.month else span


def _missing(
    unit: Unit, res: Resources, wanted: DashboardFilter, asked: Asked, today: date
) -> Found[Row]:
    def due(day: date) -> bool:
        return day < today if asked.kind is Kind.NOT_FILED else is_soon(day, today)

    return missing_rows(unit, res, wanted.regime, today, due=due, page=asked.page)
