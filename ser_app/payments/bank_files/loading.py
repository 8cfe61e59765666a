"""Take a file in: check it whole, then keep its lines to be posted, or refuse all of it.

Nothing of a refused file is credited. What is accepted waits in the database line by line, so that
any worker can post it, and go on where one that was killed had stopped.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.furs.form import BENEFICIARY_DIGITS
from ser_app.payments.bank_files import repository
from ser_app.payments.bank_files.checking import Checked, Ours, check
from ser_app.payments.bank_files.models import BankAgreement, BankFile
from ser_app.payments.bank_files.records import Defect
from ser_app.payments.bank_files.spool import Spool
from ser_app.payments.bank_files.texts import ALREADY_LOADED, EMPTY, JUST_LOADED, TOO_MANY_DEFECTS
from ser_app.web.words import moment

MOST_DEFECTS: Final = 10_000
"""Beyond so many defects a file is none of the standard, and is read no further."""

_LINE_FIELDS: Final = (
    "line", "reference", "cents", "origin", "means", "operation", "authorisation", "branch",
)  # fmt: skip
_DEFECT_FIELDS: Final = ("line", "first", "found", "expected", "tolerated")
_LONGEST_NAME: Final = 120
_LONGEST_LINE: Final = 4096


@dataclass(frozen=True, slots=True)
class Loader:
    """Who loads: a person of Tesorería, or the command line (`user_id` None).

    Attributes:
        label: Name and role, as the audit keeps them.
        source: The door: `web` or `cli`.
    """

    user_id: int | None
    label: str
    source: str

    @property
    def author(self) -> "LoadingPerson | None":
        """The person, for the trail; None for the command line."""
        return None if self.user_id is None else LoadingPerson(self.user_id, self.label)


@dataclass(frozen=True, slots=True)
class LoadingPerson:
    """Who loaded a file, also for what a job does with it later; of the Ministry."""

    user_id: int
    label: str
    operator_id: int | None = None


def load(res: Resources, by: Loader, path: Path, name: str) -> BankFile:
    """Take a file in; whoever calls has checked the permission.

    Args:
        res: Resources.
        by: Who loads it.
        path: Where its bytes are.
        name: As the person's computer calls it.

    Returns:
        The stored file: `posting` when it was accepted, `refused` with its defects otherwise.

    Raises:
        Refused: It is empty.
        Conflict: It was accepted before; nothing is credited again.
    """
    size = path.stat().st_size
    if not size:
        raise Refused("empty_file", EMPTY)
    with path.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    with res.database.reading() as unit:
        _refuse_known(unit, sha256)
        agreements = tuple(repository.agreements(unit))
    with Spool() as lines, Spool() as defects, path.open("rb") as content:
        checked = Checked()
        ours = Ours(_fondo(), agreements, res.clock.today())
        _read(content, ours, checked, lines, defects)
        file = _row(res, by, checked, sha256, size, name)
        _store(res, by, file, lines, defects)
    return file


def _refuse_known(unit: Unit, sha256: str) -> None:
    known = repository.accepted_by_hash(unit, sha256)
    if known is not None:
        raise Conflict(
            "already_loaded",
            ALREADY_LOADED.format(moment=moment(known.loaded_at), name=known.name),
        )


def _fondo() -> frozenset[str]:
    """The Fondo's NIT with and without check digit."""
    return frozenset({BENEFICIARY_DIGITS, BENEFICIARY_DIGITS[:-1]})


def _read(content: IO[bytes], ours: Ours, checked: Checked, lines: Spool, defects: Spool) -> None:
    for found in check(_bounded(content), ours, checked):
        if not isinstance(found, Defect):
            lines.add(*(getattr(found, field) for field in _LINE_FIELDS))
            continue
        if checked.defects > MOST_DEFECTS:
            defects.add(found.line, 0, "", TOO_MANY_DEFECTS, False)
            return
        defects.add(*(getattr(found, field) for field in _DEFECT_FIELDS))


def _bounded(content: IO[bytes]) -> Iterator[bytes]:
    """The lines; one without an end is cut, so that it cannot fill the memory."""
    while line := content.readline(_LONGEST_LINE):
        yield line


def _row(
    res: Resources, by: Loader, checked: Checked, sha256: str, size: int, name: str
) -> BankFile:
    accepted = not checked.serious
    now = res.clock.now()
    agreement = checked.agreement
    return BankFile(
        public_id=public_id(),
        sha256=sha256,
        name=name.strip()[-_LONGEST_NAME:] or "archivo",
        size=size,
        state=repository.POSTING if accepted else repository.REFUSED,
        agreement_id=agreement.id if isinstance(agreement, BankAgreement) else None,
        collected_on=checked.header.collected_on if checked.header else None,
        modifier=checked.header.modifier if checked.header else "",
        payments=checked.totals.payments,
        cents=checked.totals.cents,
        defects=checked.defects,
        loaded_by_id=by.user_id,
        loaded_by=by.label,
        loaded_at=now,
        loaded_on=res.clock.today(),
        finished_at=None if accepted else now,
    )


def _store(res: Resources, by: Loader, file: BankFile, lines: Spool, defects: Spool) -> None:
    """Write the file with everything that was read of it, in one transaction."""
    with res.database.unit() as unit:
        _refuse_known(unit, file.sha256)
        file_id = repository.add_file(unit, file)
        if file_id is None:
            raise Conflict("already_loaded", JUST_LOADED)
        if file.state == repository.POSTING:
            for part in lines.parts():
                repository.add_lines(
                    unit,
                    [
                        {"file_id": file_id, **dict(zip(_LINE_FIELDS, row, strict=True))}
                        for row in part
                    ],
                )
        for part in defects.parts():
            repository.add_defects(
                unit,
                [
                    {"file_id": file_id, **dict(zip(_DEFECT_FIELDS, row, strict=True))}
                    for row in part
                ],
            )
        audit.record(
            unit,
            at=file.loaded_at,
            subject=f"bank_file:{file.public_id}",
            action=f"bank_file.{'accepted' if file.state == repository.POSTING else 'refused'}",
            author=by.author,
            source=by.source,
            detail={
                "name": file.name,
                "sha256": file.sha256,
                "by": by.label,
                "collected_on": file.collected_on.isoformat() if file.collected_on else None,
                "payments": file.payments,
                "cents": file.cents,
                "defects": file.defects,
            },
        )
