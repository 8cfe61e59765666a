"""Rows put aside on disk while a file is read, so that memory stays small whatever its size."""

import json
from collections.abc import Iterator
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, Final, Self

_PART: Final = 2_000


class Spool:
    """A queue of rows of plain values in a temporary file; it goes when the block ends."""

    def __init__(self) -> None:
        self._file = TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  closed by __exit__
        self._rows: list[list[Any]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, *values: Any) -> None:
        """Put a row at the end."""
        self._rows.append(list(values))
        if len(self._rows) >= _PART:
            self._put()

    def parts(self) -> Iterator[list[list[Any]]]:
        """All rows in their order, some thousands at a time; read once, after the last `add`."""
        self._put()
        self._file.seek(0)
        for line in self._file:
            yield json.loads(line)

    def _put(self) -> None:
        if self._rows:
            self._file.write(json.dumps(self._rows) + "\n")
            self._rows.clear()
