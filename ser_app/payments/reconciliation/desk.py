"""What the desk shows: files, exceptions, and the facts of one exception beside each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.errors import SerError
from ser_app.base.resources import Resources
from ser_app.furs import settlement
from ser_app.furs.models import Fur
from ser_app.ledger.posting import as_they_stand
from ser_app.ledger.repository import obligations_of
from ser_app.payments.bank_files import repository as files
from ser_app.payments.bank_files.models import BankAgreement, BankFile, BankFileDefect, BankFileLine
from ser_app.payments.collecting.judging import Odd
from ser_app.payments.reconciliation import repository
from ser_app.payments.reconciliation.models import MoneyNotice
from ser_app.payments.reconciliation.repository import ExceptionFilter, Listed
from ser_app.payments.reconciliation.shown import Shown, Waiting
from ser_app.people.actor import Actor, Scope
from ser_app.people.models import Operator
from ser_app.people.nit import InvalidNit, parse_nit
from ser_app.people.permissions import Permission
from ser_app.people.repository import operator_by_id, operator_by_nit

PAGE: Final = 50
SHOWN_DEFECTS: Final = 200
_EVERYBODY: Final = Scope(None)


@dataclass(frozen=True, slots=True)
class FilesPage:
    """Some of the files with their banks' names, and how many there are.

    Attributes:
        waiting: Exceptions that are not resolved, of all files.
        waiting_of: The same of each file that is shown, by its id.
    """

    rows: Sequence[tuple[BankFile, str]]
    count: int
    waiting: Waiting
    waiting_of: Mapping[int, Waiting]


@dataclass(frozen=True, slots=True)
class FileDefects:
    """A file and its first defects; the rest is in the file for the bank."""

    file: BankFile
    shown: Sequence[BankFileDefect]


@dataclass(frozen=True, slots=True)
class ExceptionsPage:
    """Some of the exceptions that a filter finds, with count and pesos of all of them.

    Attributes:
        to_claim: How many more await a claim, and their pesos, with the same filter.
    """

    rows: Sequence[Listed]
    count: int
    amount: int
    agreements: Sequence[BankAgreement]
    to_claim: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Debt:
    """A debt that money may be imputed to: its source, name and what is left, whole pesos."""

    source: str
    name: str
    left: int


@dataclass(frozen=True, slots=True)
class Facts:
    """An exception with everything that helps to decide.

    Attributes:
        line: The line as the bank wrote it.
        fur: The FUR with its reference, if there is one, and whose it is.
        near: Open FURs that the money may be for, with their operators.
        debts: What the operator of the FUR, or of the NIT asked for, owes.
        operator: That operator.
        notice: Why the money was published for its owner to claim, if it was.
    """

    found: Listed
    line: BankFileLine | None
    fur: Fur | None
    near: Sequence[tuple[Fur, str]]
    debts: Sequence[Debt]
    operator: Operator | None
    notice: MoneyNotice | None = None


def files_page(res: Resources, actor: Actor, number: int = 1) -> FilesPage:
    """Files, the newest first.

    Raises:
        NotAllowed: The person may not see the desk.
    """
    actor.require(Permission.RECONCILIATION_VIEW)
    with res.database.reading() as unit:
        rows = files.files_page(unit, offset=PAGE * (number - 1), limit=PAGE)
        waiting = Waiting(
            repository.totals(unit, ExceptionFilter())[0],
            repository.totals(unit, ExceptionFilter(shown=Shown.TO_CLAIM))[0],
        )
        own = repository.waiting_of(unit, [file.id or 0 for file, _ in rows])
        return FilesPage(rows, files.count_files(unit), waiting, own)


def file_defects(res: Resources, actor: Actor, public_id: str) -> FileDefects:
    """A file with its defects.

    Raises:
        NotAllowed: The person may not see the desk.
        NotFound: No such file.
    """
    actor.require(Permission.RECONCILIATION_VIEW)
    with res.database.reading() as unit:
        file = files.file_by_public_id(unit, public_id)
        shown = files.defects_of(unit, file.id or 0, offset=0, limit=SHOWN_DEFECTS)
        return FileDefects(file, shown)


def exceptions_page(
    res: Resources, actor: Actor, narrowed: ExceptionFilter, number: int = 1
) -> ExceptionsPage:
    """Exceptions that a filter finds.

    Raises:
        NotAllowed: The person may not see the desk.
    """
    actor.require(Permission.RECONCILIATION_VIEW)
    with res.database.reading() as unit:
        rows = repository.listed(unit, narrowed, offset=PAGE * (number - 1), limit=PAGE)
        count, amount = repository.totals(unit, narrowed)
        to_claim = repository.totals(unit, replace(narrowed, shown=Shown.TO_CLAIM))
        return ExceptionsPage(rows, count, amount, files.agreements(unit), to_claim)


def facts(res: Resources, actor: Actor, public_id: str, nit: str = "") -> Facts:
    """What the bank says, what the FUR says, and what fits.

    Args:
        res: Resources.
        actor: Who asks.
        public_id: The exception.
        nit: Whose debts to list; empty for those of the FUR's operator.

    Raises:
        NotAllowed: The person may not see the desk.
        NotFound: No such exception.
    """
    actor.require(Permission.RECONCILIATION_VIEW)
    with res.database.reading() as unit:
        found = repository.listed_one(unit, public_id)
        row = found.row
        fur = settlement.fur_by_id(unit, row.fur_id) if row.fur_id else None
        near = [
            each
            for each in repository.near_furs(unit, row.reference, row.amount)
            if each.id != row.fur_id and row.kind != Odd.GIVEN_BACK
        ]
        owners = repository.operators_of(unit, [each.operator_id for each in near])
        operator = _operator(unit, fur, nit)
        debts: list[Debt] = []
        if operator is not None:
            owed = as_they_stand(unit, obligations_of(unit, _EVERYBODY, operator.id or 0))
            debts = [
                Debt(each.source, each.name, each.left.total) for each in owed if each.left.total
            ]
        return Facts(
            found,
            files.line_of(unit, row.file_id, row.line) if row.file_id else None,
            fur,
            [(each, owners[each.operator_id].name) for each in near],
            debts,
            operator,
            repository.notice_of(unit, row.id or 0),
        )


def _operator(unit: Unit, fur: Fur | None, nit: str) -> Operator | None:
    """Whose debts to list; None when nobody has that NIT."""
    if nit:
        try:
            return operator_by_nit(unit, parse_nit(nit).number)
        except (InvalidNit, SerError):
            return None
    return operator_by_id(unit, fur.operator_id) if fur else None
