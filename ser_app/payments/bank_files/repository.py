"""All queries on agreements, files and their lines."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from ser_app.base.bulk import insert_rows
from ser_app.base.database import FOR_CHANGE, Database, Unit
from ser_app.base.errors import NotFound
from ser_app.payments.bank_files.models import (
    BankAgreement,
    BankFile,
    BankFileDefect,
    BankFileLine,
)

REFUSED = "refused"
POSTING = "posting"
POSTED = "posted"


class PostedByAnother(Exception):
    """Meanwhile another worker posted the lines of a part; nothing of it was written."""


def agreements(unit: Unit) -> list[BankAgreement]:
    """The agreements that are in force, by the bank's code."""
    query = (
        select(BankAgreement)
        .where(col(BankAgreement.active).is_(other=True))
        .order_by(BankAgreement.code, BankAgreement.account)
    )
    return list(unit.session.exec(query))


def agreement_by_id(unit: Unit, agreement_id: int | None) -> BankAgreement | None:
    """An agreement, in force or not."""
    return unit.session.get(BankAgreement, agreement_id) if agreement_id else None


def add_agreement(unit: Unit, agreement: BankAgreement) -> bool:
    """Store an agreement; False when there is one for that bank and account."""
    unit.session.add(agreement)
    try:
        unit.flush()
    except IntegrityError:
        return False
    return True


def accepted_by_hash(unit: Unit, sha256: str) -> BankFile | None:
    """The file with those bytes that was accepted before."""
    query = select(BankFile).where(BankFile.sha256 == sha256, BankFile.state != REFUSED)
    return unit.session.exec(query).first()


def add_file(unit: Unit, file: BankFile) -> int | None:
    """Store a file; None when one with the same bytes was accepted meanwhile."""
    unit.session.add(file)
    try:
        unit.flush()
    except IntegrityError:
        return None
    return file.id


def add_lines(unit: Unit, rows: Sequence[dict[str, Any]]) -> None:
    """Store lines of an accepted file."""
    insert_rows(unit, BankFileLine, rows)


def add_defects(unit: Unit, rows: Sequence[dict[str, Any]]) -> None:
    """Store defects of a file."""
    insert_rows(unit, BankFileDefect, rows)


def file_by_id(unit: Unit, file_id: int, *, for_update: bool = False) -> BankFile:
    """A file by database id.

    Raises:
        NotFound: There is none.
    """
    file = unit.session.get(BankFile, file_id, with_for_update=FOR_CHANGE if for_update else None)
    if file is None:
        raise NotFound
    return file


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the payments of an accepted file have in common, and how far it is posted.

    Attributes:
        posted_through: Its last line that is posted.
        bank: Name of the bank.
    """

    id: int
    posted_through: int
    collected_on: date
    bank: str


def facts_of(unit: Unit, file_id: int) -> FileFacts:
    """Facts of an accepted file as they stand; it is not locked.

    Raises:
        NotFound: There is none.
    """
    query = (
        select(  # type: ignore[type-var]  # a nullable column
            BankFile.posted_through, BankFile.collected_on, func.coalesce(BankAgreement.name, "")
        )
        .outerjoin(BankAgreement, col(BankAgreement.id) == col(BankFile.agreement_id))
        .where(BankFile.id == file_id)
    )
    found = unit.session.exec(query).first()
    if found is None:
        raise NotFound
    posted_through, collected_on, bank = found
    if collected_on is None:
        raise ValueError(f"file {file_id} was accepted without a collection day")
    return FileFacts(file_id, posted_through, collected_on, bank)


@contextmanager
def unless_posted(database: Database, file_id: int, after: int) -> Iterator[None]:
    """Around what is done with the lines that follow a line of a file.

    Raises:
        PostedByAnother: They are posted already: it is seen at once, or when the database refuses
            a line that was written.
    """
    _refuse_posted(database, file_id, after)
    try:
        yield
    except IntegrityError:
        _refuse_posted(database, file_id, after)
        raise


def _refuse_posted(database: Database, file_id: int, after: int) -> None:
    with database.reading() as unit:
        if facts_of(unit, file_id).posted_through > after:
            raise PostedByAnother


def file_by_public_id(unit: Unit, public_id: str) -> BankFile:
    """A file by the id in addresses.

    Raises:
        NotFound: There is none.
    """
    file = unit.session.exec(select(BankFile).where(BankFile.public_id == public_id)).first()
    if file is None:
        raise NotFound
    return file


def unfinished(unit: Unit) -> list[int]:
    """Ids of accepted files of which something is not posted yet, the oldest first."""
    query = select(BankFile.id).where(BankFile.state == POSTING).order_by(col(BankFile.id))
    return [each for each in unit.session.exec(query) if each is not None]


def lines_after(unit: Unit, file_id: int, line: int, limit: int) -> list[Any]:
    """The next lines of a file, as rows (line, reference, cents, operation, authorisation)."""
    query = (
        select(  # type: ignore[call-overload]  # five columns
            BankFileLine.line,
            BankFileLine.reference,
            BankFileLine.cents,
            BankFileLine.operation,
            BankFileLine.authorisation,
        )
        .where(BankFileLine.file_id == file_id, BankFileLine.line > line)
        .order_by(col(BankFileLine.line))
        .limit(limit)
    )
    return list(unit.session.exec(query))


def line_of(unit: Unit, file_id: int, line: int) -> BankFileLine | None:
    """One line of a file as the bank wrote it."""
    return unit.session.get(BankFileLine, (file_id, line))


def files_page(unit: Unit, *, offset: int, limit: int) -> list[tuple[BankFile, str]]:
    """Files with the name of their bank, the newest first."""
    query = (
        select(BankFile, func.coalesce(BankAgreement.name, ""))
        .outerjoin(BankAgreement, col(BankAgreement.id) == col(BankFile.agreement_id))
        .order_by(col(BankFile.loaded_at).desc(), col(BankFile.id).desc())
        .offset(offset)
        .limit(limit)
    )
    return list(unit.session.exec(query))


def count_files(unit: Unit) -> int:
    """How many files were ever uploaded."""
    return int(unit.session.exec(select(func.count()).select_from(BankFile)).one())


def defects_of(unit: Unit, file_id: int, *, offset: int, limit: int) -> list[BankFileDefect]:
    """Defects of a file in the order of its lines."""
    query = (
        select(BankFileDefect)
        .where(BankFileDefect.file_id == file_id)
        .order_by(col(BankFileDefect.id))
        .offset(offset)
        .limit(limit)
    )
    return list(unit.session.exec(query))


def all_defects(unit: Unit, file_id: int, part: int = 1000) -> Iterator[BankFileDefect]:
    """Every defect of a file, read in parts."""
    offset = 0
    while found := defects_of(unit, file_id, offset=offset, limit=part):
        yield from found
        offset += len(found)
