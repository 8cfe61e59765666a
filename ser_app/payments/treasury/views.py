"""What the screens of the treasury's day show, as text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from ser_app.law.money import format_pesos
from ser_app.payments.reconciliation.shown import Waiting
from ser_app.payments.reconciliation.texts import waiting_words
from ser_app.payments.treasury.board import DAYS, Board, Cell, Standing
from ser_app.payments.treasury.matching import CycleMatch, Match
from ser_app.payments.treasury.texts import CYCLE_WORDS, STANDING_WORDS
from ser_app.web.words import day, plural, whole_amounts

_CENTS: Final = 100
_WEEKDAYS: Final = ("lun", "mar", "mié", "jue", "vie", "sáb", "dom")


@dataclass(frozen=True)
class CellView:
    """A bank and a day; `href` leads to its file or to what can be done."""

    bank: str
    word: str
    kind: str
    detail: str
    href: str
    label: str


@dataclass(frozen=True)
class DayRow:
    """A day of the board with the cells of every bank."""

    day: str
    iso: str
    closed_word: str
    closed_kind: str
    close_href: str
    cells: list[CellView] = field(default_factory=list)


@dataclass(frozen=True)
class BoardView:
    """The whole board."""

    banks: list[str] = field(default_factory=list)
    days: list[DayRow] = field(default_factory=list)
    summary: str = ""
    earlier_href: str = ""
    later_href: str = ""


@dataclass(frozen=True)
class OpenCellView:
    """The cell that is open, with what can be done."""

    agreement: str = ""
    title: str = ""
    word: str = ""
    kind: str = "neutral"
    note: str = ""
    awaited: bool = False
    day: str = ""


@dataclass(frozen=True)
class DepositView:
    """A deposit that stands."""

    public_id: str
    words: str


@dataclass(frozen=True)
class CycleView:
    """A cycle with both sides."""

    key: str
    day: str
    cycle: str
    count: str
    approved: str
    deposited: str
    word: str
    kind: str
    note: str
    open: bool
    deposits: list[DepositView] = field(default_factory=list)


def board_view(found: Board, today: date) -> BoardView:
    """The board as text."""
    last = found.days[0][0]
    earlier, later = last - timedelta(days=DAYS), last + timedelta(days=DAYS)
    cells = [cell for _, row in found.days for cell in row]
    awaited = sum(cell.standing is Standing.AWAITED for cell in cells)
    waiting = sum(cell.waiting for cell in cells)
    to_claim = sum(cell.to_claim for cell in cells)
    return BoardView(
        banks=[each.name for each in found.agreements],
        days=[_day_row(each, row, found.closed, today) for each, row in found.days],
        summary=(
            f"En estos {DAYS} días: {plural(awaited, 'archivo esperado', 'archivos esperados')} · "
            f"{waiting_words(Waiting(waiting, to_claim))}"
        ),
        earlier_href=f"/conciliacion/tablero?hasta={earlier.isoformat()}",
        later_href=(
            f"/conciliacion/tablero?hasta={min(later, today).isoformat()}" if last < today else ""
        ),
    )


def _day_row(each: date, cells: Sequence[Cell], closed: frozenset[date], today: date) -> DayRow:
    word, kind = ("Cerrado", "paid") if each in closed else ("Por cerrar", "pending")
    if each >= today:
        word, kind = "En curso", "neutral"
    return DayRow(
        day=f"{_WEEKDAYS[each.weekday()]} {day(each)}",
        iso=each.isoformat(),
        closed_word=word,
        closed_kind=kind,
        close_href=f"/conciliacion/cierre?dia={each.isoformat()}",
        cells=[cell_view(cell) for cell in cells],
    )


def cell_view(cell: Cell) -> CellView:
    """A cell as text."""
    word, kind = STANDING_WORDS[cell.standing]
    return CellView(
        bank=cell.agreement.name,
        word=word,
        kind=kind,
        detail=_detail(cell),
        href=_href(cell),
        label=f"{cell.agreement.name}, {day(cell.day)}: {word}",
    )


def _detail(cell: Cell) -> str:
    if cell.standing in {Standing.LOADED, Standing.EXCEPTIONS, Standing.POSTING}:
        words = f"{plural(cell.payments, 'pago', 'pagos')}, {format_pesos(cell.cents // _CENTS)}"
        left = Waiting(cell.waiting, cell.to_claim)
        told = f"{words}; {waiting_words(left)}" if cell.waiting or cell.to_claim else words
        return whole_amounts(told)
    return cell.note


def _href(cell: Cell) -> str:
    iso = cell.day.isoformat()
    if cell.standing is Standing.EXCEPTIONS:
        return f"/conciliacion?banco={cell.agreement.code}&desde={iso}&hasta={iso}"
    if cell.standing in {Standing.LOADED, Standing.POSTING}:
        return "/conciliacion/archivos"
    if cell.standing in {Standing.AWAITED, Standing.TODAY, Standing.SILENT}:
        return f"/conciliacion/tablero?banco={cell.agreement.public_id}&dia={iso}&hasta={iso}"
    return ""


def open_cell_view(cell: Cell) -> OpenCellView:
    """A cell with what can be done about it."""
    word, kind = STANDING_WORDS[cell.standing]
    return OpenCellView(
        agreement=cell.agreement.public_id,
        title=f"{cell.agreement.name}, {day(cell.day)}",
        word=word,
        kind=kind,
        note=_detail(cell),
        awaited=cell.standing in {Standing.AWAITED, Standing.TODAY},
        day=cell.day.isoformat(),
    )


def cycle_view(found: CycleMatch) -> CycleView:
    """A cycle as text; the key carries the two sums that the screen showed."""
    word, kind = CYCLE_WORDS[found.match]
    note = f"{found.reason} ({found.by})" if found.reason else ""
    if found.match is Match.AMOUNT:
        note = f"Diferencia {format_pesos(found.deposited - found.approved)}"
    return CycleView(
        key=f"{found.day.isoformat()}/{found.cycle}/{found.approved}/{found.deposited}",
        day=day(found.day),
        cycle=found.cycle or "Sin ciclo",
        count=str(found.count),
        approved=format_pesos(found.approved),
        deposited=format_pesos(found.deposited),
        word=word,
        kind=kind,
        note=note,
        open=found.open,
        deposits=[
            DepositView(each.public_id, f"{each.reference}: {format_pesos(each.amount)}")
            for each in found.deposits
        ],
    )
