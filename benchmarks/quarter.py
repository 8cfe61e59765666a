"""What the sheet of a quarter costs at the service: one cell typed, and a whole range pasted.

Run: `.venv/bin/python benchmarks/quarter.py [EXPEDIENTES]…`. Promise: well under 100 ms for reading
and liquidating all rows again, and for one cell typed and kept.
"""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[1]))

from sqlmodel import SQLModel

from benchmarks.liquidate import machine
from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.furs.quarter.cells import Cell, CellColumn
from ser_app.furs.quarter.sheet import sheet, write_cells
from ser_app.furs.quarter.views import row_views, totals_view
from ser_app.law.periods import Period
from ser_app.people.actor import Actor
from tests.factories import make_company, make_expediente
from tests.support.databases import resources_on

QUARTER: Final = Period(2013, 1)
RUNS: Final = 30


def main() -> None:
    """Measure sheets of 12 and 60 rows, or of those sizes that the arguments say."""
    print(f"machine   {machine()}")
    for size in [int(each) for each in sys.argv[1:]] or [12, 60]:
        with TemporaryDirectory() as folder:
            clock = MovableClock(moved_to=date(2013, 6, 20))
            with resources_on(f"sqlite:///{folder}/ser.db", clock) as res:
                SQLModel.metadata.create_all(res.database.engine)
                _measure(res, size)


def _measure(res: Resources, size: int) -> None:
    company = make_company(res)
    for _ in range(size - 1):
        make_expediente(res, company.operator)
    actor = company.accountant
    keys = [row.key for row in sheet(res, actor, QUARTER)]
    pasted = [
        Cell(key, column, str(950_000_000 + place))
        for place, key in enumerate(keys)
        for column in CellColumn
    ]
    first = _once(lambda: write_cells(res, actor, QUARTER, pasted))
    again = _typical(lambda turn: _written(res, actor, pasted, turn))
    typed = _typical(lambda turn: _written(res, actor, pasted[:1], turn))
    shown = _typical(lambda _: _shown(res, actor))
    print(f"{size} rows  all rows read, liquidated and written out {shown:6.1f} ms")
    print(f"         one cell kept {typed:6.1f} ms, a range over all rows {again:6.1f} ms")
    print(f"         the first range, which begins every draft {first:6.1f} ms")


def _written(res: Resources, actor: Actor, cells: list[Cell], turn: int) -> None:
    write_cells(
        res, actor, QUARTER, [Cell(each.key, each.column, f"{each.text}{turn}") for each in cells]
    )


def _shown(res: Resources, actor: Actor) -> None:
    rows = sheet(res, actor, QUARTER)
    row_views(rows, {}, may_write=True)
    totals_view(rows)


def _once(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return (perf_counter() - start) * 1000


def _typical(act: Callable[[int], object]) -> float:
    return median(_once(lambda turn=turn: act(turn)) for turn in range(RUNS))  # type: ignore[misc]


if __name__ == "__main__":
    main()
