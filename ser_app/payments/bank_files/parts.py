"""The parts of a file: each is read, judged and written in a transaction of its own.

Where two transactions can write at a time, two parts are under way: the next one is read as soon as
this one has locked and judged all that it pays, and both are written side by side. They are
committed in their order, since each ends by taking its turn at the file's row, and only if it still
follows what is posted. A part that does more than pay may change what the next one finds: nothing
is begun after it until it is committed.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.payments.bank_files import repository
from ser_app.payments.bank_files.models import BankFile
from ser_app.payments.bank_files.repository import FileFacts, PostedByAnother
from ser_app.payments.collecting.judging import Received
from ser_app.payments.collecting.lots import Lot, read_lot
from ser_app.payments.collecting.money import BankPayment

_SIDE_BY_SIDE: Final = 2


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of a file, judged and not written.

    Attributes:
        after: The line up to which the file was posted before.
        is_last: Whether the file ends with it.
    """

    after: int
    lines: Sequence[Any]
    is_last: bool
    lot: Lot

    @property
    def last(self) -> int:
        """The line up to which the file is posted with it."""
        return int(self.lines[-1][0]) if self.lines else self.after


Write = Callable[[Unit, Part], BankFile]
"""Writes a part in the transaction in which it was read; may raise `PostedByAnother`."""


@contextmanager
def written_parts(
    res: Resources, file_id: int, count: int, write: Write
) -> Iterator[Iterator[BankFile]]:
    """What is left of a file, part after part: the file as each of them left it, committed.

    Without end: whoever iterates stops when the file is posted. What another worker posted
    meanwhile is left out.

    Args:
        res: Resources.
        file_id: An accepted file.
        count: Lines of a part.
        write: Writes a part.
    """
    belt = _Belt(res, file_id, count, write)
    if not res.database.writes_side_by_side:
        yield belt.one_by_one()
        return
    with (
        ThreadPoolExecutor(_SIDE_BY_SIDE, "posting") as threads,
        closing(belt.side_by_side(threads)) as files,
    ):
        yield files


class _Belt:
    """Parts of one file that are under way."""

    def __init__(self, res: Resources, file_id: int, count: int, write: Write) -> None:
        self._res, self._file_id, self._count, self._write = res, file_id, count, write
        self._begun: deque[Future[BankFile | None]] = deque()
        self._stopped = False

    def one_by_one(self) -> Iterator[BankFile]:
        """Read each part when the one before is committed."""
        while True:
            file = self._post(None, lambda _: None)
            if file is not None:
                yield file

    def side_by_side(self, threads: ThreadPoolExecutor) -> Generator[BankFile, None, None]:
        """Begin each part when the one before is read."""

        def begin(after: int | None) -> None:
            self._begun.append(threads.submit(self._post, after, read))

        def read(part: Part) -> None:
            if part.lot.only_pays and not part.is_last and not self._stopped:
                begin(part.last)

        try:
            while True:
                if not self._begun:
                    begin(None)
                file = self._begun.popleft().result()
                if file is not None:
                    yield file
        finally:
            self._stopped = True  # what is under way ends; nothing new begins

    def _post(self, after: int | None, when_read: Callable[[Part], None]) -> BankFile | None:
        """Post a part; None, and nothing written, when another worker did."""
        try:
            with self._res.database.unit() as unit:
                part = _read(unit, self._res, self._file_id, self._count, after)
                with repository.unless_posted(self._res.database, self._file_id, part.after):
                    when_read(part)
                    return self._write(unit, part)
        except PostedByAnother:
            return None


def _read(unit: Unit, res: Resources, file_id: int, count: int, after: int | None) -> Part:
    file = repository.facts_of(unit, file_id)
    if after is None:
        after = file.posted_through
    lines = repository.lines_after(unit, file_id, after, count)
    lot = read_lot(unit, res, [_payment(file, line) for line in lines])
    return Part(after, lines, len(lines) < count, lot)


def _payment(file: FileFacts, line: Any) -> BankPayment:
    number, reference, cents, operation, authorisation = line
    return BankPayment(
        money=Received(reference, cents, file.collected_on),
        bank=file.bank,
        receipt=operation if authorisation == operation else f"{operation}-{authorisation}",
        file_id=file.id,
        line=number,
    )
