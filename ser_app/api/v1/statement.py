"""The statement of account."""

from ser_app.api.v1 import schemas
from ser_app.api.v1.cursors import read_cursor, write_cursor
from ser_app.api.v1.operation import Asked
from ser_app.ledger.statement import service
from ser_app.ledger.statement.folding import Change, Open, Place
from ser_app.ledger.statement.service import Answer


def statement(asked: Asked) -> schemas.Statement:
    """What the operator owes on a day, and some of the movements between two."""
    query = asked.query
    after = Place(*read_cursor(query.cursor)) if query.cursor else None
    found = service.statement_of(
        asked.res,
        asked.actor,
        "",
        query.since,
        query.until,
        after=after,
        entries=query.limit,
    )
    going_on = found.statement.following
    return schemas.Statement(
        nit=found.operator.tax_number,
        operator=found.operator.name,
        first=found.statement.first,
        last=found.statement.last,
        opening=found.statement.opening,
        closing=found.statement.closing,
        total=found.statement.total,
        overdue=found.statement.overdue,
        in_favour=found.statement.in_favour,
        debts=[_debt(found, each) for each in found.statement.debts],
        undeclared=_undeclared(found),
        movements=[_movement(each) for each in found.statement.changes],
        next_cursor=write_cursor(going_on.day, going_on.entry) if going_on else None,
    )


def _debt(found: Answer, opened: Open) -> schemas.Debt:
    debt, left = opened.debt, opened.left
    return schemas.Debt(
        id=debt.source,
        kind=debt.kind,
        expediente=debt.expediente or None,
        regime=debt.regime,
        period=debt.period,
        description=debt.description,
        act=debt.act or None,
        due_on=debt.due_on,
        principal=left.capital,
        penalty=left.penalty,
        interest=left.interest + opened.running,
        total=opened.total,
        overdue=opened.overdue,
        provisional=opened.provisional,
        being_paid_with=found.under_way.get(debt.source),
    )


def _undeclared(found: Answer) -> list[schemas.UndeclaredPeriod]:
    return [
        schemas.UndeclaredPeriod(
            expediente=each.expediente, period=each.period.text, due_on=each.due_on
        )
        for each in found.undeclared or ()
    ]


def _movement(change: Change) -> schemas.Movement:
    return schemas.Movement(
        source=change.source,
        kind=change.kind,
        value_day=change.value_day,
        posted_on=change.posted_on,
        description=change.description,
        expedientes=list(change.expedientes),
        parts=[schemas.Part(concept=concept, amount=amount) for concept, amount in change.parts],
        amount=change.amount,
        balance=change.balance,
    )
