"""The sheet of a period: reading it, writing into it, copying the last one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.declarations.draft import Line
from ser_app.declarations.service import Change, Entry, keep_together, of_period
from ser_app.declarations.states import DeclarationState
from ser_app.furs.quarter.cells import Cell, CellColumn, read_cell
from ser_app.furs.quarter.rows import Row, rows_of
from ser_app.furs.quarter.texts import COPIED, NOT_OF_SHEET, NOTHING_TO_COPY
from ser_app.law.periods import Period
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission

MOST_CELLS = 2_000
"""In one event: far more than any sheet has."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of cells.

    Attributes:
        refused: By place, what was not written and why; its row cannot be generated until that
            place is written again.
        touched: The places that were written or refused.
        foreign: What belongs to no row, in Spanish; empty when nothing does.
    """

    refused: dict[str, str]
    touched: frozenset[str]
    foreign: str = ""


def place(key: str, column: CellColumn) -> str:
    """A cell of the sheet, by the expediente and the column."""
    return f"{key}/{column}"


def sheet(
    res: Resources, actor: Actor, period: Period, refused: Mapping[str, str] | None = None
) -> list[Row]:
    """The rows of a period with what each owes filed and paid today.

    Args:
        res: The resources of the process.
        actor: Somebody of the operator.
        period: A quarter, or a year of RADIO.
        refused: Cells that were refused before, by place.

    Raises:
        NotAllowed: The person may not see declarations.
    """
    entries = of_period(res, actor, period)
    by_key = {each.partition("/")[0]: words for each, words in (refused or {}).items()}
    return rows_of(entries, res.rules, res.clock.today(), by_key)


def write_cells(res: Resources, actor: Actor, period: Period, cells: Sequence[Cell]) -> Written:
    """Write cells into the drafts of their rows, all in one transaction.

    A cell that is refused leaves its draft as it was; the others are written.

    Args:
        res: The resources of the process.
        actor: Who prepares them.
        period: The period of the sheet.
        cells: Typed, pasted or loaded; the last of each place counts.

    Raises:
        NotAllowed: The person may not prepare declarations.
        Refused: More cells than any sheet has.
    """
    actor.require(Permission.DECLARATION_PREPARE)
    if len(cells) > MOST_CELLS:
        raise Refused("too_many_cells", "Son demasiadas celdas para una hoja. No se guardó nada.")
    changes: dict[str, Change] = {}
    refused: dict[str, str] = {}
    foreign = ""
    for cell in cells:
        if not cell.key:
            foreign = foreign or NOT_OF_SHEET.format(text=cell.text.strip()[:24])
            continue
        try:
            amount = read_cell(cell.text)
        except Refused as error:
            refused[place(cell.key, cell.column)] = error.message
            continue
        refused.pop(place(cell.key, cell.column), None)
        before = changes.get(cell.key, Change())
        changes[cell.key] = (
            replace(before, income=amount)
            if cell.column is CellColumn.INCOME
            else replace(before, returns=amount)
        )
    not_kept = keep_together(res, actor, period, changes) if changes else {}
    refused.update({place(key, CellColumn.INCOME): words for key, words in not_kept.items()})
    touched = frozenset(place(each.key, each.column) for each in cells if each.key)
    return Written(refused, touched, foreign)


def say_nil(res: Resources, actor: Actor, period: Period, key: str, *, nil: bool) -> Written:
    """Write whether there was nothing in a row.

    Raises:
        NotAllowed: The person may not prepare declarations.
    """
    cell = place(key, CellColumn.INCOME)
    not_kept = keep_together(res, actor, period, {key: Change(nil=nil)})
    return Written(dict.fromkeys([cell], not_kept[key]) if not_kept else {}, frozenset({cell}))


def copy_previous(res: Resources, actor: Actor, period: Period) -> dict[str, str]:
    """Copy what was filed for the period before into the rows that are still empty.

    Returns:
        By expediente, from where it was copied.

    Raises:
        NotAllowed: The person may not prepare declarations.
        Refused: There is nothing to copy.
    """
    actor.require(Permission.DECLARATION_PREPARE)
    before = {each.key: each for each in of_period(res, actor, period.previous())}
    empty = [each for each in of_period(res, actor, period) if _is_empty(each)]
    sources = {
        each.key: source
        for each in empty
        if (source := before.get(each.key)) is not None
        and source.state is DeclarationState.FILED
        and source.draft.gross_income
    }
    if not sources:
        words = NOTHING_TO_COPY.format(period=period.previous().label)
        raise Refused("nothing_to_copy", words)
    changes = {key: Change(lines=_copied(source)) for key, source in sources.items()}
    refused = keep_together(res, actor, period, changes)
    return {
        key: COPIED.format(
            period=source.draft.period.label,
            receipt=source.declaration.receipt_number if source.declaration else "",
        )
        for key, source in sources.items()
        if key not in refused
    }


def _is_empty(entry: Entry) -> bool:
    if entry.refused or entry.state not in {None, DeclarationState.DRAFT}:
        return False
    return not any(line.amount for line in entry.draft.lines) and not entry.draft.nil_confirmed


def _copied(source: Entry) -> tuple[Line, ...]:
    return tuple(replace(line, public_id=public_id()) for line in source.draft.lines)
