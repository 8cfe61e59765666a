"""The six tiles of the board."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ser_app.law.money import format_pesos
from ser_app.oversight.dashboard import Dashboard, RegimeRow
from ser_app.oversight.rows import Kind
from ser_app.oversight.views.dashboard import rows_address
from ser_app.oversight.views.links import collected_address, pending_address
from ser_app.oversight.views.words import unbroken
from ser_app.web.words import day, plural


@dataclass(frozen=True)
class TileView:
    """A figure that leads to its rows."""

    label: str
    number: str
    note: str
    kind: str
    href: str


NO_TILE: Final = TileView("", "", "", "neutral", "/tablero")


def tile_views(board: Dashboard) -> list[TileView]:
    """The tiles, what came in first, what should worry last."""
    rows = board.regimes
    return [
        _collected(board, rows),
        _pending(rows),
        _soon(board, rows),
        _unpaid(board, rows),
        _missing(board, rows),
        _punctual(board, rows),
    ]


def _collected(board: Dashboard, rows: Sequence[RegimeRow]) -> TileView:
    payments = sum(row.payments for row in rows)
    return TileView(
        label=f"Recaudado en {board.wanted.year}",
        number=unbroken(sum(row.collected for row in rows)),
        note=plural(payments, "pago", "pagos"),
        kind="paid",
        href=collected_address(board.wanted),
    )


def _pending(rows: Sequence[RegimeRow]) -> TileView:
    count = sum(row.pending for row in rows)
    return TileView(
        label="Pagos pendientes",
        number=unbroken(sum(row.pending_amount for row in rows)),
        note=plural(count, "pago sin respuesta", "pagos sin respuesta"),
        kind="pending" if count else "neutral",
        href=pending_address(),
    )


def _soon(board: Dashboard, rows: Sequence[RegimeRow]) -> TileView:
    count = sum(row.soon_not_filed + row.soon_not_paid for row in rows)
    amount = sum(row.soon_amount for row in rows)
    note = f"{format_pesos(amount)} ya presentados"
    if board.next_due_on is not None and not amount:
        note = f"El próximo día es el {day(board.next_due_on)}"
    return TileView(
        label="Por vencer",
        number=str(count),
        note=note if count else "Nada vence en los próximos 30 días",
        kind="pending" if count else "neutral",
        href=rows_address(board.wanted, Kind.SOON),
    )


def _unpaid(board: Dashboard, rows: Sequence[RegimeRow]) -> TileView:
    count = sum(row.overdue_not_paid for row in rows)
    return TileView(
        label="Vencidas sin pagar",
        number=unbroken(sum(row.overdue_amount for row in rows)),
        note=f"{plural(count, 'declaración', 'declaraciones')}; valor al presentar, sin intereses "
        "a hoy",
        kind="overdue" if count else "neutral",
        href=rows_address(board.wanted, Kind.NOT_PAID),
    )


def _missing(board: Dashboard, rows: Sequence[RegimeRow]) -> TileView:
    count = sum(row.overdue_not_filed for row in rows)
    return TileView(
        label="Vencidas sin presentar",
        number=str(count),
        note=plural(count, "período que nadie declaró", "períodos que nadie declaró"),
        kind="overdue" if count else "neutral",
        href=rows_address(board.wanted, Kind.NOT_FILED),
    )


def _punctual(board: Dashboard, rows: Sequence[RegimeRow]) -> TileView:
    on_time, late = sum(row.on_time for row in rows), sum(row.late for row in rows)
    filed = on_time + late
    # To the nearest, but never «100 %» while one was late.
    most = 99 if late else 100
    share = f"{min((200 * on_time + filed) // (2 * filed), most)} %" if filed else "—"
    return TileView(
        label=f"Presentadas a tiempo en {board.wanted.year}",
        number=share,
        note=f"{on_time} a tiempo, {late} tarde",
        kind="neutral" if late else "paid",
        href=rows_address(board.wanted, Kind.LATE if late else Kind.ON_TIME),
    )
