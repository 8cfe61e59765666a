"""Replay: compute every filing again from what it stored, and report what differs.

A filing keeps its inputs, the version of its rules and the engine's. The same inputs under the
same rules must give the same pesos in ten years; where they do not, the difference is named.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from ser_app.base.database import Database, Unit
from ser_app.base.rules import snapshots
from ser_app.declarations import repository
from ser_app.declarations.models import Declaration
from ser_app.law.errors import LawError
from ser_app.law.liquidation import liquidate
from ser_app.law.parameters import RuleBook
from ser_app.law.snapshot import completed
from ser_app.law.wire import case_from_json, liquidation_to_json
from ser_app.people.actor import Scope

_AMOUNTS: Final = (
    "base",
    "levy",
    "late_filing_penalty",
    "arrears_interest",
    "balance_applied",
    "total",
)
_CHUNK: Final = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which filings to replay; empty values narrow nothing.

    Attributes:
        period: `2013-Q1`.
        operator_id: Database id of an operator.
    """

    period: str = ""
    operator_id: int | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that came out otherwise: pesos, or a day as text."""

    name: str
    stored: str
    computed: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """A filing computed again.

    Attributes:
        receipt: Its receipt number.
        period: Its period.
        regime: Its regime.
        rules_version: The rules by which it was liquidated.
        engine_version: The arithmetic; empty for filings older than its record.
        changes: What differs; empty when all is equal.
        problem: Why it could not be computed, in Spanish.
    """

    receipt: str
    period: str
    regime: str
    rules_version: str
    engine_version: str
    changes: tuple[FieldChange, ...] = field(default=())
    problem: str = ""

    @property
    def equal(self) -> bool:
        """Whether the same pesos came out."""
        return not (self.changes or self.problem)

    @property
    def difference(self) -> int:
        """By how much the total changes, in pesos; zero when it could not be computed."""
        for change in self.changes:
            if change.name == "total":
                return int(change.computed) - int(change.stored)
        return 0


def replay(
    database: Database, present: RuleBook, wanted: Wanted | None = None, *, scope: Scope
) -> Iterator[Replayed]:
    """Compute filings again, each by the rules that it was filed by; oldest first.

    Args:
        database: Where they are kept.
        present: The rules in force, used where they are the ones that a filing names.
        wanted: Which filings.
        scope: Which operators' rows may be read.
    """
    books: dict[str, RuleBook | None] = {present.version: present}
    find = partial(_book, books, present)
    for unit, declaration in _filings(database, wanted or Wanted(), scope):
        yield _again(declaration, find(unit, declaration.rules_version))


def replay_with(
    rules: RuleBook, database: Database, wanted: Wanted | None = None, *, scope: Scope
) -> Iterator[Replayed]:
    """Compute filings by other rules, to see which would change; nothing is stored.

    Args:
        rules: The rules to try.
        database: Where the filings are kept.
        wanted: Which filings.
        scope: Which operators' rows may be read.
    """
    for _, declaration in _filings(database, wanted or Wanted(), scope):
        yield _again(declaration, rules)


def _filings(
    database: Database, wanted: Wanted, scope: Scope
) -> Iterator[tuple[Unit, Declaration]]:
    """All filings in chunks, so that any number of them fits the memory."""
    last = 0
    while True:
        with database.reading() as unit:
            found = repository.filed_after(
                unit,
                scope,
                last,
                limit=_CHUNK,
                period=wanted.period,
                operator_id=wanted.operator_id,
            )
            for declaration in found:
                yield unit, declaration
        if len(found) < _CHUNK:
            return
        last = found[-1].id or 0


def _book(
    books: dict[str, RuleBook | None], present: RuleBook, unit: Unit, version: str
) -> RuleBook | None:
    if version not in books:
        kept = snapshots.load(unit, version)
        books[version] = None if kept is None else completed(kept, present)
    return books[version]


def _again(declaration: Declaration, rules: RuleBook | None) -> Replayed:
    about = Replayed(
        receipt=declaration.receipt_number or "",
        period=declaration.period,
        regime=declaration.regime,
        rules_version=declaration.rules_version,
        engine_version=declaration.engine_version,
    )
    if rules is None:
        return _with(about, problem="No se conservan las reglas con las que se presentó.")
    try:
        found = liquidate(case_from_json(declaration.inputs), rules, explain=False)
    except LawError as error:
        return _with(about, problem=error.message)
    computed = liquidation_to_json(found, figures=False)
    stored = {name: getattr(declaration, name) for name in _AMOUNTS}
    stored["due_on"] = declaration.due_on.isoformat()
    changes = tuple(
        FieldChange(name, str(value), str(computed[name]))
        for name, value in stored.items()
        if computed[name] != value
    )
    return _with(about, changes=changes)


def _with(about: Replayed, *, changes: tuple[FieldChange, ...] = (), problem: str = "") -> Replayed:
    return Replayed(
        about.receipt,
        about.period,
        about.regime,
        about.rules_version,
        about.engine_version,
        changes,
        problem,
    )
