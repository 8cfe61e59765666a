"""Asobancaria 2001: which field stands where in a record of 162 characters.

Positions are counted from 1, as the standard does. Numbers are padded with zeros at the left, texts
with blanks at the right, days are YYYYMMDD. Source: Asobancaria, *Estándar de recaudo*, 2001.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LENGTH: Final = 162
ENCODING: Final = "latin-1"


class Kind(StrEnum):
    """What a field holds."""

    NUMBER = "number"
    TEXT = "text"
    DAY = "day"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: from its first to its last position, both included."""

    name: str
    first: int
    last: int
    kind: Kind = Kind.NUMBER

    @property
    def size(self) -> int:
        """Characters that it takes."""
        return self.last - self.first + 1

    def of(self, record: str) -> str:
        """The field's text in a record."""
        return record[self.first - 1 : self.last]


class RecordType(StrEnum):
    """The first two characters of a record."""

    FILE = "01"
    BATCH = "05"
    DETAIL = "06"
    BATCH_CONTROL = "08"
    FILE_CONTROL = "09"

    @property
    def label(self) -> str:
        """Its name in Spanish."""
        return _LABELS[self]


_LABELS: Final = {
    RecordType.FILE: "encabezado del archivo",
    RecordType.BATCH: "encabezado del lote",
    RecordType.DETAIL: "detalle",
    RecordType.BATCH_CONTROL: "control del lote",
    RecordType.FILE_CONTROL: "control del archivo",
}

FIELDS: Final[dict[RecordType, tuple[Field, ...]]] = {
    RecordType.FILE: (
        Field("nit", 3, 12),
        Field("collected_on", 13, 20, Kind.DAY),
        Field("bank", 21, 23),
        Field("account", 24, 40, Kind.TEXT),
        Field("made_on", 41, 48, Kind.DAY),
        Field("made_at", 49, 52, Kind.HOUR),
        Field("modifier", 53, 53, Kind.TEXT),
        Field("account_type", 54, 55),
    ),
    RecordType.BATCH: (Field("service", 3, 15), Field("batch", 16, 19)),
    RecordType.DETAIL: (
        Field("reference", 3, 50),
        Field("amount", 51, 64),
        Field("origin", 65, 66),
        Field("means", 67, 68),
        Field("operation", 69, 74),
        Field("authorisation", 75, 80),
        Field("debited_entity", 81, 83),
        Field("branch", 84, 87),
        Field("sequence", 88, 94),
        Field("return_cause", 95, 97, Kind.TEXT),
    ),
    RecordType.BATCH_CONTROL: (
        Field("records", 3, 11),
        Field("amount", 12, 29),
        Field("batch", 30, 33),
    ),
    RecordType.FILE_CONTROL: (Field("records", 3, 11), Field("amount", 12, 29)),
}
"""The fields of each record; what follows them is blank."""

FOLLOWING: Final[dict[RecordType | None, frozenset[RecordType]]] = {
    None: frozenset({RecordType.FILE}),
    RecordType.FILE: frozenset({RecordType.BATCH, RecordType.FILE_CONTROL}),
    RecordType.BATCH: frozenset({RecordType.DETAIL, RecordType.BATCH_CONTROL}),
    RecordType.DETAIL: frozenset({RecordType.DETAIL, RecordType.BATCH_CONTROL}),
    RecordType.BATCH_CONTROL: frozenset({RecordType.BATCH, RecordType.FILE_CONTROL}),
    RecordType.FILE_CONTROL: frozenset(),
}
"""Which record may follow which; None stands before the first."""
