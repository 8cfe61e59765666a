"""A week of Tesorería: files of banks, days without movement, money of nobody, days closed.

The last working day is left as a morning finds it: one file with exceptions, two banks awaited, and
a cycle of PSE without its deposit.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ser_app.base.clock import BOGOTA, bogota_day
from ser_app.base.resources import Resources
from ser_app.furs.form import BENEFICIARY_DIGITS
from ser_app.oversight.closing.service import close
from ser_app.oversight.demo import ministry
from ser_app.oversight.demo.stage import Stage
from ser_app.oversight.demo.stories import Story
from ser_app.payments.bank_files.loading import Loader, load
from ser_app.payments.bank_files.posting import post_file
from ser_app.payments.bank_files.writing import Collected, write
from ser_app.payments.reconciliation import desk
from ser_app.payments.reconciliation.cases import Decision
from ser_app.payments.reconciliation.repository import ExceptionFilter
from ser_app.payments.reconciliation.resolving import resolve
from ser_app.payments.treasury.board import Standing, board, record_silence
from ser_app.payments.treasury.claiming import publish
from ser_app.people.actor import Actor
from ser_app.people.texts import DEMO_PASSWORD

DAYS: Final = 9
"""Days before the present one from which files are awaited."""

_SILENCE: Final = "El banco avisó por correo que no tuvo recaudos"
_ASTRAY: Final = {
    0: ("41700000013", 3_480_000),
    2: ("41700000021", 1_250_000),
    4: ("41700000039", 16_900_000),
}
"""Money of nobody that the first bank sends, by the number of the working day."""


def first_day(now: datetime) -> date:
    """The first collection day of which the demonstration's banks send files."""
    return bogota_day(now) - timedelta(days=DAYS)


def last_working_day(res: Resources, today: date) -> date:
    """The working day before one: what its morning closes."""
    day = today - timedelta(days=1)
    while not res.rules.calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day


def week(stage: Stage, now: datetime) -> Story:
    """What Tesorería did each morning since the first day, and what this morning brings."""
    first, last = first_day(now), last_working_day(stage.res, bogota_day(now))
    person = stage.actors["tesoreria@demo.ser"]
    for number, day in enumerate(_days(first, last - timedelta(days=1))):
        yield _at(day + timedelta(days=1), 7, 20)
        _bring(stage, person, day, _ASTRAY.get(number))
        _settle(stage.res, person, day)
        close(stage.res, person, day, DEMO_PASSWORD)
    yield _at(last, 23, 40)
    _load(stage, person, last, [("41700000047", 2_310_000), ("41700000054", 745_000)])


def _bring(stage: Stage, person: Actor, day: date, astray: tuple[str, int] | None) -> None:
    """The first bank's file if it sends one; the others say that they collected nothing."""
    if astray is not None and stage.res.rules.calendar.is_working_day(day):
        _load(stage, person, day, [astray])
    for cells in dict(board(stage.res, person, day).days)[day]:
        if cells.standing is Standing.AWAITED:
            record_silence(stage.res, person, cells.agreement.public_id, day, _SILENCE)


def _load(stage: Stage, person: Actor, day: date, payments: list[tuple[str, int]]) -> None:
    code, _, account = ministry.BANKS[0]
    lines = write(
        [Collected(reference, amount) for reference, amount in payments],
        nit=BENEFICIARY_DIGITS, collected_on=day, bank=code, account=account,
    )  # fmt: skip
    with TemporaryDirectory(prefix="ser-demo-") as folder:
        path = Path(folder) / f"recaudo-{code}-{day:%Y%m%d}.txt"
        path.write_bytes(b"".join(lines))
        loader = Loader(person.user_id, person.label, "web")
        file = load(stage.res, loader, path, path.name)
    post_file(stage.res, file.id or 0)


def _settle(res: Resources, person: Actor, day: date) -> None:
    """What is known goes back to its bank; what is nobody's is left for its owner to claim.

    Args:
        res: Resources.
        person: Somebody of Tesorería.
        day: Exceptions until then.
    """
    waiting = desk.exceptions_page(res, person, ExceptionFilter(until=day)).rows
    for each in waiting:
        if each.row.kind == "unknown_reference":
            publish(res, person, each.row.public_id, "Ni el banco ni los FUR dicen de quién es")
        else:
            why = "El banco confirmó que lo envió dos veces"
            resolve(res, person, each.row.public_id, Decision(way="bank", reason=why))


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), BOGOTA).astimezone(UTC)
