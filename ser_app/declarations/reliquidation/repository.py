"""All queries on re-liquidations; callers have checked permission and scope."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, tuple_
from sqlmodel import col, select

from ser_app.base.database import Unit
from ser_app.base.many import among
from ser_app.declarations.models import Declaration
from ser_app.declarations.reliquidation.models import Reliquidation, ReliquidationRun
from ser_app.declarations.states import DeclarationState
from ser_app.people.actor import Scope
from ser_app.people.models import Operator

_OPEN = (DeclarationState.DRAFT, DeclarationState.PREPARED)


@dataclass(frozen=True, slots=True)
class Relief:
    """What all re-liquidations of a filing took away, whole pesos."""

    penalty: int = 0
    interest: int = 0
    in_favour: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """The last move of a filing's due day.

    Attributes:
        due_on: The due day that holds since.
        kind: `norm` or `contingency`.
        norm: The act that moved it.
    """

    due_on: date
    kind: str
    norm: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result with the words of its filing."""

    result: Reliquidation
    declaration: Declaration
    operator: str


def periods_filed(unit: Unit, regimes: Collection[str]) -> list[tuple[str, str]]:
    """Regime and period of every declaration of some regimes, also of drafts."""
    query = (
        select(Declaration.regime, Declaration.period)
        .where(col(Declaration.regime).in_(regimes))
        .distinct()
    )
    return list(unit.session.exec(query))


def filings_of(
    unit: Unit, periods: Collection[tuple[str, str]], after: int, limit: int
) -> list[Declaration]:
    """Filings that hold, and those that were settled before a correction took their place."""
    settled = (col(Declaration.state) == DeclarationState.REPLACED) & (
        col(Declaration.paid_on).is_not(None)
    )
    query = (
        select(Declaration)
        .where(
            col(Declaration.id) > after,
            col(Declaration.filed_on).is_not(None),
            or_(col(Declaration.state) == DeclarationState.FILED, settled),
            tuple_(col(Declaration.regime), col(Declaration.period)).in_(list(periods)),
        )
        .order_by(col(Declaration.id))
        .limit(limit)
    )
    return list(unit.session.exec(query))


def open_of(unit: Unit, periods: Collection[tuple[str, str]]) -> list[Declaration]:
    """Drafts and prepared declarations of some periods."""
    query = select(Declaration).where(
        col(Declaration.state).in_(_OPEN),
        tuple_(col(Declaration.regime), col(Declaration.period)).in_(list(periods)),
    )
    return list(unit.session.exec(query))


def of_declaration(unit: Unit, declaration: Declaration) -> list[Reliquidation]:
    """The re-liquidations of a filing, the oldest first."""
    query = (
        select(Reliquidation)
        .where(Reliquidation.declaration_id == declaration.id)
        .order_by(col(Reliquidation.id))
    )
    return list(unit.session.exec(query))


def moves_of(unit: Unit, declarations: Collection[Declaration]) -> dict[int, Moved]:
    """The last move of each of some filings whose due day an act moved, by database id."""
    if not declarations:
        return {}
    of = col(Reliquidation.declaration_id)
    query = (
        select(of, col(Reliquidation.new_due_on), Reliquidation.kind, Reliquidation.norm)
        .where(among(unit, of, {each.id or 0 for each in declarations}))
        .order_by(col(Reliquidation.id))
    )
    return {key: Moved(day, kind, norm) for key, day, kind, norm in unit.session.exec(query)}


def relief_of(unit: Unit, declaration: Declaration) -> Relief:
    """What re-liquidations took from a filing, summed."""
    found = of_declaration(unit, declaration)
    return Relief(
        penalty=sum(each.penalty_relief for each in found),
        interest=sum(each.interest_relief for each in found),
        in_favour=sum(each.in_favour for each in found),
    )


def reliefs(unit: Unit) -> dict[int, Relief]:
    """What re-liquidations took from every filing that they touched, by its database id."""
    query = select(
        Reliquidation.declaration_id,
        func.sum(Reliquidation.penalty_relief),
        func.sum(Reliquidation.interest_relief),
        func.sum(Reliquidation.in_favour),
    ).group_by(col(Reliquidation.declaration_id))
    return {
        key: Relief(int(penalty), int(interest), int(favour))
        for key, penalty, interest, favour in unit.session.exec(query)
    }


def done(unit: Unit, declaration: Declaration, exception: str) -> bool:
    """Whether a filing was liquidated again for an act."""
    query = select(Reliquidation.id).where(
        Reliquidation.declaration_id == declaration.id, Reliquidation.exception == exception
    )
    return unit.session.exec(query).first() is not None


def add(unit: Unit, result: Reliquidation) -> None:
    """Store a result."""
    unit.session.add(result)
    unit.flush()


def results(unit: Unit, exception: str, *, offset: int, limit: int) -> list[ResultRow]:
    """A page of the results of an act, in the order in which they were done."""
    query = (
        select(Reliquidation, Declaration, Operator.name)
        .join(Declaration, col(Declaration.id) == col(Reliquidation.declaration_id))
        .join(Operator, col(Operator.id) == col(Reliquidation.operator_id))
        .where(Reliquidation.exception == exception)
        .order_by(col(Reliquidation.id))
        .offset(offset)
        .limit(limit)
    )
    return [ResultRow(*row) for row in unit.session.exec(query)]


def totals(unit: Unit, exception: str) -> tuple[int, int, int]:
    """How many results an act has, the pesos taken away, and those of them in favour."""
    taken = Reliquidation.penalty_relief + Reliquidation.interest_relief
    query = select(
        func.count(),
        func.coalesce(func.sum(taken), 0),
        func.coalesce(func.sum(Reliquidation.in_favour), 0),
    ).where(Reliquidation.exception == exception)
    count, pesos, favour = unit.session.exec(query).one()
    return int(count), int(pesos), int(favour)


def reliquidated_after(
    unit: Unit,
    scope: Scope,
    last_id: int,
    limit: int,
    period: str = "",
    operator: int | None = None,
) -> list[tuple[Reliquidation, Declaration]]:
    """Re-liquidations with a higher database id and their filings, oldest first."""
    query = (
        select(Reliquidation, Declaration)
        .join(Declaration, col(Declaration.id) == col(Reliquidation.declaration_id))
        .where(col(Reliquidation.id) > last_id)
        .order_by(col(Reliquidation.id))
        .limit(limit)
    )
    for wanted in (scope.operator_id, operator):
        if wanted is not None:
            query = query.where(Reliquidation.operator_id == wanted)
    if period:
        query = query.where(Declaration.period == period)
    return list(unit.session.exec(query))


def open_runs(unit: Unit) -> list[ReliquidationRun]:
    """Runs that have something left to do, in the order of their approval."""
    query = (
        select(ReliquidationRun)
        .where(col(ReliquidationRun.finished_at).is_(None))
        .order_by(col(ReliquidationRun.decided_at))
    )
    return list(unit.session.exec(query))


def run_of(unit: Unit, exception: str) -> ReliquidationRun | None:
    """The run of an act; None before it was approved."""
    return unit.session.get(ReliquidationRun, exception)
