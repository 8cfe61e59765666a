"""Replay of re-liquidations: each by its own rules, as the filings are by theirs."""

from collections.abc import Iterator

from ser_app.base.database import Database, Unit
from ser_app.base.rules import snapshots
from ser_app.declarations.models import Declaration
from ser_app.declarations.reliquidation import repository
from ser_app.declarations.reliquidation.models import Reliquidation
from ser_app.declarations.replay import FieldChange, Replayed, Wanted
from ser_app.law.errors import LawError
from ser_app.law.liquidation import Liquidation, liquidate
from ser_app.law.parameters import RuleBook
from ser_app.law.snapshot import completed
from ser_app.law.wire import case_from_json
from ser_app.people.actor import Scope

_CHUNK = 200


def replay_reliquidations(
    database: Database, present: RuleBook, wanted: Wanted | None = None, *, scope: Scope
) -> Iterator[Replayed]:
    """Compute re-liquidations again, each by the rules that it kept; oldest first.

    What was handed to a person has no figures to compare and is left out.

    Args:
        database: Where they are kept.
        present: The rules in force, used where they are the ones that a record names.
        wanted: Which filings' ones.
        scope: Which operators' rows may be read.
    """
    asked = wanted or Wanted()
    books: dict[str, RuleBook | None] = {present.version: present}
    last = 0
    while True:
        with database.reading() as unit:
            found = repository.reliquidated_after(
                unit, scope, last, _CHUNK, asked.period, asked.operator_id
            )
            for result, declaration in found:
                if not result.review:
                    yield _again(unit, books, present, result, declaration)
        if len(found) < _CHUNK:
            return
        last = found[-1][0].id or 0


def _again(
    unit: Unit,
    books: dict[str, RuleBook | None],
    present: RuleBook,
    result: Reliquidation,
    declaration: Declaration,
) -> Replayed:
    version = result.rules_version
    if version not in books:
        kept = snapshots.load(unit, version)
        books[version] = None if kept is None else completed(kept, present)
    rules = books[version]
    if rules is None:
        return _told(result, declaration, problem="No se conservan las reglas de la reliquidación.")
    try:
        found = liquidate(case_from_json(result.inputs), rules, explain=False)
    except LawError as error:
        return _told(result, declaration, problem=error.message)
    return _told(result, declaration, changes=_changes(result, found))


def _changes(result: Reliquidation, found: Liquidation) -> tuple[FieldChange, ...]:
    """What comes out otherwise than the record and its explained figures say."""
    figures = {each["code"]: each["amount"] for each in result.figures}
    pairs = (
        ("due_on", result.new_due_on, found.due_on),
        ("late_filing_penalty", figures.get("late_filing_penalty"), found.late_filing_penalty),
        ("arrears_interest", figures.get("arrears_interest"), found.arrears_interest),
        ("new_penalty", result.new_penalty, min(result.old_penalty, found.late_filing_penalty)),
    )
    return tuple(
        FieldChange(name, str(stored), str(computed))
        for name, stored, computed in pairs
        if stored != computed
    )


def _told(
    result: Reliquidation,
    declaration: Declaration,
    *,
    changes: tuple[FieldChange, ...] = (),
    problem: str = "",
) -> Replayed:
    return Replayed(
        receipt=f"{declaration.receipt_number} · {result.norm}",
        period=declaration.period,
        regime=declaration.regime,
        rules_version=result.rules_version,
        engine_version=result.engine_version,
        changes=changes,
        problem=problem,
    )
