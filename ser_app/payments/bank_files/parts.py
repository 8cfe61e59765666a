"""The parts of a file, each read in the transaction in which it will be written.

Where two transactions can write at a time, the next part is read by a second thread while this one
is written: its FURs and debts are locked and judged, and its money is shared out. It is written
only after this one, and only if it still follows what is posted. What does more than pay may change
what the next part finds; nothing is read ahead of that.
"""

from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.payments.bank_files import repository
from ser_app.payments.bank_files.repository import FileFacts
from ser_app.payments.collecting.judging import Received
from ser_app.payments.collecting.lots import Lot, read_lot
from ser_app.payments.collecting.money import BankPayment


class PostedByAnother(Exception):
    """Meanwhile another worker posted the lines of this part; nothing of it was written."""


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


class Opened:
    """A transaction in which a part was read: a context that commits, or undoes when it raises.

    Attributes:
        overtaken: Whether another worker posted its lines; nothing was written then.
    """

    def __init__(self, res: Resources, file_id: int, count: int, after: int | None = None) -> None:
        self.overtaken = False
        with ExitStack() as stack:
            self.unit = stack.enter_context(res.database.unit())
            self.part = _read(self.unit, res, file_id, count, after)
            self._stack = stack.pop_all()

    def __enter__(self) -> tuple[Unit, Part]:
        return self.unit, self.part

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        self._stack.__exit__(kind, error, trace)
        self.overtaken = isinstance(error, PostedByAnother)
        return self.overtaken


@contextmanager
def parts_of(res: Resources, file_id: int, count: int) -> Iterator[Iterator[Opened]]:
    """The parts of what is left of a file, one after the other; each is written before the next.

    Args:
        res: Resources.
        file_id: An accepted file.
        count: Lines of a part.
    """
    with (
        ThreadPoolExecutor(1, "reading") as thread,
        closing(_parts(res, file_id, count, thread)) as parts,
    ):
        yield parts


def _parts(
    res: Resources, file_id: int, count: int, thread: ThreadPoolExecutor
) -> Generator[Opened, None, None]:
    ahead: Future[Opened] | None = None
    try:
        opened = Opened(res, file_id, count)
        while True:
            part = opened.part
            if res.database.writes_side_by_side and part.lot.only_pays and not part.is_last:
                ahead = thread.submit(Opened, res, file_id, count, part.last)
            yield opened
            if opened.overtaken:
                _discard(ahead)
                ahead = None
            opened = ahead.result() if ahead else Opened(res, file_id, count)
            ahead = None
    finally:
        _discard(ahead)


def _discard(ahead: Future[Opened] | None) -> None:
    """Undo what was read for nothing."""
    if ahead is None or ahead.exception() is not None:
        return
    with ahead.result():
        raise PostedByAnother


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
