"""What the books cannot know: the periods that fell due and nobody declared; told from above."""

from collections.abc import Callable, Sequence
from datetime import date

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.ledger.good_standing.standing import Undeclared
from ser_app.people.models import Operator

Tell = Callable[[Unit, Resources, Operator, date], Sequence[Undeclared] | None]
"""Answers which periods of an operator were due before a day and were not declared by then.

None when nobody can say; the caller has checked who may ask."""

_joined: list[Tell] = []


def join_undeclared(tell: Tell) -> None:
    """Let the room that knows the declarations tell, once, at assembly."""
    if tell not in _joined:
        _joined.append(tell)


def undeclared_of(
    unit: Unit, res: Resources, operator: Operator, last: date
) -> tuple[Undeclared, ...] | None:
    """The undeclared periods of an operator, the oldest first; None when nobody can say.

    Args:
        unit: The transaction of the statement.
        res: The resources of the process.
        operator: The operator.
        last: The day of the statement; what falls due after the business day is never missing.
    """
    told = [tell(unit, res, operator, min(last, res.clock.today())) for tell in _joined]
    if not told or None in told:
        return None
    found = (each for some in told for each in some or ())
    return tuple(sorted(found, key=lambda each: (each.due_on, each.expediente)))
