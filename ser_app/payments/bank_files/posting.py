"""Post an accepted file, some lines a transaction, from where the last one stopped.

Each line ends either as the payment of a FUR or as an exception that a person resolves, and its
money is in the books at once. The file's row tells up to which line that is done; each part takes
its turn at it before it is committed, so that a line is posted once however often, and by however
many, it is tried.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from time import sleep
from typing import Any, Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.law.money import format_pesos
from ser_app.ledger.journal import Account, Concept, Journal, Kind, against
from ser_app.ledger.posting import post_all
from ser_app.payments.bank_files import repository
from ser_app.payments.bank_files.loading import Loader, LoadingPerson
from ser_app.payments.bank_files.models import BankFile
from ser_app.payments.bank_files.parts import Part, written_parts
from ser_app.payments.bank_files.repository import PostedByAnother
from ser_app.payments.collecting.crediting import write_lot
from ser_app.payments.collecting.money import Outcome
from ser_app.payments.reconciliation.repository import add_exceptions
from ser_app.payments.reconciliation.texts import ODD_WORDS, unidentified_words

LINES_AT_ONCE: Final = 1_024


def post_file(
    res: Resources,
    file_id: int,
    *,
    lines_at_once: int = LINES_AT_ONCE,
    pause: float = 0,
    told: Callable[[BankFile], None] = lambda _: None,
) -> BankFile:
    """Post what is left of a file; done twice, or by two at a time, it posts each line once.

    Args:
        res: Resources.
        file_id: An accepted file.
        lines_at_once: Lines a transaction.
        pause: Seconds between two of them, in which others can write to an SQLite database.
        told: Called after each transaction with how far it got.
    """

    def write(unit: Unit, part: Part) -> BankFile:
        return _post_part(unit, res, file_id, part)

    with written_parts(res, file_id, lines_at_once, write) as files:
        for file in files:
            told(file)
            if file.state != repository.POSTING:
                break
            sleep(pause)
    return file


def post_unfinished(res: Resources, *, pause: float = 0) -> int:
    """Post what is left of every file, the oldest first; gives how many files."""
    with res.database.reading() as unit:
        waiting = repository.unfinished(unit)
    for file_id in waiting:
        post_file(res, file_id, pause=pause)
    return len(waiting)


def _post_part(unit: Unit, res: Resources, file_id: int, part: Part) -> BankFile:
    if not part.lot.only_pays:  # what it does may depend on all that comes before
        _take_turn(unit, file_id, part)
    outcomes = _post_lines(unit, res, file_id, part) if part.lines else []
    file = _take_turn(unit, file_id, part)
    if file.state != repository.POSTING:
        return file
    _count(file, outcomes)
    file.posted_through = part.last
    if part.is_last:
        _finish(unit, res, file)
    unit.session.add(file)
    unit.flush()
    return file


def _take_turn(unit: Unit, file_id: int, part: Part) -> BankFile:
    """Lock the file's row, which waits for the part before, and see that this one follows it.

    Raises:
        PostedByAnother: It does not.
    """
    file = repository.file_by_id(unit, file_id, for_update=True)
    if file.posted_through != part.after:
        raise PostedByAnother
    return file


def _post_lines(unit: Unit, res: Resources, file_id: int, part: Part) -> list[Outcome]:
    file = repository.file_by_id(unit, file_id)
    outcomes = write_lot(unit, res, part.lot, author=author_of(file), source="job")
    _set_aside(unit, res, file, [outcome for outcome in outcomes if outcome.odd is not None])
    return outcomes


def _count(file: BankFile, outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        amount = outcome.payment.money.amount
        if outcome.odd is None:
            file.credited += 1
            file.credited_amount += amount
        else:
            file.exceptions += 1
            file.exceptions_amount += amount


def author_of(file: BankFile) -> LoadingPerson | None:
    """Who loaded a file, for the trail of what a job does with it later."""
    return Loader(file.loaded_by_id, file.loaded_by, "job").author


def _set_aside(unit: Unit, res: Resources, file: BankFile, odd: Sequence[Outcome]) -> None:
    """Keep exceptions for a person, with their money in the books as nobody's yet."""
    now = res.clock.now()
    rows = [_exception(file, outcome, now) for outcome in odd]
    add_exceptions(unit, rows)
    post_all(unit, res, [_unidentified(res, file, row) for row in rows if row["amount"]])
    audit.record_all(
        unit,
        [
            audit.event(
                at=now,
                subject=f"bank_exception:{row['public_id']}",
                action="bank_exception.found",
                author=author_of(file),
                source="job",
                detail={
                    "file": file.public_id,
                    "line": row["line"],
                    "kind": row["kind"],
                    "reference": row["reference"],
                    "cents": row["cents"],
                    "refusal": outcome.refusal.message if outcome.refusal else "",
                },
            )
            for row, outcome in zip(rows, odd, strict=True)
        ],
    )


def _exception(file: BankFile, outcome: Outcome, now: datetime) -> dict[str, Any]:
    money = outcome.payment.money
    return {
        "public_id": public_id(),
        "file_id": file.id,
        "line": outcome.payment.line,
        "kind": str(outcome.odd),
        "reference": money.reference,
        "cents": money.cents,
        "amount": money.amount,
        "fur_id": outcome.fur_id,
        "value_day": money.collected_on,
        "found_at": now,
        "resolved_at": None,
    }


def _unidentified(res: Resources, file: BankFile, row: dict[str, Any]) -> Journal:
    return Journal(
        source=f"unidentified:{row['public_id']}",
        kind=Kind.UNIDENTIFIED,
        operator_id=None,
        posted_on=max(res.clock.today(), row["value_day"]),
        value_day=row["value_day"],
        description=unidentified_words(row["reference"]),
        lines=against(Account.COLLECTED, Account.UNIDENTIFIED, {Concept.LEVY: row["amount"]}, None),
        reason={
            "file": file.public_id,
            "line": row["line"],
            "kind": row["kind"],
            "why": ODD_WORDS[row["kind"]],
        },
        channel="bank",
    )


def _finish(unit: Unit, res: Resources, file: BankFile) -> None:
    file.state = repository.POSTED
    file.finished_at = res.clock.now()
    audit.record(
        unit,
        at=file.finished_at,
        subject=f"bank_file:{file.public_id}",
        action="bank_file.posted",
        author=author_of(file),
        source="job",
        detail={
            "credited": file.credited,
            "credited_amount": format_pesos(file.credited_amount),
            "exceptions": file.exceptions,
            "exceptions_amount": format_pesos(file.exceptions_amount),
        },
        of=file,
    )
