"""A chart or table of the board as a file, for whom may see the board."""

from dataclasses import dataclass
from enum import StrEnum

from ser_app.base.resources import Resources
from ser_app.oversight.board.drawing import chart_png, table_png
from ser_app.oversight.board.files import to_csv, to_xlsx
from ser_app.oversight.board.sheets import Sheet, charts, tables
from ser_app.oversight.dashboard import Dashboard, dashboard
from ser_app.oversight.filters import DashboardFilter
from ser_app.oversight.texts import REGIME_SHORT, time_words
from ser_app.people.actor import Actor
from ser_app.web.words import day


class FileKind(StrEnum):
    """What sort of file; the value is its ending."""

    PNG = "png"
    XLSX = "xlsx"
    CSV = "csv"

    @property
    def media(self) -> str:
        """Its media type."""
        return _MEDIA[self]


_MEDIA = {
    FileKind.PNG: "image/png",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.CSV: "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class BoardFile:
    """A file with its name and media type."""

    name: str
    content: bytes
    media: str


def board_file(
    res: Resources, actor: Actor, wanted: DashboardFilter, key: Sheet, kind: FileKind
) -> BoardFile:
    """Work the board out and write one chart or table of it.

    Raises:
        NotAllowed: The actor may not see the board.
    """
    board = dashboard(res, actor, wanted)
    time = time_words(wanted).lower().replace(" ", "-")
    regime = f"-{wanted.regime.value.lower()}" if wanted.regime else ""
    name = f"{key}-{time}{regime}-{board.today.isoformat()}.{kind}"
    return BoardFile(name, _content(board, key, kind), kind.media)


def _content(board: Dashboard, key: Sheet, kind: FileKind) -> bytes:
    table, chart = tables(board)[key], charts(board).get(key)
    if kind is FileKind.CSV:
        return to_csv(table)
    if kind is FileKind.XLSX:
        return to_xlsx(table, narrowed(board))
    return chart_png(chart, narrowed(board)) if chart else table_png(table, narrowed(board))


def narrowed(board: Dashboard) -> str:
    """What the board is narrowed to, and the day of its state, for whoever gets the file."""
    regime = REGIME_SHORT[board.wanted.regime] if board.wanted.regime else "todos los regímenes"
    return f"{time_words(board.wanted)}, {regime}, a {day(board.today)}"
