"""What a transaction changed in the rows that it holds, for the audit's before and after.

The session tells it at each flush, so that whoever records need not compare: `audit.record(…,
of=row)` takes what happened to that row since it was read, whatever function changed it.
"""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from ser_app.base.database import Unit

_KEY: Final = "ser_changes"
_LONGEST: Final = 500
_PLAIN: Final = (str, int, bool, date, datetime, Decimal, Enum, type(None))

Values = dict[str, Any]


def changes_of(unit: Unit, row: Any) -> tuple[Values | None, Values | None]:
    """What changed in a row since the last time it was asked: before and after.

    A row that this transaction made has no before. Documents, figures and other long values are
    left out: they are kept where they belong.
    """
    unit.flush()
    before, after = unit.session.info.get(_KEY, {}).pop(id(row), (row, {}, {}))[1:]
    if before is None:
        return None, {name: value for name, value in after.items() if value not in (None, "")}
    return (before, after) if after else (None, None)


def _remember(session: Session, _context: UOWTransaction, _instances: Any) -> None:
    kept = session.info.setdefault(_KEY, {})
    for row in session.new:
        # The row itself is kept as well, so that no other can take its place in memory.
        kept[id(row)] = (row, None, _short(_values(row)))
    for row in session.dirty:
        before, after = _changed(row)
        if after:
            _, earlier, later = kept.get(id(row), (row, {}, {}))
            first = None if earlier is None else {**before, **earlier}
            kept[id(row)] = (row, first, {**later, **after})


def _changed(row: Any) -> tuple[Values, Values]:
    before, after = {}, {}
    for attribute in inspect(row).attrs:
        history = attribute.history
        if history.added and history.added != history.deleted:
            before[attribute.key] = history.deleted[0] if history.deleted else None
            after[attribute.key] = history.added[0]
    wanted = _short(after)
    return {name: value for name, value in before.items() if name in wanted}, wanted


def _values(row: Any) -> Values:
    return {attribute.key: attribute.value for attribute in inspect(row).attrs}


def _short(values: Values) -> Values:
    return {
        name: value
        for name, value in values.items()
        if isinstance(value, _PLAIN) and not (isinstance(value, str) and len(value) > _LONGEST)
    }


def _forget(session: Session) -> None:
    session.info.pop(_KEY, None)


event.listen(Session, "before_flush", _remember)
event.listen(Session, "after_commit", _forget)
event.listen(Session, "after_rollback", _forget)
