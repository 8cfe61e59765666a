"""The supervisor's board as text, with the heights of its bars."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from urllib.parse import urlencode

from ser_app.law.money import format_pesos
from ser_app.law.periods import Regime
from ser_app.oversight.dashboard import AgeRow, Dashboard, RegimeRow
from ser_app.oversight.filters import DashboardFilter
from ser_app.oversight.rows import Kind, Row
from ser_app.oversight.texts import (
    AGE_WORDS,
    REGIME_SHORT,
    SERIES_OF,
    SEVERAL_REGIMES,
    SEVERAL_SERIES,
)
from ser_app.oversight.views.links import collected_address
from ser_app.oversight.views.words import short_period
from ser_app.web.charts import Stack, stacks_of
from ser_app.web.words import MONTHS, MONTHS_SHORT, day, due_in, plural

NOT_FILED, NOT_PAID = "series1", "series2"
"""The two series of the overdue chart."""
SERIES_NAMES: Final = {each.value: (SERIES_OF[each], REGIME_SHORT[each]) for each in Regime}
"""Series and word of each regime in the chart of the months."""
CHART_SERIES: Final = (*SERIES_NAMES.values(), (SEVERAL_SERIES, SEVERAL_REGIMES))
"""The series of that chart, what is paid of several regimes at once among them."""


@dataclass(frozen=True)
class RegimeView:
    """A regime's figures in a row of the summary.

    Attributes:
        href: The board of this regime alone; empty for what is paid of several at once.
    """

    name: str
    href: str
    collected: str
    collected_note: str
    pending: str
    pending_note: str
    soon: str
    overdue: str
    overdue_note: str
    missing: str
    on_time: str
    late_note: str


@dataclass(frozen=True)
class RowView:
    """A row behind a tile."""

    operator: str
    expediente: str
    period: str
    regime: str
    due: str
    due_help: str
    filed: str
    total: str
    word: str
    kind: str
    href: str


def regime_view(row: RegimeRow, wanted: DashboardFilter) -> RegimeView:
    """A row of the summary by regime."""
    return RegimeView(
        name=REGIME_SHORT[row.regime] if row.regime else SEVERAL_REGIMES,
        href=board_address(wanted.year, row.regime) if row.regime else "",
        collected=format_pesos(row.collected),
        collected_note=plural(row.payments, "pago", "pagos"),
        pending=format_pesos(row.pending_amount),
        pending_note=plural(row.pending, "pago", "pagos"),
        soon=str(row.soon_not_filed + row.soon_not_paid),
        overdue=format_pesos(row.overdue_amount),
        overdue_note=plural(row.overdue_not_paid, "declaración", "declaraciones"),
        missing=str(row.overdue_not_filed),
        on_time=str(row.on_time),
        late_note=f"{row.late} tarde",
    )


def board_address(year: int, regime: Regime | None) -> str:
    """The board with a filter."""
    return "/tablero?" + _query({"anio": str(year), "regimen": regime.value if regime else ""})


def rows_address(wanted: DashboardFilter, kind: Kind, *, age: str = "", page: int = 1) -> str:
    """The rows behind a figure."""
    return "/tablero/detalle?" + _query(
        {
            "ver": kind.value,
            "anio": str(wanted.year),
            "regimen": wanted.regime.value if wanted.regime else "",
            "antiguedad": age,
            "pagina": str(page) if page > 1 else "",
        }
    )


def _query(values: dict[str, str]) -> str:
    return urlencode({name: value for name, value in values.items() if value})


def month_stacks(board: Dashboard) -> list[Stack]:
    """What was collected in each month of the year, by regime; twelve bars."""
    amounts: dict[tuple[int, str], int] = {}
    for item in board.months:
        key = (item.month, SERIES_NAMES.get(item.regime, (SEVERAL_SERIES, ""))[0])
        amounts[key] = amounts.get(key, 0) + item.amount
    rows = []
    for month, name in enumerate(MONTHS_SHORT, start=1):
        parts = [(series, words, amounts.get((month, series), 0)) for series, words in CHART_SERIES]
        total = format_pesos(sum(amount for _, _, amount in parts))
        rows.append((name, total, [(*part, format_pesos(part[2])) for part in parts]))
    return [
        replace(stack, href=collected_address(board.wanted, month))
        for month, stack in enumerate(stacks_of(rows), start=1)
    ]


def months_sentence(board: Dashboard) -> str:
    """What there is to see in the chart of the months."""
    by_month: dict[int, int] = {}
    for item in board.months:
        by_month[item.month] = by_month.get(item.month, 0) + item.amount
    if not by_month:
        return f"En {board.wanted.year} no hay recaudo."
    best = max(by_month, key=lambda month: by_month[month])
    return (
        f"El mes de mayor recaudo de {board.wanted.year} fue {MONTHS[best - 1]}, con "
        f"{format_pesos(by_month[best])}."
    )


def age_stacks(board: Dashboard) -> list[Stack]:
    """The overdue obligations by age: not filed, and filed but not paid."""
    return [
        replace(stack, href=rows_address(board.wanted, Kind.OVERDUE, age=row.age.value))
        for row, stack in zip(
            board.ages, stacks_of([_age_stack(row) for row in board.ages]), strict=True
        )
    ]


def _age_stack(row: AgeRow) -> tuple[str, str, list[tuple[str, str, int, str]]]:
    total = row.not_filed + row.not_paid
    return (
        AGE_WORDS[row.age],
        str(total),
        [
            (NOT_FILED, "Sin presentar", row.not_filed, str(row.not_filed)),
            (NOT_PAID, "Presentadas sin pagar", row.not_paid, str(row.not_paid)),
        ],
    )


def ages_sentence(board: Dashboard) -> str:
    """What there is to see in the chart of the ages."""
    total = sum(row.not_filed + row.not_paid for row in board.ages)
    if not total:
        return "No hay obligaciones vencidas."
    oldest = board.ages[-1]
    old = oldest.not_filed + oldest.not_paid
    return (
        f"Hay {plural(total, 'obligación vencida', 'obligaciones vencidas')}; "
        f"{plural(old, 'lleva', 'llevan')} más de un año."
    )


def row_view(row: Row, today: date) -> RowView:
    """A row behind a tile as the page shows it."""
    filed = row.filed_on is not None
    return RowView(
        operator=row.operator,
        expediente=row.expediente,
        period=short_period(row.period),
        regime=REGIME_SHORT[row.regime],
        due=day(row.due_on),
        due_help="" if filed else due_in(row.due_on, today),
        filed=day(row.filed_on) if row.filed_on else "—",
        total="—" if row.total is None else format_pesos(row.total),
        word="Presentada" if filed else "Sin presentar",
        kind="info" if filed else "overdue" if row.due_on < today else "pending",
        href=f"/declaraciones/{row.declaration}" if row.declaration else "",
    )


def top_of_months(board: Dashboard) -> str:
    """What the tallest month stands for; empty when there is none."""
    sums: dict[int, int] = {}
    for item in board.months:
        sums[item.month] = sums.get(item.month, 0) + item.amount
    return format_pesos(max(sums.values())) if sums else ""


def top_of_ages(board: Dashboard) -> str:
    """What the tallest age stands for; empty when nothing is overdue."""
    most = max(row.not_filed + row.not_paid for row in board.ages)
    return plural(most, "obligación", "obligaciones") if most else ""
