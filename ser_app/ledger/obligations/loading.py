"""Load a file of obligations: kept as it came, shown line by line, entered whole or not at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.base import audit
from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.file_names import bare_name
from ser_app.base.resources import Resources
from ser_app.base.spreadsheets import MOST_BYTES, looks_like_one
from ser_app.base.tokens import public_id, sha256_hex
from ser_app.law.parameters import RuleBook
from ser_app.ledger.obligations import repository
from ser_app.ledger.obligations.checking import Ready, check
from ser_app.ledger.obligations.columns import Problem
from ser_app.ledger.obligations.entering import enter_all
from ser_app.ledger.obligations.knowing import known_of
from ser_app.ledger.obligations.models import ChargeFile
from ser_app.ledger.obligations.reading import Raw, Typed, read
from ser_app.ledger.obligations.sheets import Line, lines_of
from ser_app.ledger.obligations.texts import (
    FILE_DONE,
    FILE_MISSING,
    FILE_TOO_BIG,
    FILE_UNKNOWN,
    NOT_WHOLE,
)
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import plural

_LONGEST_NAME: Final = 120


@dataclass(frozen=True, slots=True)
class Checked:
    """A line of a file: what it would enter, or everything that is wrong with it."""

    number: int
    raw: Raw
    ready: Ready | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A file with what would become of each line.

    Attributes:
        file: The file.
        lines: Its lines in order; empty when the file cannot be read at all.
        refused: Why it cannot be read at all; empty otherwise.
        entered: How many obligations it brought; none while it was not entered.
    """

    file: ChargeFile
    lines: tuple[Checked, ...]
    refused: str
    entered: int

    @property
    def problems(self) -> int:
        """How many things are to be corrected."""
        return sum(len(line.problems) for line in self.lines)

    @property
    def total(self) -> int:
        """Capital that the good lines charge, whole pesos."""
        return sum(line.ready.amount for line in self.lines if line.ready)

    @property
    def whole(self) -> bool:
        """Whether it can be entered."""
        return bool(self.lines) and not self.problems and not self.refused and not self.entered


def upload(res: Resources, actor: Actor, name: str, content: bytes) -> str:
    """Keep a file; nothing is entered yet.

    Args:
        res: The resources of the process.
        actor: Somebody of Tesorería.
        name: Its name on the person's machine, for show only.
        content: Its bytes.

    Returns:
        Its public id; the same content gives the id that it got first.

    Raises:
        NotAllowed: The person may not.
        Refused: It is empty, too big, or neither a workbook nor text.
    """
    actor.require(Permission.OBLIGATION_ENTER)
    if not content:
        raise Refused("file_missing", FILE_MISSING)
    if len(content) > MOST_BYTES:
        raise Refused("file_too_big", FILE_TOO_BIG)
    if not looks_like_one(content):
        raise Refused("file_unknown", FILE_UNKNOWN)
    digest = sha256_hex(content)
    with res.database.unit() as unit:
        known = repository.file_by_hash(unit, digest)
        if known is not None:
            return known.public_id
        kept = ChargeFile(
            public_id=public_id(),
            sha256=digest,
            name=bare_name(name)[:_LONGEST_NAME] or "archivo",
            content=content,
            uploaded_by_id=actor.user_id,
            uploaded_by=actor.label,
            uploaded_at=res.clock.now(),
        )
        repository.add_all(unit, [kept])
        _record(unit, res, actor, kept, "uploaded", {"bytes": len(content)})
        return kept.public_id


def report(res: Resources, actor: Actor, file_id: str) -> Report:
    """What would become of each line of a file, today.

    Raises:
        NotAllowed: The person may not enter obligations.
        NotFound: There is no such file.
    """
    actor.require(Permission.OBLIGATION_ENTER)
    with res.database.reading() as unit:
        kept = repository.file_by_public_id(unit, file_id)
        entered = repository.charges_of_file(unit, kept.id or 0)
        if entered:
            return Report(kept, (), "", entered)
        return _report(unit, res, kept)


def _report(unit: Unit, res: Resources, kept: ChargeFile, *, lock: bool = False) -> Report:
    try:
        found = lines_of(kept.content)
    except Refused as refusal:
        return Report(kept, (), refusal.message, 0)
    lines = _check_lines(unit, found, res.rules, res.clock.today(), lock=lock)
    return Report(kept, tuple(lines), "", 0)


def _check_lines(
    unit: Unit, lines: Sequence[Line], rules: RuleBook, today: date, *, lock: bool
) -> list[Checked]:
    read_lines = [(line, read(line.raw, today)) for line in lines]
    good = [typed for _, typed in read_lines if isinstance(typed, Typed)]
    known = known_of(unit, good, today, lock=lock)
    checked = []
    for line, typed in read_lines:
        if isinstance(typed, list):
            checked.append(Checked(line.number, line.raw, None, tuple(typed)))
            continue
        found = check(typed, known, rules, today, line.number)
        ready, problems = (None, (found,)) if isinstance(found, Problem) else (found, ())
        checked.append(Checked(line.number, line.raw, ready, problems))
    return checked


def enter_file(res: Resources, actor: Actor, file_id: str) -> int:
    """Enter all obligations of a file, or none.

    Returns:
        How many were entered.

    Raises:
        NotAllowed: The person may not.
        NotFound: There is no such file.
        Conflict: It was entered before.
        Refused: Something in it is wrong; nothing was entered.
    """
    actor.require(Permission.OBLIGATION_ENTER)
    with res.database.unit() as unit:
        kept = repository.file_by_public_id(unit, file_id, for_update=True)
        if repository.charges_of_file(unit, kept.id or 0):
            raise Conflict("file_already_entered", FILE_DONE)
        found = _report(unit, res, kept, lock=True)
        if not found.whole:
            wrong = plural(found.problems, "cosa", "cosas")
            raise Refused("file_not_whole", found.refused or NOT_WHOLE.format(problems=wrong))
        ready = [line.ready for line in found.lines if line.ready]
        enter_all(unit, res, actor, ready, kept.id)
        detail = {"obligations": len(ready), "total": found.total, "sha256": kept.sha256}
        _record(unit, res, actor, kept, "entered", detail)
        return len(ready)


def recent(res: Resources, actor: Actor) -> list[tuple[ChargeFile, int]]:
    """The last files, the newest first, each with how many obligations it brought.

    Raises:
        NotAllowed: The person may not enter obligations.
    """
    actor.require(Permission.OBLIGATION_ENTER)
    with res.database.reading() as unit:
        return repository.files(unit)


def _record(
    unit: Unit,
    res: Resources,
    actor: Actor,
    kept: ChargeFile,
    verb: str,
    detail: Mapping[str, object],
) -> None:
    audit.record(
        unit,
        at=res.clock.now(),
        subject=f"obligation_file:{kept.public_id}",
        action=f"obligation_file.{verb}",
        author=actor,
        detail={"name": kept.name, **detail},
    )
