"""The six tiles of the board."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ser_app.law.money import format_pesos, format_thousands
from ser_app.oversight.board.sheets import rows_address
from ser_app.oversight.dashboard import Dashboard, RegimeRow
from ser_app.oversight.rows import Asked, Kind
from ser_app.oversight.texts import time_words
from ser_app.oversight.views.words import unbroken
from ser_app.web.words import plural


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
    return [
        _collected(board),
        _pending(board, board.regimes),
        _failed(board),
        _overdue(board, board.regimes),
        _missing(board, board.regimes),
        _punctual(board),
    ]


def compared(now: int, before: int, of_time: str) -> str:
    """How a figure stands to that of the time before: an arrow, how many per cent, and which."""
    if not before:
        return f"en {of_time} no hubo" if now else f"como en {of_time}"
    if now == before:
        return f"= igual que en {of_time}"
    percent = (abs(now - before) * 200 + abs(before)) // (2 * abs(before))
    arrow, word = ("▲", "más") if now > before else ("▼", "menos")
    return f"{arrow} {format_thousands(percent)} % {word} que en {of_time}"


def time_before(board: Dashboard) -> str:
    """The time before within a sentence, with how far it is compared while this one lasts."""
    words = time_words(board.wanted.before)
    whole = board.today >= board.wanted.last_day
    return words if whole else f"los mismos días de {words}"


def _collected(board: Dashboard) -> TileView:
    return TileView(
        label=f"Recaudado en {time_words(board.wanted)}",
        number=unbroken(board.now.amount),
        note=compared(board.now.amount, board.before.amount, time_before(board)),
        kind="paid",
        href=rows_address(board.wanted, Asked(Kind.COLLECTED)),
    )


def _pending(board: Dashboard, rows: Sequence[RegimeRow]) -> TileView:
    count = sum(row.pending.count for row in rows)
    return TileView(
        label="Pagos pendientes",
        number=unbroken(sum(row.pending.amount for row in rows)),
        note=plural(count, "pago sin respuesta", "pagos sin respuesta"),
        kind="pending" if count else "neutral",
        href=rows_address(board.wanted, Asked(Kind.PENDING)),
    )


def _failed(board: Dashboard) -> TileView:
    failed, before = board.now.failed, board.before.failed
    said = compared(failed.count, before.count, time_before(board))
    return TileView(
        label=f"Pagos fallidos en {time_words(board.wanted)}",
        number=format_thousands(failed.count),
        note=f"{format_pesos(failed.amount)}; {said}",
        kind="failed" if failed.count else "neutral",
        href=rows_address(board.wanted, Asked(Kind.FAILED)),
    )


def _overdue(board: Dashboard, rows: Sequence[RegimeRow]) -> TileView:
    count = sum(row.overdue.count for row in rows)
    return TileView(
        label="Cartera vencida",
        number=unbroken(sum(row.overdue.amount for row in rows)),
        note=f"{plural(count, 'deuda', 'deudas')} según los libros, sin los intereses que corren",
        kind="overdue" if count else "neutral",
        href=rows_address(board.wanted, Asked(Kind.DEBTS)),
    )


def _missing(board: Dashboard, rows: Sequence[RegimeRow]) -> TileView:
    count = sum(row.overdue_not_filed for row in rows)
    return TileView(
        label="Vencidas sin presentar",
        number=format_thousands(count),
        note=plural(count, "período que nadie declaró", "períodos que nadie declaró"),
        kind="overdue" if count else "neutral",
        href=rows_address(board.wanted, Asked(Kind.NOT_FILED)),
    )


def _punctual(board: Dashboard) -> TileView:
    on_time, late = board.now.punctual
    before = share(*board.before.punctual)
    said = f"; en {time_before(board)}: {before}" if before != "—" else ""
    return TileView(
        label=f"Presentadas a tiempo en {time_words(board.wanted)}",
        number=share(on_time, late),
        note=f"{format_thousands(on_time)} a tiempo, {format_thousands(late)} tarde{said}",
        kind="neutral" if late else "paid",
        href=rows_address(board.wanted, Asked(Kind.LATE if late else Kind.ON_TIME)),
    )


def share(on_time: int, late: int) -> str:
    """Which part was on time, to the nearest, but never «100 %» while one was late."""
    filed = on_time + late
    most = 99 if late else 100
    return f"{min((200 * on_time + filed) // (2 * filed), most)} %" if filed else "—"
