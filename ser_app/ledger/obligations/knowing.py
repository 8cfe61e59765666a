"""Gathers what a check looks things up in, with few queries whatever the number of lines."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from ser_app.base.database import Unit
from ser_app.law.periods import Regime
from ser_app.ledger import repository as books
from ser_app.ledger.debt import remaining
from ser_app.ledger.journal import Concept
from ser_app.ledger.obligations import repository
from ser_app.ledger.obligations.checking import Known, OverdueDebt, key_of
from ser_app.ledger.obligations.reading import Typed
from ser_app.people.actor import Scope
from ser_app.people.repository import expedientes_of
from ser_app.web.words import plain


def known_of(unit: Unit, typed: Sequence[Typed], today: date, *, lock: bool = False) -> Known:
    """What the check of some lines needs.

    Args:
        unit: The open unit.
        typed: The lines.
        today: The business day.
        lock: True where they are entered next: nobody else enters for these operators meanwhile.
    """
    operators = repository.operators_of(unit, (each.nit for each in typed))
    ids = sorted(each.id or 0 for each in operators.values())
    if lock:
        repository.lock_operators(unit, ids)
    standing = frozenset(
        key_of(
            charge.operator_id, charge.kind, charge.act, charge.act_day,
            obligation.expediente_id, obligation.due_on, charge.amount,
        )
        for charge, obligation in repository.standing_of(unit, ids)
    )  # fmt: skip

    @cache
    def overdue(operator_id: int) -> Sequence[OverdueDebt]:
        return overdue_debts(unit, operator_id, today, lock=lock)

    return Known(
        operators=operators,
        expedientes=repository.expedientes_of(
            unit, (each.expediente for each in typed if each.expediente)
        ),
        standing=standing,
        overdue=overdue,
    )


def overdue_debts(
    unit: Unit, operator_id: int, today: date, *, lock: bool = False
) -> list[OverdueDebt]:
    """The debts of an operator whose capital is overdue, the oldest first.

    Args:
        unit: The open unit.
        operator_id: Whose.
        today: The business day.
        lock: True where their capital is taken over next: no payment comes in between.
    """
    scope = Scope(operator_id)
    numbers = {each.id: each.number for each in expedientes_of(unit, scope)}
    owed = [
        each
        for each in books.obligations_of(unit, scope, operator_id)
        if each.id is not None and each.due_on < today
    ]
    if lock:
        books.obligations_named(unit, [each.source for each in owed])
    moves = books.movements_of_all(unit, [each.id or 0 for each in owed])
    acts = repository.acts_of(unit, (each.id or 0 for each in owed))
    found = []
    for each in owed:
        key = each.id or 0
        left = remaining(each.due_on, moves.get(key, []))
        capital = left.fine or left.levy
        if capital <= 0:
            continue
        names = {each.source.partition(":")[2], acts.get(key, "")}
        if each.expediente_id is not None:
            names.add(f"{numbers.get(each.expediente_id, '')}/{each.period}")
        found.append(
            OverdueDebt(
                id=key,
                public_id=each.source.partition(":")[2],
                references=frozenset(plain(name) for name in names if name),
                expediente_id=each.expediente_id,
                regime=Regime(each.regime) if each.regime else None,
                concept=Concept.FINE if left.fine else Concept.LEVY,
                capital=capital,
                due_on=each.due_on,
                description=each.description,
            )
        )
    return found
