"""All queries of the declarations room; each takes the scope of the person who asks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, String, column, func, text, true, tuple_, values
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from ser_app.base.database import FOR_CHANGE, Unit
from ser_app.base.errors import Conflict, NotFound, Refused
from ser_app.base.many import among
from ser_app.base.places import Stretch
from ser_app.declarations.models import Declaration, DeclarationLine, DeclarationSignature
from ser_app.declarations.reliquidation.models import Reliquidation
from ser_app.declarations.states import DeclarationState
from ser_app.people.actor import Scope
from ser_app.people.models import Expediente, Operator
from ser_app.people.repository import within

_LIVE: Final = (DeclarationState.DRAFT, DeclarationState.PREPARED)
_SHOWN: Final = (*_LIVE, DeclarationState.FILED)

IS_FILED: Final = text("declaration.state = 'filed'")
"""Written out: SQLite finds an index of filed ones only where it reads that they are."""

# One statement, so that two filings at the same instant never share a number.
_NEXT_RECEIPT: Final = text(
    "INSERT INTO declaration_receipt_counter (year, last) VALUES (:year, 1) "
    "ON CONFLICT (year) DO UPDATE SET last = declaration_receipt_counter.last + 1 "
    "RETURNING last"
)


@dataclass(frozen=True, slots=True)
class DeclarationFilter:
    """What a list is narrowed to; empty values narrow nothing.

    Attributes:
        expediente: Public id of an expediente.
        state: A `DeclarationState`; discarded drafts show only when asked for.
        year: Year of the period.
    """

    expediente: str = ""
    state: str = ""
    year: int = 0


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """A declaration with the words of its expediente and operator."""

    declaration: Declaration
    expediente_number: str
    service: str
    operator_name: str


def declaration_by_public_id(
    unit: Unit, scope: Scope, public_id: str, *, for_update: bool = False
) -> Declaration:
    """A declaration that the scope may see.

    Args:
        unit: The open transaction.
        scope: Whose rows.
        public_id: Its identifier in addresses.
        for_update: Lock the row until the transaction ends (a no-op on SQLite, where the
            transaction already holds the only write lock).

    Raises:
        NotFound: No such declaration, or another operator's.
    """
    query = select(Declaration).where(Declaration.public_id == public_id)
    query = query.where(*within(scope, Declaration.operator_id, Declaration.expediente_id))
    if for_update:
        query = query.with_for_update(key_share=True)
    found = unit.session.exec(query).first()
    if found is None:
        raise NotFound
    return found


def declaration_by_id(
    unit: Unit, scope: Scope, declaration_id: int, *, for_update: bool = False
) -> Declaration:
    """A declaration by database id, for rooms that hold its key; locked on demand.

    Raises:
        NotFound: No such declaration, or another operator's.
    """
    found = unit.session.get(
        Declaration, declaration_id, with_for_update=FOR_CHANGE if for_update else None
    )
    if found is None or not scope.admits(found.operator_id, found.expediente_id):
        raise NotFound
    return found


def declarations_by_public_id(unit: Unit, public_ids: Sequence[str]) -> list[Declaration]:
    """Declarations by their public ids, for rooms that hold them from the books."""
    query = select(Declaration).where(col(Declaration.public_id).in_(public_ids))
    return list(unit.session.exec(query))


def lines_of(unit: Unit, declaration: Declaration) -> list[DeclarationLine]:
    """The lines in the order of the screen."""
    query = (
        select(DeclarationLine)
        .where(DeclarationLine.declaration_id == declaration.id)
        .order_by(col(DeclarationLine.kind), col(DeclarationLine.position))
    )
    return list(unit.session.exec(query))


def signatures_of(unit: Unit, declaration: Declaration) -> list[DeclarationSignature]:
    """All signatures in order of time; some may bind an older content."""
    query = (
        select(DeclarationSignature)
        .where(DeclarationSignature.declaration_id == declaration.id)
        .order_by(col(DeclarationSignature.signed_at))
    )
    return list(unit.session.exec(query))


def of_expediente(unit: Unit, expediente_id: int, period: str = "") -> list[Declaration]:
    """The declarations of an expediente that count: drafts, prepared and filed ones.

    Args:
        unit: The open transaction.
        expediente_id: Database id, already checked against the scope.
        period: `2013-Q1`, or empty for all periods.
    """
    query = select(Declaration).where(
        Declaration.expediente_id == expediente_id, col(Declaration.state).in_(_SHOWN)
    )
    if period:
        query = query.where(Declaration.period == period)
    return list(unit.session.exec(query))


def of_period(
    unit: Unit, scope: Scope, period: str, *, for_update: bool = False
) -> list[Declaration]:
    """The drafts, prepared and filed declarations of a period, the filed ones last.

    Args:
        unit: The open transaction.
        scope: Whose rows.
        period: `2013-Q1`.
        for_update: Lock the rows until the transaction ends.
    """
    query = select(Declaration).where(
        Declaration.period == period, col(Declaration.state).in_(_SHOWN)
    )
    query = query.where(*within(scope, Declaration.operator_id, Declaration.expediente_id))
    query = query.order_by(col(Declaration.id))
    if for_update:
        query = query.with_for_update(key_share=True)
    return sorted(unit.session.exec(query), key=lambda each: each.state == DeclarationState.FILED)


def lines_by_declaration(
    unit: Unit, declarations: Sequence[Declaration]
) -> dict[int, list[DeclarationLine]]:
    """The lines of many declarations in one query, by database id, in the order of the screen."""
    query = (
        select(DeclarationLine)
        .where(col(DeclarationLine.declaration_id).in_([each.id for each in declarations]))
        .order_by(col(DeclarationLine.kind), col(DeclarationLine.position))
    )
    found: dict[int, list[DeclarationLine]] = {each.id or 0: [] for each in declarations}
    for line in unit.session.exec(query):
        found[line.declaration_id].append(line)
    return found


def add(unit: Unit, declaration: Declaration, lines: list[DeclarationLine]) -> None:
    """Store a new declaration with its lines.

    Raises:
        Conflict: The same period was begun at the same moment.
    """
    unit.session.add(declaration)
    try:
        unit.flush()
    except IntegrityError as error:
        raise Conflict(
            "period_begun", "Otra persona acaba de empezar ese período. No se creó otro."
        ) from error
    for line in lines:
        line.declaration_id = declaration.id or 0
        unit.session.add(line)
    unit.flush()


def replace_lines(unit: Unit, declaration: Declaration, lines: list[DeclarationLine]) -> None:
    """Make the stored lines equal to `lines`: change, add and delete by public id.

    Raises:
        Refused: A line belongs to another declaration.
    """
    stored = {line.public_id: line for line in lines_of(unit, declaration)}
    for wanted in lines:
        line = stored.pop(wanted.public_id, None)
        if line is None:
            wanted.declaration_id = declaration.id or 0
            unit.session.add(wanted)
            continue
        line.kind, line.position = wanted.kind, wanted.position
        line.description, line.amount = wanted.description, wanted.amount
    for gone in stored.values():
        unit.session.delete(gone)
    try:
        unit.flush()
    except IntegrityError as error:
        raise Refused(
            "foreign_line", "Una fila pertenece a otra declaración. No se guardó nada."
        ) from error


def next_receipt(unit: Unit, year: int) -> int:
    """The next receipt number of a year, 1 for its first."""
    return int(unit.session.connection().execute(_NEXT_RECEIPT, {"year": year}).scalar_one())


def declarations_page(
    unit: Unit, scope: Scope, wanted: DeclarationFilter, *, offset: int, limit: int
) -> list[DeclarationRow]:
    """A page of the list, newest period first."""
    query = (
        select(Declaration, Expediente.number, Expediente.service, Operator.name)
        .join(Expediente, col(Expediente.id) == col(Declaration.expediente_id))
        .join(Operator, col(Operator.id) == col(Declaration.operator_id))
        .where(*_conditions(scope, wanted))
        .order_by(
            col(Declaration.period).desc(), col(Expediente.number), col(Declaration.id).desc()
        )
        .offset(offset)
        .limit(limit)
    )
    return [DeclarationRow(*row) for row in unit.session.exec(query)]


def declarations_along(unit: Unit, scope: Scope, part: Stretch) -> list[DeclarationRow]:
    """Some declarations that count by the due day that holds, the last due first."""
    due, number = _present_due_day(), col(Declaration.id)
    conditions = _conditions(scope, DeclarationFilter())
    if part.since:
        conditions.append(due >= part.since)
    if part.until:
        conditions.append(due <= part.until)
    if part.after:
        conditions.append(tuple_(due, number) < tuple_(part.after.day, part.after.number))
    query = (
        select(Declaration, Expediente.number, Expediente.service, Operator.name)
        .join(Expediente, col(Expediente.id) == col(Declaration.expediente_id))
        .join(Operator, col(Operator.id) == col(Declaration.operator_id))
        .where(*conditions)
        .order_by(due.desc(), number.desc())
        .limit(part.limit)
    )
    return [DeclarationRow(*row) for row in unit.session.exec(query)]


def _present_due_day() -> ColumnElement[date]:
    """The due day of each, as acts have moved it; they only ever move it to a later one."""
    moved = (
        select(func.max(Reliquidation.new_due_on))
        .where(Reliquidation.declaration_id == Declaration.id)
        .scalar_subquery()
    )
    return func.coalesce(moved, col(Declaration.due_on), type_=Date())


def count_declarations(unit: Unit, scope: Scope, wanted: DeclarationFilter) -> int:
    """How many declarations the list has."""
    query = (
        select(func.count())
        .select_from(Declaration)
        .join(Expediente, col(Expediente.id) == col(Declaration.expediente_id))
        .where(*_conditions(scope, wanted))
    )
    return unit.session.exec(query).one()


def years_declared(unit: Unit, scope: Scope) -> list[str]:
    """Years of which there is a declaration, newest first."""
    year = func.substr(col(Declaration.period), 1, 4)
    query = select(year).distinct().order_by(year.desc())
    query = query.where(*within(scope, Declaration.operator_id, Declaration.expediente_id))
    return list(unit.session.exec(query))


def _conditions(scope: Scope, wanted: DeclarationFilter) -> list[ColumnElement[bool]]:
    conditions = within(scope, Declaration.operator_id, Declaration.expediente_id)
    if wanted.expediente:
        conditions.append(col(Expediente.public_id) == wanted.expediente)
    if wanted.year:
        conditions.append(col(Declaration.period).startswith(str(wanted.year)))
    if wanted.state:
        conditions.append(col(Declaration.state) == wanted.state)
    else:
        conditions.append(col(Declaration.state).in_(_SHOWN))
    return conditions


def filed_after(
    unit: Unit,
    scope: Scope,
    last_id: int,
    *,
    limit: int,
    period: str = "",
    operator_id: int | None = None,
) -> list[Declaration]:
    """Filings with a higher database id, also those that a correction replaced, oldest first."""
    query = (
        select(Declaration)
        .where(col(Declaration.id) > last_id, col(Declaration.filed_on).is_not(None))
        .order_by(col(Declaration.id))
        .limit(limit)
    )
    query = query.where(*within(scope, Declaration.operator_id, Declaration.expediente_id))
    if operator_id is not None:
        query = query.where(Declaration.operator_id == operator_id)
    if period:
        query = query.where(Declaration.period == period)
    return list(unit.session.exec(query))


def unfiled_periods(
    unit: Unit, expedientes: Collection[int], periods: Collection[str]
) -> list[tuple[int, str]]:
    """Pairs of some expedientes and some periods of which nothing was filed."""
    if not expedientes or not periods:
        return []
    asked = values(column("period", String), name="asked").data([(each,) for each in periods])
    wanted = asked.cte("wanted")
    filed = select(Declaration.id).where(
        col(Declaration.expediente_id) == col(Expediente.id),
        col(Declaration.period) == wanted.c.period,
        IS_FILED,
    )
    query: Any = (
        select(Expediente.id, wanted.c.period)
        .join(wanted, true())
        .where(among(unit, col(Expediente.id), expedientes), ~filed.exists())
    )
    return [(key, period) for key, period in unit.session.execute(query)]


def prepared_periods(unit: Unit, scope: Scope) -> set[tuple[int, str]]:
    """The expediente's id and the period of each declaration whose FUR waits to be filed."""
    query = select(Declaration.expediente_id, Declaration.period).where(
        Declaration.state == DeclarationState.PREPARED,
        *within(scope, Declaration.operator_id, Declaration.expediente_id),
    )
    return set(unit.session.exec(query).all())


def filed_periods(unit: Unit, scope: Scope, until: date | None = None) -> set[tuple[int, str]]:
    """The expediente's id and the period of each filed declaration.

    Args:
        unit: The open unit.
        scope: Whose.
        until: Only those filed by the end of this business day, whatever corrected them later.
    """
    filed = col(Declaration.state) == DeclarationState.FILED
    if until is not None:
        filed = col(Declaration.filed_on) <= until
    query = select(Declaration.expediente_id, Declaration.period).where(filed)
    query = query.where(*within(scope, Declaration.operator_id, Declaration.expediente_id))
    return set(unit.session.exec(query).all())
