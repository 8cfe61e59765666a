"""What waits on Tesorería's desk by days, as many as its board: files, deposits, closes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.ledger.closed_days.repository import closed_between
from ser_app.payments.treasury.board import DAYS, Standing, cells_between
from ser_app.payments.treasury.deposits import cycles_between, open_cycles


@dataclass(frozen=True, slots=True)
class Desk:
    """How much of the days that are over waits.

    Attributes:
        files: Banks and days of which no file has come.
        cycles: Cycles of PSE whose deposit is missing or differs.
        days: Working days on which something was collected or awaited, and that nobody closed.
    """

    files: int
    cycles: int
    days: int


def desk(unit: Unit, res: Resources) -> Desk:
    """Count what waits; the running day is not over and does not count."""
    last = res.clock.today() - timedelta(days=1)
    first = last - timedelta(days=DAYS - 2)
    cells = cells_between(unit, res, first, last)
    cycles = cycles_between(unit, first, last)
    moved = {each.day for each in cycles} | {
        day
        for day, found in cells.items()
        if any(each.standing not in {Standing.NOT_YET, Standing.HOLIDAY} for each in found)
    }
    working = {day for day in moved if res.rules.calendar.is_working_day(day)}
    return Desk(
        sum(each.standing is Standing.AWAITED for found in cells.values() for each in found),
        len(open_cycles(cycles)),
        len(working - closed_between(unit, first, last)),
    )


def desk_items(found: Desk) -> Iterator[tuple[int, str, str, str, str]]:
    """Number, words for one and for several, address and words of the link."""
    yield (
        found.files,
        "archivo de banco sin llegar",
        "archivos de bancos sin llegar",
        "/conciliacion/tablero",
        "Ver el tablero",
    )
    yield (
        found.cycles,
        "depósito de PSE sin conciliar",
        "depósitos de PSE sin conciliar",
        "/conciliacion/pse",
        "Conciliar",
    )
    yield found.days, "día por cerrar", "días por cerrar", "/conciliacion/cierre", "Cerrar"
