"""Reads a cell as it is typed, pasted or loaded from a spreadsheet. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ser_app.base.errors import Refused
from ser_app.declarations.inputs import MAX_AMOUNT
from ser_app.furs.quarter.texts import NEGATIVE, NO_NUMBER, TOO_LARGE, WITH_CENTS

_LONGEST: Final = 60
_SHOWN: Final = 24
_SIGNS: Final = re.compile(r"[\s$\u00a0\u202f]|COP", re.IGNORECASE)
_MINUS: Final = re.compile(r"^[-\u2212\u2013(]|-$")
_PLAIN: Final = re.compile(r"\d+")
_GROUPED: Final = re.compile(r"\d{1,3}(\.\d{3})+|\d{1,3}(,\d{3})+")
_CENTS: Final = re.compile(r"(.*\d)[.,](\d{1,2})")
_NOTHING: Final = frozenset({"", "-", "\u2013", "\u2014"})


class CellColumn(StrEnum):
    """The columns that are typed."""

    INCOME = "income"
    RETURNS = "returns"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it came.

    Attributes:
        key: Public id of its expediente; empty for a line that belongs to none.
        text: What it says.
    """

    key: str
    column: CellColumn
    text: str


def read_cell(text: str) -> int:
    """Whole pesos of a cell: `1.234.567`, `1234567`, `$ 1.234.567,00`; an empty one is 0.

    Raises:
        Refused: It is negative, has cents, is too large, or is no amount at all.
    """
    shown = text.strip()[:_SHOWN]
    if len(text) > _LONGEST:
        raise Refused("no_number", NO_NUMBER.format(text=shown))
    figure = _SIGNS.sub("", text)
    if figure in _NOTHING:
        return 0
    if _MINUS.search(figure):
        raise Refused("negative_amount", NEGATIVE.format(text=shown))
    whole = _whole(figure, shown)
    if not figure.isascii() or not (_PLAIN.fullmatch(whole) or _GROUPED.fullmatch(whole)):
        raise Refused("no_number", NO_NUMBER.format(text=shown))
    amount = int(re.sub(r"\D", "", whole))
    if amount > MAX_AMOUNT:
        raise Refused("amount_too_large", TOO_LARGE.format(text=shown))
    return amount


def _whole(figure: str, shown: str) -> str:
    """The part before the cents, which must be zero: three digits after a mark are thousands."""
    cents = _CENTS.fullmatch(figure)
    if cents is None:
        return figure
    if int(cents[2] if cents[2].isascii() else "0"):
        raise Refused("with_cents", WITH_CENTS.format(text=shown))
    return cents[1]
