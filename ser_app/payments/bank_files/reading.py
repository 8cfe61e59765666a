"""Read a collection file line by line, in bounded memory; every defect is told with its place."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from ser_app.payments.bank_files.layout import (
    ENCODING,
    FIELDS,
    FOLLOWING,
    LENGTH,
    Field,
    Kind,
    RecordType,
)
from ser_app.payments.bank_files.records import Defect, Detail, Header, Totals

_DIGITS: Final = re.compile("[0-9]*")
_HOUR: Final = re.compile("([01][0-9]|2[0-3])[0-5][0-9]")
_SHOWN: Final = 40
_FIRST_SEQUENCE: Final = 2
_EMPTY: Final = frozenset({"", "\x1a"})
"""What may follow the last record: an empty line, or the mark of old systems for the end."""

Found = Header | Detail | Totals | Defect


def read(lines: Iterable[bytes]) -> Iterator[Found]:
    """Read a file; totals come last, defects where they stand.

    Args:
        lines: The file's lines in Latin-1, with CRLF, LF or no end.
    """
    yield from _Reader().read(lines)


class _Reader:
    """Where the reading stands: the record before, and the sums of batch and file."""

    def __init__(self) -> None:
        self.before: RecordType | None = None
        self.line = 0
        self.batch = ""
        self.batches = 0
        self.in_batch = Totals(0, 0)
        self.in_file = Totals(0, 0)

    def read(self, lines: Iterable[bytes]) -> Iterator[Found]:
        for raw in lines:
            self.line += 1
            text = raw.decode(ENCODING).rstrip("\r\n")
            if text.strip() in _EMPTY and self.before in {None, RecordType.FILE_CONTROL}:
                continue
            yield from self._record(text)
        if self.before is not RecordType.FILE_CONTROL:
            expected = f"el registro {_named(RecordType.FILE_CONTROL)} al final"
            yield Defect(self.line, 0, "nada más", expected)
        yield self.in_file

    def _record(self, text: str) -> Iterator[Found]:
        if len(text) > LENGTH and text[LENGTH:].strip():
            yield self._defect(LENGTH + 1, text[LENGTH:], f"una línea de {LENGTH} caracteres")
        record = text[:LENGTH].ljust(LENGTH)
        try:
            kind = RecordType(record[:2])
        except ValueError:
            yield self._defect(1, record[:2], "un tipo de registro (01, 05, 06, 08 o 09)")
            return
        if kind not in FOLLOWING[self.before]:
            options = " o ".join(_named(each) for each in sorted(FOLLOWING[self.before]))
            yield self._defect(1, _named(kind), options or "el fin del archivo")
        self.before = kind
        defects = list(self._wrong(kind, record))
        yield from defects
        if not defects:
            values = {field.name: field.of(record).strip() for field in FIELDS[kind]}
            yield from self._take(kind, values)

    def _wrong(self, kind: RecordType, record: str) -> Iterator[Defect]:
        for field in FIELDS[kind]:
            text = field.of(record)
            expected = _expectation(field, text)
            if expected:
                yield self._defect(field.first, text, expected)
        end = FIELDS[kind][-1].last
        if record[end:].strip():
            yield self._defect(end + 1, record[end:].rstrip(), "blancos hasta el final")

    def _take(self, kind: RecordType, values: dict[str, str]) -> Iterator[Found]:
        if kind is RecordType.FILE:
            yield _header(values)
        elif kind is RecordType.BATCH:
            self.batch, self.in_batch = values["batch"], Totals(0, 0)
            self.batches += 1
        elif kind is RecordType.DETAIL:
            yield from self._detail(values)
        elif kind is RecordType.BATCH_CONTROL:
            yield from self._batch_control(values)
        else:
            yield from self._controls(values, self.in_file, 2 * self.batches)

    def _detail(self, values: dict[str, str]) -> Iterator[Found]:
        detail = Detail(
            line=self.line,
            reference=values["reference"].lstrip("0"),
            cents=int(values["amount"]),
            origin=values["origin"],
            means=values["means"],
            operation=values["operation"],
            authorisation=values["authorisation"],
            branch=values["branch"],
            sequence=int(values["sequence"]),
        )
        expected = self.in_batch.payments + _FIRST_SEQUENCE
        if detail.sequence != expected:
            yield self._defect(88, str(detail.sequence), f"la secuencia {expected}", tolerated=True)
        self.in_batch = _plus(self.in_batch, detail)
        self.in_file = _plus(self.in_file, detail)
        yield detail

    def _batch_control(self, values: dict[str, str]) -> Iterator[Defect]:
        if values["batch"] != self.batch:
            yield self._defect(30, values["batch"], f"el lote {self.batch}")
        yield from self._controls(values, self.in_batch, 2)

    def _controls(self, values: dict[str, str], found: Totals, around: int) -> Iterator[Defect]:
        """Totals must match exactly; counts may include headers and controls, which is told."""
        records, cents = int(values["records"]), int(values["amount"])
        if records == found.payments + around and around:
            expected = f"{found.payments} registros de detalle, sin encabezados ni controles"
            yield self._defect(3, str(records), expected, tolerated=True)
        elif records != found.payments:
            yield self._defect(3, str(records), f"{found.payments} registros de detalle")
        if cents != found.cents:
            yield self._defect(12, _pesos(cents), f"la suma de los detalles, {_pesos(found.cents)}")

    def _defect(self, first: int, found: str, expected: str, *, tolerated: bool = False) -> Defect:
        return Defect(self.line, first, found[:_SHOWN], expected, tolerated)


def _plus(totals: Totals, detail: Detail) -> Totals:
    return Totals(totals.payments + 1, totals.cents + detail.cents)


def _named(kind: RecordType) -> str:
    return f"{kind.value} ({kind.label})"


def _expectation(field: Field, text: str) -> str:
    """What a field should hold, when it does not; empty when it does."""
    if field.kind is Kind.TEXT:
        return ""
    if not _DIGITS.fullmatch(text):
        return f"{field.size} cifras"
    if field.kind is Kind.DAY and _day(text) is None:
        return "un día del calendario, AAAAMMDD"
    if field.kind is Kind.HOUR and not _HOUR.fullmatch(text):
        return "una hora, HHMM"
    return ""


def _day(text: str) -> date | None:
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _header(values: dict[str, str]) -> Header:
    return Header(
        nit=values["nit"].lstrip("0"),
        collected_on=_day(values["collected_on"]) or date.min,
        bank=values["bank"],
        account=values["account"],
        made_on=_day(values["made_on"]) or date.min,
        modifier=values["modifier"],
    )


def _pesos(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
